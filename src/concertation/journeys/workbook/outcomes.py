"""What becomes of a row, and what of it differs from the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from concertation.core.faults import Place
from concertation.core.text import Text

Outcome = Literal["new", "same", "changed", "doubtful", "faulty"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that differs from the register, in the words that people read."""

    column: str
    label: Text
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """What would become of one row."""

    kind_id: str
    place: Place
    key: str
    name: str
    outcome: Outcome
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetCounts:
    """How many rows of a sheet are new, the same, changed, doubtful or faulty."""

    sheet: str
    kind_id: str
    counts: Mapping[Outcome, int]
