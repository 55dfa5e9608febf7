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
        cursor.execute(statement, parameters)
        chunks = [
            pl.DataFrame(rows, schema=transfer, orient="row", infer_schema_length=1)
            for rows in _chunks(cursor)
        ]
    frame = pl.concat(chunks) if chunks else pl.DataFrame(schema=transfer)
    return frame.with_columns(
        pl.col(name).str.to_date() for name, dtype in schema.items() if dtype == pl.Date
    )


def _chunks(cursor: Any) -> Iterator[list[tuple[Any, ...]]]:
    while rows := cursor.fetchmany(_CHUNK):
        yield rows


def _selection(
    kind: FactKind, names: list[str], as_of: date, known_at: datetime | None
) -> tuple[str, list[Any]]:
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
        parameters.append(known_at)
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
        return f'CAST("{name}" AS VARCHAR(10))'
    if dtype == pl.String and name != "key":
        return f"NULLIF(\"{name}\", '')"
    return f'"{name}"'
