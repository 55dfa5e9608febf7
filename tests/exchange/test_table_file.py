"""Files made by strangers get a clear answer, and never anything outside the error tree."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from concertation.exchange.table_file import (
    DamagedFile,
    EncryptedFile,
    FileTooLarge,
    FileTooLargeOnceOpened,
    FileWithMacros,
    NoTable,
    OldWorkbook,
    UncomputedFormula,
    UnreadableFile,
    read_tables,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _repacked(content: bytes, replaced: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            if name not in replaced:
                after.writestr(name, before.read(name))
        for name, part in replaced.items():
            after.writestr(name, part)
    return target.getvalue()


def test_a_file_over_the_limit_is_refused_by_its_size_alone() -> None:
    """100 MB are refused before any byte is looked at."""
    with pytest.raises(FileTooLarge) as caught:
        read_tables(b"PK" + bytes(100 * 1024 * 1024), filename="huge.xlsx")
    assert "100 MB" in caught.value.in_language("en")
    assert "100 Mo" in caught.value.in_language("fr")


def test_an_encrypted_workbook_asks_for_a_copy_without_password() -> None:
    """Excel wraps an encrypted workbook in an OLE container with a stream named EncryptedPackage (MS-OFFCRYPTO)."""
    with pytest.raises(EncryptedFile):
        read_tables(_OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"), filename="a.xlsx")


def test_a_workbook_of_before_2007_asks_for_xlsx() -> None:
    """An OLE container without an encrypted package is the old format."""
    with pytest.raises(OldWorkbook):
        read_tables(_OLE + bytes(512), filename="a.xls")


def test_a_workbook_with_macros_is_refused() -> None:
    """A file that carries programs is not opened."""
    content = _repacked(_workbook([["a"]]), {"xl/vbaProject.bin": b"program"})
    with pytest.raises(FileWithMacros):
        read_tables(content, filename="a.xlsm")


def test_a_zip_bomb_is_refused_before_it_is_expanded() -> None:
    """400 MB of blanks in a few hundred kilobytes."""
    content = _repacked(_workbook([["a"]]), {"xl/worksheets/sheet2.xml": b" " * (400 * 1024 * 1024)})
    with pytest.raises(FileTooLargeOnceOpened):
        read_tables(content, filename="bomb.xlsx")


def test_entities_are_refused() -> None:
    """No part of a workbook declares a document type: « billion laughs » is stopped at its declaration."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'
    content = _repacked(_workbook([["a"]]), {"xl/workbook.xml": bomb})
    with pytest.raises(DamagedFile):
        read_tables(content, filename="laughs.xlsx")


def test_a_row_beyond_the_grid_ends_the_reading() -> None:
    """A row numbered 10^12 does not make the reader count to it."""
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1000000000000"><c r="A1000000000000"><v>1</v></c></row></sheetData></worksheet>'
    )
    content = _repacked(_workbook([["a"]]), {"xl/worksheets/sheet1.xml": sheet})
    with pytest.raises(UnreadableFile):
        read_tables(content, filename="far.xlsx")


@pytest.mark.parametrize("length", [10, 100, 1000, 4000])
def test_a_truncated_workbook_says_that_it_is_damaged(length: int) -> None:
    """A download cut short is told as such."""
    with pytest.raises(DamagedFile):
        read_tables(_workbook([["a"]])[:length], filename="cut.xlsx")


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    """Any other archive is not a workbook."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("letter.txt", "hello")
    with pytest.raises(UnreadableFile):
        read_tables(target.getvalue(), filename="a.zip")


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


@given(st.binary(max_size=2000))
def test_no_bytes_raise_anything_outside_the_error_tree(content: bytes) -> None:
    """Whatever the bytes, the answer is tables or one plain sentence."""
    for start in (b"", b"PK\x03\x04", _OLE):
        try:
            read_tables(start + content, filename="a.xlsx")
        except UnreadableFile as error:
            assert error.in_language("fr")


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
