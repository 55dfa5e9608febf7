"""What an import would do to the register, told before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from concertation.core.faults import Fault, Place
from concertation.core.text import Text
from concertation.journeys.workbook.new_facts import NewFacts
from concertation.journeys.workbook.outcomes import Difference, Outcome, PreviewRow, SheetCounts
from concertation.journeys.workbook.preview_rows import PreviewRows

__all__ = ["Difference", "Outcome", "PreviewRow", "SheetCounts"]

DIFFERENT = "different"
SAME = "same"
UNSURE = "unsure"


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
    candidates: Sequence[Candidate]
    proposal: str
    answer: str | None = None
    is_put_off: bool = False
    lines: Sequence[CardLine] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it."""
        return self.answer is None


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
    rows: PreviewRows
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    doubts: tuple[Doubt, ...]
    planned: tuple[PlannedFact, ...] = field(default=(), repr=False)
    # New facts that are kept as columns, beside those planned one by one.
    frames: NewFacts = field(default_factory=NewFacts, repr=False)

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many rows come to each outcome, all sheets together."""
        return self.rows.counts

    @property
    def sheets(self) -> tuple[SheetCounts, ...]:
        """The counts sheet by sheet, in the order of the file."""
        return self.rows.sheets

    @property
    def open_doubts(self) -> tuple[Doubt, ...]:
        """The doubts that nobody has answered yet."""
        return tuple(doubt for doubt in self.doubts if doubt.is_open)

    @property
    def changes_nothing(self) -> bool:
        """Whether every row is already in the register as it stands."""
        return not self.planned and not self.frames

    @property
    def to_write(self) -> Mapping[tuple[str, bool], int]:
        """How many facts would be written, by kind and by whether they are new."""
        counts = Counter((fact.kind_id, fact.is_new) for fact in self.planned)
        for kind_id in self.frames:
            counts[kind_id, True] += self.frames.count(kind_id)
        return counts
