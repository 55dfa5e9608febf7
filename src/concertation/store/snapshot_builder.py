"""Builds the snapshot of a day from the database: one query a table, columns from the first byte."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import connection

from concertation.core.facts import FactKind, all_kinds
from concertation.core.snapshot import Snapshot, table_schema
from concertation.store.state import reading_at_one_instant

# Rows fetched at a time: large enough to hide the calls, small enough to keep memory flat.
_CHUNK = 50_000

# Numbers of rows covered by one JSON array: its text stays far below what SQLite allows (1e9 bytes).
_SPAN = 200_000
_IN_SPAN = '"id" >= %s AND "id" < %s'


def build_snapshot(*, as_of: date, known_at: datetime | None = None) -> Snapshot:
    """The register as of a day; with ``known_at``, as the register itself stood at that instant.

    All tables are read at one instant, so that they agree with each other.
    """
    with reading_at_one_instant():
        tables = {kind.id: _read_table(kind, as_of, known_at) for kind in all_kinds()}
    return Snapshot.from_tables(as_of=as_of, tables=tables)


def _read_table(kind: FactKind, as_of: date, known_at: datetime | None) -> pl.DataFrame:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite" and known_at is None:
            chunks = list(_read_columns(cursor, kind, as_of))
        else:
            chunks = list(_read_rows(cursor, kind, as_of, known_at))
    return pl.concat(chunks) if chunks else pl.DataFrame(schema=dict(table_schema(kind.id)))


def read_rows(cursor: Any, kind: FactKind, numbers: Collection[int]) -> Iterator[pl.DataFrame]:
    """The rows of these numbers, whatever their day, in the order of the numbers."""
    columns = ", ".join(_expression(kind, name) for name in table_schema(kind.id))
    places = ", ".join(["%s"] * len(numbers))
    cursor.execute(f'SELECT {columns} FROM "{kind.id}" WHERE "id" IN ({places}) ORDER BY "id"', list(numbers))
    yield from _frames(cursor, kind)


def _read_rows(cursor: Any, kind: FactKind, as_of: date, known_at: datetime | None) -> Iterator[pl.DataFrame]:
    cursor.execute(*_selection(kind, list(table_schema(kind.id)), as_of, known_at))
    yield from _frames(cursor, kind)


def _frames(cursor: Any, kind: FactKind) -> Iterator[pl.DataFrame]:
    schema = table_schema(kind.id)
    transfer = {name: pl.String if dtype == pl.Date else dtype for name, dtype in schema.items()}
    for rows in _chunks(cursor):
        yield pl.DataFrame(rows, schema=transfer, orient="row", infer_schema_length=1).with_columns(
            pl.col(name).str.to_date("%Y-%m-%d") for name, dtype in schema.items() if dtype == pl.Date
        )


def _read_columns(cursor: Any, kind: FactKind, as_of: date) -> Iterator[pl.DataFrame]:
    """Whole columns at a time: SQLite writes each as one JSON array, several times faster than a tuple a row."""
    schema = table_schema(kind.id)
    cursor.execute(f'SELECT MIN("id"), MAX("id") FROM "{kind.id}"')
    first, last = cursor.fetchone()
    if first is None:
        return
    whole = {name: dtype for name, dtype in schema.items() if dtype != pl.Float64}
    decimals = [name for name, dtype in schema.items() if dtype == pl.Float64]
    aggregates = [f"json_group_array({_cell(kind, name)})" for name in whole]
    aggregates += [f'COUNT("{name}")' for name in decimals]
    conditions, parameters = _begun(kind, as_of)
    source = f'FROM "{kind.id}" WHERE {" AND ".join([*conditions, _IN_SPAN])}'
    for start in range(first, last + 1, _SPAN):
        span = [*parameters, start, start + _SPAN]
        cursor.execute(f"SELECT {', '.join(aggregates)} {source}", span)
        found = dict(zip((*whole, *decimals), cursor.fetchone(), strict=True))
        frame = pl.DataFrame([_decoded(name, dtype, found[name]) for name, dtype in whole.items()]).sort("id")
        if known := [name for name in decimals if found[name]]:
            # JSON numbers of SQLite keep 15 digits: decimals come as they are.
            names = ", ".join(f'"{name}"' for name in known)
            cursor.execute(f'SELECT {names} {source} ORDER BY "id"', span)
            exact = pl.DataFrame(cursor.fetchall(), schema=dict.fromkeys(known, pl.Float64), orient="row")
            frame = frame.hstack(exact)
        unknown = [pl.lit(None, pl.Float64).alias(name) for name in decimals if not found[name]]
        yield frame.with_columns(unknown).select(list(schema))


def _decoded(name: str, dtype: type[pl.DataType], array: str) -> pl.Series:
    """The cells of a JSON array: without escapes it reads several times faster as a list between commas."""
    if array == "[]":
        return pl.Series(name, [], dtype=dtype)
    if "\\" in array or '"null"' in array:
        return pl.Series(name, [array]).str.json_decode(pl.List(pl.String)).explode()
    transfer = pl.Int64 if dtype == pl.Boolean else dtype
    cells = array[1:-1].encode()
    column = pl.read_csv(
        cells, has_header=False, schema={name: transfer}, eol_char=",", separator="\t", null_values="null"
    )
    return column.to_series().cast(dtype)


def _chunks(cursor: Any) -> Iterator[list[tuple[Any, ...]]]:
    while rows := cursor.fetchmany(_CHUNK):
        yield rows


def _selection(kind: FactKind, names: list[str], as_of: date, known_at: datetime | None) -> tuple[str, list[Any]]:
    columns = ", ".join(_expression(kind, name) for name in names)
    conditions: list[str] = []
    parameters: list[Any] = []
    table = f'"{kind.id}"'
    if known_at is not None:
        history = f'"store_historical{kind.id.replace("_", "")}"'
        table = (
            f"(SELECT h.*, ROW_NUMBER() OVER (PARTITION BY h.id"
            f" ORDER BY h.history_date DESC, h.history_id DESC) AS recency"
            f" FROM {history} h WHERE h.history_date <= %s) AS versions"
        )
        parameters.append(connection.ops.adapt_datetimefield_value(known_at))
        conditions.append("recency = 1 AND history_type <> '-'")
    begun, days = _begun(kind, as_of)
    conditions, parameters = [*conditions, *begun], [*parameters, *days]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT {columns} FROM {table}{where} ORDER BY id", parameters


def _begun(kind: FactKind, as_of: date) -> tuple[list[str], list[date]]:
    """The condition that leaves out what begins after the day."""
    start = "since" if kind.is_dated else "on" if kind.is_event else None
    return ([f'("{start}" IS NULL OR "{start}" <= %s)'], [as_of]) if start is not None else ([], [])


def _cell(kind: FactKind, name: str) -> str:
    """Text leaves the database with its unknowns as NULL."""
    is_text = table_schema(kind.id)[name] == pl.String and name != "key"
    return f"NULLIF(\"{name}\", '')" if is_text else f'"{name}"'


def _expression(kind: FactKind, name: str) -> str:
    """A column by its name, dates as ISO text whatever the database."""
    is_date = table_schema(kind.id)[name] == pl.Date
    cell = f'CAST("{name}" AS VARCHAR(10))' if is_date else _cell(kind, name)
    return f'{cell} AS "{name}"'
