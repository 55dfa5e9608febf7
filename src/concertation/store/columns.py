"""Facts of the register as columns: what is compared of them, references as keys, unknowns as nulls."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import polars as pl
from django.db import connection, models

from concertation.core.facts import FactKind
from concertation.store.models.fact import KEY_ALPHABET, KEY_LENGTH
from concertation.store.tables import fact_model, fields_of, quote, references_of

# Rows fetched at a time: large enough to hide the calls, small enough to keep memory flat.
_CHUNK = 50_000


def count_facts(kind: FactKind) -> int:
    """How many facts of a kind the register holds."""
    return fact_model(kind)._default_manager.count()


def read_columns(kind: FactKind, names: Sequence[str]) -> pl.DataFrame:
    """``key`` and these columns of every fact of a kind, in the order of their numbers."""
    references = references_of(kind)
    cells, joins = [f"f.{quote('key')}"], [f"{quote(kind.id)} f"]
    for name in names:
        if name in references:
            joins.append(
                f"LEFT JOIN {quote(references[name])} t{len(joins)} ON t{len(joins)}.id = f.{quote(name + '_id')}"
            )
            cells.append(f"t{len(joins) - 1}.{quote('key')}")
        else:
            cells.append(_cell(fields_of(kind)[name]))
    statement = f"SELECT {', '.join(cells)} FROM {' '.join(joins)} ORDER BY f.id"
    schema = {"key": pl.String(), **{name: column_type(kind, name) for name in names}}
    transfer = {name: pl.String() if dtype == pl.Date else dtype for name, dtype in schema.items()}
    frames = [pl.DataFrame(rows, schema=transfer, orient="row") for rows in _chunks(statement)]
    frame = pl.concat(frames) if frames else pl.DataFrame(schema=transfer)
    days = [name for name, dtype in schema.items() if dtype == pl.Date]
    return frame.with_columns(pl.col(day).str.to_date("%Y-%m-%d") for day in days)


def column_type(kind: FactKind, name: str) -> pl.DataType:
    """How a column of a kind is held: a reference as the key that it is."""
    field = fields_of(kind)[name]
    if name in references_of(kind):
        return pl.String()
    for model_field, dtype in _TYPES:
        if isinstance(field, model_field):
            return dtype
    return pl.String()


_TYPES: tuple[tuple[type[models.Field[Any, Any]], pl.DataType], ...] = (
    (models.DateField, pl.Date()),
    (models.BooleanField, pl.Boolean()),
    (models.IntegerField, pl.Int64()),
    (models.FloatField, pl.Float64()),
)


def _cell(field: models.Field[Any, Any]) -> str:
    column = f"f.{quote(str(field.column))}"
    if isinstance(field, models.DateField):
        return f"CAST({column} AS VARCHAR(10))"
    return f"NULLIF({column}, '')" if isinstance(field, models.CharField | models.TextField) else column


def _chunks(statement: str) -> Iterator[list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(_CHUNK):
            yield rows


def new_keys(count: int) -> pl.Series:
    """As many keys as ``new_key`` would make one by one."""
    letters = np.frombuffer(KEY_ALPHABET.encode(), dtype=np.uint8)
    drawn = letters[np.frombuffer(secrets.token_bytes(KEY_LENGTH * count), dtype=np.uint8) & 31]
    return pl.Series("key", drawn.view(f"S{KEY_LENGTH}").astype(str), dtype=pl.String)
