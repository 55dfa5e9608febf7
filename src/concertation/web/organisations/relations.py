"""What an organisation and others say of each other, and what it gives and receives."""

from __future__ import annotations

from dataclasses import dataclass

from concertation.journeys.portrait import OrganisationPortrait
from concertation.journeys.records import Record, by_date
from concertation.reports.figures.paired_bars import Quantity
from concertation.web.partnerships.contributions import quantity_of


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


def exchange_rows(portrait: OrganisationPortrait) -> list[tuple[Record, Quantity]]:
    """What it gives and receives, partnership by partnership."""
    return [
        (record, quantity_of(record))
        for record in by_date(portrait.of("contribution", "organisation"), "since")
        if record["partnership"] is not None
    ]
