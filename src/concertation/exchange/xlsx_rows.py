"""Rows of a sheet written as spreadsheet programs write them, read without building a tree of it.

Whatever is written otherwise is left to the general reader: the same values, many times slower.
"""

from __future__ import annotations

import io
import re
from functools import cache
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import unescape

from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from concertation.exchange.tables import Cell, CellError

# A sheet larger than this would be held whole in memory.
_LARGEST = 150 * 1024 * 1024
# The last row and column of Excel's own grid, and cells held at once, empty ones before a far one included.
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_CELLS = 20_000_000
_START, _END = b"<sheetData>", b"</sheetData>"
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([^"']*)["']""")
# Comments, sections of raw characters, instructions; what XML forbids; line ends that it turns.
_UNUSUAL = re.compile(rb"<!|<\?|\]\]>|\r|[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|&(?!(?:amp|lt|gt);)")
_ATTRIBUTES = (
    rb"(?: (?:r|spans|s|customFormat|ht|customHeight|hidden|outlineLevel|collapsed|thickTop|thickBot|ph"
    rb'|x14ac:dyDescent)="[\w.:, -]*")*'
)
_ROW = re.compile(rb"<row(" + _ATTRIBUTES + rb")(?:/>|>(.*?)</row>)", re.DOTALL | re.ASCII)
_NAME = re.compile(rb' ([\w:]+)="')
_NUMBER = re.compile(rb' r="([1-9]\d{0,6})"')
_CELL_TEXT = (
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d{1,5})")?(?: t="(n|s|str|b|e|inlineStr)")?'
    rb'(?:/>|></c>|><v>([^<]*)</v></c>|><is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>)'
)
_CELL = re.compile(_CELL_TEXT)
_CELLS = re.compile(rb"(?:" + _CELL_TEXT + rb")*")

Rows = list[tuple[int, tuple[Cell, ...]]]


class _Otherwise(Exception):
    """The sheet is not written plainly."""


def plain_rows(sheet: Any) -> Rows | None:
    """The rows of a sheet of openpyxl with their numbers, empty ones included; nothing where it is written otherwise.

    Raises what openpyxl raises for values that cannot be.
    """
    if sheet.parent._archive.getinfo(sheet._worksheet_path).file_size > _LARGEST:
        return None
    with sheet._get_source() as source:
        content: bytes = source.read()
    start, end = content.find(_START), content.find(_END)
    if start < 0 or end < start or not _is_usual(content, start, end):
        return None
    try:
        _read_around(content[: start + len(_START)] + content[end:], sheet._shared_strings)
        return _Reader(sheet).rows(content, start + len(_START), end)
    except (_Otherwise, UnicodeDecodeError):
        return None


def _read_around(content: bytes, strings: Any) -> None:
    """All that stands around the rows is read, and refused, as it would be with them."""
    if any(True for _ in WorkSheetParser(io.BytesIO(content), strings).parse()):
        raise _Otherwise
    if fromstring(content).find(f"{{{SHEET_MAIN_NS}}}sheetData") is None:
        raise _Otherwise


def _is_usual(content: bytes, start: int, end: int) -> bool:
    encoding = _ENCODING.match(content)
    if encoding is not None and encoding[1].lower() not in (b"utf-8", b"utf8"):
        return False
    if content.find(b" x14ac:", start, end) >= 0 and b" xmlns:x14ac=" not in content[:start]:
        return False
    if content.count(b"sheetData") != 2 or b"<!" in content[:start] or b"<!" in content[end:]:
        return False
    return _UNUSUAL.search(content, start, end) is None and content.count(b"<?") <= content.startswith(b"<?xml")


class _Reader:
    """What cells are read with."""

    def __init__(self, sheet: Any) -> None:
        book = sheet.parent
        self.strings: Any = sheet._shared_strings
        self.epoch = book.epoch
        self.days: Any = book._date_formats
        self.durations: Any = book._timedelta_formats
        self.left = _MOST_CELLS

    def rows(self, content: bytes, start: int, end: int) -> Rows:
        """The rows between two places of the sheet."""
        found: Rows = []
        last = 0
        while start < end:
            match = _ROW.match(content, start, end)
            if match is None:
                raise _Otherwise
            number = _number_of(match[1])
            if not last < number <= _LAST_ROW:
                raise _Otherwise
            found.append((number, self._row(match[2] or b"", str(number).encode())))
            last, start = number, match.end()
        return found

    def _row(self, cells: bytes, number: bytes) -> tuple[Cell, ...]:
        if _CELLS.fullmatch(cells) is None:
            raise _Otherwise
        read = _CELL.findall(cells)
        if not read:
            return ()
        columns = [_column(cell[0]) for cell in read]
        if columns[-1] > _LAST_COLUMN or any(one >= other for one, other in pairwise(columns)):
            raise _Otherwise
        self.left -= columns[-1]
        if self.left < 0 or any(cell[1] != number for cell in read):
            raise _Otherwise
        row: list[Cell] = [None] * columns[-1]
        for column, (_, _, style, kind, value, text) in zip(columns, read, strict=True):
            row[column - 1] = self._value(style, kind, value, text)
        return tuple(row)

    def _value(self, style: bytes, kind: bytes, value: bytes, text: bytes) -> Cell:
        words = unescape((text if kind == b"inlineStr" else value).decode())
        if kind == b"e":
            return CellError(words or "None")
        if not words or kind in (b"str", b"inlineStr"):
            return words or None
        if kind == b"s":
            return str(self.strings[int(words)]) or None
        return bool(int(words)) if kind == b"b" else self._number(_as_number(words), int(style or 0))

    def _number(self, value: Any, style: int) -> Cell:
        if style not in self.days:
            number: Cell = value
            return number
        try:
            day: Cell = from_excel(value, self.epoch, timedelta=style in self.durations)
        except (OverflowError, ValueError):
            return CellError("#VALUE!")
        return day


def _as_number(written: str) -> float | int:
    return float(written) if set(written) & {".", "E", "e"} else int(written)


def _number_of(attributes: bytes) -> int:
    names = _NAME.findall(attributes)
    number = _NUMBER.search(attributes)
    if number is None or len(set(names)) != len(names):
        raise _Otherwise
    return int(number[1])


@cache
def _column(letters: bytes) -> int:
    return column_index_from_string(letters.decode())
