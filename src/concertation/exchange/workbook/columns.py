"""Large sheets of facts read as columns: each distinct cell once, and a row made an object only when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

import polars as pl

from concertation.core.facts import fact_kind
from concertation.core.faults import Fault, Place
from concertation.core.folding import fold_words
from concertation.exchange.tables import Cell, Table
from concertation.exchange.workbook import cells, faults
from concertation.exchange.workbook.cell_meaning import CellMeaning, as_written, coarsest, read_cell
from concertation.exchange.workbook.layout import KEY, SheetColumn, sheet_layout
from concertation.exchange.workbook.plain_cells import plain_values
from concertation.exchange.workbook.read_me import EXAMPLE_MARKS
from concertation.exchange.workbook.rows import Answer, Named, SheetRow

ROW, HAS_FAULTS = "#row", "#has_faults"
# The position of a row in its file, its sheet, and what tells it apart from others of its kind on one line.
AT, SHEET, LABEL = "#at", "#sheet", "#label"
_TYPES: Mapping[str, pl.DataType] = {
    "date": pl.Date(),
    "integer": pl.Int64(),
    "decimal": pl.Float64(),
    "boolean": pl.Boolean(),
}


def type_of(column: SheetColumn) -> pl.DataType:
    """How a column of a sheet is held."""
    return _TYPES.get(column.field.type, pl.String()) if column.field is not None else pl.String()


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """The rows of one sheet. ``frame``: ``#row``, ``#has_faults``, ``key`` and the columns that the sheet fills, null
    where a cell is empty; references are the words written; ``?name`` says which cells of ``name`` answer “unknown”.
    """

    kind_id: str
    sheet: str
    headings: Mapping[str, str]
    frame: pl.DataFrame

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the sheet fills, without the code of the row."""
        return tuple(n for n in self.frame.columns if n[0] not in "#?" and n != KEY)

    def row(self, position: int) -> SheetRow:
        """One row as it would have been read by itself."""
        return self._made(self.frame.row(position, named=True))

    def rows(self, positions: Sequence[int] | None = None) -> Iterator[SheetRow]:
        """These rows, or all of them."""
        frame = self.frame if positions is None else self.frame[list(positions)]
        return (self._made(row) for row in frame.iter_rows(named=True))

    def _made(self, row: Mapping[str, Any]) -> SheetRow:
        layout = sheet_layout(self.kind_id)
        values: dict[str, object] = {}
        for name in self.columns:
            value = row[name]
            if row.get(f"?{name}"):
                values[name] = Answer.UNKNOWN
            elif value is not None:
                is_reference = layout.column(name).reference is not None
                values[name] = Named(value) if is_reference else value
        place = Place(self.sheet, row[ROW])
        return SheetRow(self.kind_id, place, row[KEY], values, row[HAS_FAULTS], self.headings)


