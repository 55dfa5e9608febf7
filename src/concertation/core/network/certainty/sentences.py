"""What the methods of this room say of themselves, and why a figure is unknown, in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from concertation.core.errors import UnknownRecord
from concertation.core.text import Text


@dataclass(frozen=True, slots=True)
class Method:
    """How a figure was made: its ``label``, what it does (``definition``), what it does not say, and from whom."""

    id: str
    label: Text
    definition: Text
    caution: Text
    reference: Text


def method(method_id: str) -> Method:
    """The method of that id; raises ``UnknownRecord`` when there is none."""
    if method_id not in all_methods():
        raise UnknownRecord(kind="method", key=method_id)
    return all_methods()[method_id]


@cache
def all_methods() -> Mapping[str, Method]:
    """Every method by its id; raises ``MissingLanguageSide`` where one is told in one language alone."""
    texts = ("label", "definition", "caution", "reference")
    return {
        f"network.{name}": Method(id=f"network.{name}", **{text: _text(entry[text]) for text in texts})
        for name, entry in _file()["method"].items()
    }


def sentence(name: str, **facts: object) -> Text:
    """The sentence of that name, its facts filled in."""
    entry = _file()["sentence"][name]
    return Text(en=entry["en"].format(**facts), fr=entry["fr"].format(**facts))


def all_sentences() -> tuple[str, ...]:
    """The names of the sentences."""
    return tuple(_file()["sentence"])


def _text(entry: Mapping[str, str]) -> Text:
    return Text(en=entry.get("en", ""), fr=entry.get("fr", ""))


@cache
def _file() -> Mapping[str, Any]:
    file = resources.files("concertation.core.network.certainty").joinpath("certainty.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
