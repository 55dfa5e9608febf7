"""A list of places with bilingual names, read as organisations and their sites.

Which columns mean what is declared in ``site_lists/*.toml``; another list is another file there.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from concertation.core.discovery import group_bilingual_names
from concertation.core.faults import Fault, FaultKind, Place
from concertation.core.text import search_key
from concertation.exchange.tables import Cell, Table, TableFile
from concertation.exchange.workbook import cells, faults
from concertation.exchange.workbook.layout import recognise_sheet
from concertation.exchange.workbook.rows import Reading, SameFile, SheetRow

# Canada Post, "Addressing guidelines": letters D, F, I, O, Q and U are never used, nor W and Z first.
POSTAL_CODE = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d")


@dataclass(frozen=True, slots=True)
class SiteList:
    """How one list names its columns."""

    required: tuple[str, ...]
    organisation: Mapping[str, Any]
    site: Mapping[str, Any]
    left_aside: tuple[str, ...]

    @property
    def columns(self) -> set[str]:
        """Every column that the list is known to have, folded."""
        named = [*self.organisation.values(), *self.site.values(), list(self.left_aside)]
        flat = [name for item in named for name in (item if isinstance(item, list) else [item])]
        return {search_key(name) for name in flat}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the list: its place, and its filled cells by folded heading."""

    place: Place
    cells: Mapping[str, Cell]
    headings: Mapping[str, str]

    def text(self, column: str) -> str:
        """The words of a column, or nothing."""
        value = self.cells.get(search_key(column))
        return "" if value is None else cells.read_text(value)

    def heading(self, column: str) -> Place:
        """Where that cell stands."""
        return Place(self.place.sheet, self.place.row, self.headings.get(search_key(column), column))


def is_list_of_sites(file: TableFile) -> bool:
    """Whether the tables are a list of places rather than a workbook of facts."""
    if any(recognise_sheet(table.name) is not None for table in file.tables):
        return False
    return any(_recognise(table) is not None for table in file.tables)


def read_sites(file: TableFile) -> Reading:
    """The organisations of a list and their places, one organisation whatever the language of a line.

    A table that is not a list of sites is a fault.
    """
    rows: list[SheetRow] = []
    found: list[Fault] = []
    for table in file.tables:
        layout = _recognise(table)
        if layout is None:
            found.append(faults.NOT_A_LIST_OF_SITES.at(Place(table.name)))
            continue
        lines = list(_lines(table))
        found += _column_warnings(table, layout)
        rows += _organisations(lines, layout, found)
    return Reading(filename=file.filename, sha256=file.sha256, rows=tuple(rows), faults=tuple(found))


@cache
def site_lists() -> tuple[SiteList, ...]:
    """The lists that are recognised."""
    folder = resources.files("concertation.exchange.workbook").joinpath("site_lists")
    found = []
    for document in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if document.name.endswith(".toml"):
            raw = tomllib.loads(document.read_text(encoding="utf-8"))
            found.append(
                SiteList(
                    required=tuple(raw["required"]),
                    organisation=MappingProxyType(raw["organisation"]),
                    site=MappingProxyType(raw["site"]),
                    left_aside=tuple(raw["left_aside"]["columns"]),
                )
            )
    return tuple(found)


def province_code(words: str) -> str | None:
    """The two-digit code of a province or territory written by its name, abbreviation or code."""
    return _provinces().get(search_key(words))


def _recognise(table: Table) -> SiteList | None:
    if not table.rows:
        return None
    known = {search_key(str(cell)) for cell in table.rows[0][1] if cell is not None}
    return next((layout for layout in site_lists() if {search_key(name) for name in layout.required} <= known), None)


def _lines(table: Table) -> Iterator[_Line]:
    header = [str(cell) if cell is not None else "" for cell in table.rows[0][1]]
    headings = {search_key(heading): heading for heading in header if heading}
    for number, row in table.rows[1:]:
        filled = {
            search_key(heading): cell
            for heading, cell in zip(header, row, strict=False)
            if heading and cell is not None and str(cell).strip()
        }
        yield _Line(Place(table.name, number), filled, headings)


def _column_warnings(table: Table, layout: SiteList) -> list[Fault]:
    number, header = table.rows[0]
    written = {search_key(str(cell)): str(cell) for cell in header if cell is not None}
    aside = [name for name in layout.left_aside if search_key(name) in written]
    found = []
    if aside:
        found.append(faults.COLUMNS_LEFT_ASIDE.at(Place(table.name, number), columns=", ".join(aside)))
    strangers = [written[key] for key in written if key not in layout.columns]
    if strangers:
        found.append(faults.COLUMNS_LEFT_ASIDE.at(Place(table.name, number), columns=", ".join(strangers)))
    return found


