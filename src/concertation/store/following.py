"""What moved in the register since a state of it: few rows where few changed, whoever ended first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from concertation.core.facts import all_kinds
from concertation.store.loading import fact_model
from concertation.store.models.changes import Change
from concertation.store.state import RegisterState

# Changes looked at in one query; beyond, the register is read afresh.
_MOST_CHANGES = 500


@dataclass(frozen=True, slots=True)
class Touched:
    """The facts that changes touched, by kind: their numbers, whether they still stand or not."""

    numbers: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many facts."""
        return sum(len(numbers) for numbers in self.numbers.values())

    def __or__(self, other: Touched) -> Touched:
        kinds = {*self.numbers, *other.numbers}
        none: frozenset[int] = frozenset()
        return Touched({kind: self.numbers.get(kind, none) | other.numbers.get(kind, none) for kind in sorted(kinds)})


def touched_since(state: RegisterState, *, at_most: int) -> Touched | None:
    """The facts touched by every change that became visible after ``state``, in two queries.

    ``None`` where they are more than ``at_most``, or where ``state`` is not one that this register has been in: it
    was restored from a backup, or what made the state was taken back before it ended.
    """
    numbers = _changes_since(state)
    if numbers is None:
        return None
    if not numbers:
        return Touched()
    among = ", ".join(str(number) for number in numbers)
    parts = [
        f"SELECT '{kind.id}', id FROM {_history(kind.id)} WHERE change_id IN ({among})"  # noqa: S608 names come from the dictionary of facts
        for kind in all_kinds()
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} LIMIT {at_most + 1}")
        rows = cursor.fetchall()
    if len(rows) > at_most:
        return None
    found: dict[str, set[int]] = {}
    for kind_id, number in rows:
        found.setdefault(kind_id, set()).add(number)
    return Touched({kind_id: frozenset(found[kind_id]) for kind_id in sorted(found)})


def touched_keys_since(state: RegisterState, *, at_most: int) -> Mapping[str, frozenset[str]] | None:
    """The same facts by their keys, those removed included."""
    touched = touched_since(state, at_most=at_most)
    if touched is None:
        return None
    keys = {}
    for kind in all_kinds():
        if kind.id in touched.numbers:
            versions = fact_model(kind).history.model._default_manager.filter(id__in=touched.numbers[kind.id])
            keys[kind.id] = frozenset(versions.values_list("key", flat=True))
    return keys


def _changes_since(state: RegisterState) -> list[int] | None:
    """Their numbers; the change that made the state is asked for too, since it must be there."""
    if state is None:
        return None
    place, made_at = state
    found = Change.objects.filter(place__gte=place).order_by("place").values_list("place", "made_at", "id")
    rows: list[Any] = list(found[: _MOST_CHANGES + 1])
    if not rows or rows[0][:2] != (place, made_at) or len(rows) > _MOST_CHANGES:
        return None
    return [number for at, _, number in rows if at > place]


def _history(kind_id: str) -> str:
    return f'"store_historical{kind_id.replace("_", "")}"'
