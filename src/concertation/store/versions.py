"""The history of every table as columns: each version of each fact, with the change that made it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from django.db import connection

from concertation.core.facts import FactKind, all_kinds
from concertation.core.snapshot import table_schema
from concertation.store.loading import fact_model
from concertation.store.models.changes import Change
from concertation.store.state import reading_at_one_instant

# Rows fetched at a time: large enough to hide the calls, small enough to keep memory flat.
_CHUNK = 50_000
VERSION_COLUMNS: dict[str, type[pl.DataType]] = {
    "version_id": pl.Int64,
    "change_id": pl.Int64,
    "recorded_at": pl.String,
    "version_type": pl.String,
}
CHANGE_COLUMNS: dict[str, type[pl.DataType]] = {
    "id": pl.Int64,
    "made_at": pl.String,
    "made_by_name": pl.String,
    "kind": pl.String,
    "reason": pl.String,
}


def read_versions() -> Iterator[tuple[str, pl.DataFrame]]:
    """Table by table, the versions of its facts in the order in which they were written.

    ``version_type`` is ``+`` for a creation, ``~`` for a correction, ``-`` for a removal. The columns kept out of
    snapshots, such as contacts, are kept out here too.
    """
    with reading_at_one_instant():
        for kind in all_kinds():
            yield kind.id, _versions(kind)


def read_changes() -> pl.DataFrame:
    """Every change of the register: when, by whom, of what kind and why."""
    rows = [
        (number, made_at.isoformat(), name, kind, reason)
        for number, made_at, name, kind, reason in Change.objects.order_by("id").values_list(
            "id", "made_at", "made_by_name", "kind", "reason"
        )
    ]
    return pl.DataFrame(rows, schema=CHANGE_COLUMNS, orient="row")


def _versions(kind: FactKind) -> pl.DataFrame:
    schema = dict(table_schema(kind.id))
    transfer = {**VERSION_COLUMNS, **{n: pl.String if t == pl.Date else t for n, t in schema.items()}}
    table = fact_model(kind).history.model._meta.db_table
    columns = ", ".join(_expression(name, dtype) for name, dtype in schema.items())
    statement = (
        "SELECT history_id, change_id, CAST(history_date AS VARCHAR(40)), history_type, "  # noqa: S608 names come from the dictionary of facts
        f'{columns} FROM "{table}" ORDER BY history_id'
    )
    chunks = []
    with connection.cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(_CHUNK):
            chunks.append(pl.DataFrame(rows, schema=transfer, orient="row", infer_schema_length=1))
    frame = pl.concat(chunks) if chunks else pl.DataFrame(schema=transfer)
    dates = [pl.col(name).str.to_date("%Y-%m-%d") for name, dtype in schema.items() if dtype == pl.Date]
    return frame.with_columns(*dates, *_truths(schema))


def _expression(name: str, dtype: type[pl.DataType]) -> str:
    if dtype == pl.Date:
        return f'CAST("{name}" AS VARCHAR(10))'
    return f"NULLIF(\"{name}\", '')" if dtype == pl.String and name != "key" else f'"{name}"'


def _truths(schema: dict[str, type[pl.DataType]]) -> list[pl.Expr]:
    """SQLite has no truth values: they come as 0 and 1."""
    return [pl.col(name).cast(pl.Boolean) for name, dtype in schema.items() if dtype == pl.Boolean]
