"""Two facets crossed: how many records hold each pair of values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from concertation.core.faceting.counting import count_one, exploded
from concertation.core.faceting.facet import ABSENT, UNKNOWN, Facet

ShareOf = Literal["all", "row", "column"]

# Values of an open facet shown as lines of a table; a table of more is no longer read.
MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Counts of pairs of values, with the totals of each line and the number of records.

    The totals count records, not cells: where a facet is multiple, a record stands in several cells of a line
    and once in its total. ``left_out`` counts the values of each facet beyond ``MOST_LINES``.
    """

    rows: Facet
    columns: Facet
    row_codes: tuple[str, ...]
    column_codes: tuple[str, ...]
    cells: Mapping[tuple[str, str], int]
    row_totals: Mapping[str, int]
    column_totals: Mapping[str, int]
    total: int
    left_out: int = 0

    def __getitem__(self, pair: tuple[str, str]) -> int:
        """The records that hold both values."""
        return self.cells.get(pair, 0)

    @property
    def largest(self) -> int:
        """The largest cell of known values, 0 when there is none."""
        return max((count for (row, column), count in self.cells.items() if UNKNOWN not in (row, column)), default=0)

    @property
    def known(self) -> int:
        """The records of which both facets say something; only where a record has one value of each."""
        return sum(count for (row, column), count in self.cells.items() if UNKNOWN not in (row, column))

    def share(self, pair: tuple[str, str], of: ShareOf) -> float | None:
        """The part of a cell in all the records, in its row or in its column; ``None`` of nothing."""
        row, column = pair
        whole = {"all": self.total, "row": self.row_totals.get(row, 0), "column": self.column_totals.get(column, 0)}[of]
        return self[pair] / whole if whole else None

    @property
    def most_frequent(self) -> tuple[str, str] | None:
        """The pair of known values that most records hold, the first in reading order among equals."""
        return max(self._known_pairs(), key=self.__getitem__) if self.largest else None

    @property
    def empty_pairs(self) -> tuple[int, int]:
        """How many pairs of known values no record holds, and how many such pairs there are."""
        pairs = self._known_pairs()
        return sum(not self[pair] for pair in pairs), len(pairs)

    @property
    def overlaps(self) -> bool:
        """Whether a record may stand in several cells."""
        return self.rows.is_multiple or self.columns.is_multiple

    def _known_pairs(self) -> list[tuple[str, str]]:
        rows = [code for code in self.row_codes if code != UNKNOWN]
        columns = [code for code in self.column_codes if code != UNKNOWN]
        return [(row, column) for row in rows for column in columns]


def cross_tabulate(frame: pl.DataFrame, *, rows: Facet, columns: Facet) -> CrossTable:
    """Counts of records by two different facets; unknown is a line of its own, last, where it occurs."""
    pairs = exploded(exploded(frame.select(rows.column, columns.column), rows), columns)
    cells = pairs.group_by(rows.column, columns.column).agg(pl.len())
    row_totals, column_totals = _totals(frame, rows), _totals(frame, columns)
    row_codes, rows_left = _lines(rows, row_totals)
    column_codes, columns_left = _lines(columns, column_totals)
    return CrossTable(
        rows=rows,
        columns=columns,
        row_codes=row_codes,
        column_codes=column_codes,
        cells={(row or UNKNOWN, column or UNKNOWN): count for row, column, count in cells.iter_rows()},
        row_totals=row_totals,
        column_totals=column_totals,
        total=frame.height,
        left_out=rows_left + columns_left,
    )


def ordered_codes(facet: Facet, counts: Mapping[str, int]) -> list[str]:
    """The values in reading order, the most frequent first for an open facet; unknown last, where it occurs."""
    known = [code for code in facet.values if code not in (UNKNOWN, ABSENT)]
    if facet.is_open:
        known = sorted((code for code in known if counts.get(code)), key=lambda code: -counts[code])
    return [*known, *(code for code in (ABSENT, UNKNOWN) if counts.get(code))]


def _totals(frame: pl.DataFrame, facet: Facet) -> dict[str, int]:
    return {code: count.total for code, count in count_one(frame, facet).items()}


def _lines(facet: Facet, totals: Mapping[str, int]) -> tuple[tuple[str, ...], int]:
    codes = ordered_codes(facet, totals)
    last = [code for code in codes if code in (ABSENT, UNKNOWN)]
    known = codes[: len(codes) - len(last)]
    return (*known[:MOST_LINES], *last), max(0, len(known) - MOST_LINES)
