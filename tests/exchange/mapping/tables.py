"""Tables as people lay them out, made for the tests of mappings."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

from openpyxl import Workbook

from concertation.exchange.mapping import FileMapping, SheetMapping, guess_file, read_mapped
from concertation.exchange.table_file import read_tables
from concertation.exchange.tables import TableFile
from concertation.exchange.workbook import Reading


def workbook(*rows: Sequence[object], sheet: str = "Sheet1", merged: Sequence[str] = ()) -> bytes:
    """A workbook of one sheet, some of its cells merged."""
    book = Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    for cells in merged:
        book.active.merge_cells(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def opened(*rows: Sequence[object], sheet: str = "Sheet1", merged: Sequence[str] = (), name: str = "") -> TableFile:
    """The same, opened."""
    return read_tables(workbook(*rows, sheet=sheet, merged=merged), filename=name or "file.xlsx")


def guessed(file: TableFile) -> SheetMapping:
    """The reading that is proposed for the first sheet."""
    return guess_file(file)[0].sheets[0]


def targets(file: TableFile) -> dict[str, str]:
    """What each column is guessed to be, by heading."""
    return {use.heading: use.target for use in guessed(file).columns if use.target}


def read(file: TableFile, **changes: object) -> Reading:
    """The facts under the proposed reading, with changes of a person."""
    return read_mapped(file, FileMapping((replace(guessed(file), **changes),)))  # type: ignore[arg-type]  # its fields


def values(reading: Reading, kind_id: str) -> list[dict[str, object]]:
    """The facts of a kind."""
    return [dict(row.values) for row in reading.rows if row.kind_id == kind_id]


def codes(reading: Reading) -> list[str]:
    """The kinds of faults."""
    return [fault.code for fault in reading.faults]
