"""What stands around a fact: what it refers to and what belongs to it, each to be corrected in its turn."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from concertation.core.facts import FactKind, all_kinds
from concertation.journeys.permission import Person, may_add
from concertation.journeys.records import Record
from concertation.journeys.retrieval import retrieve
from concertation.web.editing.grid import PLANS

# These have pages of their own, where what belongs to them is read.
_WITH_A_PAGE = ("partnership", "organisation")

# Beyond these the section in which they are read is the better place.
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Belonging:
    """The facts of one kind that belong to the one at hand."""

    kind: FactKind
    parent: str
    records: tuple[Record, ...]
    has_grid: bool

    @property
    def shown(self) -> tuple[Record, ...]:
        """The first ones."""
        return self.records[:_SHOWN]


def referred_records(record: Record) -> list[tuple[str, Record]]:
    """What the fact refers to, by name of field, what it belongs to excepted."""
    found = []
    for item in record.fact.fields:
        target = record[item.name] if item.type == "reference" and not item.is_parent else None
        if target is not None:
            found.append((item.name, target))
    return found


def belongings(record: Record, person: Person) -> list[Belonging]:
    """What belongs to a fact that has no page of its own, as far as the person may edit it."""
    if record.fact.id in _WITH_A_PAGE:
        return []
    kinds = [kind for kind in all_kinds() if kind.parent is not None and kind.parent.to == record.fact.id]
    kinds = [kind for kind in kinds if may_add(person, kind.id, {_parent(kind): record.key})]
    found = retrieve({kind.id: Q(**{f"{_parent(kind)}__key": record.key}) for kind in kinds})
    return [_belonging(kind, tuple(r for r in found.all(kind.id) if r[_parent(kind)] == record)) for kind in kinds]


def _belonging(kind: FactKind, records: tuple[Record, ...]) -> Belonging:
    return Belonging(kind, _parent(kind), records, kind.id in PLANS)


def _parent(kind: FactKind) -> str:
    assert kind.parent is not None
    return kind.parent.name
