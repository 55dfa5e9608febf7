"""What a paper holds: blocks of plain values, which the template sets and never reads as instructions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from concertation.core.text import Language

Paper = Literal["us-letter", "a4"]
Look = Literal["", "strong", "quiet", "unknown", "glyph"]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one look; ``language`` where it is not that of the document."""

    words: str
    look: Look = ""
    language: Language | None = None


Phrase = str | tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of what follows; level 1 lies beneath the title."""

    words: str
    level: int = 1
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: what opens the paper (lead), what is plain, what is said in passing (note)."""

    words: Phrase
    look: Literal["lead", "plain", "note"] = "plain"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """A list without an order; ``is_marked`` unless its entries have a mark of their own."""

    items: tuple[Phrase, ...]
    is_marked: bool = True
    kind: Literal["items"] = "items"


@dataclass(frozen=True, slots=True)
class RankedItem:
    """One entry of an ordered list, its figure, and what stands under it with theirs."""

    words: str
    figure: str
    under: tuple[tuple[str, Phrase], ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A list in order of weight."""

    items: tuple[RankedItem, ...]
    kind: Literal["ranked"] = "ranked"


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One sign of a drawing, as SVG, and what it says; ``is_wide`` where it says much."""

    drawn: str
    words: str
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """The signs of a drawing, so many side by side."""

    entries: tuple[KeyEntry, ...]
    across: int = 3
    kind: Literal["key"] = "key"


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing that needs nothing else, what it says for those who do not see it, its caption, its signs."""

    drawn: str
    alternative: str
    caption: Phrase
    key: Key | None = None
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, whether it holds numbers, and its share of the width (0: what it needs)."""

    words: str
    is_number: bool = False
    share: float = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose headings stand again on each page."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Phrase, ...], ...]
    kind: Literal["table"] = "table"


Block = Heading | Paragraph | Items | Ranked | Key | Figure | Table


@dataclass(frozen=True, slots=True)
class Document:
    """One paper: ``above`` stands over the title and at the head of each page, ``foot`` under each page.

    ``restriction`` says who may see it, where not everyone may.
    """

    title: str
    language: Language
    day: date
    above: str
    foot: str
    blocks: tuple[Block, ...]
    restriction: str = ""
    paper: Paper = "us-letter"
