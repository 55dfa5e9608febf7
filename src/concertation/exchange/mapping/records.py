"""The records of a table as columns: what merged cells cover, what is repeated down, one record an item of a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from concertation.core.faults import Fault, Place, shorten
from concertation.exchange.mapping import faults
from concertation.exchange.mapping.column_reading import filled, parted
from concertation.exchange.mapping.finding import body_of, is_total
from concertation.exchange.mapping.mapping import ColumnUse, SheetMapping
from concertation.exchange.tables import Cell, MergedCells, Table
from concertation.exchange.workbook.cell_meaning import as_written


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of a table: the number of each, what tells apart those of one row, and their cells by position."""

    numbers: Sequence[int]
    labels: Sequence[str]
    columns: dict[int, list[Cell]]

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, position: int) -> list[Cell]:
        """The cells of a column, empty where the rows are shorter."""
        return self.columns.get(position) or [None] * len(self.numbers)


def records_of(table: Table, sheet: SheetMapping, found: list[Fault], *, limit: int | None = None) -> Records:
    """The records under the headings; totals and what stands outside the table are told and left aside."""
    body = list(body_of(table, sheet.heading_row, sheet.heading_lines, sheet.last_row))
    if limit is not None:
        body = body[:limit]
    kept = []
    for number, row in body:
        if is_total(row):
            found.append(_left_aside(table, number, row))
        else:
            kept.append((number, row))
    if limit is None:
        _tell_outside(table, sheet, found)
    used = [use for use in sheet.columns if use.target or sheet.recipe_id == ""]
    width = max((use.position for use in sheet.columns), default=-1) + 1
    rows = [row if len(row) >= width else (*row, *([None] * (width - len(row)))) for _, row in kept]
    numbers = [number for number, _ in kept]
    columns = dict(enumerate(list(column) for column in zip(*rows, strict=False))) if rows else {}
    columns = {position: columns[position] for position in range(width) if position in columns}
    _fill(columns, numbers, table.merged, used)
    return _by_item(Records(numbers, [""] * len(numbers), columns), used)


def columns_left_aside(table: Table, sheet: SheetMapping, records: Records) -> list[Fault]:
    """Each column without a target, with how many cells it holds: what is left in the file is told."""
    told = []
    made = {part.id for part in sheet.parts}
    for use in sheet.columns:
        is_read = use.target.partition(".")[0] in made and sheet.target(use.target) is not None
        count = 0 if is_read else filled(records.column(use.position))
        if count:
            place = Place(table.name, sheet.heading_row, use.heading)
            told.append(faults.COLUMN_LEFT_ASIDE.at(place, found=use.heading, count=count))
    return told


def _tell_outside(table: Table, sheet: SheetMapping, found: list[Fault]) -> None:
    if sheet.last_row is not None:
        found += [_left_aside(table, number, row) for number, row in table.rows if number > sheet.last_row]


def _left_aside(table: Table, number: int, row: Sequence[Cell]) -> Fault:
    words = " ".join(as_written(cell) for cell in row if cell is not None)
    return faults.ROW_LEFT_ASIDE.at(Place(table.name, number), found=shorten(words))


def _fill(
    columns: dict[int, list[Cell]], numbers: Sequence[int], merged: Sequence[MergedCells], used: Sequence[ColumnUse]
) -> None:
    """One cell shown over several rows says the same of each; so does a column that people repeat down by eye."""
    at = {number: index for index, number in enumerate(numbers)}
    for span in merged:
        start = at.get(span.first_row)
        column = columns.get(span.first_column)
        if start is None or column is None:
            continue
        for index in range(start + 1, len(numbers)):
            if numbers[index] > span.last_row:
                break
            column[index] = column[start] if column[index] is None else column[index]
    for use in used:
        if use.fills_down and use.position in columns:
            _repeat_down(columns[use.position])


def _repeat_down(column: list[Cell]) -> None:
    above: Cell = None
    for index, cell in enumerate(column):
        if cell is None:
            column[index] = above
        above = column[index]


def _by_item(records: Records, used: Sequence[ColumnUse]) -> Records:
    """One record for each item of the lists that cells hold."""
    for use in used:
        if use.separator and use.position in records.columns:
            records = _part_column(records, use)
    return records


def _part_column(records: Records, use: ColumnUse) -> Records:
    lists = [parted(cell, use.separator) for cell in records.columns[use.position]]
    origin = [index for index, items in enumerate(lists) for _ in items]
    if len(origin) == len(records):
        return records
    columns = {
        position: [column[index] for index in origin]
        for position, column in records.columns.items()
        if position != use.position
    }
    columns[use.position] = [item for items in lists for item in items]
    numbers = [records.numbers[index] for index in origin]
    counts: dict[int, int] = defaultdict(int)
    labels = []
    for number in numbers:
        counts[number] += 1
        labels.append(f"({counts[number]})" if counts[number] > 1 else "")
    return Records(numbers, labels, columns)