def _organisations(lines: Sequence[_Line], layout: SiteList, found: list[Fault]) -> list[SheetRow]:
    """For each group of lines: the organisation, the names it goes by, and its sites."""
    names = [(line.text(layout.organisation["name_en"]), line.text(layout.organisation["name_fr"])) for line in lines]
    rows: list[SheetRow] = []
    for group in group_bilingual_names(names).groups:
        members = [lines[position] for position in group]
        pairs = [names[position] for position in group]
        website = _usual_website(members, layout, found)
        chosen = min(dict.fromkeys(pairs), key=_plainness)
        place = members[pairs.index(chosen)].place
        rows.append(_organisation(place, chosen, website, members[0]))
        rows += _other_names(place, chosen, pairs, members)
        rows += [_site(line, place, website, layout, found) for line in members]
    return rows


def _plainness(pair: tuple[str, str]) -> tuple[int, bool, int]:
    """The shortest English name, translated rather than not: « … (Markham) » names a place, not the whole."""
    english, french = (search_key(side) for side in pair)
    return len(english.split()), english == french, len(french.split())


def _organisation(place: Place, names: tuple[str, str], website: str | None, line: _Line) -> SheetRow:
    values: dict[str, object] = {name: side for name, side in zip(("name_en", "name_fr"), names, strict=True) if side}
    if website:
        values["website"] = website
    return SheetRow("organisation", place, None, MappingProxyType(values), headings=dict(line.headings))


def _other_names(
    place: Place, chosen: tuple[str, str], pairs: Sequence[tuple[str, str]], members: Sequence[_Line]
) -> list[SheetRow]:
    known = {search_key(side) for side in chosen}
    rows = []
    for line, pair in zip(members, pairs, strict=True):
        for side, language in zip(pair, ("en", "fr"), strict=True):
            if search_key(side) in known | {""}:
                continue
            known.add(search_key(side))
            values: dict[str, object] = {
                "organisation": SameFile("organisation", place),
                "kind": "alias",
                "name": side,
            }
            if search_key(pair[0]) != search_key(pair[1]):
                values["language"] = language
            own = Place(line.place.sheet, line.place.row, side)
            rows.append(SheetRow("organisation_name", own, None, MappingProxyType(values)))
    return rows


def _usual_website(members: Sequence[_Line], layout: SiteList, found: list[Fault]) -> str | None:
    """The address that most of its places give, the first of them where several are as usual."""
    given = Counter(address for line in members for address in _websites(line, layout, found))
    return given.most_common(1)[0][0] if given else None


def _websites(line: _Line, layout: SiteList, found: list[Fault] | None) -> list[str]:
    addresses = []
    for column in layout.organisation["website"]:
        words = line.text(column)
        if not words:
            continue
        try:
            addresses.append(cells.read_address(words))
        except cells.CellFault as fault:
            if found is not None:
                found.append(_as_warning(fault.kind).at(line.heading(column), found=words))
            continue
        if addresses[-1] != words and found is not None:
            found.append(faults.COMPLETED_ADDRESS.at(line.heading(column), found=words))
    return list(dict.fromkeys(addresses))


def _as_warning(kind: FaultKind) -> FaultKind:
    return FaultKind(kind.code, kind.english, kind.french, "warning")


def _site(line: _Line, organisation: Place, website: str | None, layout: SiteList, found: list[Fault]) -> SheetRow:
    before = len(found)
    values: dict[str, object] = {"organisation": SameFile("organisation", organisation)}
    for name, columns in layout.site.items():
        words = next((w for column in _list(columns) if (w := line.text(column))), "")
        if not words or name == "key":
            continue
        value = _read(name, words, line.heading(_list(columns)[0]), found)
        if value is not None:
            values[name] = value
    others = [address for address in _websites(line, layout, None) if address != website]
    if others:
        values["note"] = "\n".join(others)
    key = line.text(layout.site["key"]) or None
    return SheetRow(
        kind_id="site",
        place=line.place,
        key=key,
        values=MappingProxyType(values),
        has_faults=any(not fault.is_warning for fault in found[before:]),
        headings={name: line.heading(_list(columns)[0]).column or name for name, columns in layout.site.items()},
    )


def _read(name: str, words: str, place: Place, found: list[Fault]) -> object:
    if name == "province":
        code = province_code(words)
        if code is None:
            found.append(faults.UNKNOWN_PROVINCE.at(place, found=words))
        return code
    if name in ("latitude", "longitude"):
        try:
            return cells.read_number(words)
        except cells.CellFault as fault:
            found.append(fault.kind.at(place, found=words, **fault.facts))
            return None
    if name == "postal_code" and not POSTAL_CODE.fullmatch(words):
        found.append(faults.ODD_POSTAL_CODE.at(place, found=words))
    return words


def _list(columns: str | list[str]) -> list[str]:
    return columns if isinstance(columns, list) else [columns]


@cache
def _provinces() -> Mapping[str, str]:
    document = resources.files("concertation.exchange.workbook").joinpath("provinces.toml")
    raw: dict[str, list[str]] = tomllib.loads(document.read_text(encoding="utf-8"))
    spellings = {search_key(word): code for code, words in raw.items() for word in words}
    return MappingProxyType(spellings | {code: code for code in raw})
