"""A sheet written plainly is read at once, with the values that openpyxl gives; any other is left to it."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from tests.exchange.mapping.tables import workbook

from concertation.exchange import xlsx_file
from concertation.exchange.unreadable_file import UnreadableFile
from concertation.exchange.xlsx_rows import plain_rows

PLAIN = workbook(
    ["a", "b & <c>", " x ", "é"],
    [1, 2.5, True, -3],
    [date(2020, 1, 1), datetime(2020, 1, 1, 3, 4), time(3, 4), timedelta(hours=30)],  # noqa: DTZ001 as spreadsheets do
    [None, None, "far"],
    [],
    [None, "#REF!"],
)
SHEET = "xl/worksheets/sheet1.xml"
NUMBER = '<c r="B2" t="n"><v>2.5</v></c>'
ROW = '<row r="4">'


def changed(old: str, new: str) -> bytes:
    """The plain workbook whose sheet is written otherwise."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as source, zipfile.ZipFile(target, "w") as archive:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == SHEET:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            archive.writestr(entry.filename, content)
    return target.getvalue()


def both(content: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any, bool]:
    """What comes of a workbook, what openpyxl makes of it, and whether its sheet was read at once."""
    at_once: list[bool] = []

    def noted(sheet: Any) -> Any:
        found = plain_rows(sheet)
        at_once.append(found is not None)
        return found

    monkeypatch.setattr(xlsx_file, "plain_rows", noted)
    own = _read(content)
    monkeypatch.setattr(xlsx_file, "plain_rows", lambda sheet: None)
    return own, _read(content), any(at_once)


def _read(content: bytes) -> Any:
    try:
        return [(table.name, repr(table.rows)) for table in xlsx_file.read_sheets(content, filename="file.xlsx")]
    except UnreadableFile as refusal:
        return refusal.code


@pytest.mark.parametrize(
    ("old", "new", "is_plain"),
    [
        ("<sheetData>", "<sheetData>", True),
        (ROW, '<row r="4" spans="1:3" ht="15" customHeight="1">', True),
        (ROW, '<row r="4" x14ac:dyDescent="0.2">', False),
        (ROW, '<row r="4" r="4">', False),
        (ROW, "<row>", False),
        (ROW, '<row r="2">', False),
        (ROW, '<row r="9">', False),
        (NUMBER, '<c r="B2" t="n"><v>2,5</v></c>', False),
        (NUMBER, '<c r="B2" t="e"><v>#REF!</v></c>', True),
        (NUMBER, '<c r="B2" t="str"><v>a &amp; &lt;b&gt;</v></c>', True),
        (NUMBER, '<c r="B2" t="str"><v>a &#233; b</v></c>', False),
        (NUMBER, '<c r="B2" t="inlineStr"><is><t>x</t></is></c>', True),
        (NUMBER, '<c r="B2" t="inlineStr"><is><r><t>x</t></r></is></c>', False),
        (NUMBER, '<c r="B2"/>', True),
        (NUMBER, '<c r="B2"><f>1+1</f><v>2</v></c>', False),
        (NUMBER, '<c r="B2" t="s"><v>99</v></c>', False),
        (NUMBER, '<c r="B2"><v>2.5</v>', False),
        ("</sheetData>", "</sheetData><!-- -->", False),
        ("</sheetData>", "</sheetdata>", False),
        ("<sheetData>", '<sheetData xmlns="other">', False),
        ('xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"', 'xmlns="other"', False),
    ],
)
def test_a_sheet_is_read_as_openpyxl_reads_it(
    old: str, new: str, is_plain: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values, empty rows, errors, days; what is malformed is refused alike."""
    own, theirs, at_once = both(changed(old, new), monkeypatch)
    assert own == theirs
    assert at_once == is_plain
