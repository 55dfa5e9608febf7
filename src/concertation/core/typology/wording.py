"""Sentences of both languages from the data file; numbers, shares and days as each language writes them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import get_args

from concertation.core.days import day_in
from concertation.core.text import Counted, Language, Text

_NO_BREAK = "\u00a0"

# Names listed in a sentence before "and others" takes over.
_MOST_NAMES = 5


def say(sentence: str, count: int | None = None, /, **facts: object) -> Text:
    """The sentence of that name in both languages, agreeing with ``count``, its facts written in each.

    Facts may be bilingual (``Text``), whole numbers, decimals, days, or plain words; ``{count}`` is the
    count. Raises ``KeyError`` for a sentence that the data file lacks.
    """
    forms = sentences_of(__package__)[sentence]
    sides: dict[Language, str] = {}
    for language in get_args(Language):
        template = (forms.one if count is None else forms.other).in_language(language)
        if count is not None:
            template = forms.for_count(count, language)
        values = {name: written(value, language) for name, value in facts.items()}
        sides[language] = template.format(count=written(count, language), **values)
    return Text(en=sides["en"], fr=sides["fr"])


def written(value: object, language: Language) -> str:
    """A value as each language writes it: « 30 juin 2014 », "June 30, 2014"; « 1 234,5 », "1,234.5"."""
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, date):
        return day_in(value, language)
    if isinstance(value, int):
        return _localised(f"{value:,d}", language)
    if isinstance(value, float):
        return _localised(f"{value:,.2f}".rstrip("0").rstrip("."), language)
    return str(value)


def percent(share: float) -> Text:
    """A share from 0 to 1 as a whole percentage."""
    whole = round(100 * share)
    return Text(en=f"{whole}%", fr=f"{whole}{_NO_BREAK}%")


def points(value: float) -> int:
    """Points of a score, as a whole number."""
    return round(value)


def listed(names: Sequence[Text]) -> Text:
    """A few names, separated by commas, the rest counted."""
    shown = names[:_MOST_NAMES]
    rest = len(names) - len(shown)
    more = {
        "en": f" and {rest} other{'s' if rest > 1 else ''}",
        "fr": f" et {rest} autre{'s' if rest > 1 else ''}",
    }
    sides: dict[Language, str] = {
        language: ", ".join(name.in_language(language) for name in shown) + (more[language] if rest else "")
        for language in get_args(Language)
    }
    return Text(en=sides["en"], fr=sides["fr"])


def _localised(number: str, language: Language) -> str:
    if language == "en":
        return number
    return number.replace(",", _NO_BREAK).replace(".", ",").replace("-", "−")


@cache
def sentences_of(package: str) -> Mapping[str, Counted]:
    """The sentences of the data file ``sentences.toml`` of a package, by name, each with its forms for a count."""
    file = resources.files(package).joinpath("sentences.toml")
    return {name: _forms(sides) for name, sides in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def _forms(sides: Mapping[str, str]) -> Counted:
    other = Text(en=sides["en"], fr=sides["fr"])
    return Counted(one=Text(en=sides.get("en_one", other.en), fr=sides.get("fr_one", other.fr)), other=other)
