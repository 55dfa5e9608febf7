"""What an import would do to the register, told before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from concertation.core.faults import Fault, Place
from concertation.core.text import Language, Text

Outcome = Literal["new", "same", "changed", "doubtful", "faulty"]
DIFFERENT = "different"
SAME = "same"
UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that differs from the register, in the words that people read."""

    column: str
    label: Text
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of what is known of a side in doubt, in the words that people read."""

    column: str
    label: Text
    words: Text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record of the register, or another row of the file, that may be the same; ``id`` is what to answer."""

    id: str
    key: str
    name: str
    place: Place | None
    score: float
    reasons: tuple[Text, ...]
    against: tuple[Text, ...] = ()
    lines: tuple[CardLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A new row that looks like something known.

    ``answer`` is ``"different"`` or the ``id`` of a candidate; ``proposal`` is what the evidence suggests.
    A doubt that somebody put off (``"unsure"``) stays open.
    """

    id: str
    place: Place
    kind_id: str
    name: str
    candidates: tuple[Candidate, ...]
    proposal: str
    answer: str | None = None
    is_put_off: bool = False
    lines: tuple[CardLine, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it."""
        return self.answer is None


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


@dataclass(frozen=True, slots=True)
class PlannedFact:
    """A row ready to be written: columns as the tables name them, references as keys of records."""

    kind_id: str
    key: str
    place: Place
    values: Mapping[str, object]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything an import would do, and everything that stands in its way."""

    filename: str
    sha256: str
    rows: tuple[PreviewRow, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    doubts: tuple[Doubt, ...]
    planned: tuple[PlannedFact, ...] = field(default=(), repr=False)

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many rows come to each outcome, all sheets together."""
        return _counted(self.rows)

    @property
    def sheets(self) -> tuple[SheetCounts, ...]:
        """The counts sheet by sheet, in the order of the file."""
        by_sheet: dict[tuple[str, str], list[PreviewRow]] = {}
        for row in self.rows:
            by_sheet.setdefault((row.place.sheet, row.kind_id), []).append(row)
        return tuple(SheetCounts(sheet, kind, _counted(rows)) for (sheet, kind), rows in by_sheet.items())

    @property
    def open_doubts(self) -> tuple[Doubt, ...]:
        """The doubts that nobody has answered yet."""
        return tuple(doubt for doubt in self.doubts if doubt.is_open)

    @property
    def changes_nothing(self) -> bool:
        """Whether every row is already in the register as it stands."""
        return not self.planned

    @property
    def outcomes(self) -> dict[str, str]:
        """The outcome of each row by its place, with what would change, to compare two previews.

        A row of a list of places stands for several facts: a line each.
        """
        found: dict[str, list[str]] = {}
        for row in self.rows:
            changes = (f"{d.column}={_side(d.before)}→{_side(d.after)}" for d in row.differences)
            found.setdefault(f"{row.place.sheet}!{row.place.row}", []).append(":".join([row.outcome, *changes]))
        return {place: "\n".join(outcomes) for place, outcomes in found.items()}


def _counted(rows: tuple[PreviewRow, ...] | list[PreviewRow]) -> Mapping[Outcome, int]:
    counts = Counter(row.outcome for row in rows)
    return {outcome: counts[outcome] for outcome in get_args(Outcome)}


def _side(words: Text | None) -> str:
    return "" if words is None else words.in_language(_NEUTRAL)


_NEUTRAL: Language = "en"
