"""Rows on their way into the register: a table of the transaction alone, from which SQL writes sets at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Field, Max

from concertation.core.facts import FactKind
from concertation.store.progress import tell_progress
from concertation.store.tables import fields_of, history_model, quote, references_of

_NUMBERS = count(1)
# Rows that leave a frame at a time: enough to hide the calls, few enough to keep memory flat.
_CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class Stage:
    """A staging table: a ``number`` for each row, the key, and the columns named; references are keys."""

    table: str
    kind: FactKind
    columns: tuple[str, ...]


@contextmanager
def stage_rows(
    kind: FactKind, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, are_new: bool = True
) -> Iterator[Stage]:
    """The rows, each a key and a value a column as the database takes them; new ones are given their numbers."""
    stage = _create(kind, columns, are_new=are_new)
    names = ", ".join(quote(name) for name in ("key", *stage.columns))
    places = ", ".join(["%s"] * (len(stage.columns) + 1))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {stage.table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {stage.table} ({names}) VALUES ({places})", rows)  # type: ignore[arg-type]  # any iterable
    yield from _until_used(stage)


@contextmanager
def stage_frame(kind: FactKind, frame: pl.DataFrame) -> Iterator[Stage]:
    """The rows of a frame: ``key``, and columns that may be null where nothing is said."""
    columns = [name for name in frame.columns if name != "key"]
    ready = _as_written(frame.select("key", *columns))
    if connection.vendor != "postgresql":
        with stage_rows(kind, columns, _tuples(ready)) as stage:
            yield stage
        return
    make_room()
    stage = _create(kind, columns, are_new=True)
    names = ", ".join(quote(name) for name in ready.columns)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {stage.table} ({names}) FROM STDIN (FORMAT csv)") as copy,
    ):
        for done, chunk in enumerate(ready.iter_slices(_CHUNK)):
            tell_progress("writing", done * _CHUNK, len(ready))
            copy.write(chunk.write_csv(include_header=False, quote_style="non_numeric", null_value=""))
    yield from _until_used(stage)


def make_room() -> None:
    """To the end of the transaction, PostgreSQL sorts and joins a large set in memory, and compiles nothing for it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)")


def _create(kind: FactKind, columns: Sequence[str], *, are_new: bool) -> Stage:
    fields = fields_of(kind)
    references = references_of(kind)
    table = f"stage_{kind.id}_{next(_NUMBERS)}"
    typed = [f"{quote(name)} {_type(fields[name], is_reference=name in references)}" for name in columns]
    lines = [_number(kind) if are_new else "number bigint", f"{quote('key')} varchar(80) NOT NULL", *typed]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {table} ({', '.join(lines)})")
        if are_new and connection.vendor != "postgresql":
            first: list[Any] = [_highest_number(kind), ""]
            cursor.execute(f"INSERT INTO {table} (number, {quote('key')}) VALUES (%s, %s)", first)
    return Stage(table, kind, tuple(columns))


def _number(kind: FactKind) -> str:
    """PostgreSQL draws from the sequence of the table, SQLite counts on: it has one writer at a time."""
    if connection.vendor == "postgresql":
        sequence = f"pg_get_serial_sequence('{quote(kind.id)}', 'id')"
        return f"number bigint DEFAULT nextval({sequence})"
    return "number integer PRIMARY KEY"


def _type(field: Field[Any, Any], *, is_reference: bool) -> str:
    return "varchar(80)" if is_reference else str(field.db_type(connection))


def _until_used(stage: Stage) -> Iterator[Stage]:
    """The table goes as soon as it was used; after a failure the transaction takes it away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ANALYZE {stage.table}")
        else:
            cursor.execute(f"DELETE FROM {stage.table} WHERE {quote('key')} = ''")
    yield stage
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {stage.table}")


def _highest_number(kind: FactKind) -> int:
    """The highest ever given, to facts removed since too."""
    versions = history_model(kind)._default_manager
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s", [kind.id])
        given: int = cursor.fetchone()[0]
    return max(given, versions.aggregate(highest=Max("id"))["highest"] or 0)


def _as_written(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col(pl.Date).dt.to_string("%Y-%m-%d"))


def _tuples(frame: pl.DataFrame) -> Iterator[tuple[Any, ...]]:
    for done, chunk in enumerate(frame.iter_slices(_CHUNK)):
        tell_progress("writing", done * _CHUNK, len(frame))
        yield from chunk.rows()


def staged_references(stage: Stage) -> Mapping[str, str]:
    """The references among the columns of the stage, each with the kind that it leads to."""
    return {name: target for name, target in references_of(stage.kind).items() if name in stage.columns}
