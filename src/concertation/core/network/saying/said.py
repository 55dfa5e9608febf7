"""A sentence said of a network: words and names apart, so that a page can make links of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from concertation.core.estimate import Evidence
from concertation.core.text import Language, Text

Heading = Literal["holds", "missing", "changed"]
HEADINGS: tuple[Heading, ...] = ("holds", "missing", "changed")


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody named: an organisation or a partnership, by its key, and what it is called."""

    kind: str
    key: str
    label: Text

    @property
    def evidence(self) -> Evidence:
        """The record that it is."""
        return Evidence(self.kind, self.key)


Piece = str | Name


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence about a network.

    ``id`` is ``theme.sentence``; ``english`` and ``french`` are its words, names among them. ``about`` are all
    those of whom it speaks, named or counted, ``figures`` its numbers, ``measures`` what gives them. ``caution`` is
    what it does not say. ``strength``, from 0 to 1, is its worth to a reader who has room for a few.
    """

    id: str
    heading: Heading
    english: tuple[Piece, ...]
    french: tuple[Piece, ...]
    strength: float
    about: tuple[Name, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    measures: tuple[str, ...] = ()
    caution: Text | None = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The records that it rests on."""
        return tuple(name.evidence for name in self.about)

    @property
    def theme(self) -> str:
        """What it is about."""
        return self.id.partition(".")[0]

    @property
    def text(self) -> Text:
        """The sentence in both languages, in plain words."""
        return Text(en=plain_words(self.english, "en"), fr=plain_words(self.french, "fr"))

    def pieces(self, language: Language) -> tuple[Piece, ...]:
        """Words and names in that language."""
        return self.french if language == "fr" else self.english


def ordered(said: Iterable[Said]) -> tuple[Said, ...]:
    """Under each heading the best sentence of each theme, those of most worth first; then the second of each, etc."""
    rows: list[tuple[int, int, float, str, Said]] = []
    seen: Counter[tuple[Heading, str]] = Counter()
    for one in sorted(said, key=lambda one: (-one.strength, one.id)):
        rows.append((HEADINGS.index(one.heading), seen[one.heading, one.theme], -one.strength, one.id, one))
        seen[one.heading, one.theme] += 1
    return tuple(row[-1] for row in sorted(rows, key=lambda row: row[:-1]))


def plain_words(pieces: Iterable[Piece], language: Language) -> str:
    """Words and names in one string."""
    return "".join(piece if isinstance(piece, str) else piece.label.in_language(language) for piece in pieces)
