"""What the sections of a partnership say beyond its records, for pages and programs alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from concertation.core.overview import OverviewConventions
from concertation.core.typology import Conventions
from concertation.core.typology.articulation import activity_types
from concertation.journeys.portrait import OrganisationPortrait, PartnershipPortrait
from concertation.journeys.records import Record, by_date

AgreementState = Literal["in_force", "expiring", "lapsed", "undated"]
Unit = Literal["amount", "hours", "rating", "unmeasured"]

EXPIRING_WITHIN = timedelta(days=OverviewConventions().expiring_within_days)
# Own counts of persons below this number are shown as "fewer than".
FLOOR = 5
# The seven facts of a participation, in the order of the matrix.
PARTICIPATION_FACTS = ("advises", "funds", "works", "co_decides", "bears_cost", "bears_risk", "benefits")
THERE = ("present", "substitute", "guest")


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
    """One activity, who takes part, and the articulation that it shows."""

    activity: Record
    is_current: bool
    participations: tuple[Record, ...]
    counts: tuple[FactCount, ...]
    articulation: str | None
    is_determined: bool


@dataclass(frozen=True, slots=True)
class TieRow:
    """A relation of one kind with another organisation: what each of the two says of it."""

    other: Record
    kind: Record
    said_here: Record | None
    said_there: Record | None

    @property
    def voices(self) -> str:
        """Whether both say so, or one alone."""
        if self.said_here and self.said_there:
            return "both"
        return "here" if self.said_here else "there"


def agreement_state(agreement: Record, as_of: date) -> AgreementState:
    """Whether it is in force, about to end, or lapsed on that day."""
    since, until = agreement["since"], agreement["until"]
    if until is not None and until < as_of:
        return "lapsed"
    if until is not None and until <= as_of + EXPIRING_WITHIN:
        return "expiring"
    if since is None and until is None:
        return "undated"
    return "in_force"


def person_bounds(seat: Record) -> tuple[int, int]:
    """The least and the most persons on a seat without names; a small count is anything under the floor."""
    low, high = seat["persons_low"], seat["persons_high"]
    low, high = (high if low is None else low) or 0, (low if high is None else high) or 0
    return (0, FLOOR - 1) if high < FLOOR else (low, high)


def activity_rows(portrait: PartnershipPortrait) -> list[ActivityRow]:
    """Going on first, then ended; oldest first."""
    types = {row["activity_id"]: row for row in activity_types(portrait.snapshot, conventions=Conventions()).to_dicts()}
    rows = [_activity(portrait, one, types.get(one.id)) for one in by_date(portrait.of("activity"), "since")]
    return sorted(rows, key=lambda row: not row.is_current)


def _activity(portrait: PartnershipPortrait, activity: Record, found: dict[str, Any] | None) -> ActivityRow:
    participations = tuple(p for p in activity.children("participation") if p["organisation"] is not None)
    return ActivityRow(
        activity=activity,
        is_current=activity.holds_on(portrait.as_of),
        participations=participations,
        counts=tuple(_count(participations, name) for name in PARTICIPATION_FACTS),
        articulation=found["type"] if found else None,
        is_determined=bool(found and found["is_determined"]),
    )


def _count(participations: tuple[Record, ...], name: str) -> FactCount:
    answers = [participation[name] for participation in participations]
    return FactCount(yes=answers.count(True), no=answers.count(False), unknown=answers.count(None))


def contribution_unit(record: Record) -> Unit:
    """The unit in which it was recorded."""
    units: tuple[Unit, ...] = ("amount", "hours", "rating")
    return next((unit for unit in units if record[unit] is not None), "unmeasured")


def silent_members(portrait: PartnershipPortrait, contributions: list[Record]) -> list[Record]:
    """Members of whom nothing is recorded: unknown, not nothing."""
    heard = {record["organisation"] for record in contributions}
    return [
        member["organisation"]
        for member in portrait.active_memberships
        if member["organisation"] is not None and member["organisation"] not in heard and not member["is_observer"]
    ]


def is_late(action: Record, as_of: date) -> bool:
    """Whether its day has passed without its being done."""
    due, done = action["due_on"], action["done_on"]
    return due is not None and due < as_of and (done is None or done > as_of)


def tie_rows(portrait: OrganisationPortrait) -> list[TieRow]:
    """One row another organisation and kind of tie; those that both say come first."""
    found: dict[tuple[int, str], dict[str, Record]] = {}
    for side, other, name in (
        ("here", "to_organisation", "from_organisation"),
        ("there", "from_organisation", "to_organisation"),
    ):
        for tie in by_date(portrait.of("tie", name), "since"):
            if tie[other] is not None and tie.holds_on(portrait.as_of):
                found.setdefault((tie[other].id, tie["kind"]), {})[side] = tie
    rows = [_tie_row(said) for said in found.values()]
    return sorted(rows, key=lambda row: (row.voices != "both", str(row.other["name"])))


def _tie_row(said: dict[str, Record]) -> TieRow:
    here, there = said.get("here"), said.get("there")
    known = here if here is not None else said["there"]
    other = known["to_organisation"] if here is not None else known["from_organisation"]
    return TieRow(other=other, kind=known, said_here=here, said_there=there)
