"""Reads a column of somebody's table, each distinct cell once, as the mapping says to understand it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from concertation.core.faults import FaultKind
from concertation.core.text import search_key
from concertation.exchange.mapping import faults
from concertation.exchange.mapping.mapping import ColumnUse, SheetMapping
from concertation.exchange.mapping.recipes import Part
from concertation.exchange.tables import Cell
from concertation.exchange.workbook import cells
from concertation.exchange.workbook.cell_meaning import CellMeaning, as_written, read_cell, read_day
from concertation.exchange.workbook.faults import ODD_POSTAL_CODE, UNKNOWN_PROVINCE
from concertation.exchange.workbook.layout import SheetColumn
from concertation.exchange.workbook.rows import Answer
from concertation.exchange.workbook.sites import POSTAL_CODE, province_code

LEFT_ASIDE = "aside"
_NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
# Two digits of a year that people still write: those to come are few, those past many.
_CENTURY_TURNS = 40
_BUSINESS_NUMBER = re.compile(r"(\d{9})(?:R[A-Z]\d{4})?")


Told = tuple[FaultKind, dict[str, object]]


@dataclass(frozen=True, slots=True)
class ReadCell:
    """What one distinct cell gives: values by column of the part, a fault, or a warning."""

    values: dict[str, object] = field(default_factory=dict)
    precisions: dict[str, str] = field(default_factory=dict)
    fault: Told | None = None
    warning: Told | None = None


NOTHING = ReadCell()


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column of a part, read: one ``ReadCell`` a row, shared by equal cells."""

    part: Part
    column: SheetColumn
    use: ColumnUse
    written: Sequence[Cell]
    read: Sequence[ReadCell]


def read_column(sheet: SheetMapping, use: ColumnUse, written: Sequence[Cell]) -> ReadColumn | None:
    """The column as its target understands it; nothing when it is left aside."""
    found = sheet.target(use.target)
    if found is None:
        return None
    part, column = found
    reader = _cell_reader(sheet, part, column, use)
    return ReadColumn(part, column, use, written, each_once(written, reader))


def each_once(written: Sequence[Cell], reader: Callable[[Cell], ReadCell]) -> list[ReadCell]:
    """Reads each distinct cell once. ``1`` and ``True`` are equal and mean different things: kinds are kept apart."""
    known: dict[tuple[type, Cell], ReadCell] = {}
    answer = []
    for cell in written:
        if cell is None:
            answer.append(NOTHING)
            continue
        key = (cell.__class__, cell)
        found = known.get(key)
        if found is None:
            found = known[key] = reader(cell)
        answer.append(found)
    return answer


def _cell_reader(sheet: SheetMapping, part: Part, column: SheetColumn, use: ColumnUse) -> Callable[[Cell], ReadCell]:
    field_ = column.field
    is_both = field_ is not None and field_.is_bilingual and use.target == f"{part.id}.{field_.name}"
    words = {search_key(word): meaning for word, meaning in use.words.items()}

    def reader(cell: Cell) -> ReadCell:
        if isinstance(cell, str) and not cell.strip(" \u00a0\t\r\n-–—"):
            return NOTHING
        if words and (meaning := words.get(search_key(as_written(cell)))) is not None:
            if meaning == LEFT_ASIDE:
                return ReadCell(warning=(faults.WORD_LEFT_ASIDE, {}))
            cell = meaning
        try:
            if is_both and field_ is not None:
                return _both_languages(field_.name, cells.read_text(cell), use, sheet)
            return _read(part, column, use, cell)
        except cells.CellFault as fault:
            return ReadCell(fault=(fault.kind, dict(fault.facts)))

    return reader


def _read(part: Part, column: SheetColumn, use: ColumnUse, cell: Cell) -> ReadCell:
    if part.fixed.get("scheme") == "business_number" and column.name == "value":
        return _business_number(cells.read_text(cell))
    meaning = _meaning(part, column, use, cell)
    warning: Told | None = None if meaning.warning is None else (meaning.warning, {})
    precisions = {} if meaning.precision is None else {column.name: meaning.precision}
    return ReadCell({column.name: meaning.value}, precisions, warning=warning)


