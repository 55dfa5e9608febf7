"""A cross-tabulation as it is drawn: each cell with its count, its share, its tone and its link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from concertation.core.faceting import UNKNOWN, Choice, CrossTable, ShareOf
from concertation.web.finding.asking import Asked
from concertation.web.finding.panel import value_words
from concertation.web.wording import percent_words

# Tones of one hue, from nothing to the largest cell.
TONES = 5


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """One count; ``tone`` goes from 0 to ``TONES``, ``address`` lists the partnerships counted."""

    count: int
    share: str
    tone: int
    is_unknown: bool
    address: str


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One row or the heads of the columns: its words, its cells, its total."""

    words: str
    is_unknown: bool
    cells: list[DrawnCell]
    total: DrawnCell


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """The whole table, the totals of the columns in its last line."""

    rows_label: str
    columns_label: str
    heads: list[tuple[str, bool]]
    lines: list[DrawnLine]
    totals: DrawnLine


@dataclass(frozen=True, slots=True)
class SmallCell:
    """One cell of a small drawing, placed on a grid of unit squares."""

    x: int
    y: int
    count: int
    tone: int
    is_unknown: bool


@dataclass(frozen=True, slots=True)
class SmallGrid:
    """A small drawing of a table: its counts, without words."""

    width: int
    height: int
    cells: list[SmallCell]


def drawn_table(table: CrossTable, asked: Asked, of: ShareOf | None) -> DrawnTable:
    """The table with links into the list of the same partnerships."""
    language = asked.question.language
    return DrawnTable(
        rows_label=table.rows.label.in_language(language),
        columns_label=table.columns.label.in_language(language),
        heads=[(value_words(table.columns, code, language), code == UNKNOWN) for code in table.column_codes],
        lines=[
            DrawnLine(
                words=value_words(table.rows, row, language),
                is_unknown=row == UNKNOWN,
                cells=[_cell(table, row, column, asked, of) for column in table.column_codes],
                total=_total(table.row_totals.get(row, 0), {table.rows.id: row}, table, asked, of, _whole_of_row(of)),
            )
            for row in table.row_codes
        ],
        totals=DrawnLine(
            words="",
            is_unknown=False,
            cells=[
                _total(count, {table.columns.id: column}, table, asked, of, of == "column")
                for column in table.column_codes
                for count in [table.column_totals.get(column, 0)]
            ],
            total=_total(table.total, {}, table, asked, of, of is not None),
        ),
    )


def small_table(table: CrossTable) -> SmallGrid:
    """The tones and counts alone, rows down."""
    cells = [
        SmallCell(x, y, table[row, column], _tone(table, row, column), UNKNOWN in (row, column))
        for y, row in enumerate(table.row_codes)
        for x, column in enumerate(table.column_codes)
    ]
    return SmallGrid(len(table.column_codes), len(table.row_codes), cells)


def _cell(table: CrossTable, row: str, column: str, asked: Asked, of: ShareOf | None) -> DrawnCell:
    share = table.share((row, column), of) if of else None
    return DrawnCell(
        count=table[row, column],
        share="" if share is None else percent_words(share),
        tone=_tone(table, row, column),
        is_unknown=UNKNOWN in (row, column),
        address=_listed(asked, {table.rows.id: row, table.columns.id: column}),
    )


def _total(
    count: int, values: Mapping[str, str], table: CrossTable, asked: Asked, of: ShareOf | None, is_whole: bool
) -> DrawnCell:
    """A total; its share is of all, or the whole of the row or column that shares are of."""
    share = (1.0 if is_whole else count / table.total) if of and table.total and count else None
    return DrawnCell(count, "" if share is None else percent_words(share), 0, False, _listed(asked, values))


def _whole_of_row(of: ShareOf | None) -> bool:
    return of == "row"


def _tone(table: CrossTable, row: str, column: str) -> int:
    if UNKNOWN in (row, column) or not table.largest:
        return 0
    return -(-TONES * table[row, column] // table.largest)


def _listed(asked: Asked, values: Mapping[str, str]) -> str:
    """The list of the partnerships that hold these values, with the other filters of the table."""
    choices = {**asked.question.choices, **{name: Choice(frozenset({code})) for name, code in values.items()}}
    return replace(asked, name="partnerships", carried=()).address(replace(asked.question, choices=choices))
