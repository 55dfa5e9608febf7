"""The named sections in which people fill in a fact: data beside the dictionary, both languages side by side."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from concertation.core.errors import InvalidData
from concertation.core.facts.dictionary import FactKind, Field
from concertation.core.text import Text


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that people think of together; ``title`` is absent where there is nothing to tell apart."""

    id: str
    title: Text | None
    fields: tuple[Field, ...]


@cache
def sections_of(kind: FactKind) -> tuple[Section, ...]:
    """The sections of a kind, in order, each field in exactly one; raises ``InvalidData`` naming strays."""
    document = _document()
    shared = document["shared"]
    apart = {name for section in shared.values() for name in section["fields"]}
    own = document["kind"].get(kind.id) or [{"fields": [f.name for f in kind.fields if f.name not in apart]}]
    named = {f"{kind.id}-{number}": section for number, section in enumerate(own, start=1)}
    sections = [_section(kind, name, section) for name, section in {**named, **shared}.items()]
    _refuse_strays(kind, sections)
    return tuple(section for section in sections if section.fields)


def unit_of(kind: FactKind, field: Field) -> str:
    """The unit that stands beside the box, empty when there is none."""
    unit: str = _document()["units"].get(f"{kind.id}.{field.name}", "")
    return unit


def _section(kind: FactKind, name: str, entry: Mapping[str, Any]) -> Section:
    title = Text(en=entry["en"], fr=entry["fr"]) if "en" in entry else None
    fields = {field.name: field for field in kind.fields}
    return Section(name, title, tuple(fields[own] for own in entry["fields"] if own in fields))


def _refuse_strays(kind: FactKind, sections: list[Section]) -> None:
    placed = [field.name for section in sections for field in section.fields]
    known = [field.name for field in kind.fields]
    strays = sorted({*known} ^ {*placed}) + sorted({name for name in placed if placed.count(name) > 1})
    if strays:
        raise InvalidData(count=len(strays), listing=", ".join(f"{kind.id}.{name}" for name in strays))


@cache
def _document() -> Mapping[str, Any]:
    text = resources.files("concertation.core.facts").joinpath("sections.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
