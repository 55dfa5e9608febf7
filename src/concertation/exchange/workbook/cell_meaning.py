"""What a cell means in a column of the dictionary: one reading for our own workbooks and for anybody's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import MappingProxyType

from concertation.core.facts import Field
from concertation.core.faults import FaultKind
from concertation.exchange.tables import Cell, CellError, UncomputedFormula
from concertation.exchange.workbook import cells, faults
from concertation.exchange.workbook.layout import SheetColumn, sheet_layout
from concertation.exchange.workbook.rows import Answer, Named


@dataclass(frozen=True, slots=True)
class CellMeaning:
    """What a cell says; ``precision`` where a date is known to the month or the year only, ``warning`` what to tell."""

    value: object
    precision: str | None = None
    warning: FaultKind | None = None


def read_cell(kind_id: str, column: SheetColumn, cell: Cell) -> CellMeaning:
    """What a filled cell says; raises ``CellFault`` when it cannot be read."""
    if isinstance(cell, UncomputedFormula):
        raise cells.CellFault(faults.FORMULA_WITHOUT_RESULT)
    if isinstance(cell, CellError):
        raise cells.CellFault(faults.CELL_ERROR)
    field = column.field
    if field is None:
        return CellMeaning(cells.read_key(cell))
    if cells.is_unknown(cell) and not _is_plain_answer(column):
        if field.is_required and not field.is_bilingual:
            raise cells.CellFault(faults.UNKNOWN_NOT_ALLOWED, label=column.label)
        return CellMeaning(Answer.UNKNOWN)
    if field.type == "date":
        return read_day(kind_id, column, cells.read_date(cell))
    return _read_plainly(column, field, cell)


def _read_plainly(column: SheetColumn, field: Field, cell: Cell) -> CellMeaning:
    if field.type in ("integer", "decimal"):
        return CellMeaning(check_bounds(column, cells.read_number(cell, is_whole=field.type == "integer")))
    if field.type == "term":
        return CellMeaning(cells.read_term(cell, str(field.scheme)))
    if field.type == "reference":
        return CellMeaning(Named(cells.read_text(cell)))
    if field.type == "url":
        address = cells.read_address(cell)
        return CellMeaning(address, warning=faults.COMPLETED_ADDRESS if address != cells.read_text(cell) else None)
    return CellMeaning(_PLAIN_READERS[field.type](cell))


_PLAIN_READERS: Mapping[str, Callable[[Cell], object]] = MappingProxyType(
    {
        "text": cells.read_text,
        "long_text": cells.read_text,
        "boolean": cells.read_boolean,
        "email": cells.read_email,
    }
)


def read_day(kind_id: str, column: SheetColumn, partial: cells.PartialDate) -> CellMeaning:
    """A month or a year stands for its first day, or its last for ``until``, and the precision is noted."""
    if partial.precision == "day":
        return CellMeaning(partial.first)
    if column.name not in ("since", "until", "on") or not _has_precision(kind_id):
        raise cells.CellFault(faults.NOT_A_FULL_DATE)
    day: date = partial.last if column.name == "until" else partial.first
    return CellMeaning(day, precision=partial.precision)


def coarsest(precisions: Mapping[str, str]) -> str:
    """The coarsest precision written stands for the row."""
    return "year" if "year" in precisions.values() else "month"


def as_written(cell: Cell) -> str:
    """The cell as people see it."""
    if isinstance(cell, CellError):
        return cell.code
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return "" if cell is None or isinstance(cell, UncomputedFormula) else str(cell)


def check_bounds(column: SheetColumn, value: float | int) -> float | int:
    """The number, where the column allows it."""
    assert column.field is not None
    minimum, maximum = column.field.minimum, column.field.maximum
    if minimum is not None and value < minimum:
        raise cells.CellFault(faults.NUMBER_TOO_SMALL, minimum=f"{minimum:g}")
    if maximum is not None and value > maximum:
        raise cells.CellFault(faults.NUMBER_TOO_LARGE, maximum=f"{maximum:g}")
    return value


@cache
def _has_precision(kind_id: str) -> bool:
    return any(own.name == "date_precision" for own in sheet_layout(kind_id).columns)


def _is_plain_answer(column: SheetColumn) -> bool:
    """Whether “unknown” is itself what a required text says, such as the value that a source declares."""
    field = column.field
    return field is not None and field.type == "text" and field.is_required and not field.is_bilingual
