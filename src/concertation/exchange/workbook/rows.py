"""Rows as read from a file, before the register is asked what it knows of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from concertation.core.faults import Fault, Place


class Answer(Enum):
    """A cell that says the answer is unknown, as distinct from an empty cell, which says nothing."""

    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Named:
    """A reference as a person writes it: a code, a name in either language, or another name."""

    words: str


@dataclass(frozen=True, slots=True)
class SameFile:
    """A reference to another row of the same file."""

    kind_id: str
    place: Place


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One fact of a sheet.

    ``headings`` gives the words of the file for each column. ``values`` holds the filled cells by column
    name: plain values, ``Answer.UNKNOWN``, ``Named`` or
    ``SameFile``. Empty cells are absent: they say nothing. ``has_faults`` tells that a cell was refused.
    """

    kind_id: str
    place: Place
    key: str | None
    values: Mapping[str, object]
    has_faults: bool = False
    headings: Mapping[str, str] = field(default_factory=dict, repr=False)

    def cell(self, column: str) -> Place:
        """Where a cell of the row stands, under the heading that the file gives it."""
        return Place(self.place.sheet, self.place.row, self.headings.get(column, column))


@dataclass(frozen=True, slots=True)
class Reading:
    """All the rows of a file, and every fault found in it."""

    filename: str
    sha256: str
    rows: Sequence[SheetRow]
    faults: tuple[Fault, ...]