def _meaning(part: Part, column: SheetColumn, use: ColumnUse, cell: Cell) -> CellMeaning:
    field_ = column.field
    if field_ is None or cells.is_unknown(cell):
        return read_cell(part.kind_id, column, cell)
    if field_.name == "province":
        return _province(cells.read_text(cell))
    if field_.name == "postal_code":
        words = cells.read_text(cell)
        return CellMeaning(words, warning=None if POSTAL_CODE.fullmatch(words) else ODD_POSTAL_CODE)
    if field_.type == "date" and isinstance(cell, str):
        return read_day(part.kind_id, column, read_ordered_date(cell, use.dates))
    if field_.type in ("decimal", "integer") and isinstance(cell, str):
        return read_cell(part.kind_id, column, _with_decimal_point(cell, use.decimals))
    return read_cell(part.kind_id, column, cell)


def _province(words: str) -> CellMeaning:
    code = province_code(words)
    if code is None:
        raise cells.CellFault(UNKNOWN_PROVINCE)
    return CellMeaning(code)


def _business_number(written: str) -> ReadCell:
    number = read_business_number(written)
    changed: Told | None = None if number == written else (faults.NUMBER_READ_AS, {"number": number})
    return ReadCell({"value": number}, warning=changed)


def read_business_number(written: str) -> str:
    """A business number without blanks, hyphens and small letters; raises ``CellFault`` where it is none.

    Nine digits of which the last checks the others (Luhn, ISO/IEC 7812-1), then a program and four digits
    (Canada Revenue Agency, “Business number registration”). Nothing more is guessed: a number guessed is another's.
    """
    number = re.sub(r"[\s\u00a0-]", "", written).upper()
    match = _BUSINESS_NUMBER.fullmatch(number)
    if match is None:
        raise cells.CellFault(faults.ODD_BUSINESS_NUMBER)
    if not _checks(match[1]):
        raise cells.CellFault(faults.WRONG_CHECK_DIGIT)
    return number


def _checks(digits: str) -> bool:
    doubled = [int(digit) * (1 + position % 2) for position, digit in enumerate(digits)]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def read_ordered_date(written: str, order: str) -> cells.PartialDate:
    """A date whose day or month comes first, as the mapping says; without it, a date that may be two is a fault."""
    match = _NUMERIC.fullmatch(written.strip())
    if match is None or not order:
        return cells.read_date(written)
    one, other, year = match.groups()
    day, month = (one, other) if order == "day" else (other, one)
    return cells.read_date(f"{_full_year(year)}-{month}-{day}")


def _full_year(year: str) -> str:
    if len(year) == 4:
        return year
    return f"20{year}" if int(year) < _CENTURY_TURNS else f"19{year}"


def _with_decimal_point(written: str, decimals: str) -> str:
    if decimals == ",":
        return re.sub(r"[.\s\u00a0\u202f]", "", written).replace(",", ".")
    return written.replace(",", "") if decimals == "." else written


def _both_languages(name: str, written: str, use: ColumnUse, sheet: SheetMapping) -> ReadCell:
    """“English | French” in one cell; what is not parted is in the language of the sheet."""
    if use.languages and use.languages in written:
        english, french = (side.strip() for side in written.split(use.languages, 1))
        sides = {f"{name}_en": english, f"{name}_fr": french}
        return ReadCell({column: side for column, side in sides.items() if side})
    return ReadCell({f"{name}_{sheet.language}": written})


def parted(cell: Cell, separator: str) -> list[Cell]:
    """The items of a list in a cell, in order and once each."""
    if not isinstance(cell, str) or separator not in cell:
        return [cell]
    items = dict.fromkeys(item.strip() for item in cell.split(separator))
    return [item for item in items if item] or [None]


def read_constant(part: Part, column: SheetColumn, written: str) -> ReadCell:
    """What the page says once for all rows."""
    try:
        return _read(part, column, ColumnUse(0, ""), written)
    except cells.CellFault as fault:
        return ReadCell(fault=(fault.kind, dict(fault.facts)))


def is_said(value: object) -> bool:
    """Whether a value says something."""
    return value is not None and value != "" and value is not Answer.UNKNOWN


def filled(written: Iterable[Cell]) -> int:
    """How many cells say something."""
    return sum(cell is not None and (not isinstance(cell, str) or bool(cell.strip())) for cell in written)
