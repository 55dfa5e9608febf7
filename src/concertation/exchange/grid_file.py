"""A table of any length as columns of words: CSV and TSV at once, XLSX by the reader of workbooks."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from concertation.exchange.csv_file import decode_text, delimiter_of
from concertation.exchange.table_file import Signature, read_tables
from concertation.exchange.unreadable_file import DamagedFile, FileTooLarge, NoTable, UnreadableFile

# What one's own machine is asked to read: some ten million edges.
MOST_BYTES = 500 * 1024 * 1024
# The column with the number of each row in its file; others are c0, c1, …
ROW = "row"
_MARKS = (",", ";", "\t")


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Rows that hold something, as words; what is empty is null."""

    sheet: str
    rows: pl.DataFrame


def read_grid(source: Path | bytes, *, filename: str) -> Grid:
    """The first table of a file; raises ``UnreadableFile`` or one of its kinds."""
    content = _content(source, filename)
    if content.startswith((Signature.zip, Signature.ole)):
        sheet = next(table for table in read_tables(content, filename=filename).tables if table.rows)
        name, rows = sheet.name, _columns_of(sheet.rows)
    else:
        name, rows = Path(filename).stem or "CSV", _of_text(decode_text(content, filename), filename)
    held = rows.with_columns(pl.exclude(ROW).str.strip_chars().replace("", None))
    held = held.filter(pl.any_horizontal(pl.exclude(ROW).is_not_null())) if held.width > 1 else held.clear()
    if held.is_empty():
        raise NoTable(filename=filename)
    return Grid(name, held)


def _of_text(text: str, filename: str) -> pl.DataFrame:
    if text.lstrip().startswith(("<", "%PDF", "{\\rtf")):
        raise UnreadableFile(filename=filename)
    if not text.strip():
        raise NoTable(filename=filename)
    text = _composed(text if "\n" in text else text.replace("\r", "\n"))
    separator = delimiter_of(_from_first_mark(text))
    try:
        rows = pl.read_csv(
            io.BytesIO(text.encode()),
            has_header=False,
            separator=separator,
            infer_schema=False,
            row_index_name=ROW,
            row_index_offset=1,
        )
    except pl.exceptions.PolarsError:
        return _of_uneven(text, separator, filename)
    return rows.rename({name: f"c{place}" for place, name in enumerate(rows.columns[1:])})


def _composed(text: str) -> str:
    """Each accented letter as one character, so that the same name is the same key however it was typed."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _from_first_mark(text: str) -> str:
    """The text from its first line of several cells: a title above the table says nothing of how cells are parted."""
    first = min((place for mark in _MARKS if (place := text.find(mark)) >= 0), default=0)
    return text[text.rfind("\n", 0, first) + 1 :]


def _of_uneven(text: str, separator: str, filename: str) -> pl.DataFrame:
    """Rows of unlike widths, such as a title above the table: as wide as the widest, so that no cell is lost."""
    try:
        rows = list(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), start=1))
    except csv.Error as error:
        raise DamagedFile(filename=filename) from error
    return _columns_of(rows)


def _columns_of(rows: Sequence[tuple[int, Sequence[object]]]) -> pl.DataFrame:
    width = max(len(cells) for _, cells in rows)
    columns: dict[str, list[object]] = {ROW: [number for number, _ in rows]}
    for place in range(width):
        columns[f"c{place}"] = [_word(cells[place]) if place < len(cells) else None for _, cells in rows]
    return pl.DataFrame(columns, schema={ROW: pl.UInt32, **_words(width)})


def _words(width: int) -> dict[str, type[pl.DataType]]:
    return {f"c{place}": pl.String for place in range(width)}


def _word(cell: object) -> str | None:
    """A cell as one would read it: a whole number without its point."""
    if cell is None:
        return None
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else _composed(str(cell))


def _content(source: Path | bytes, filename: str) -> bytes:
    try:
        if isinstance(source, bytes):
            size = len(source)
        elif not source.is_file():
            raise UnreadableFile(filename=filename)
        else:
            size = source.stat().st_size
        if size > MOST_BYTES:
            raise FileTooLarge(filename=filename, megabytes=round(size / 2**20), limit=MOST_BYTES // 2**20)
        return source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise UnreadableFile(filename=filename) from error
