"""Writes the state before a change, in an order in which nothing impossible stands even for an instant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from django.db import DatabaseError, transaction

from concertation.core.facts import all_kinds
from concertation.journeys.merging.representations import lifted_representations
from concertation.journeys.undoing.reverse import Reverse
from concertation.store.removing import remove_facts, restore_facts
from concertation.store.updating import update_numbered

Corrections = dict[str, dict[int, dict[str, object]]]


def write_reverse(reverse: Reverse, *, along: Corrections) -> None:
    """What it removed returns, what it corrected reads as before, what it added goes; ``along`` is written beside."""
    corrected = {kind_id: dict(own) for kind_id, own in reverse.corrected.items()}
    removed = {kind_id: set(numbers) for kind_id, numbers in reverse.removed.items()}
    restored = {kind_id: list(versions) for kind_id, versions in reverse.restored.items()}
    led, gone = corrected.pop("representation", {}), removed.pop("representation", set())
    returning = restored.pop("representation", [])
    sets: tuple[Mapping[str, Collection[int]], ...] = (corrected, removed, along)
    changing = {kind_id: {n for own in sets for n in own.get(kind_id, ())} for kind_id in _WITH_PEOPLE}
    with lifted_representations(changing, led=led, gone=gone):
        restore_facts(restored)
        _correct(corrected)
        update_numbered(along)
        remove_facts(removed)
    restore_facts({"representation": returning})


_WITH_PEOPLE = ("membership", "representative")


def _correct(corrected: Corrections) -> None:
    """All at once; where the database refuses a step on the way, one by one, as long as one of them passes."""
    try:
        with transaction.atomic():
            update_numbered(corrected)
    except DatabaseError:
        waiting = list(_one_by_one(corrected))
        while waiting:
            refused = [one for one in waiting if not _passes(one)]
            if len(refused) == len(waiting):
                update_numbered(refused[0])
            waiting = refused


def _one_by_one(corrected: Corrections) -> Iterator[Corrections]:
    """Those that refer before those referred to."""
    for kind in reversed(all_kinds()):
        for number, columns in corrected.get(kind.id, {}).items():
            yield {kind.id: {number: columns}}


def _passes(one: Corrections) -> bool:
    try:
        with transaction.atomic():
            update_numbered(one)
    except DatabaseError:
        return False
    return True
