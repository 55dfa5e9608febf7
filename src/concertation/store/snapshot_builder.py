"""Builds the snapshot of a day from the database: one query a table, columns from the first byte."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import connection, transaction

from concertation.core.facts import FactKind, all_kinds
from concertation.core.snapshot import Snapshot, table_schema

# Rows fetched at a time: large enough to hide the calls, small enough to keep memory flat.
_CHUNK = 50_000

# Numbers of rows covered by one JSON array: its text stays far below what SQLite allows (1e9 bytes).
_SPAN = 200_000


def build_snapshot(*, as_of: date, known_at: datetime | None = None) -> Snapshot:
    """The register as of a day; with ``known_at``, as the register itself stood at that instant.

    All tables are read in one transaction, so that they agree with each other.
    """
    with transaction.atomic():
        tables = {kind.id: _read_table(kind, as_of, known_at) for kind in all_kinds()}
    return Snapshot.from_tables(as_of=as_of, tables=tables)


def _read_table(kind: FactKind, as_of: date, known_at: datetime | None) -> pl.DataFrame:
    schema = table_schema(kind.id)
    statement, parameters = _selection(kind, list(schema), as_of, known_at)
    transfer = {name: pl.String if dtype == pl.Date else dtype for name, dtype in schema.items()}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite" and known_at is None:
            chunks = list(_read_columns(cursor, kind, statement, parameters))
        else:
            cursor.execute(statement, parameters)
            chunks = [
                pl.DataFrame(rows, schema=transfer, orient="row", infer_schema_length=1) for rows in _chunks(cursor)
            ]
    frame = pl.concat(chunks) if chunks else pl.DataFrame(schema=transfer)
    return frame.with_columns(
        pl.col(name).str.to_date("%Y-%m-%d") for name, dtype in schema.items() if dtype == pl.Date
    )


def _read_columns(cursor: Any, kind: FactKind, statement: str, parameters: list[Any]) -> Iterator[pl.DataFrame]:
    """Whole columns at a time: SQLite writes each as one JSON array, several times faster than a tuple a row."""
    schema = table_schema(kind.id)
    cursor.execute(f'SELECT MIN("id"), MAX("id") FROM "{kind.id}"')
    first, last = cursor.fetchone()
    if first is None:
        return
    whole = {name: dtype for name, dtype in schema.items() if dtype != pl.Float64}
    decimals = [name for name, dtype in schema.items() if dtype == pl.Float64]
    arrays = ", ".join(f'json_group_array("{name}")' for name in whole)
    for start in range(first, last + 1, _SPAN):
        part = f'FROM ({statement}) WHERE "id" >= %s AND "id" < %s'
        span = [*parameters, start, start + _SPAN]
        cursor.execute(f"SELECT {arrays} {part}", span)
        texts = cursor.fetchone()
        columns = [_decoded(name, dtype, text) for (name, dtype), text in zip(whole.items(), texts, strict=True)]
        frame = pl.DataFrame(columns).sort("id")
        if decimals:
            # JSON numbers of SQLite keep 15 digits: decimals come as they are.
            names = ", ".join(f'"{name}"' for name in decimals)
            cursor.execute(f'SELECT {names} {part} ORDER BY "id"', span)
            exact = pl.DataFrame(cursor.fetchall(), schema=dict.fromkeys(decimals, pl.Float64), orient="row")
            frame = frame.hstack(exact)
        yield frame.select(list(schema))


def _decoded(name: str, dtype: type[pl.DataType], array: str) -> pl.Series:
    transfer = pl.Int64 if dtype in (pl.Int64, pl.Boolean) else pl.String
    values = pl.Series(name, [array]).str.json_decode(pl.List(transfer))
    flat = values.explode() if len(values[0]) else pl.Series(name, [], dtype=transfer)
    return flat.cast(pl.Boolean) if dtype == pl.Boolean else flat


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
    start = "since" if kind.is_dated else "on" if kind.is_event else None
    if start is not None:
        conditions.append(f'("{start}" IS NULL OR "{start}" <= %s)')
        parameters.append(as_of)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT {columns} FROM {table}{where} ORDER BY id", parameters


def _expression(kind: FactKind, name: str) -> str:
    """Text leaves the database with its unknowns as NULL, dates as ISO text whatever the database."""
    dtype = table_schema(kind.id)[name]
    if dtype == pl.Date:
        return f'CAST("{name}" AS VARCHAR(10)) AS "{name}"'
    if dtype == pl.String and name != "key":
        return f'NULLIF("{name}", \'\') AS "{name}"'
    return f'"{name}"'
