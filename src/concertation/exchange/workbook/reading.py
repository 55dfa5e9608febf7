"""Reads a workbook of facts: sheets and headings in either language and any order, every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from rapidfuzz import process

from concertation.core.facts import fact_kind
from concertation.core.faults import Fault, Place
from concertation.core.text import search_key
from concertation.exchange.table_file import read_tables
from concertation.exchange.tables import Cell, Table, TableFile
from concertation.exchange.workbook import cells, faults
from concertation.exchange.workbook.cell_meaning import as_written, coarsest, read_cell
from concertation.exchange.workbook.columns import ColumnRows, SheetColumns, read_sheet_columns
from concertation.exchange.workbook.layout import (
    KEY,
    SheetColumn,
    headings,
    recognise_column,
    recognise_sheet,
    sheet_layout,
)
from concertation.exchange.workbook.read_me import EXAMPLE_MARKS, READ_ME_TITLES
from concertation.exchange.workbook.rows import Reading, SheetRow

# Headings are looked for in the first rows only: a title above them is common, ten lines of it are not.
_HEADING_SEARCH = 10
# Rows beyond which a file is kept as columns; an object a row takes two kilobytes.
LARGE = 5_000
_IGNORED_SHEETS = frozenset(search_key(title) for title in READ_ME_TITLES) | {"lists", "listes"}


@dataclass(slots=True)
class _Sheet:
    """The sheet being read."""

    table: Table
    kind_id: str
    columns: dict[int, tuple[SheetColumn, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    rows_by_key: dict[str, int] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)

    def place(self, row: int | None = None, heading: str | None = None) -> Place:
        return Place(self.table.name, row, heading)


def read_workbook(source: Path | bytes, *, filename: str = "") -> Reading:
    """All the facts of a workbook, or of a CSV file named after a kind of fact, with every fault found.

    Raises ``UnreadableFile`` or one of its kinds when the file itself cannot be read as tables.
    """
    return read_facts(read_tables(source, filename=filename))


def read_facts(file: TableFile) -> Reading:
    """The same from tables that were opened already; those of many rows are kept as columns."""
    found: list[Fault] = []
    sheets: list[_Sheet] = []
    keys_by_kind: dict[str, dict[str, int]] = {}
    for table in file.tables:
        kind_id = recognise_sheet(table.name)
        if kind_id is None:
            if table.rows and search_key(table.name) not in _IGNORED_SHEETS:
                found.append(faults.UNKNOWN_SHEET.at(Place(table.name)))
            continue
        if kind_id in keys_by_kind:
            found.append(faults.REPEATED_SHEET.at(Place(table.name), kind=fact_kind(kind_id).plural))
        sheets.append(_Sheet(table, kind_id, rows_by_key=keys_by_kind.setdefault(kind_id, {})))
    rows = _read_sheets(sheets)
    found += [fault for sheet in sheets for fault in sheet.faults]
    return Reading(filename=file.filename, sha256=file.sha256, rows=rows, faults=tuple(found))


def _read_sheets(sheets: Sequence[_Sheet]) -> Sequence[SheetRow]:
    if sum(len(sheet.table.rows) for sheet in sheets) <= LARGE:
        return tuple(row for sheet in sheets for row in _read_sheet(sheet))
    return ColumnRows([read for sheet in sheets if (read := _read_columns(sheet)) is not None])


def _read_columns(sheet: _Sheet) -> SheetColumns | None:
    start = _start(sheet)
    if start is None:
        return None
    return read_sheet_columns(
        sheet.kind_id,
        sheet.table,
        start,
        sheet.columns,
        first_by_key=sheet.rows_by_key,
        found=sheet.faults,
    )


def _read_sheet(sheet: _Sheet) -> list[SheetRow]:
    start = _start(sheet)
    if start is None:
        return []
    read = (_read_row(sheet, number, row) for number, row in sheet.table.rows[start + 1 :])
    return [row for row in read if row is not None]


def _start(sheet: _Sheet) -> int | None:
    """Where the headings stand; that there are none is told."""
    if not sheet.table.rows:
        return None
    start = _find_headings(sheet)
    if start is None:
        sheet.faults.append(faults.NO_HEADING.at(sheet.place()))
    return start


def _find_headings(sheet: _Sheet) -> int | None:
    """The first row where at least two headings are recognised, or one when the sheet has no other."""
    candidates = sheet.table.rows[:_HEADING_SEARCH]
    for least in (2, 1):
        for position, (number, row) in enumerate(candidates):
            known = {_recognise(sheet.kind_id, cell) for cell in row} - {None}
            if len(known) >= least:
                _note_columns(sheet, number, row)
                return position
    return None


def _recognise(kind_id: str, cell: Cell) -> str | None:
    return recognise_column(kind_id, cell.rstrip("* ")) if isinstance(cell, str) else None


def _note_columns(sheet: _Sheet, number: int, row: tuple[Cell, ...]) -> None:
    layout = sheet_layout(sheet.kind_id)
    taken: set[str] = set()
    for position, cell in enumerate(row):
        if cell is None:
            continue
        heading = str(cell).rstrip("* ")
        name = _recognise(sheet.kind_id, cell)
        if name is None:
            nearest = _nearest_heading(sheet.kind_id, heading)
            sheet.faults.append(faults.UNKNOWN_COLUMN.at(sheet.place(number, heading), found=heading, nearest=nearest))
        elif name in taken:
            sheet.faults.append(faults.REPEATED_COLUMN.at(sheet.place(number, heading), found=heading))
        else:
            taken.add(name)
            sheet.columns[position] = (layout.column(name), heading)
            sheet.headings[name] = heading


def _nearest_heading(kind_id: str, heading: str) -> str:
    known = {search_key(column.label.en): column for column in sheet_layout(kind_id).columns}
    known |= {search_key(column.label.fr): column for column in sheet_layout(kind_id).columns}
    found = process.extractOne(search_key(heading), list(known) or list(headings(kind_id)))
    if found is None:
        return ""
    label = known[found[0]].label
    return label.en if label.en == label.fr else f"{label.en} / {label.fr}"


def _read_row(sheet: _Sheet, number: int, row: tuple[Cell, ...]) -> SheetRow | None:
    filled = {
        position: cell
        for position, cell in enumerate(row)
        if position in sheet.columns and cell is not None and not (isinstance(cell, str) and not cell.strip())
    }
    if not filled or any(_is_example(cell) for cell in row):
        return None
    before = len(sheet.faults)
    values: dict[str, object] = {}
    precisions: dict[str, str] = {}
    for position, cell in filled.items():
        column, heading = sheet.columns[position]
        place = sheet.place(number, heading)
        try:
            meaning = read_cell(sheet.kind_id, column, cell)
        except cells.CellFault as fault:
            sheet.faults.append(fault.kind.at(place, found=as_written(cell), **fault.facts))
            continue
        values[column.name] = meaning.value
        if meaning.precision is not None:
            precisions[column.name] = meaning.precision
        if meaning.warning is not None:
            sheet.faults.append(meaning.warning.at(place, found=cells.read_text(cell)))
    if precisions:
        values.setdefault("date_precision", coarsest(precisions))
    key = values.pop(KEY, None)
    if isinstance(key, str):
        _note_key(sheet, key, number)
    return SheetRow(
        kind_id=sheet.kind_id,
        place=sheet.place(number),
        key=key if isinstance(key, str) else None,
        values=MappingProxyType(values),
        has_faults=any(not fault.is_warning for fault in sheet.faults[before:]),
        headings=sheet.headings,
    )


def _is_example(cell: Cell) -> bool:
    return isinstance(cell, str) and search_key(cell) in EXAMPLE_MARKS


def _note_key(sheet: _Sheet, key: str, number: int) -> None:
    if key in sheet.rows_by_key:
        sheet.faults.append(
            faults.REPEATED_KEY.at(sheet.place(number, sheet.headings[KEY]), found=key, first=sheet.rows_by_key[key])
        )
    sheet.rows_by_key.setdefault(key, number)


def missing_values(row: SheetRow) -> Iterable[Fault]:
    """What a new row lacks; of a bilingual name, one language is enough."""
    for item in fact_kind(row.kind_id).fields:
        if not item.is_required or item.default is not None or not item.is_in_workbook:
            continue
        columns = [c for c in sheet_layout(row.kind_id).columns if c.field == item]
        if not any(row.values.get(column.name) not in (None, "") for column in columns):
            yield faults.MISSING_VALUE.at(row.cell(columns[0].name), label=item.label)
