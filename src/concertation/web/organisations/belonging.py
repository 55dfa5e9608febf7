"""The partnerships of an organisation: ribbons, roles, strips, and how often it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from concertation.journeys.catalogue import Listed, strip_of
from concertation.journeys.portrait import OrganisationPortrait
from concertation.journeys.records import Record, by_date
from concertation.reports.figures.ribbons import Ribbon, RibbonRow, draw_ribbons
from concertation.web.wording import day_words, listed, period, plain_name, reader_language, term_of

_THERE = ("present", "substitute")


@dataclass(frozen=True, slots=True)
class BelongingRow:
    """One membership of the organisation."""

    membership: Record
    partnership: Record
    roles: tuple[Record, ...]
    is_current: bool
    listed: Listed | None
    attended: int
    meetings: int


def belonging_section(portrait: OrganisationPortrait) -> dict[str, Any]:
    """Where it belongs, drawn and listed."""
    rows = [
        _row(portrait, membership)
        for membership in by_date(portrait.of("membership", "organisation"), "since")
        if membership["partnership"] is not None
    ]
    rows.sort(key=lambda row: not row.is_current)
    return {"rows": rows, "figure": _figure(portrait, rows) if rows else ""}


def _row(portrait: OrganisationPortrait, membership: Record) -> BelongingRow:
    attendances = membership.children("attendance", "membership")
    typology = portrait.typology.get(membership["partnership"].id)
    return BelongingRow(
        membership=membership,
        partnership=membership["partnership"],
        roles=tuple(by_date(membership.children("membership_role"), "since")),
        is_current=membership.holds_on(portrait.as_of),
        listed=strip_of(membership["partnership"].row, typology, reader_language()),
        attended=sum(attendance["status"] in _THERE for attendance in attendances),
        meetings=len(attendances),
    )


def _figure(portrait: OrganisationPortrait, rows: list[BelongingRow]) -> str:
    drawn = [
        RibbonRow(
            label=plain_name(row.partnership),
            note=_note(row),
            ribbons=(
                Ribbon(
                    row.membership["since"],
                    row.membership["until"],
                    period(row.membership),
                    "observer" if row.membership["is_observer"] else "member",
                ),
                *(
                    Ribbon(role["since"], role["until"], term_of(role, "role"), "lead")
                    for role in row.roles
                    if role["role"] in ("lead", "manager", "fiduciary")
                ),
            ),
        )
        for row in rows
    ]
    return draw_ribbons(
        drawn,
        figure_id="belonging-figure",
        title=gettext("Partnerships over time"),
        description=gettext("One ribbon a membership. The table below says the same."),
        as_of=portrait.as_of,
        as_of_words=gettext("as of %(day)s") % {"day": day_words(portrait.as_of)},
    )


def _note(row: BelongingRow) -> str:
    observer = gettext("observer") if row.membership["is_observer"] else ""
    roles = listed(dict.fromkeys(term_of(role, "role") for role in row.roles))
    return " · ".join(part for part in (observer or roles, period(row.membership)) if part)
