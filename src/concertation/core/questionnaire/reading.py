"""Reads ``instruments/*.toml``, and refuses an instrument that is not whole with all its faults at once."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from concertation.core.errors import InvalidData, MissingLanguageSide
from concertation.core.questionnaire.instrument import Instrument, Item, OpenQuestion, Scale, Section
from concertation.core.text import Text
from concertation.core.vocabulary import load_scheme
from concertation.core.vocabulary.scheme import Term

_MOST_REVERSED = 1


@cache
def load_instrument(code: str) -> Instrument:
    """An instrument of ours by its code; raises ``InvalidData`` listing every fault of its file."""
    return read_instrument(document_of(code))


def document_of(code: str) -> str:
    """The file of one instrument of ours, as it is written."""
    folder = resources.files("concertation.core.questionnaire").joinpath("instruments")
    return folder.joinpath(f"{code}.toml").read_text(encoding="utf-8")


def read_instrument(document: str) -> Instrument:
    """The instrument that a TOML document describes.

    Where it names a vocabulary in ``factors``, each term that no other narrows is a section, in the order and under
    the name of the vocabulary; where it names none, the whole is one section.

    Raises ``InvalidData`` with all the faults at once: a missing language, a scale with too few or too many words, a
    repeated code, a text given twice, a factor that its vocabulary does not hold, a section that too few or too many
    items ask about, more than one reversed item in a section.
    """
    raw = tomllib.loads(document)
    faults: list[str] = []
    title = read_text(raw, "title", "title", faults)
    items = read_items(raw.get("item", ()), faults)
    terms = load_scheme(str(raw["factors"])).leaves if "factors" in raw else ()
    sections = _sections_by_factor(items, terms) if terms else (Section(str(raw["code"]), title, items),)
    instrument = Instrument(
        code=str(raw["code"]),
        version=int(raw["version"]),
        title=title,
        introduction=read_text(raw, "introduction", "introduction", faults),
        scale=read_scale(raw["scale"], faults),
        sections=sections,
        open_questions=tuple(read_open_question(one, faults) for one in raw.get("open", ())),
    )
    faults += _faults_of_factors(items, terms)
    faults += faults_between(items, instrument.open_questions)
    faults += faults_of_sections(sections, fewest=int(raw["fewest"]), most=int(raw["most"]))
    refuse(faults)
    return instrument


def refuse(faults: Sequence[str]) -> None:
    """Raises ``InvalidData`` with every fault, where there is any."""
    if faults:
        raise InvalidData(count=len(faults), listing="; ".join(faults))


def read_items(raw: Sequence[Mapping[str, Any]], faults: list[str]) -> tuple[Item, ...]:
    """Items as the file has them, in its order."""
    return tuple(
        Item(
            code=str(one["code"]),
            factor=str(one.get("factor", "")),
            text=read_text(one, "text", str(one["code"]), faults),
            is_reversed=bool(one.get("reversed", False)),
        )
        for one in raw
    )


def read_open_question(raw: Mapping[str, Any], faults: list[str]) -> OpenQuestion:
    """One question to answer in one’s own words."""
    return OpenQuestion(code=str(raw["code"]), text=read_text(raw, "text", str(raw["code"]), faults))


def read_scale(raw: Mapping[str, Any], faults: list[str]) -> Scale:
    """A scale, with one word a point in each language."""
    english, french = raw["labels"]["en"], raw["labels"]["fr"]
    lowest, highest = int(raw["lowest"]), int(raw["highest"])
    if not len(english) == len(french) == highest - lowest + 1:
        faults.append("scale: one word a point, in each language")
    return Scale(
        lowest=lowest,
        highest=highest,
        labels=tuple(Text(en=en, fr=fr) for en, fr in zip(english, french, strict=False)),
        unknown=read_text(raw, "unknown", "scale", faults),
        not_applicable=read_text(raw, "not_applicable", "scale", faults),
    )


def read_text(raw: Mapping[str, Any], name: str, place: str, faults: list[str]) -> Text:
    """Both sides of a text, or a fault that says where one is missing."""
    sides = raw.get(name, {})
    try:
        return Text(en=sides.get("en", ""), fr=sides.get("fr", ""))
    except MissingLanguageSide as missing:
        faults.append(f"{place}: {missing}")
        return Text(en="?", fr="?")


def faults_between(items: Sequence[Item], questions: Sequence[OpenQuestion]) -> list[str]:
    """Codes and texts that are given more than once."""
    codes = Counter([*(item.code for item in items), *(question.code for question in questions)])
    texts = Counter(text for one in items for text in (one.text.en, one.text.fr) if text != "?")
    return [f"{one}: given {count} times" for one, count in (codes + texts).items() if count > 1]


def faults_of_sections(sections: Sequence[Section], *, fewest: int, most: int) -> list[str]:
    """Sections that too few or too many items ask about, or that turn round more than one."""
    return [
        *(f"{one.code}: {len(one.items)} items" for one in sections if not fewest <= len(one.items) <= most),
        *(
            f"{one.code}: {count} reversed"
            for one in sections
            if (count := sum(item.is_reversed for item in one.items)) > _MOST_REVERSED
        ),
    ]


def _sections_by_factor(items: Sequence[Item], terms: Sequence[Term]) -> tuple[Section, ...]:
    return tuple(
        Section(term.code, term.label, tuple(item for item in items if item.factor == term.code)) for term in terms
    )


def _faults_of_factors(items: Sequence[Item], terms: Sequence[Term]) -> list[str]:
    known = {term.code for term in terms} or {""}
    return [f"{factor}: no such factor" for factor in sorted({item.factor for item in items} - known)]
