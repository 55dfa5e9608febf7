"""What a removal comes to, in words: what goes along, and what holds the fact back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from concertation.core.facts import fact_kind
from concertation.journeys.records import Record, Records
from concertation.journeys.removal import FactRemoval, Numbers
from concertation.journeys.retrieval import retrieve
from concertation.web.wording import label_of, reader_language, when

# Enough to recognise what they are; the rest is counted.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Lot:
    """Facts of one kind: how many, the first ones by name."""

    label: str
    count: int
    records: tuple[Record, ...]
    names: tuple[str, ...]

    @property
    def unnamed(self) -> int:
        """How many more there are."""
        return self.count - len(self.names)


@dataclass(frozen=True, slots=True)
class RemovalInWords:
    """The two lists that the page shows."""

    going_along: tuple[Lot, ...]
    holding: tuple[Lot, ...]


def removal_in_words(removal: FactRemoval) -> RemovalInWords:
    """The facts by kind, named as far as a page can hold."""
    return RemovalInWords(lots_of(removal.going_along), lots_of(removal.holding))


def lots_of(numbers: Numbers) -> tuple[Lot, ...]:
    """Facts by kind, the first ones by name."""
    shown: dict[str, Collection[int]] = {kind_id: sorted(own)[:_NAMED] for kind_id, own in numbers.items()}
    records = retrieve({kind_id: Q(id__in=own) for kind_id, own in shown.items()})
    return tuple(_lot(kind_id, len(numbers[kind_id]), _found(records, kind_id, own)) for kind_id, own in shown.items())


def _found(records: Records, kind_id: str, numbers: Collection[int]) -> tuple[Record, ...]:
    found = (records.get(kind_id, number) for number in numbers)
    return tuple(record for record in found if record is not None)


def _lot(kind_id: str, count: int, records: tuple[Record, ...]) -> Lot:
    kind = fact_kind(kind_id)
    label = (kind.label if count == 1 else kind.plural).in_language(reader_language())
    return Lot(label, count, records, tuple(told_apart(record) for record in records))


def told_apart(record: Record) -> str:
    """Its name, and what it belongs to where many are called the same: an attendance at which meeting."""
    parent = record.fact.parent
    owner = record[parent.name] if parent is not None else None
    if owner is None or owner.fact.id in ("partnership", "organisation"):
        return label_of(record)
    day = when(owner) if owner.fact.is_event else ""
    return f"{label_of(record)} ({', '.join(filter(None, (label_of(owner) if not day else '', day)))})"
