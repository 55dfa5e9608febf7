"""What partners do together, and the articulation that each activity shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from concertation.core.facts import fact_kind
from concertation.core.typology import Conventions
from concertation.core.typology.articulation import activity_types
from concertation.journeys.portrait import PartnershipPortrait
from concertation.journeys.records import Record, by_date
from concertation.web.wording import reader_language

FACTS = ("advises", "funds", "works", "co_decides", "bears_cost", "bears_risk", "benefits")


@dataclass(frozen=True, slots=True)
class FactCount:
    """Of the participants, how many it holds for, does not hold for, or is unknown of."""

    yes: int
    no: int
    unknown: int

    @property
    def state(self) -> str:
        """What the cell shows."""
        if self.yes:
            return "yes"
        return "unknown" if self.unknown or not self.no else "no"

    @property
    def total(self) -> int:
        """How many take part."""
        return self.yes + self.no + self.unknown


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity as the page shows it."""

    activity: Record
    is_current: bool
    participations: tuple[Record, ...]
    counts: tuple[FactCount, ...]
    articulation: str | None
    is_determined: bool


def activities_section(portrait: PartnershipPortrait) -> dict[str, Any]:
    """The matrix of activities by the seven facts, and what came out of them."""
    language = reader_language()
    return {
        "rows": activity_rows(portrait),
        "facts": [(name, fact_kind("participation")[name].label.in_language(language)) for name in FACTS],
        "outputs": by_date(portrait.of("output"), "on"),
    }


def activity_rows(portrait: PartnershipPortrait) -> list[ActivityRow]:
    """Going on first, then ended; oldest first."""
    types = {row["activity_id"]: row for row in activity_types(portrait.snapshot, conventions=Conventions()).to_dicts()}
    rows = [_row(portrait, activity, types.get(activity.id)) for activity in by_date(portrait.of("activity"), "since")]
    return sorted(rows, key=lambda row: not row.is_current)


def _row(portrait: PartnershipPortrait, activity: Record, found: dict[str, Any] | None) -> ActivityRow:
    participations = tuple(p for p in activity.children("participation") if p["organisation"] is not None)
    return ActivityRow(
        activity=activity,
        is_current=activity.holds_on(portrait.as_of),
        participations=participations,
        counts=tuple(_count(participations, name) for name in FACTS),
        articulation=found["type"] if found else None,
        is_determined=bool(found and found["is_determined"]),
    )


def _count(participations: tuple[Record, ...], name: str) -> FactCount:
    answers = [participation[name] for participation in participations]
    return FactCount(yes=answers.count(True), no=answers.count(False), unknown=answers.count(None))
