"""What a row of somebody's table may tell: its parts, each a kind of fact, and how they hang together."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from concertation.core.facts import all_kinds, fact_kind
from concertation.core.text import Text, search_key
from concertation.exchange.workbook.layout import KEY, SheetColumn, sheet_layout

_NOT_ASKED = frozenset({"is_synthetic", "date_precision"})
# A recipe for one plain kind of fact, laid out as the workbook's own sheet of that kind.
_PLAIN = "kind:"


@dataclass(frozen=True, slots=True)
class Part:
    """One fact that a row makes.

    ``merges``: rows that name the same one make one. ``always``: made whenever its links are, even where no
    column fills it. ``fixed`` cannot be filled; ``fallback`` stands where nothing is.
    """

    id: str
    kind_id: str
    label: Text
    fields: tuple[str, ...]
    links: Mapping[str, str] = field(default_factory=dict)
    otherwise: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    fallback: Mapping[str, str] = field(default_factory=dict)
    merges: bool = False
    always: bool = False

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        """What people may fill of it."""
        return _columns_of(self.kind_id, self.fields)

    def column(self, name: str) -> SheetColumn | None:
        """The column of that name; a bilingual field by its bare name gives its English column."""
        return next((c for c in self.columns if name in (c.name, _field_of(c))), None)


@dataclass(frozen=True, slots=True)
class Recipe:
    """The facts that one row makes; the first part is the one that the row is about.

    ``needs`` are the parts without which there is no such row; ``leaves_out`` those made only when a column speaks
    of them.
    """

    id: str
    label: Text
    help: Text
    parts: tuple[Part, ...]
    titles: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()
    is_grid: bool = False

    @property
    def main(self) -> Part:
        """What the row is about."""
        return self.parts[0]

    def part(self, part_id: str) -> Part:
        """One part; raises ``KeyError``."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise KeyError(part_id)

    def target(self, name: str) -> tuple[Part, SheetColumn] | None:
        """The part and the column that ``part.column`` names."""
        part_id, _, column_name = name.partition(".")
        part = next((part for part in self.parts if part.id == part_id), None)
        column = None if part is None else part.column(column_name)
        return None if part is None or column is None else (part, column)


def recipes() -> tuple[Recipe, ...]:
    """What rows of several facts may be, in the order in which people should read them."""
    return tuple(_recipes_by_id().values())


def plain_recipes() -> tuple[Recipe, ...]:
    """One recipe a kind of fact."""
    return tuple(_plain_recipe(kind.id) for kind in all_kinds())


def find_recipe(recipe_id: str) -> Recipe | None:
    """The recipe of that id."""
    if recipe_id.startswith(_PLAIN):
        known = {kind.id for kind in all_kinds()}
        kind_id = recipe_id.removeprefix(_PLAIN)
        return _plain_recipe(kind_id) if kind_id in known else None
    return _recipes_by_id().get(recipe_id)


@cache
def _recipes_by_id() -> Mapping[str, Recipe]:
    document = resources.files("concertation.exchange.mapping").joinpath("recipes.toml")
    raw = tomllib.loads(document.read_text(encoding="utf-8"))
    found = {}
    for entry in raw["recipe"]:
        merging = set(entry.get("merges", ()))
        found[entry["id"]] = Recipe(
            id=entry["id"],
            label=Text(en=entry["en"], fr=entry["fr"]),
            help=Text(en=entry["help_en"], fr=entry["help_fr"]),
            parts=tuple(_part(part_id, raw["part"][part_id], part_id in merging) for part_id in entry["parts"]),
            titles=tuple(search_key(title) for title in entry["titles"]),
            needs=tuple(entry.get("needs", ())),
            leaves_out=tuple(entry.get("leaves_out", ())),
            is_grid=entry.get("is_grid", False),
        )
    return MappingProxyType(found)


def _part(part_id: str, raw: Mapping[str, Any], merges: bool) -> Part:
    kind = fact_kind(raw["kind"])
    label = Text(**raw["label"]) if "label" in raw else kind.label
    links = raw.get("links", {})
    fixed = raw.get("fixed", {})
    asked = [_field_of(c) for c in sheet_layout(kind.id).columns]
    fields = raw.get("fields", [name for name in dict.fromkeys(asked) if name not in _NOT_ASKED])
    return Part(
        id=part_id,
        kind_id=kind.id,
        label=label,
        fields=tuple(name for name in fields if name not in links and name not in fixed),
        links=MappingProxyType(links),
        otherwise=MappingProxyType(raw.get("otherwise", {})),
        fixed=MappingProxyType(fixed),
        fallback=MappingProxyType(raw.get("fallback", {})),
        merges=merges or raw.get("merges", False),
        always=raw.get("always", False),
    )


@cache
def _plain_recipe(kind_id: str) -> Recipe:
    kind = fact_kind(kind_id)
    titles = tuple(search_key(words) for words in (kind.plural.en, kind.plural.fr, kind.id))
    return Recipe(
        id=f"{_PLAIN}{kind_id}",
        label=kind.label,
        help=kind.definition,
        parts=(_part(kind_id, {"kind": kind_id}, False),),
        titles=titles,
    )


@cache
def _columns_of(kind_id: str, fields: tuple[str, ...]) -> tuple[SheetColumn, ...]:
    return tuple(column for column in sheet_layout(kind_id).columns if _field_of(column) in fields)


def _field_of(column: SheetColumn) -> str:
    return KEY if column.field is None else column.field.name
