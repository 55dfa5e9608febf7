"""Rows of any format beside their columns, so that many of them are compared as sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from concertation.core.faults import Place
from concertation.exchange.workbook import reading as of_facts
from concertation.exchange.workbook.columns import AT, HAS_FAULTS, LABEL, ROW, SHEET, ColumnRows, type_of
from concertation.exchange.workbook.layout import KEY, SheetColumn, sheet_layout
from concertation.exchange.workbook.rows import Answer, Named, Reading, SameFile, SheetRow

# A row that refers to one that the file does not hold.
_NOWHERE = 2**32 - 1


class RowsInColumns(ColumnRows):
    """The rows as they were read, and the same as columns."""

    def __init__(self, rows: Sequence[SheetRow]) -> None:
        super().__init__(())
        self._rows = tuple(rows)
        self._positions = {(row.kind_id, row.place): at for at, row in enumerate(self._rows)}
        self._by_kind: dict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(self._rows):
            self._by_kind[row.kind_id].append(at)
        self._frames = [(kind_id, self._frame(kind_id, own)) for kind_id, own in self._by_kind.items()]

    @property
    def tells_apart(self) -> bool:
        """Whether each row of a kind has a place of its own."""
        return len(self._positions) == len(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, position: int | slice) -> SheetRow | Sequence[SheetRow]:  # type: ignore[override]  # of both
        return self._rows[position]

    def __iter__(self) -> Iterator[SheetRow]:
        return iter(self._rows)

    def frames(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """The rows of each kind."""
        return iter(self._frames)

    def of_kind(self, kind_id: str) -> Iterator[SheetRow]:
        """The rows of one kind."""
        return (self._rows[at] for at in self._by_kind.get(kind_id, ()))

    def position(self, kind_id: str, place: Place) -> int | None:
        """The position of the row of that kind at that place."""
        return self._positions.get((kind_id, place))

    def _frame(self, kind_id: str, positions: Sequence[int]) -> pl.DataFrame:
        rows = [self._rows[at] for at in positions]
        said = dict.fromkeys(name for row in rows for name in row.values)
        series = [
            pl.Series(AT, positions, dtype=pl.UInt32),
            pl.Series(SHEET, [row.place.sheet for row in rows], dtype=pl.String),
            pl.Series(ROW, [row.place.row for row in rows], dtype=pl.UInt32),
            pl.Series(LABEL, [row.place.column for row in rows], dtype=pl.String),
            pl.Series(HAS_FAULTS, [row.has_faults for row in rows], dtype=pl.Boolean),
            pl.Series(KEY, [row.key for row in rows], dtype=pl.String),
        ]
        for name in said:
            series += self._column(sheet_layout(kind_id).column(name), [row.values.get(name) for row in rows])
        return pl.DataFrame(series)

    def _column(self, column: SheetColumn, values: Sequence[object]) -> Iterator[pl.Series]:
        """The values, which of them say “unknown”, and the rows that they mean."""
        name = column.name
        plain = [_plain(value) for value in values]
        yield pl.Series(name, plain, dtype=type_of(column), strict=True)
        unknown = [value is Answer.UNKNOWN for value in values]
        if any(unknown):
            yield pl.Series(f"?{name}", unknown, dtype=pl.Boolean)
        if any(isinstance(value, SameFile) for value in values):
            yield pl.Series(f"@{name}", [self._meant(value) for value in values], dtype=pl.UInt32)

    def _meant(self, value: object) -> int | None:
        if not isinstance(value, SameFile):
            return None
        return self._positions.get((value.kind_id, value.place), _NOWHERE)


def _plain(value: object) -> object:
    if isinstance(value, Named):
        return value.words
    return None if value is Answer.UNKNOWN or isinstance(value, SameFile) else value


def beside_columns(reading: Reading) -> Reading:
    """The same reading, its rows in columns where they are many; what fits no column stays as it was read."""
    if len(reading.rows) <= of_facts.LARGE or isinstance(reading.rows, ColumnRows):
        return reading
    try:
        rows = RowsInColumns(reading.rows)
    except (TypeError, KeyError, OverflowError, pl.exceptions.PolarsError):
        return reading
    return replace(reading, rows=rows) if rows.tells_apart else reading
