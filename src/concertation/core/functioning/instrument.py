"""What people are asked: items in both languages, kept as data with a version; a wave freezes the one it used."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from concertation.core.errors import InvalidData, MissingLanguageSide
from concertation.core.text import Language, Text
from concertation.core.vocabulary import load_scheme

# A factor is asked about by three or four items, one of them reversed at most (domain, section 3).
_FEWEST, _MOST, _MOST_REVERSED = 3, 4, 1


@dataclass(frozen=True, slots=True)
class Scale:
    """Answers from ``lowest`` to ``highest``, and the two that are not on the scale."""

    lowest: int
    highest: int
    labels: tuple[Text, ...]
    unknown: Text
    not_applicable: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence to agree with or not; a reversed one counts from the other end."""

    code: str
    factor: str
    text: Text
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class Instrument:
    """The items of one version, in the order in which they are asked."""

    code: str
    version: int
    title: Text
    introduction: Text
    scale: Scale
    items: tuple[Item, ...]

    def digest(self, language: Language) -> str:
        """A fingerprint of all that is read in one language: two versions that say the same have the same.

        SHA-256, in hexadecimal, of the codes and words of the introduction, the scale and the items, a line each.
        """
        scale = (*self.scale.labels, self.scale.unknown, self.scale.not_applicable)
        lines = [self.introduction.in_language(language), *(label.in_language(language) for label in scale)]
        lines += [f"{item.code}\t{item.is_reversed}\t{item.text.in_language(language)}" for item in self.items]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@cache
def load_instrument(code: str) -> Instrument:
    """An instrument of ours by its code; raises ``InvalidData`` listing every fault of its file."""
    document = resources.files("concertation.core.functioning").joinpath("instruments", f"{code}.toml")
    return read_instrument(document.read_text(encoding="utf-8"))


def read_instrument(document: str) -> Instrument:
    """The instrument that a TOML document describes.

    Raises ``InvalidData`` with all the faults at once: a missing language, a scale with too few or too many words, a
    repeated code, a factor that its vocabulary does not hold or that too few or too many items ask about, more
    than one reversed item in a factor.
    """
    raw = tomllib.loads(document)
    faults: list[str] = []
    items = tuple(
        Item(
            code=str(one["code"]),
            factor=str(one["factor"]),
            text=_text(one, "text", str(one["code"]), faults),
            is_reversed=bool(one.get("reversed", False)),
        )
        for one in raw.get("item", ())
    )
    instrument = Instrument(
        code=str(raw["code"]),
        version=int(raw["version"]),
        title=_text(raw, "title", "title", faults),
        introduction=_text(raw, "introduction", "introduction", faults),
        scale=_scale(raw["scale"], faults),
        items=items,
    )
    faults += _faults_between(items, factors=set(load_scheme(str(raw["factors"])).codes))
    if faults:
        raise InvalidData(count=len(faults), listing="; ".join(faults))
    return instrument


def _scale(raw: Mapping[str, Any], faults: list[str]) -> Scale:
    english, french = raw["labels"]["en"], raw["labels"]["fr"]
    lowest, highest = int(raw["lowest"]), int(raw["highest"])
    if not len(english) == len(french) == highest - lowest + 1:
        faults.append("scale: one word a point, in each language")
    return Scale(
        lowest=lowest,
        highest=highest,
        labels=tuple(Text(en=en, fr=fr) for en, fr in zip(english, french, strict=False)),
        unknown=_text(raw, "unknown", "scale", faults),
        not_applicable=_text(raw, "not_applicable", "scale", faults),
    )


def _text(raw: Mapping[str, Any], name: str, place: str, faults: list[str]) -> Text:
    sides = raw.get(name, {})
    try:
        return Text(en=sides.get("en", ""), fr=sides.get("fr", ""))
    except MissingLanguageSide as missing:
        faults.append(f"{place}: {missing}")
        return Text(en="?", fr="?")


def _faults_between(items: tuple[Item, ...], *, factors: set[str]) -> list[str]:
    """What is wrong of the items taken together."""
    codes = Counter(item.code for item in items)
    asked = Counter(item.factor for item in items)
    reversed_ones = Counter(item.factor for item in items if item.is_reversed)
    return [
        *(f"{code}: given {count} times" for code, count in codes.items() if count > 1),
        *(f"{factor}: no such factor" for factor in asked if factor not in factors),
        *(f"{factor}: {asked[factor]} items" for factor in sorted(factors) if not _FEWEST <= asked[factor] <= _MOST),
        *(f"{factor}: {count} reversed" for factor, count in reversed_ones.items() if count > _MOST_REVERSED),
    ]
