"""Who belongs, since when, and in what role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from concertation.core.text import sort_key
from concertation.journeys.portrait import PartnershipPortrait
from concertation.journeys.records import Record, by_date
from concertation.reports.figures.ribbons import Ribbon, RibbonRow, draw_ribbons
from concertation.web.wording import day_words, listed, period, plain_name, term_of

# The first of these roles that a member holds gives its ribbon its tone.
_TONES = (
    ("lead", "lead"),
    ("fiduciary", "lead"),
    ("manager", "lead"),
    ("facilitator", "facilitator"),
    ("funder", "funder"),
)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One membership as the page shows it."""

    membership: Record
    organisation: Record
    roles: tuple[Record, ...]
    role_words: str
    is_current: bool
    tone: str
    representatives: tuple[Record, ...]
    representations: tuple[Record, ...]


def members_section(portrait: PartnershipPortrait) -> dict[str, Any]:
    """Members as ribbons and as a table, with a sentence that counts them."""
    rows = member_rows(portrait)
    return {
        "rows": rows,
        "summary": count_sentences(rows),
        "figure": _figure(portrait, rows) if rows else "",
        "has_observers": any(row.tone == "observer" for row in rows),
    }


def member_rows(portrait: PartnershipPortrait) -> list[MemberRow]:
    """Those who belong first, oldest first; then those who left."""
    rows = [
        _row(portrait, record)
        for record in by_date(portrait.of("membership"), "since")
        if record["organisation"] is not None
    ]
    return sorted(
        rows,
        key=lambda row: (
            not row.is_current,
            row.tone == "observer",
            str(row.membership["since"] or ""),
            sort_key(plain_name(row.organisation)),
        ),
    )


def count_sentences(rows: list[MemberRow]) -> list[str]:
    """How many belong, observe and have left; “at least” where some are not named."""
    current = [row for row in rows if row.is_current]
    full = [row for row in current if not row.membership["is_observer"]]
    observers = len(current) - len(full)
    unnamed = any(row.organisation["is_unnamed_group"] for row in full)
    sentences = [ngettext("%(count)d member recorded", "%(count)d members recorded", len(full)) % {"count": len(full)}]
    if unnamed:
        sentences.append(
            gettext("some stand for several organisations that the source does not name: the number is “at least”")
        )
    if observers:
        sentences.append(
            ngettext("%(count)d observer, not counted", "%(count)d observers, not counted", observers)
            % {"count": observers}
        )
    left = len(rows) - len(current)
    if left:
        sentences.append(ngettext("%(count)d has left", "%(count)d have left", left) % {"count": left})
    return sentences


def _row(portrait: PartnershipPortrait, membership: Record) -> MemberRow:
    roles = tuple(by_date(membership.children("membership_role"), "since"))
    current = {role["role"] for role in roles if role.holds_on(portrait.as_of)}
    codes = current or {role["role"] for role in roles}
    tone = next((tone for word, tone in _TONES if any(word in code for code in codes)), "member")
    return MemberRow(
        membership=membership,
        organisation=membership["organisation"],
        roles=roles,
        role_words=listed(dict.fromkeys(term_of(role, "role") for role in roles if role["role"] in codes)),
        is_current=membership.holds_on(portrait.as_of),
        tone="observer" if membership["is_observer"] else tone,
        representatives=tuple(
            held["representative"]
            for held in membership.children("representation")
            if held.holds_on(portrait.as_of) and held["representative"] is not None
        ),
        representations=tuple(held for held in membership.children("representation") if held.holds_on(portrait.as_of)),
    )


def _figure(portrait: PartnershipPortrait, rows: list[MemberRow]) -> str:
    drawn = [
        RibbonRow(
            label=plain_name(row.organisation),
            note=_note(row),
            ribbons=(
                Ribbon(
                    since=row.membership["since"],
                    until=row.membership["until"],
                    words=f"{plain_name(row.organisation)}: {period(row.membership)}",
                    tone=row.tone,
                ),
            ),
        )
        for row in rows
    ]
    as_of = day_words(portrait.as_of)
    return draw_ribbons(
        drawn,
        figure_id="members-figure",
        title=gettext("Members over time"),
        description="; ".join(count_sentences(rows)) + ". " + gettext("The table below says the same."),
        as_of=portrait.as_of,
        as_of_words=gettext("as of %(day)s") % {"day": as_of},
    )


def _note(row: MemberRow) -> str:
    observer = gettext("observer") if row.membership["is_observer"] else ""
    return " · ".join(part for part in (observer or row.role_words, period(row.membership)) if part)
