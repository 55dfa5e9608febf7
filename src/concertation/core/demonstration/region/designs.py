"""The data files of the invented region, read once, as frozen values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from concertation.core.text import Text

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Design:
    """What is planted in one partnership of the region; years are counted before the last day.

    ``mix`` counts current activities by form of articulation; ``declared`` is what the partnership says of
    itself. ``formality`` and ``routines`` go from 0 (none) to 3 (all). ``balance`` is what members give and
    receive: *fair*, *symbiotic*, *parasitic*, *captured* (the lead gains what another loses) or *drained*
    (one member loses and none gains much).
    """

    key: str
    family: str
    places: tuple[str, ...] = ()
    district: str | None = None
    provinces: tuple[str, ...] = ()
    country: bool = False
    name: Mapping[str, str] | None = None
    acronym: Mapping[str, str] | None = None
    partners: int = 0
    members: tuple[str, ...] = ()
    mix: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    declared: str | None = None
    age: float = 3.0
    stage: str = "active"
    ending: str | None = None
    ended: float | None = None
    formality: int = 1
    routines: int = 1
    orientation: str = "both"
    outputs: str | None = None
    rung: str = "consultation"
    balance: str = "fair"
    agreement: str = "current"
    signals: tuple[str, ...] = ()
    sparse: bool = False

    @property
    def largest_form(self) -> str | None:
        """The form with most activities; no design leaves two level."""
        forms = ("consultative", "contributory", "operational", "collaborative")
        return max(forms, key=lambda form: self.mix.get(form, 0)) if self.mix else None


def read_document(name: str) -> Document:
    """One data file of the region."""
    return _read(name)


@cache
def designs() -> tuple[Design, ...]:
    """The sixty partnerships, in the order of their file."""
    return tuple(
        Design(key=key, **{name: _frozen(value) for name, value in traits.items()})
        for key, traits in _read("partnerships").items()
    )


def words(*path: str) -> Any:
    """The words under these headings of the words file."""
    found: Any = _read("words")
    for heading in path:
        found = found[heading]
    return found


def both_sides(name: str, text: Mapping[str, str] | Text, **facts: str) -> dict[str, str]:
    """The two columns of a bilingual field, each filled with the facts given."""
    sides = {"en": text.en, "fr": text.fr} if isinstance(text, Text) else text
    return {f"{name}_{language}": side.format(**facts) for language, side in sides.items()}


@cache
def _read(name: str) -> Document:
    path = resources.files("concertation.core.demonstration").joinpath("region", f"{name}.toml")
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return MappingProxyType(value) if isinstance(value, dict) else value
