"""Removing facts and bringing them back, each with its version in the history of the open change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from concertation.core.facts import FactKind, all_kinds
from concertation.store.history import require_change
from concertation.store.loading import fact_model

# Numbers bound in one statement; SQLite binds at most 32,766 values (its SQLITE_MAX_VARIABLE_NUMBER).
_CHUNK = 5_000

Numbers = Mapping[str, Collection[int]]


def remove_facts(numbers: Numbers) -> None:
    """Removes these facts, those that refer before those referred to; raises ``ProtectedError`` for others."""
    require_change()
    for kind in reversed(all_kinds()):
        waiting = set(numbers.get(kind.id, ()))
        while waiting:
            ready = waiting - _held_within(kind, waiting)
            _delete(kind, sorted(ready or waiting))
            waiting -= ready or waiting


def restore_facts(versions: Mapping[str, Sequence[Any]]) -> None:
    """Makes facts again as these versions of the history hold them: same number, same key, same values."""
    require_change()
    for kind in all_kinds():
        waiting = {version.instance.pk: version.instance for version in versions.get(kind.id, ())}
        names = _own_references(kind)
        while waiting:
            ready = [r for r in waiting.values() if not any(getattr(r, name) in waiting for name in names)]
            for record in ready or list(waiting.values()):
                record.save(force_insert=True)
                del waiting[record.pk]


def _delete(kind: FactKind, numbers: Sequence[int]) -> None:
    for start in range(0, len(numbers), _CHUNK):
        fact_model(kind)._default_manager.filter(pk__in=numbers[start : start + _CHUNK]).delete()


def _held_within(kind: FactKind, numbers: Iterable[int]) -> set[int]:
    """Those of the facts to which another of them refers: a council before its teams are gone."""
    held: set[int] = set()
    for name in _own_references(kind):
        found = fact_model(kind)._default_manager.filter(**{f"{name}__in": numbers, "pk__in": numbers})
        held.update(number for number, pk in found.values_list(name, "pk") if number != pk)
    return held


def _own_references(kind: FactKind) -> list[str]:
    return [f"{item.name}_id" for item in kind.fields if item.type == "reference" and item.to == kind.id]