class ColumnRows(Sequence[SheetRow]):
    """All the rows of a file, sheet by sheet."""

    def __init__(self, parts: Sequence[SheetColumns]) -> None:
        self.parts = tuple(parts)

    def frames(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """The rows of each sheet with their kind, and the marks of where they stand.

        ``@name`` is, where the column ``name`` refers to another row of the file, the position of that row.
        """
        start = 0
        for part in self.parts:
            at = pl.int_range(start, start + pl.len(), dtype=pl.UInt32).alias(AT)
            sheet, label = pl.lit(part.sheet).alias(SHEET), pl.lit(None, pl.String).alias(LABEL)
            yield part.kind_id, part.frame.with_columns(at, sheet, label)
            start += len(part.frame)

    def of_kind(self, kind_id: str) -> Iterator[SheetRow]:
        """The rows of one kind."""
        return (row for part in self.parts if part.kind_id == kind_id for row in part.rows())

    def position(self, kind_id: str, place: Place) -> int | None:
        """Where another row refers to: the sheets of facts refer by words alone."""
        return None

    def __len__(self) -> int:
        return sum(len(part.frame) for part in self.parts)

    @overload
    def __getitem__(self, position: int) -> SheetRow: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[SheetRow]: ...
    def __getitem__(self, position: int | slice) -> SheetRow | Sequence[SheetRow]:
        if isinstance(position, slice):
            return tuple(self[at] for at in range(*position.indices(len(self))))
        at = position if position >= 0 else position + len(self)
        for part in self.parts:
            if at < len(part.frame):
                return part.row(at)
            at -= len(part.frame)
        raise IndexError(position)

    def __iter__(self) -> Iterator[SheetRow]:
        for part in self.parts:
            yield from part.rows()


def read_sheet_columns(
    kind_id: str,
    table: Table,
    start: int,
    columns: Mapping[int, tuple[SheetColumn, str]],
    *,
    first_by_key: dict[str, int],
    found: list[Fault],
) -> SheetColumns:
    """The rows of a sheet below its headings, which stand at ``start``, as reading them one by one would give them."""
    kept = _filled(table.rows[start + 1 :], set(columns))
    numbers = [number for number, _ in kept]
    series: dict[str, pl.Series] = {}
    faulty = [False] * len(kept)
    precisions: list[dict[str, str]] = [{} for _ in kept] if _has_days(kind_id, columns) else []
    for position, (column, heading) in columns.items():
        written = [row[position] if position < len(row) else None for _, row in kept]
        read = _Column(kind_id, column, Place(table.name, None, heading), numbers, found, faulty, precisions)
        series |= read.read(written)
    if any(precisions):
        series |= _with_precision(series, precisions, len(kept))
    if KEY in series:
        _tell_repeated(series[KEY], numbers, Place(table.name, None, _heading(columns)), first_by_key, found, faulty)
    frame = pl.DataFrame({ROW: pl.Series(numbers, dtype=pl.UInt32), HAS_FAULTS: pl.Series(faulty, dtype=pl.Boolean)})
    frame = frame.with_columns(series.get(KEY, pl.Series(KEY, [None] * len(kept), dtype=pl.String)))
    frame = frame.with_columns(*(own for name, own in series.items() if name != KEY))
    return SheetColumns(kind_id, table.name, {c.name: heading for c, heading in columns.values()}, frame)


@dataclass(slots=True)
class _Column:
    """A column being read: what each distinct cell gives, and what is told of the rows."""

    kind_id: str
    column: SheetColumn
    place: Place
    numbers: Sequence[int]
    found: list[Fault]
    faulty: list[bool]
    precisions: list[dict[str, str]]

    def read(self, written: Sequence[Cell]) -> dict[str, pl.Series]:
        known: dict[tuple[type, Cell], CellMeaning | cells.CellFault | None] = {}
        name = self.column.name
        dtype = type_of(self.column)
        series = plain_values(self.column, written, dtype).alias(name)
        left = [at for at in series.is_null().arg_true().to_list() if written[at] is not None]
        if not left:
            return {name: series}
        values: list[object] = [None] * len(written)
        unknown: list[int] = []
        for at in left:
            cell = written[at]
            mark = (cell.__class__, cell)
            if mark not in known:
                known[mark] = self._meaning(cell)
            meaning = known[mark]
            if isinstance(meaning, CellMeaning) and meaning.value is Answer.UNKNOWN:
                unknown.append(at)
            elif isinstance(meaning, CellMeaning):
                value = meaning.value
                values[at] = value.words if isinstance(value, Named) else value
            if meaning is not None and self._is_told(meaning):
                self._tell(at, cell, meaning)
        read = {name: series.zip_with(series.is_not_null(), pl.Series(name, values, dtype=dtype))}
        if unknown:
            flags = pl.Series(f"?{name}", [False] * len(written), dtype=pl.Boolean)
            read[f"?{name}"] = flags.scatter(unknown, True)
        return read

    def _meaning(self, cell: Cell) -> CellMeaning | cells.CellFault | None:
        if isinstance(cell, str) and not cell.strip():
            return None
        try:
            return read_cell(self.kind_id, self.column, cell)
        except cells.CellFault as fault:
            return fault

    def _is_told(self, meaning: CellMeaning | cells.CellFault) -> bool:
        return isinstance(meaning, cells.CellFault) or meaning.warning is not None or meaning.precision is not None

    def _tell(self, at: int, cell: Cell, meaning: CellMeaning | cells.CellFault) -> None:
        place = Place(self.place.sheet, self.numbers[at], self.place.column)
        if isinstance(meaning, cells.CellFault):
            self.found.append(meaning.kind.at(place, found=as_written(cell), **meaning.facts))
            self.faulty[at] = True
            return
        if meaning.warning is not None:
            self.found.append(meaning.warning.at(place, found=cells.read_text(cell)))
        if meaning.precision is not None:
            self.precisions[at][self.column.name] = meaning.precision


def _filled(rows: Sequence[tuple[int, tuple[Cell, ...]]], columns: set[int]) -> list[tuple[int, tuple[Cell, ...]]]:
    """The rows that say something and are no example."""
    # Marks of examples are one short word.
    short = {cell for _, row in rows for cell in row if cell.__class__ is str and len(cell) <= _LONGEST_MARK}
    words = pl.Series(list(short), dtype=pl.String)
    examples = set(words.filter(fold_words(words).is_in(list(EXAMPLE_MARKS))))

    def says(row: tuple[Cell, ...]) -> bool:
        return any(at < len(row) and row[at] is not None and str(row[at]).strip() for at in columns)

    said = [line for line in rows if says(line[1])]
    return [line for line in said if examples.isdisjoint(_texts(line[1]))] if examples else said


def _texts(row: tuple[Cell, ...]) -> Iterator[str]:
    return (cell for cell in row if isinstance(cell, str))


_LONGEST_MARK = 40


def _has_days(kind_id: str, columns: Mapping[int, tuple[SheetColumn, str]]) -> bool:
    kind = fact_kind(kind_id)
    return (kind.is_dated or kind.is_event) and any(c.name in ("since", "until", "on") for c, _ in columns.values())


def _with_precision(
    series: Mapping[str, pl.Series], precisions: Sequence[Mapping[str, str]], count: int
) -> dict[str, pl.Series]:
    name = "date_precision"
    given = series.get(name, pl.Series(name, [None] * count, dtype=pl.String))
    read = pl.Series(name, [coarsest(p) if p else None for p in precisions], dtype=pl.String)
    is_said = given.is_not_null() | series.get(f"?{name}", pl.Series([False] * count))
    return {name: given.zip_with(is_said, read)}


def _heading(columns: Mapping[int, tuple[SheetColumn, str]]) -> str:
    return next(heading for column, heading in columns.values() if column.name == KEY)


def _tell_repeated(
    keys: pl.Series,
    numbers: Sequence[int],
    place: Place,
    first_by_key: dict[str, int],
    found: list[Fault],
    faulty: list[bool],
) -> None:
    for at, key in enumerate(keys):
        if key is None:
            continue
        first = first_by_key.setdefault(key, numbers[at])
        if first != numbers[at]:
            own = Place(place.sheet, numbers[at], place.column)
            found.append(faults.REPEATED_KEY.at(own, found=key, first=first))
            faulty[at] = True
