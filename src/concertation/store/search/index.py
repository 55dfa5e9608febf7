"""The index of the search: made, checked, and kept in step with every write by triggers, whoever writes and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from concertation.store.search import postgresql, sqlite
from concertation.store.search.documents import DOCUMENTS


@dataclass(frozen=True, slots=True)
class IndexState:
    """How the index of one kind stands against its records: all three others are 0 when it follows them."""

    kind: str
    records: int
    missing: int
    left_over: int
    different: int
    is_kept: bool

    @property
    def is_true(self) -> bool:
        """Whether it says what the register says, and goes on following it."""
        return self.is_kept and not (self.missing or self.left_over or self.different)


def create_index() -> dict[str, int]:
    """Makes the index of every kind from the register as it stands, and the triggers that keep it in step.

    Returns how many records of each kind it holds.
    """
    counts = rebuild_index()
    for document in DOCUMENTS.values():
        for statement in _dialect().triggers(document):
            _run(statement)
    return counts


def drop_index() -> None:
    """Takes the triggers away, so that tables may be altered or filled; ``create_index`` brings all back."""
    for name, table in sorted(_triggers_there()):
        _run(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def leave_index_alone() -> None:
    """What the transaction writes from here on is not searched: for what is taken back whole, and for that alone."""
    for statement in _dialect().leaving_alone():
        _run(statement)


def remove_index() -> None:
    """Leaves nothing of the index."""
    drop_index()
    for document in DOCUMENTS.values():
        _run(f"DROP TABLE IF EXISTS {document.index}")


def rebuild_index() -> dict[str, int]:
    """Makes the index anew from the register, in one transaction; returns how many records of each kind it holds."""
    counts = {}
    with transaction.atomic():
        for statement in _dialect().preparation():
            _run(statement)
        for document in DOCUMENTS.values():
            for statement in _dialect().making(document):
                _run(statement)
            counts[document.kind] = _count(f"SELECT COUNT(*) FROM {document.kind}")
    return counts


def has_index() -> bool:
    """Whether the index follows the register: all its triggers are there."""
    return _triggers_there() >= set(_triggers_wanted())


def check_index() -> Iterator[IndexState]:
    """Kind by kind, how the index stands against the records, read again from the register."""
    there = _triggers_there()
    for document in DOCUMENTS.values():
        own = {(name, table) for name, table in _triggers_wanted() if name.startswith(f"{document.index}__")}
        is_kept = own <= there and _dialect().is_sound(document, connection)
        index, kind = document.index, document.kind
        yield IndexState(
            kind=kind,
            records=_count(f"SELECT COUNT(*) FROM {kind}"),
            missing=_count(f"SELECT COUNT(*) FROM {kind} WHERE id NOT IN (SELECT rowid FROM {index})"),
            left_over=_count(f"SELECT COUNT(*) FROM {index} WHERE rowid NOT IN (SELECT id FROM {kind})"),
            different=_count(
                f"SELECT COUNT(*) FROM {index} s JOIN {kind} r ON r.id = s.rowid WHERE {_dialect().differs(document)}"
            ),
            is_kept=is_kept,
        )


def _dialect() -> Any:
    return sqlite if connection.vendor == "sqlite" else postgresql


def _triggers_wanted() -> Iterator[tuple[str, str]]:
    for document in DOCUMENTS.values():
        yield from _dialect().trigger_names(document)


def _triggers_there() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_dialect().TRIGGERS_THERE)
        return set(cursor.fetchall())


def _count(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
