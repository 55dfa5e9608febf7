"""Reads the worksheets of an XLSX file, once its archive was looked through."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from concertation.core.errors import ConcertationError
from concertation.exchange.tables import (
    MAXIMUM_COLUMNS,
    MAXIMUM_ROWS,
    Cell,
    CellError,
    MergedCells,
    Table,
    UncomputedFormula,
)
from concertation.exchange.unreadable_file import DamagedFile, FileTooLargeOnceOpened
from concertation.exchange.xlsx_archive import check_listing, survey
from concertation.exchange.xlsx_rows import Rows, plain_rows

# The last row and column of Excel's own grid (ECMA-376, SpreadsheetML implementation limits).
_LAST_ROW = 1_048_576
# Rows and cells visited in all sheets together, empty ones before a far one included: about 5 s each.
_MAXIMUM_ROWS_VISITED = 3_000_000
_MAXIMUM_SLOTS = 20_000_000


@dataclass(slots=True)
class _Room:
    """What may still be visited of a file."""

    filename: str
    rows: int = _MAXIMUM_ROWS_VISITED
    slots: int = _MAXIMUM_SLOTS

    def take(self, row: tuple[Any, ...]) -> None:
        """Counts a row, whatever sheet it is of."""
        self.rows -= 1
        self.slots -= len(row)
        if self.rows < 0 or self.slots < 0:
            raise FileTooLargeOnceOpened(filename=self.filename)

    def holds(self, rows: Rows) -> bool:
        """Whether so many rows may still be visited."""
        last = rows[-1][0] if rows else 0
        return last <= min(self.rows, _LAST_ROW) and sum(len(row) for _, row in rows) <= self.slots


def read_sheets(content: bytes, *, filename: str) -> tuple[Table, ...]:
    """All worksheets, with the results of formulas; raises ``UnreadableFile`` or one of its kinds."""
    try:
        return _read_sheets(content, filename)
    except ConcertationError:
        raise
    except Exception as error:  # a hostile archive makes the readers below raise almost anything
        raise DamagedFile(filename=filename) from error


def _read_sheets(content: bytes, filename: str) -> tuple[Table, ...]:
    check_listing(content, filename)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = survey(archive, filename)
    tables = []
    remaining = MAXIMUM_ROWS
    room = _Room(filename)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of decorations that are not data
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False) if found.with_formulas else None
        for sheet in values.worksheets:
            rows = _rows(sheet, room)
            if formulas is not None and _part(sheet) in found.with_formulas:
                rows = _marked(rows, _rows(formulas[sheet.title], room))
            kept = _kept(rows, remaining, filename)
            remaining -= len(kept)
            merged = tuple(_spans(found.merged.get(_part(sheet), ())))
            tables.append(Table(name=sheet.title, rows=kept, merged=merged))
    return tuple(tables)


def _spans(references: Iterable[str]) -> Iterator[MergedCells]:
    """Merged cells within the columns that are read."""
    for reference in references:
        first_column, first_row, last_column, last_row = range_boundaries(reference)
        if None not in (first_column, first_row, last_column, last_row) and int(first_column or 0) <= MAXIMUM_COLUMNS:
            last = min(int(last_column or 0), MAXIMUM_COLUMNS)
            yield MergedCells(int(first_row or 0), int(last_row or 0), int(first_column or 0) - 1, last - 1)


def _part(sheet: Any) -> str:
    return str(sheet._worksheet_path).lstrip("/")


def _rows(sheet: Any, room: _Room) -> Iterator[tuple[Cell, ...]]:
    if not isinstance(sheet, ReadOnlyWorksheet):
        return
    plain = plain_rows(sheet)
    if plain is not None and room.holds(plain):
        yield from _with_gaps(plain, room)
        return
    for number, row in enumerate(_cells(sheet), start=1):
        room.take(row)
        if number > _LAST_ROW:
            raise FileTooLargeOnceOpened(filename=room.filename)
        yield tuple(_value(cell) for cell in row[:MAXIMUM_COLUMNS])


def _with_gaps(rows: Rows, room: _Room) -> Iterator[tuple[Cell, ...]]:
    """Each row at its number, those that the file leaves out between."""
    before = 0
    for number, row in rows:
        for _ in range(before + 1, number):
            room.take(())
            yield ()
        room.take(row)
        yield row[:MAXIMUM_COLUMNS]
        before = number


def _cells(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The rows as they stand in the part, whatever dimension the sheet declares."""
    sheet.reset_dimensions()
    yield from sheet.iter_rows()


def _value(cell: Any) -> Cell:
    value = cell.value
    if getattr(cell, "data_type", "n") == "e":
        return CellError(str(value))
    return None if value == "" else value


def _marked(values: Iterable[tuple[Cell, ...]], formulas: Iterable[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """The same rows, where a formula without a result says so."""
    for with_results, as_written in zip(values, formulas, strict=False):
        yield tuple(
            UncomputedFormula() if result is None and written is not None else result
            for result, written in zip(with_results, as_written, strict=False)
        )


def _kept(rows: Iterable[tuple[Cell, ...]], limit: int, filename: str) -> list[tuple[int, tuple[Cell, ...]]]:
    kept = []
    for number, row in enumerate(rows, start=1):
        if any(value is not None for value in row):
            kept.append((number, row))
        if len(kept) > limit:
            raise FileTooLargeOnceOpened(filename=filename)
    return kept
