"""Writes a workbook as it is sent: pieces of bytes from the first row on, whatever the number of rows.

The parts of the file are those of ECMA-376 (Office Open XML, 5th edition), Part 1, chapter 18: one sheet of words
written in place, days as numbers under a format of days, and nothing else.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any
from xml.sax.saxutils import escape, quoteattr

Rows = Iterable[Sequence[Any]]

# Rows of a sheet, its heading among them (Excel specifications and limits); the rest goes on to a further sheet.
MOST_ROWS = 1_048_576
_ROWS_A_PIECE = 1_000
_LONGEST_CELL = 32_767
_FIRST_DAY = date(1900, 3, 1)  # before, Excel counts a day that never was
_DAY_ZERO = date(1899, 12, 30)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OPENING = (
    f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1"'
    ' topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetData>'
)
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164"'
    ' formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill'
    ' patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
    '<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0"'
    ' fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
    ' xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def write_workbook(sheets: Iterable[tuple[str, Sequence[Any] | None, Rows]]) -> Iterator[bytes]:
    """The sheets: a title, a heading that comes again where the rows go on to a further sheet, and the rows."""
    sink = _Sink()
    titles: list[str] = []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as archive:
        for title, heading, rows in sheets:
            remaining, is_first = iter(rows), True
            while is_first or (ahead := list(islice(remaining, 1))):
                part = remaining if is_first else chain(ahead, remaining)
                titles.append(title if is_first else f"{title} {len(titles) + 1}")
                is_first = False
                yield from _sheet(archive, sink, len(titles), heading, part)
        for name, content in _around(titles):
            archive.writestr(_entry(name), content)
    yield sink.drained()


class _Sink(io.RawIOBase):
    """Where the archive writes, and from where pieces are sent."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def drained(self) -> bytes:
        """What was written since the last time."""
        piece = b"".join(self._pieces)
        self._pieces.clear()
        return piece


def _entry(name: str) -> zipfile.ZipInfo:
    """The same table gives the same bytes, whatever the time."""
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _sheet(
    archive: zipfile.ZipFile, sink: _Sink, number: int, heading: Sequence[Any] | None, rows: Rows
) -> Iterator[bytes]:
    own = chain([heading], rows) if heading is not None else iter(rows)
    with archive.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True) as part:
        part.write(_OPENING.encode())
        yield sink.drained()
        lines: list[str] = []
        for place, row in enumerate(islice(own, MOST_ROWS), start=1):
            lines.append(_row(place, row))
            if place % _ROWS_A_PIECE == 0:
                part.write("".join(lines).encode())
                lines.clear()
                yield sink.drained()
        part.write("".join([*lines, "</sheetData></worksheet>"]).encode())
    yield sink.drained()


def _row(place: int, row: Sequence[Any]) -> str:
    cells = [_cell(f"{_letters(column)}{place}", cell) for column, cell in enumerate(row) if cell is not None]
    return f'<row r="{place}">{"".join(cells)}</row>'


def _cell(where: str, cell: Any) -> str:
    if isinstance(cell, bool):
        return f'<c r="{where}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{where}"><v>{cell}</v></c>'
    if isinstance(cell, date) and cell >= _FIRST_DAY:
        return f'<c r="{where}" s="1"><v>{(cell - _DAY_ZERO).days}</v></c>'
    words = _NOT_XML.sub("", cell.isoformat() if isinstance(cell, date) else str(cell))[:_LONGEST_CELL]
    return f'<c r="{where}" t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>'


def _letters(column: int) -> str:
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters


def _around(titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What says which sheets there are."""
    numbers = range(1, len(titles) + 1)
    parts = [
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KINDS}.worksheet+xml"/>' for n in numbers
    ]
    yield (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
        f' ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/>{"".join(parts)}</Types>',
    )
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    named = [
        f'<sheet name={quoteattr(title[:31])} sheetId="{n}" r:id="rId{n}"/>'
        for n, title in zip(numbers, titles, strict=True)
    ]
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{"".join(named)}</sheets></workbook>',
    )
    sheets = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*sheets, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = [
        f'<Relationship Id="rId{n}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    ]
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'
