"""Tables are read as spreadsheets show them, and nothing escapes the error tree."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from concertation.exchange.table_file import read_tables
from concertation.exchange.tables import UncomputedFormula
from concertation.exchange.unreadable_file import NoTable, UnreadableFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_an_empty_file_says_that_it_holds_no_row() -> None:
    """Nothing is also an answer."""
    with pytest.raises(NoTable):
        read_tables(b"", filename="a.csv")


def test_a_formula_without_its_result_is_told_apart_from_an_empty_cell() -> None:
    """Cached results are read; a formula saved without one is marked."""
    table = read_tables(_workbook([["a", "b"], ["=1+1", 3]]), filename="a.xlsx").tables[0]
    assert table.rows[1] == (2, (UncomputedFormula(), 3))


def test_rows_keep_the_numbers_that_the_spreadsheet_shows() -> None:
    """Empty rows are left out, and the others keep their places."""
    table = read_tables(_workbook([["a"], [None], ["b"]]), filename="a.xlsx").tables[0]
    assert [number for number, _ in table.rows] == [1, 3]


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("cp1252", ";"), ("utf-16", "\t")])
def test_csv_is_read_as_spreadsheets_write_it(encoding: str, delimiter: str) -> None:
    """UTF-8 with its mark, the Windows code page with semicolons, UTF-16 with tabulations."""
    content = f"nom{delimiter}ville\r\nÉcole{delimiter}Montréal\r\n".encode(encoding)
    table = read_tables(content, filename="liste.csv").tables[0]
    assert table.rows == [(1, ("nom", "ville")), (2, ("École", "Montréal"))]


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_no_bytes_raise_anything_outside_the_error_tree(content: bytes) -> None:
    """Whatever the bytes, the answer is tables or one plain sentence."""
    for start in (b"", b"PK\x03\x04", _OLE):
        try:
            read_tables(start + content, filename="a.xlsx")
        except UnreadableFile as error:
            assert error.in_language("fr")


@settings(deadline=None)
@given(st.integers(0, 5000), st.integers(0, 255))
def test_no_damaged_workbook_raises_anything_outside_the_error_tree(position: int, byte: int) -> None:
    """One byte of a real workbook is changed anywhere."""
    content = bytearray(_SAMPLE)
    content[position % len(content)] = byte
    try:
        read_tables(bytes(content), filename="a.xlsx")
    except UnreadableFile as error:
        assert error.in_language("en")


_SAMPLE = _workbook([["Name", "Since"], ["Library", "2014-06-30"]])
