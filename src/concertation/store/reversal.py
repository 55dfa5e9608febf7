"""What taking a change back comes to, worked out and written by the database over its history, never row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import connection

from concertation.core.facts import FactKind, all_kinds, fact_kind
from concertation.store.history import require_change
from concertation.store.progress import tell_progress
from concertation.store.staging import make_room
from concertation.store.tables import (
    column_list,
    fields_of,
    history_table,
    quote,
    references_of,
    write_versions,
)

_NUMBERS = count(1)
_ADDED, _REMOVED, _CORRECTED = "added", "removed", "corrected"


@dataclass(frozen=True, slots=True)
class LaterVersion:
    """A version that another change left afterwards: of what kind, which fact, by which change."""

    kind_id: str
    key: str
    change_id: int


@dataclass(frozen=True, slots=True)
class Reversal:
    """The facts that a change touched, by kind: tables of the transaction with what it did to each of them.

    A line gives ``number``, ``deed`` (added, removed, corrected, from before the change to after it) and ``before``,
    the version that the fact had then.
    """

    change_id: int
    tables: Mapping[str, str]
    sizes: Mapping[str, int]

    @property
    def size(self) -> int:
        """How many facts."""
        return sum(self.sizes.values())


@contextmanager
def reversing(change_id: int) -> Iterator[Reversal]:
    """What the change did, whatever it did to one fact in between; the tables go afterwards."""
    make_room()
    serial = next(_NUMBERS)
    tables = {kind.id: f"reversed_{kind.id}_{serial}" for kind in kinds_of_change(change_id)}
    sizes = {kind_id: _work_out(fact_kind(kind_id), change_id, table) for kind_id, table in tables.items()}
    yield Reversal(change_id, tables, sizes)
    for table in tables.values():
        _execute(f"DROP TABLE {table}")


def kinds_of_change(change_id: int) -> list[FactKind]:
    """The kinds of facts that a change touched."""
    return [
        kind
        for kind in all_kinds()
        if _found(f"SELECT 1 FROM {history_table(kind)} WHERE change_id = %s LIMIT 1", [change_id])
    ]


def count_versions(change_id: int, *, most: int) -> int:
    """How many versions a change left, counted up to ``most``."""
    count = 0
    for kind in all_kinds():
        rows = f"SELECT 1 FROM {history_table(kind)} WHERE change_id = %s LIMIT {most - count}"
        count += int(_found(f"SELECT COUNT(*) FROM ({rows}) counted", [change_id])[0][0])
        if count >= most:
            break
    return count


def later_versions(reversal: Reversal, *, most: int) -> tuple[int, list[LaterVersion]]:
    """How many versions other changes left after this one of the same facts, and the first of them."""
    total = 0
    listed: list[LaterVersion] = []
    for kind_id, table in reversal.tables.items():
        versions = history_table(fact_kind(kind_id))
        condition = (
            f"FROM {table} r JOIN {versions} h ON h.id = r.number AND h.history_id > r.own AND h.change_id <> %s"
        )
        total += _found(f"SELECT COUNT(*) {condition}", [reversal.change_id])[0][0]
        if len(listed) < most:
            rows = _found(
                f"SELECT h.{quote('key')}, h.change_id {condition} ORDER BY h.history_id LIMIT {most - len(listed)}",
                [reversal.change_id],
            )
            listed += [LaterVersion(kind_id, *row) for row in rows]
    return total, listed


def facts_resting_on(reversal: Reversal) -> dict[str, int]:
    """How many facts, by kind, refer to one that would go without going themselves."""
    found = {}
    for kind in all_kinds():
        conditions = [
            _is_among(reversal.tables[target], f"f.{quote(f'{name}_id')}", _ADDED)
            for name, target in references_of(kind).items()
            if target in reversal.tables
        ]
        if not conditions:
            continue
        own = reversal.tables.get(kind.id)
        stays = f" AND NOT {_is_among(own, 'f.id', _ADDED)}" if own else ""
        number = _found(f"SELECT COUNT(*) FROM {quote(kind.id)} f WHERE ({' OR '.join(conditions)}){stays}")[0][0]
        if number:
            found[kind.id] = number
    return found


def missing_references(reversal: Reversal) -> str | None:
    """The kind of something that a fact referred to before and that is no longer there, if there is one."""
    for kind_id, table in reversal.tables.items():
        kind = fact_kind(kind_id)
        for name, target in references_of(kind).items():
            column = quote(f"{name}_id")
            returns = reversal.tables.get(target)
            own = f" AND NOT {_is_among(returns, f'h.{column}', _REMOVED)}" if returns else ""
            if _found(
                f"SELECT 1 FROM {table} r JOIN {history_table(kind)} h ON h.history_id = r.before"
                f" WHERE r.deed <> '{_ADDED}' AND h.{column} IS NOT NULL{own}"
                f" AND NOT EXISTS (SELECT 1 FROM {quote(target)} t WHERE t.id = h.{column}) LIMIT 1"
            ):
                return target
    return None


def _is_among(table: str, number: str, deed: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} w WHERE w.number = {number} AND w.deed = '{deed}')"


def write_reversal(reversal: Reversal) -> None:
    """Brings back, corrects and removes, in this order, each with its version in the open change."""
    change = require_change()
    kinds = [kind for kind in all_kinds() if kind.id in reversal.tables]
    for kind in kinds:
        with _facts_of(reversal, kind, _REMOVED) as table:
            _restore(kind, table)
            write_versions(kind, change, "+", of=table)
    for kind in kinds:
        with _facts_of(reversal, kind, _CORRECTED) as table:
            _correct(kind, table)
            write_versions(kind, change, "~", of=table)
    for done, kind in enumerate(reversed(kinds)):
        tell_progress("undoing", done, len(kinds))
        with _facts_of(reversal, kind, _ADDED) as table:
            write_versions(kind, change, "-", of=table)
            _remove(kind, table)


def _work_out(kind: FactKind, change_id: int, table: str) -> int:
    """In three steps, each weighed before the next: a plan made for few rows would look through the history for each
    of many."""
    versions, own, earlier = history_table(kind), f"{table}_own", f"{table}_earlier"
    _make(
        own,
        f"SELECT id AS number, MIN(history_id) AS own, MAX(history_id) AS latest FROM {versions}"
        f" WHERE change_id = {int(change_id)} GROUP BY id",
    )
    _make(
        earlier,
        f"SELECT o.number, MAX(e.history_id) AS before FROM {own} o"
        f" JOIN {versions} e ON e.id = o.number AND e.history_id < o.own GROUP BY o.number",
    )
    _make(
        table,
        f"SELECT o.number, o.own, {_deed('l', 'b')} AS deed, b.history_id AS before FROM {own} o"
        f" JOIN {versions} l ON l.history_id = o.latest"
        f" LEFT JOIN {earlier} e ON e.number = o.number LEFT JOIN {versions} b ON b.history_id = e.before",
    )
    for step in (own, earlier):
        _execute(f"DROP TABLE {step}")
    _execute(f"DELETE FROM {table} WHERE deed IS NULL")
    return int(_found(f"SELECT COUNT(*) FROM {table}")[0][0])


def _deed(latest: str, before: str) -> str:
    is_there, was_there = f"{latest}.history_type <> '-'", f"{before}.history_type <> '-'"
    was_not = f"({before}.history_id IS NULL OR {before}.history_type = '-')"
    return (
        f"CASE WHEN {is_there} AND {was_not} THEN '{_ADDED}'"
        f" WHEN NOT {is_there} AND {was_there} THEN '{_REMOVED}' WHEN {was_there} THEN '{_CORRECTED}' END"
    )


def _make(table: str, query: str) -> None:
    """A table of the transaction, found by ``number``, whose size the next plan knows."""
    _execute(f"CREATE TEMPORARY TABLE {table} AS {query}")
    _execute(f"CREATE INDEX {table}_number ON {table} (number)")
    if connection.vendor == "postgresql":
        _execute(f"ANALYZE {table}")


@contextmanager
def _facts_of(reversal: Reversal, kind: FactKind, deed: str) -> Iterator[str]:
    """The part of the table about one deed, under a name of its own."""
    table, part = reversal.tables[kind.id], f"{reversal.tables[kind.id]}_{deed}"
    _execute(f"CREATE TEMPORARY VIEW {part} AS SELECT number, before FROM {table} WHERE deed = '{deed}'")
    yield part
    _execute(f"DROP VIEW {part}")


def _restore(kind: FactKind, table: str) -> None:
    """The facts as they were, those that others of their kind refer to first."""
    waiting = int(_found(f"SELECT COUNT(*) FROM {table}")[0][0])
    while waiting:
        _execute(
            f"INSERT INTO {quote(kind.id)} ({column_list(kind)}) SELECT {column_list(kind, of='h')}"
            f" FROM {table} r JOIN {history_table(kind)} h ON h.history_id = r.before"
            f" WHERE {' AND '.join(_are_ready(kind, table))} ORDER BY h.id"
        )
        left = int(_found(f"SELECT COUNT(*) FROM {table} r WHERE NOT EXISTS ({_known(kind, 'r.number')})")[0][0])
        if left == waiting:
            return
        waiting = left


def _are_ready(kind: FactKind, table: str) -> list[str]:
    conditions = [f"NOT EXISTS ({_known(kind, 'r.number')})"]
    for name, target in references_of(kind).items():
        if target == kind.id:
            column = f"h.{quote(f'{name}_id')}"
            awaited = f"{column} IN (SELECT w.number FROM {table} w)"
            conditions.append(f"({column} IS NULL OR NOT {awaited} OR EXISTS ({_known(kind, column)}))")
    return conditions


def _known(kind: FactKind, number: str) -> str:
    return f"SELECT 1 FROM {quote(kind.id)} k WHERE k.id = {number}"


def _correct(kind: FactKind, table: str) -> None:
    columns = [quote(str(field.column)) for field in fields_of(kind).values()]
    parts = ", ".join(f"{column} = h.{column}" for column in columns)
    _execute(
        f"UPDATE {quote(kind.id)} SET {parts} FROM {table} r JOIN {history_table(kind)} h ON h.history_id = r.before"
        f" WHERE {quote(kind.id)}.id = r.number"
    )


def _remove(kind: FactKind, table: str) -> None:
    _execute(f"DELETE FROM {quote(kind.id)} WHERE id IN (SELECT number FROM {table})")


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _found(statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(parameters))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
