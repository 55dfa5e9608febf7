"""Writes one table as CSV, JSON or XLSX, row after row, so that a long one never stands whole in memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from concertation.exchange.xlsx_stream import write_workbook

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
) -> Iterator[bytes]:
    """The table as pieces of a workbook of two sheets, the second saying what the table is about."""
    return write_workbook([(title, heading, rows), (about_title, None, about)])


def _words(cell: Any) -> Any:
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell.isoformat() if isinstance(cell, date) else cell


def _drained(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
