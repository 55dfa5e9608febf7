"""Opens an XLSX archive with limits: what it says of itself is checked before anything is expanded."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from concertation.core.errors import ConcertationError
from concertation.exchange.table_file import (
    MAXIMUM_COLUMNS,
    MAXIMUM_ROWS,
    Cell,
    CellError,
    DamagedFile,
    FileTooLargeOnceOpened,
    FileWithMacros,
    Table,
    UncomputedFormula,
    UnreadableFile,
)

_MAXIMUM_ENTRIES = 2_000
_MAXIMUM_EXPANDED = 300 * 1024 * 1024
# A sheet of repeated words shrinks about 30 times; a bomb a thousand. Small entries may repeat themselves.
_MAXIMUM_RATIO = 200
_RATIO_MATTERS_FROM = 20 * 1024 * 1024
# The last row and column of Excel's own grid (ECMA-376, SpreadsheetML implementation limits).
_LAST_ROW = 1_048_576
_MAXIMUM_SLOTS = 20_000_000


def read_sheets(content: bytes, *, filename: str) -> tuple[Table, ...]:
    """All worksheets, with the results of formulas; raises ``UnreadableFile`` or one of its kinds."""
    try:
        return _read_sheets(content, filename)
    except ConcertationError:
        raise
    except Exception as error:  # a hostile archive makes the readers below raise almost anything
        raise DamagedFile(filename=filename) from error


def _read_sheets(content: bytes, filename: str) -> tuple[Table, ...]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _check_archive(archive, filename)
        with_formulas = _parts_with_formulas(archive)
    tables = []
    remaining = MAXIMUM_ROWS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of decorations that are not data
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False) if with_formulas else None
        for sheet in values.worksheets:
            rows = _rows(sheet, filename)
            if formulas is not None and _part(sheet) in with_formulas:
                rows = _marked(rows, _rows(formulas[sheet.title], filename))
            kept = _kept(rows, remaining, filename)
            remaining -= len(kept)
            tables.append(Table(name=sheet.title, rows=kept))
    return tuple(tables)


def _check_archive(archive: zipfile.ZipFile, filename: str) -> None:
    entries = archive.infolist()
    names = {entry.filename.lower() for entry in entries}
    expanded = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    swells = expanded > _RATIO_MATTERS_FROM and expanded / packed > _MAXIMUM_RATIO
    if len(entries) > _MAXIMUM_ENTRIES or expanded > _MAXIMUM_EXPANDED or swells:
        raise FileTooLargeOnceOpened(filename=filename)
    if any(name.endswith("vbaproject.bin") for name in names):
        raise FileWithMacros(filename=filename)
    if "[content_types].xml" not in names or "mimetype" in names:
        raise UnreadableFile(filename=filename)
    types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types:
        raise FileWithMacros(filename=filename)
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            _refuse_declarations(archive, entry, filename)


def _refuse_declarations(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, filename: str) -> None:
    """No part of a workbook declares a document type; one that does is an attack by entities."""
    with archive.open(entry) as part:
        start = part.read(4096)
    if b"<!" in start.replace(b"\x00", b"").replace(b"<!--", b""):
        raise DamagedFile(filename=filename)


def _parts_with_formulas(archive: zipfile.ZipFile) -> set[str]:
    found = set()
    for entry in archive.infolist():
        if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
            with archive.open(entry) as part:
                tail = b""
                while block := part.read(1 << 20):
                    if b"<f>" in (window := tail + block) or b"<f " in window or b"<f/" in window:
                        found.add(entry.filename)
                        break
                    tail = block[-4:]
    return found


def _part(sheet: Any) -> str:
    return str(sheet._worksheet_path).lstrip("/")


def _rows(sheet: Any, filename: str) -> Iterator[tuple[Cell, ...]]:
    if not isinstance(sheet, ReadOnlyWorksheet):
        return
    slots = 0
    for number, row in enumerate(_cells(sheet), start=1):
        slots += len(row)
        if number > _LAST_ROW or slots > _MAXIMUM_SLOTS:
            raise FileTooLargeOnceOpened(filename=filename)
        yield tuple(_value(cell) for cell in row[:MAXIMUM_COLUMNS])


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
