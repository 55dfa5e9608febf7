"""A facet sorts records by one thing known of them; a choice keeps some of its values and removes others."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any, Literal

from concertation.core.text import Language, Text
from concertation.core.vocabulary import load_scheme

# The value of a record of which a facet says nothing.
UNKNOWN = "unknown"
# The value of a record that does not hold on the day, for facets that describe what holds.
ABSENT = "not_on_the_day"

Listing = Literal["partnership", "organisation"]


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing by which records are sorted.

    ``values`` maps each code to its words, in reading order; an open facet takes its values from the register
    and lists the most frequent first. ``is_multiple`` says that a record may hold several values.
    """

    id: str
    label: Text
    values: Mapping[str, Text]
    is_multiple: bool = False
    is_open: bool = False

    @property
    def column(self) -> str:
        """The column of the frame that holds its values: terms, or lists of terms when multiple."""
        return f"facet.{self.id}"

    def taking(self, values: Mapping[str, Text]) -> Facet:
        """The same facet with these values."""
        return replace(self, values=values)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is kept and what is removed of one facet: *or* between the codes of each set."""

    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.include or self.exclude)


Selection = Mapping[str, Choice]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a list; the same question can be asked of a frame or of a database.

    ``choices`` maps facets to what is chosen of them; ``sort`` names a column of the list, and ``language`` the one
    in which names are put in order.
    """

    language: Language
    words: str = ""
    choices: Selection = field(default_factory=dict)
    sort: str = "name"
    is_descending: bool = False


@cache
def facets_of(listing: Listing) -> Mapping[str, Facet]:
    """The facets of a list, in reading order; those that are open have no value yet."""
    data = _data()
    return {name: _read(name, entry, data["values"]) for name, entry in data[listing].items()}


@cache
def _data() -> Mapping[str, Any]:
    file = resources.files("concertation.core.faceting").joinpath("facets.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _read(name: str, entry: Mapping[str, Any], lists: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Facet:
    scheme = load_scheme(entry["scheme"]) if "scheme" in entry else None
    if scheme is not None:
        values = {term.code: term.label for term in scheme}
    else:
        values = {code: Text(**words) for code, words in lists.get(entry.get("values", ""), {}).items()}
    label = Text(en=entry["en"], fr=entry["fr"]) if scheme is None or "en" in entry else scheme.label
    return Facet(name, label, values, entry.get("multiple", False), entry.get("open", False))
