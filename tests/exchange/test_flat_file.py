"""One table as CSV, JSON and XLSX: what a file holds is what was given, unknowns empty, formulas harmless."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from concertation.exchange import xlsx_stream
from concertation.exchange.flat_file import write_csv, write_json, write_xlsx
from concertation.exchange.table_file import read_tables

HEADING = ["Name", "Since", "Share"]
ROWS: list[tuple[Any, ...]] = [('Établissement; « L’Œuvre », "A"', date(2014, 6, 30), 0.25), (None, None, None)]


def test_a_csv_file_reads_back_as_it_was_written() -> None:
    """Accents, quotes, commas and line ends survive; an unknown is an empty cell."""
    text = "".join(write_csv(HEADING, ROWS))
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff")))) == [
        HEADING,
        ['Établissement; « L’Œuvre », "A"', "2014-06-30", "0.25"],
        ["", "", ""],
    ]


def test_a_csv_file_says_its_encoding_to_spreadsheets() -> None:
    """The byte order mark comes first; our own reader takes it off."""
    content = "".join(write_csv(HEADING, ROWS)).encode()
    assert content.startswith(b"\xef\xbb\xbf")
    assert read_tables(content, filename="a.csv").tables[0].rows[0] == (1, tuple(HEADING))


def test_no_cell_of_a_csv_file_is_a_formula() -> None:
    """OWASP, CSV Injection: words that begin like a formula are quoted; negative numbers stay numbers."""
    text = "".join(write_csv(["A", "B"], [("=1+1", -2)]))
    assert text.splitlines()[1] == "'=1+1,-2"


def test_a_long_table_comes_in_pieces() -> None:
    """Three thousand rows are never one string."""
    pieces = list(write_csv(["A"], ([number] for number in range(3_000))))
    assert len(pieces) > 3
    assert "".join(pieces).count("\r\n") == 3_001


def test_a_json_file_is_one_object_with_its_rows() -> None:
    """Unknown is null, a day is written as ISO 8601 says."""
    text = "".join(write_json({"as_of": "2014-06-30"}, ["name", "since", "share"], ROWS))
    assert json.loads(text) == {
        "as_of": "2014-06-30",
        "rows": [
            {"name": 'Établissement; « L’Œuvre », "A"', "since": "2014-06-30", "share": 0.25},
            {"name": None, "since": None, "share": None},
        ],
    }


def test_a_json_file_without_rows_is_still_one_object() -> None:
    """Nothing found is an empty list."""
    assert json.loads("".join(write_json({}, ["name"], []))) == {"rows": []}


def test_a_workbook_holds_the_table_and_what_it_is_about() -> None:
    """Two sheets; words that begin with “=” stay words, and a day stays a day."""
    pieces = write_xlsx(
        "List", HEADING, [*ROWS, ("=1+1\x07", None, None)], about=[("As of", "2014")], about_title="About"
    )
    book = load_workbook(io.BytesIO(b"".join(pieces)))
    rows = list(book["List"].iter_rows())
    assert [cell.value for cell in rows[0]] == HEADING
    assert (rows[1][0].value, str(rows[1][1].value), rows[1][2].value) == (ROWS[0][0], "2014-06-30 00:00:00", 0.25)
    assert rows[2][0].value is None
    assert (rows[3][0].value, rows[3][0].data_type) == ("=1+1", "s")
    assert [cell.value for cell in book["About"][1]] == ["As of", "2014"]


def test_a_workbook_is_read_by_the_reader_of_imports() -> None:
    """What leaves by one door comes in by the other."""
    content = b"".join(write_xlsx("List", HEADING, ROWS, about=[], about_title="About"))
    assert read_tables(content, filename="a.xlsx").tables[0].rows[0] == (1, tuple(HEADING))


def test_a_workbook_comes_in_pieces_before_its_last_row_is_known() -> None:
    """The first rows are sent while the others wait to be asked for."""
    asked = 0

    def rows() -> Iterator[tuple[int, ...]]:
        nonlocal asked
        for asked in range(1, 50_001):
            yield (asked, *range(40))

    pieces = write_xlsx("List", ["A"], rows(), about=[], about_title="About")
    sent = b""
    while len(sent) < 100:
        sent += next(pieces)
    assert sent.startswith(b"PK")
    assert asked < 5_000
    pieces.close()  # type: ignore[attr-defined]  # a generator: whoever stops reading ends the work
    assert asked < 5_000


def test_rows_beyond_what_a_sheet_holds_go_on_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel specifications and limits: 1,048,576 rows; here three, the heading among them."""
    monkeypatch.setattr(xlsx_stream, "MOST_ROWS", 3)
    rows = [(number,) for number in range(5)]
    book = load_workbook(io.BytesIO(b"".join(write_xlsx("List", ["A"], rows, about=[], about_title="About"))))
    assert book.sheetnames == ["List", "List 2", "List 3", "About"]
    values = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets[:3]]
    assert values == [["A", 0, 1], ["A", 2, 3], ["A", 4]]
