"""Many new facts at once: written as sets, yet each with its version in the history of the open change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Field

from concertation.core.errors import UnknownRecord
from concertation.core.facts import FactKind, all_kinds, fact_kind
from concertation.core.facts.rows import FactsByKind
from concertation.store.history import require_change
from concertation.store.models.changes import Change
from concertation.store.progress import tell_progress
from concertation.store.staging import Stage, stage_frame, stage_rows, staged_references
from concertation.store.tables import fact_model, fields_of, history_model, quote, references_of, write_versions

__all__ = ["FactsByKind", "FramesByKind", "fact_model", "insert_facts", "insert_frames"]

# The same as columns: ``key``, and columns that may be null; references are keys.
FramesByKind = Mapping[str, pl.DataFrame]


def insert_facts(facts: FactsByKind) -> int:
    """Writes all the facts and the first version of each; returns how many.

    Rows are staged, then written by a few statements a kind: an object a row takes minutes where this takes seconds.
    The database still refuses what can never be true, and the open change is then undone whole.
    Raises ``UnknownRecord`` for a reference to a key that is neither among the facts nor in the register.
    """
    change = require_change()
    for kind in all_kinds():
        rows = facts.get(kind.id, {})
        if rows:
            columns = _columns_given(kind, rows)
            _write(stage_rows(kind, columns, _tuples(kind, columns, rows)), change)
    return sum(len(rows) for rows in facts.values())


def insert_frames(frames: FramesByKind, *, with_versions: bool = True) -> int:
    """The same from columns; ``with_versions=False`` is for a trial, of which nothing stays."""
    change = require_change()
    for kind in all_kinds():
        frame = frames.get(kind.id)
        if frame is not None and len(frame):
            tell_progress("writing" if with_versions else "asking", 0, len(frame))
            _write(stage_frame(kind, _ordered(kind, frame)), change if with_versions else None)
            _count(kind)
    return sum(len(frame) for frame in frames.values())


def _count(kind: FactKind) -> None:
    """PostgreSQL plans by the sizes it counted last: a table that was empty then is read whole for each row."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {quote(kind.id)}, {quote(history_model(kind)._meta.db_table)}")


def _write(staging: AbstractContextManager[Stage], change: Change | None) -> None:
    with staging as stage:
        require_known(stage)
        _insert(stage)
        if change is not None:
            write_versions(stage.kind, change, "+", of=stage.table)


def require_known(stage: Stage) -> None:
    """Raises ``UnknownRecord`` for the first reference that leads nowhere."""
    key = quote("key")
    for name, target in staged_references(stage).items():
        held = [quote(target), *([stage.table] if target == stage.kind.id else [])]
        unknown = " AND ".join(f"NOT EXISTS (SELECT 1 FROM {t} t WHERE t.{key} = r.{quote(name)})" for t in held)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT r.{quote(name)} FROM {stage.table} r WHERE r.{quote(name)} IS NOT NULL AND {unknown} LIMIT 1"
            )
            missing = cursor.fetchone()
        if missing is not None:
            raise UnknownRecord(kind=fact_kind(target).label.en, key=missing[0])


def _insert(stage: Stage) -> None:
    fields = fields_of(stage.kind)
    parameters: list[Any] = []
    cells, joins = ["s.number"], [f"{stage.table} s"]
    for name, field in fields.items():
        cells.append(cell_of(stage, name, field, joins, parameters))
    columns = ", ".join(["id", *(quote(str(field.column)) for field in fields.values())])
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(stage.kind.id)} ({columns}) SELECT {', '.join(cells)}"
            f" FROM {' '.join(joins)} ORDER BY s.number",
            parameters,
        )


def cell_of(stage: Stage, name: str, field: Field[Any, Any], joins: list[str], parameters: list[Any]) -> str:
    """What one column of a fact takes from its row: the value, the number meant, or what a blank one holds."""
    if name != "key" and name not in stage.columns:
        return _blank(field, parameters)
    if target := references_of(stage.kind).get(name):
        return _reference(stage, name, target, joins)
    if field.null or name == "key":
        return f"s.{quote(name)}"
    return f"COALESCE(s.{quote(name)}, {_blank(field, parameters)})"


def _reference(stage: Stage, name: str, target: str, joins: list[str]) -> str:
    known, own = f"k{len(joins)}", f"o{len(joins)}"
    joins.append(f"LEFT JOIN {quote(target)} {known} ON {known}.{quote('key')} = s.{quote(name)}")
    if target != stage.kind.id:
        return f"{known}.id"
    joins.append(f"LEFT JOIN {stage.table} {own} ON {own}.{quote('key')} = s.{quote(name)}")
    return f"COALESCE({own}.number, {known}.id)"


def _blank(field: Field[Any, Any], parameters: list[Any]) -> str:
    """The default as a parameter of its type: PostgreSQL does not guess."""
    parameters.append(field.get_db_prep_save(None if field.null else field.get_default(), connection))
    cast = f"::{field.db_type(connection)}" if connection.vendor == "postgresql" else ""
    return f"%s{cast}"


def _columns_given(kind: FactKind, rows: Mapping[str, Mapping[str, object]]) -> list[str]:
    given = {name for row in rows.values() for name in row}
    return [name for name in fields_of(kind) if name in given and name != "key"]


def _tuples(
    kind: FactKind, columns: Sequence[str], rows: Mapping[str, Mapping[str, object]]
) -> Iterator[tuple[Any, ...]]:
    fields, references = fields_of(kind), references_of(kind)
    for key in in_order(kind, rows):
        yield (key, *(as_stored(fields[n], rows[key].get(n), is_reference=n in references) for n in columns))


def as_stored(field: Field[Any, Any], value: object, *, is_reference: bool) -> Any:
    """A value as the staging table takes it; a reference stays the key that it is."""
    if value is None:
        return None
    return str(value) if is_reference else field.get_db_prep_save(value, connection)


def _ordered(kind: FactKind, frame: pl.DataFrame) -> pl.DataFrame:
    own = [name for name, target in references_of(kind).items() if target == kind.id and name in frame.columns]
    if not own or frame.select(pl.all_horizontal(pl.col(*own).is_null().all())).item():
        return frame
    rows = {row["key"]: row for row in frame.select("key", *own).iter_rows(named=True)}
    return pl.DataFrame({"key": list(in_order(kind, rows))}).join(frame, on="key", how="left", maintain_order="left")


def in_order(kind: FactKind, rows: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """Each key after those of its kind that its row refers to: a team after the council it is part of."""
    own = [name for name, target in references_of(kind).items() if target == kind.id]
    waiting = dict(rows)
    while waiting:
        ready = [key for key, row in waiting.items() if not any(row.get(name) in waiting for name in own)]
        if not ready:
            raise UnknownRecord(kind=kind.label.en, key=next(iter(waiting)))
        yield from ready
        for key in ready:
            del waiting[key]
