"""What is said of candidates, in both languages: the sentences of ``reasons.toml`` with names and numbers in them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from concertation.core.days import day_in
from concertation.core.text import Language, Text
from concertation.core.typology.wording import written

LANGUAGES: tuple[Language, ...] = ("en", "fr")
_AND = {"en": " and ", "fr": " et "}


def say(path: str, /, *, count: int | None = None, **values: Text | str | int) -> Text:
    """The sentence of that path of the file (``way.meet``), in agreement with ``count``."""
    entry = _entry(path)
    return Text(*(_side(entry, language, count, values) for language in LANGUAGES))


def listed(names: Iterable[Text]) -> Text:
    """Several names in one sentence: commas, then “and”."""
    return Text(*(_joined([name.in_language(language) for name in names], language) for language in LANGUAGES))


def set_apart(names: Iterable[Text]) -> Text:
    """Names that hold commas of their own, parted by semicolons."""
    told = list(names)
    return Text(en="; ".join(name.en for name in told), fr="; ".join(name.fr for name in told))


def day_in_words(day: date) -> Text:
    """A day as each language writes it."""
    return Text(*(day_in(day, language) for language in LANGUAGES))


def number_in_words(number: int) -> Text:
    """A whole number with the spacing of each language."""
    return Text(*(written(number, language) for language in LANGUAGES))


def _joined(names: Sequence[str], language: Language) -> str:
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + _AND[language] + names[-1]


def _side(entry: Any, language: Language, count: int | None, values: dict[str, Text | str | int]) -> str:
    pattern = entry[language]
    if not isinstance(pattern, str):
        is_one = count is not None and (count < 2 if language == "fr" else count == 1)
        pattern = pattern[0 if is_one else 1]
    said = {name: v.in_language(language) if isinstance(v, Text) else str(v) for name, v in values.items()}
    return str(pattern.format(count=count, **said))


def _entry(path: str) -> Any:
    found: Any = _document()
    for part in path.split("."):
        found = found[part]
    return found


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("reasons.toml").read_text(encoding="utf-8"))
