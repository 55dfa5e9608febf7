"""What people are asked: items in both languages, a topic at a time, as frozen values that a wave keeps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from concertation.core.text import Language, Text


@dataclass(frozen=True, slots=True)
class Scale:
    """Answers from ``lowest`` to ``highest``, and the two that are not on the scale."""

    lowest: int
    highest: int
    labels: tuple[Text, ...]
    unknown: Text
    not_applicable: Text

    def words(self, language: Language) -> Iterator[str]:
        """Every answer as it is read, from the lowest up, then the two off the scale."""
        for label in (*self.labels, self.unknown, self.not_applicable):
            yield label.in_language(language)


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence to agree with or not; a reversed one counts from the other end.

    ``factor`` is what the item is scored into; empty, it is shown for itself and scored into nothing.
    """

    code: str
    factor: str
    text: Text
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One topic, on one page: its title, and its items in the order in which they are asked."""

    code: str
    title: Text
    items: tuple[Item, ...]

    def words(self, language: Language) -> Iterator[str]:
        """All that is read of it, with the code of each item and the end from which it counts."""
        yield f"{self.code}\t{self.title.in_language(language)}"
        for item in self.items:
            yield f"{item.code}\t{item.factor}\t{item.is_reversed}\t{item.text.in_language(language)}"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that one answers in one’s own words, or not at all."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Instrument:
    """The questions of one version: sections in the order in which they are asked, then open questions."""

    code: str
    version: int
    title: Text
    introduction: Text
    scale: Scale
    sections: tuple[Section, ...]
    open_questions: tuple[OpenQuestion, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order in which they are asked."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def scored_items(self) -> tuple[Item, ...]:
        """The items that count towards a factor: the others are shown for themselves."""
        return tuple(item for item in self.items if item.factor)

    def digest(self, language: Language) -> str:
        """A fingerprint of all that is read in one language: two versions that say the same have the same.

        SHA-256, in hexadecimal, of the codes and words of the title, the introduction, the scale, the sections with
        their items and the open questions, a line each.
        """
        return fingerprint(
            (
                self.title.in_language(language),
                self.introduction.in_language(language),
                *self.scale.words(language),
                *(line for section in self.sections for line in section.words(language)),
                *(f"{question.code}\t{question.text.in_language(language)}" for question in self.open_questions),
            )
        )


def fingerprint(lines: Iterable[str]) -> str:
    """SHA-256 of the lines, in hexadecimal."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
