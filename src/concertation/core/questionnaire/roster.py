"""The relational roster: with whom does one deal, how closely, and how is it going; and who is missing?"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from concertation.core.questionnaire.instrument import Item, OpenQuestion, Scale, Section, fingerprint
from concertation.core.questionnaire.reading import (
    document_of,
    faults_between,
    faults_of_sections,
    read_items,
    read_open_question,
    read_scale,
    read_text,
    refuse,
)
from concertation.core.text import Language, Text
from concertation.core.vocabulary import load_scheme
from concertation.core.vocabulary.scheme import Term

# Mistrust has items of its own: one can lack trust in an organisation without mistrusting it.
DIMENSIONS = ("trust", "mistrust", "value")


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of closeness, from 0: a word, and what it means between two organisations."""

    value: int
    code: str
    label: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class TieKind:
    """One thing that passes between two organisations, as the one who answers would say it."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Roster:
    """What is asked of each organisation that one ticked; ``sections`` are trust, mistrust and value."""

    code: str
    version: int
    title: Text
    introduction: Text
    intensity_question: Text
    intensity: tuple[Step, ...]
    kinds_question: Text
    kinds: tuple[TieKind, ...]
    scale: Scale
    sections: tuple[Section, ...]
    who_is_missing: OpenQuestion

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item on trust, mistrust and value, in the order in which they are asked."""
        return tuple(item for section in self.sections for item in section.items)

    def digest(self, language: Language) -> str:
        """A fingerprint of all that is read in one language, as that of an instrument."""
        texts = (self.title, self.introduction, self.intensity_question, self.kinds_question)
        return fingerprint(
            (
                *(text.in_language(language) for text in texts),
                *(
                    f"{step.value}\t{step.code}\t{step.label.in_language(language)}\t{step.meaning.in_language(language)}"
                    for step in self.intensity
                ),
                *(f"{kind.code}\t{kind.text.in_language(language)}" for kind in self.kinds),
                *self.scale.words(language),
                *(line for section in self.sections for line in section.words(language)),
                f"{self.who_is_missing.code}\t{self.who_is_missing.text.in_language(language)}",
            )
        )


@cache
def load_roster() -> Roster:
    """Our roster; raises ``InvalidData`` listing every fault of its file."""
    return read_roster(document_of("roster"))


def read_roster(document: str) -> Roster:
    """The roster that a TOML document describes.

    Raises ``InvalidData`` with all the faults at once: a missing language, a rung of ``tie_intensity`` that is not
    told, a kind that ``tie_kind`` does not hold, a dimension with fewer than two items or more than three, a reversed
    item, a code or a text given twice.
    """
    raw = tomllib.loads(document)
    faults: list[str] = []
    items = read_items(raw.get("item", ()), faults)
    roster = Roster(
        code=str(raw["code"]),
        version=int(raw["version"]),
        title=read_text(raw, "title", "title", faults),
        introduction=read_text(raw, "introduction", "introduction", faults),
        intensity_question=read_text(raw, "intensity_question", "intensity_question", faults),
        intensity=_steps(raw["intensity"], faults),
        kinds_question=read_text(raw, "kinds_question", "kinds_question", faults),
        kinds=tuple(
            TieKind(str(one["code"]), read_text(one, "text", str(one["code"]), faults)) for one in raw.get("kind", ())
        ),
        scale=read_scale(raw["scale"], faults),
        sections=tuple(_section(code, raw, items, faults) for code in DIMENSIONS),
        who_is_missing=read_open_question(raw["who_is_missing"], faults),
    )
    refuse([*faults, *_faults_of(roster, items)])
    return roster


def _section(code: str, raw: Mapping[str, Any], items: Sequence[Item], faults: list[str]) -> Section:
    title = read_text(raw.get("sections", {}), code, f"sections.{code}", faults)
    return Section(code, title, tuple(item for item in items if item.factor == code))


def _steps(raw: Mapping[str, Any], faults: list[str]) -> tuple[Step, ...]:
    """The rungs of the vocabulary, with its words, each told as the one who answers would."""
    return tuple(_step(term, raw, faults) for term in load_scheme("tie_intensity"))


def _step(term: Term, raw: Mapping[str, Any], faults: list[str]) -> Step:
    meaning = read_text(raw, term.code, f"intensity.{term.code}", faults)
    return Step(value=int(term.value or 0), code=term.code, label=term.label, meaning=meaning)


def _faults_of(roster: Roster, items: Sequence[Item]) -> list[str]:
    known = set(load_scheme("tie_kind").codes)
    return [
        *(f"{kind.code}: no such kind of tie" for kind in roster.kinds if kind.code not in known),
        *(f"{item.code}: no such dimension as {item.factor}" for item in items if item.factor not in DIMENSIONS),
        *(f"{item.code}: reversed" for item in items if item.is_reversed),
        *faults_of_sections(roster.sections, fewest=2, most=3),
        *faults_between(items, (roster.who_is_missing,)),
    ]
