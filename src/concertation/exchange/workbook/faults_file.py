"""Every fault of a file as a file of its own, to correct the first with the second beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from concertation.core.faults import Fault
from concertation.core.text import Language, Text
from concertation.exchange.workbook.writing import CELL_LENGTH

_HEADINGS = (
    (Text(en="Sheet", fr="Feuille"), 24),
    (Text(en="Row", fr="Ligne"), 8),
    (Text(en="Column", fr="Colonne"), 28),
    (Text(en="Value found", fr="Valeur trouvée"), 32),
    (Text(en="What is wrong, and what to do", fr="Ce qui ne va pas, et que faire"), 90),
    (Text(en="Weight", fr="Gravité"), 16),
)
_FAULT = Text(en="fault", fr="anomalie")
_WARNING = Text(en="warning", fr="avertissement")
# A spreadsheet runs what begins like this as a formula (OWASP, "CSV injection").
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def write_faults_csv(faults: Iterable[Fault], *, language: Language) -> Iterator[str]:
    """The lines of a CSV file, one a fault; what a spreadsheet would run is quoted as words."""
    yield "\ufeff" + _line([heading.in_language(language) for heading, _ in _HEADINGS])
    for fault in faults:
        yield _line([f"'{cell}" if str(cell).startswith(_RUNS) else cell for cell in _cells(fault, language)])


def write_faults_xlsx(target: BinaryIO, faults: Iterable[Fault], *, language: Language) -> None:
    """The same as a workbook, every cell plain words."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(Text(en="Faults", fr="Anomalies").in_language(language))
    for number, (_, width) in enumerate(_HEADINGS):
        sheet.column_dimensions["ABCDEF"[number]].width = width
    sheet.freeze_panes = "A2"
    headings = [WriteOnlyCell(sheet, heading.in_language(language)) for heading, _ in _HEADINGS]
    for cell in headings:
        cell.font = Font(bold=True)
    sheet.append(headings)
    for fault in faults:
        sheet.append([_plain(sheet, cell) for cell in _cells(fault, language)])
    book.save(target)


def _cells(fault: Fault, language: Language) -> list[str | int]:
    weight = _WARNING if fault.is_warning else _FAULT
    place = fault.place
    return [
        place.sheet,
        place.row or "",
        place.column or "",
        fault.found,
        fault.message.in_language(language),
        weight.in_language(language),
    ]


def _plain(sheet: Any, value: str | int) -> object:
    if isinstance(value, int):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:CELL_LENGTH])
    cell.data_type = "s"
    return cell


def _line(cells: list[str] | list[str | int]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerow(cells)
    return target.getvalue()
