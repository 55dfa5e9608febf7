"""The words of the document: what each operation, parameter and property is, both languages side by side."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from concertation.core.text import Text


@cache
def words() -> Mapping[str, Mapping[str, Mapping[str, Text]]]:
    """By part of the document, then by name, then by what is said; a missing side is an error."""
    text = resources.files("concertation.api").joinpath("words.toml").read_text(encoding="utf-8")
    raw: Mapping[str, Mapping[str, Mapping[str, Any]]] = tomllib.loads(text)
    return {part: {name: _texts(entry) for name, entry in entries.items()} for part, entries in raw.items()}


def _texts(entry: Mapping[str, Any]) -> dict[str, Text]:
    """A plain pair of sides is the summary; others are named."""
    if set(entry) == {"en", "fr"}:
        return {"summary": Text(**entry)}
    return {name: Text(**sides) for name, sides in entry.items()}
