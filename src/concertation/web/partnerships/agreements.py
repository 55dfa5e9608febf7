"""What was agreed, what it covers, and what expires."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from concertation.journeys.portrait import PartnershipPortrait
from concertation.journeys.records import Record, by_date
from concertation.journeys.sections import agreement_state
from concertation.reports.figures.ribbons import Mark, Ribbon, RibbonRow, draw_ribbons
from concertation.web.wording import day_words, period, plain_name

FACETS = (
    "covers_legal",
    "covers_governance",
    "covers_management",
    "covers_administration",
    "covers_exit",
    "defines_roles",
)
_STATES = {
    "in_force": gettext_lazy("in force"),
    "expiring": gettext_lazy("expires soon"),
    "lapsed": gettext_lazy("lapsed"),
    "undated": gettext_lazy("dates unknown"),
    "ahead": gettext_lazy("not yet in force"),
}


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement as the page shows it."""

    agreement: Record
    state: str
    parties: tuple[Record, ...]
    facets: tuple[tuple[str, bool | None], ...]

    @property
    def state_words(self) -> str:
        """Whether it is in force, in words."""
        return str(_STATES[self.state])


def agreements_section(portrait: PartnershipPortrait) -> dict[str, Any]:
    """Agreements, plans, reports and resources of its own."""
    rows = agreement_rows(portrait)
    plans = by_date(portrait.of("plan"), "since", "adopted_on")
    return {
        "rows": rows,
        "facet_names": FACETS,
        "plans": [(plan, by_date(plan.children("plan_revision"), "on")) for plan in plans],
        "reports": by_date(portrait.of("report"), "on"),
        "resources": by_date(portrait.of("resource"), "since"),
        "expiring": [row for row in rows if row.state == "expiring"],
        "lapsed": [row for row in rows if row.state == "lapsed"],
        "figure": _figure(portrait, rows, plans) if rows or plans else "",
    }


def agreement_rows(portrait: PartnershipPortrait) -> list[AgreementRow]:
    """Oldest first."""
    return [
        AgreementRow(
            agreement=agreement,
            state=agreement_state(agreement, portrait.as_of),
            parties=tuple(party for party in agreement.children("agreement_party") if party["organisation"]),
            facets=tuple((facet, agreement[facet]) for facet in FACETS),
        )
        for agreement in by_date(portrait.of("agreement"), "since", "signed_on", "approved_on")
    ]


def _figure(portrait: PartnershipPortrait, rows: list[AgreementRow], plans: list[Record]) -> str:
    drawn = [
        RibbonRow(
            label=plain_name(row.agreement),
            note=f"{row.state_words} · {period(row.agreement)}",
            ribbons=(_ribbon(row.agreement, row.state),),
            marks=_signatures(row.agreement),
        )
        for row in rows
    ]
    drawn += [
        RibbonRow(
            label=plain_name(plan),
            note=period(plan),
            ribbons=(_ribbon(plan, "plan"),),
            marks=tuple(
                Mark(on=revision["on"], words=_revision_words(revision), glyph="diamond", tone="plan")
                for revision in plan.children("plan_revision")
                if revision["on"] is not None
            ),
        )
        for plan in plans
    ]
    return draw_ribbons(
        drawn,
        figure_id="agreements-figure",
        title=gettext("Agreements and plans over time"),
        description=gettext("Each bar runs while the document is in force. The table below says the same."),
        as_of=portrait.as_of,
        as_of_words=gettext("as of %(day)s") % {"day": day_words(portrait.as_of)},
    )


def _ribbon(record: Record, tone: str) -> Ribbon:
    return Ribbon(
        since=record["since"],
        until=record["until"],
        words=f"{plain_name(record)}: {period(record)}",
        tone=tone,
    )


def _signatures(agreement: Record) -> tuple[Mark, ...]:
    day = agreement["signed_on"] or agreement["approved_on"]
    if day is None:
        return ()
    words = gettext("signed") if agreement["signed_on"] else gettext("approved")
    return (Mark(on=day, words=f"{words}: {day_words(day)}", glyph="bar", tone="signature"),)


def _revision_words(revision: Record) -> str:
    return gettext("revised: %(day)s") % {"day": day_words(revision["on"])}
