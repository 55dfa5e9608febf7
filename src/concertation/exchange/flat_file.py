"""Writes one table as CSV, JSON or XLSX, row after row, so that a long one never stands whole in memory."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO

# Rows written between two pieces of a stream.
_ROWS_A_PIECE = 1_000
# Spreadsheets run words that begin with these as formulas (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Without it, Excel reads a CSV file in the encoding of Windows.
_BYTE_ORDER_MARK = "\ufeff"


def write_csv(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The table as pieces of CSV; an unknown is an empty cell, and no cell is taken for a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([_words(cell) for cell in heading])
    yield _BYTE_ORDER_MARK
    for number, row in enumerate(rows, start=1):
        writer.writerow([_words(cell) for cell in row])
        if number % _ROWS_A_PIECE == 0:
            yield _drained(buffer)
    yield _drained(buffer)


def write_json(head: Mapping[str, Any], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """One object: what ``head`` says, then ``rows``, an object a row; an unknown is ``null``."""
    opening = json.dumps(head, ensure_ascii=False, default=str)
    yield opening[:-1] + (", " if head else "") + '"rows": ['
    pieces: list[str] = []
    separator = "\n"
    for number, row in enumerate(rows, start=1):
        record = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str)
        pieces.append(separator + record)
        separator = ",\n"
        if number % _ROWS_A_PIECE == 0:
            yield "".join(pieces)
            pieces.clear()
    yield "".join(pieces) + "\n]}\n"


def write_xlsx(
    title: str,
    heading: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    about: Sequence[tuple[str, str]],
    about_title: str,
) -> BinaryIO:
    """A workbook of two sheets, the table and what it is about, as a file that is removed once closed."""
    from openpyxl import Workbook  # noqa: PLC0415 slow to load

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.append([_spelled(sheet, cell) for cell in heading])
    for row in rows:
        sheet.append([_spelled(sheet, cell) for cell in row])
    beside = book.create_sheet(about_title)
    for line in about:
        beside.append([_spelled(beside, cell) for cell in line])
    file = tempfile.TemporaryFile()  # noqa: SIM115 whoever sends the file closes it
    book.save(file)
    file.seek(0)
    return file


def _words(cell: Any) -> Any:
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell.isoformat() if isinstance(cell, date) else cell


def _spelled(sheet: Any, cell: Any) -> Any:
    """Words that begin with “=” are words; characters that a workbook cannot hold are left out."""
    if not isinstance(cell, str) or (cell.isprintable() and not cell.startswith("=")):
        return cell
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 slow to load
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 slow to load

    clean = ILLEGAL_CHARACTERS_RE.sub("", cell)
    if not clean.startswith("="):
        return clean
    written = WriteOnlyCell(sheet, value=clean)
    written.data_type = "s"
    return written


def _drained(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
