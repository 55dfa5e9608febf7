"""Hostile files get one clear answer in both languages, in bounded time and memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.exchange.hostile import HOSTILE, Hostile, nested_bomb, plain_workbook, repacked

from concertation.exchange.table_file import read_tables
from concertation.exchange.unreadable_file import DamagedFile, FileTooLargeOnceOpened, UnreadableFile

# The kernel ends the program beyond a gigabyte of memory, or a minute and a half of the processor for all files.
_UNDER_LIMITS = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
resource.setrlimit(resource.RLIMIT_CPU, (90, 90))
from concertation.exchange.table_file import read_tables
from concertation.exchange.unreadable_file import UnreadableFile
from tests.exchange.hostile import HOSTILE
for hostile in HOSTILE:
    try:
        read_tables(hostile.make(), filename=hostile.filename)
    except UnreadableFile as error:
        assert type(error) is hostile.answer, hostile.name
    else:
        raise AssertionError(hostile.name)
"""


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_a_hostile_file_gets_the_answer_it_deserves(hostile: Hostile) -> None:
    """One sentence in each language, naming the file and saying what to do."""
    with pytest.raises(UnreadableFile) as caught:
        read_tables(hostile.make(), filename=hostile.filename)
    assert type(caught.value) is hostile.answer
    for language in ("en", "fr"):
        assert hostile.filename in caught.value.in_language(language)
    assert caught.value.in_language("en") != caught.value.in_language("fr")


def test_all_of_them_are_answered_in_a_gigabyte_and_a_minute_and_a_half() -> None:
    """Measured: 5 s of the processor and 450 MB for all, making them included."""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", _UNDER_LIMITS], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr[-500:]) == (0, "")


def test_the_sizes_are_named_in_the_units_of_each_language() -> None:
    """MB and Mo."""
    with pytest.raises(UnreadableFile) as caught:
        read_tables(bytes(100 * 1024 * 1024), filename="a.xlsx")
    assert "100 MB; the limit is 50 MB" in caught.value.in_language("en")
    assert "100 Mo; la limite est de 50 Mo" in caught.value.in_language("fr")


@pytest.mark.parametrize("length", [10, 100, 1000, 4000])
def test_a_download_cut_short_is_told_as_such(length: int) -> None:
    """Wherever it was cut."""
    with pytest.raises(DamagedFile):
        read_tables(plain_workbook()[:length], filename="cut.xlsx")


def test_a_dimension_of_a_million_rows_is_not_believed() -> None:
    """A sheet may say that it ends in XFD1048576: what is there is read."""
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row></sheetData>'
        b"</worksheet>"
    )
    table = read_tables(repacked({"xl/worksheets/sheet1.xml": sheet}), filename="a.xlsx").tables[0]
    assert list(table.rows) == [(1, (1,)), (3, (None, 2))]


def test_an_archive_inside_a_workbook_is_not_opened() -> None:
    """What a person attached stays closed, be it a bomb."""
    content = repacked({"xl/embeddings/attached.zip": nested_bomb()})
    assert len(read_tables(content, filename="a.xlsx").tables[0].rows) == 2


def test_the_last_row_of_the_grid_is_reached_in_a_few_sheets_and_not_in_many() -> None:
    """A slip of the mouse is forgiven; five sheets of a million empty rows are an attack."""
    far = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    content = repacked({"xl/worksheets/sheet1.xml": far})
    assert read_tables(content, filename="a.xlsx").tables[0].rows[0][0] == 1_048_576
    names = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 6))
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<sheets>{names}</sheets></workbook>"
    )
    with pytest.raises(FileTooLargeOnceOpened):
        read_tables(repacked({"xl/workbook.xml": book.encode()}, content=content), filename="a.xlsx")


@pytest.mark.parametrize("path", ["/dev/zero", "."])
def test_what_is_no_plain_file_is_not_waited_for(path: str) -> None:
    """A device has no end, and a pipe may never begin."""
    with pytest.raises(UnreadableFile):
        read_tables(Path(path))


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a"])
def test_a_sound_workbook_is_read_whatever_its_name(name: str) -> None:
    """The first bytes say what a file is."""
    assert read_tables(plain_workbook(["a"]), filename=name).tables[0].rows == [(1, ("a",))]


def test_a_sound_list_is_read_whatever_its_name() -> None:
    """A CSV that was renamed."""
    assert read_tables(b"a,b\n1,2\n", filename="a.xlsx").tables[0].rows == [(1, ("a", "b")), (2, ("1", "2"))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_not_looked_for_in_quotes(delimiter: str) -> None:
    """« Nom, en français » is one heading."""
    content = f'"Nom, en; français"{delimiter}"Ville"\nÉcole{delimiter}Laval\n'.encode()
    assert read_tables(content, filename="a.csv").tables[0].rows[0] == (1, ("Nom, en; français", "Ville"))


def test_names_with_unusual_letters_are_not_taken_for_a_wrong_conversion() -> None:
    """Ã and â are letters of Portuguese, Romanian and French names."""
    names = ["São Tomé", "IRMÃ DULCE", "Chârost", "Île-à-la-Crosse", "Tłı̨chǫ", "“Centre”", "ÃO"]
    content = "\n".join(["nom", *names]).encode()
    assert [cells[0] for _, cells in read_tables(content, filename="a.csv").tables[0].rows[1:]] == names
