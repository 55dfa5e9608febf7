"""How the dictionary of facts is laid out as sheets and columns, and how their words are recognised."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from concertation.core.facts import Column, Field, all_kinds, fact_kind
from concertation.core.text import Language, Text, search_key

KEY = "key"
KEY_LABEL = Text(en="Code", fr="Code")
KEY_HELP = Text(
    en="A short name of your choice, by which other sheets may refer to this row. Leave it empty if you like.",
    fr="Un nom court de votre choix, par lequel d’autres feuilles peuvent désigner cette ligne. Facultatif.",
)
# Excel refuses longer titles (ECMA-376, part 1, § 18.2.19).
TITLE_LENGTH = 31


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a sheet; ``field`` is absent for the code of the row."""

    name: str
    label: Text
    field: Field | None
    language: Language | None = None

    @property
    def is_required(self) -> bool:
        """Whether a new row must fill it; of a bilingual field, one language is enough."""
        return self.field is not None and self.field.is_required and self.field.default is None

    @property
    def reference(self) -> str | None:
        """The kind of fact that the column refers to, if it refers to one."""
        return self.field.to if self.field is not None and self.field.type == "reference" else None


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The sheet of one kind of fact."""

    kind_id: str
    title: Text
    family: Text
    colour: str
    columns: tuple[SheetColumn, ...]

    def column(self, name: str) -> SheetColumn:
        """The column of that technical name; raises ``KeyError``."""
        return self._columns()[name]

    def _columns(self) -> Mapping[str, SheetColumn]:
        return _columns_by_name(self.kind_id)


@cache
def sheet_layouts() -> tuple[SheetLayout, ...]:
    """All sheets, in the order in which a person fills them."""
    document = resources.files("concertation.exchange.workbook").joinpath("sheets.toml")
    raw = tomllib.loads(document.read_text(encoding="utf-8"))
    layouts = []
    for family in raw["family"]:
        for kind_id in family["sheets"]:
            own = raw["title"].get(kind_id)
            title = Text(**own) if own else fact_kind(kind_id).plural
            layouts.append(
                SheetLayout(
                    kind_id=kind_id,
                    title=title,
                    family=Text(en=family["en"], fr=family["fr"]),
                    colour=family["colour"],
                    columns=_columns(kind_id),
                )
            )
    missing = {kind.id for kind in all_kinds()} - {layout.kind_id for layout in layouts}
    assert not missing, missing
    return tuple(layouts)


@cache
def sheet_layout(kind_id: str) -> SheetLayout:
    """The sheet of one kind of fact."""
    fact_kind(kind_id)
    return next(layout for layout in sheet_layouts() if layout.kind_id == kind_id)


def recognise_sheet(title: str) -> str | None:
    """The kind of fact that a sheet's title names, in either language or by its technical id."""
    return _kinds_by_title().get(search_key(title))


def recognise_column(kind_id: str, heading: str) -> str | None:
    """The column that a heading names, in either language or by its technical name."""
    if heading in _columns_by_name(kind_id):
        return heading  # an area's ``code`` is its official one, though « Code » heads the code of the row
    return _names_by_heading(kind_id).get(search_key(heading))


def headings(kind_id: str) -> tuple[str, ...]:
    """Every heading that the sheet of a kind understands, folded."""
    return tuple(_names_by_heading(kind_id))


def _columns(kind_id: str) -> tuple[SheetColumn, ...]:
    columns = [SheetColumn(KEY, KEY_LABEL, None)]
    for column in fact_kind(kind_id).columns:
        if column.field.is_in_workbook:
            columns.append(SheetColumn(_name(column), column.label, column.field, column.language))
    return tuple(columns)


def _name(column: Column) -> str:
    """References go by their field: ``organisation``, not ``organisation_id``."""
    return column.field.name if column.field.type == "reference" else column.name


@cache
def _columns_by_name(kind_id: str) -> Mapping[str, SheetColumn]:
    return MappingProxyType({column.name: column for column in _columns(kind_id)})


@cache
def _kinds_by_title() -> Mapping[str, str]:
    titles: dict[str, str] = {}
    for layout in sheet_layouts():
        kind = fact_kind(layout.kind_id)
        for words in (layout.title, kind.plural, kind.label):
            for title in (words.en, words.fr):
                titles.setdefault(search_key(title), layout.kind_id)
                titles.setdefault(search_key(title[:TITLE_LENGTH]), layout.kind_id)
        titles.setdefault(search_key(layout.kind_id), layout.kind_id)
    return MappingProxyType(titles)


@cache
def _names_by_heading(kind_id: str) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for column in _columns(kind_id):
        spellings = [column.name, column.label.en, column.label.fr]
        if column.reference:
            spellings.append(f"{column.name}_id")
        for spelling in spellings:
            names.setdefault(search_key(spelling), column.name)
    return MappingProxyType(names)
