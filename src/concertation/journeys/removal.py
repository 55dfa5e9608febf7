"""What goes along when a fact is removed, and what holds it back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.core.facts import FactKind, all_kinds, fact_kind
from concertation.journeys.neighbourhood import model_of

Numbers = Mapping[str, Collection[int]]


@dataclass(frozen=True, slots=True)
class FactRemoval:
    """The fact and all that belongs to it, by kind; and the facts that rest on one of them."""

    kind_id: str
    key: str
    numbers: Numbers
    holding: Numbers

    @property
    def going_along(self) -> Mapping[str, Collection[int]]:
        """What belongs to the fact, without the fact itself."""
        return {k: n for k, n in self.numbers.items() if k != self.kind_id or len(n) > 1}


class HeldFact(ConcertationError):
    """Other facts rest on the one that was to be removed."""

    code = "held-fact"
    english = "{count} other fact(s) rest on this one. Remove or correct them first; nothing was removed."
    french = "{count} autre(s) fait(s) reposent sur celui-ci. Retirez-les ou corrigez-les d’abord; rien n’a été retiré."

    def __init__(self, removal: FactRemoval) -> None:
        self.removal = removal
        super().__init__(count=sum(len(numbers) for numbers in removal.holding.values()))


def removal_of(kind_id: str, key: str) -> FactRemoval:
    """What removing that fact would come to; raises ``UnknownRecord``."""
    number = model_of(kind_id).objects.filter(key=key).values_list("id", flat=True).first()
    if number is None:
        raise UnknownRecord(kind=fact_kind(kind_id).label.en, key=key)
    numbers = belonging_to({kind_id: {number}})
    return FactRemoval(kind_id, key, numbers, resting_on(numbers))


def belonging_to(numbers: Numbers) -> dict[str, set[int]]:
    """The facts given and all that belongs to them, one query a kind whose owner is there."""
    found = {kind_id: set(own) for kind_id, own in numbers.items()}
    for kind in all_kinds():
        owners = [(name, target) for name, target, goes_along in _references(kind) if goes_along and found.get(target)]
        condition = Q()
        for name, target in owners:
            condition |= Q(**{f"{name}_id__in": found[target]})
        if owners and (own := set(model_of(kind.id).objects.filter(condition).values_list("id", flat=True))):
            found.setdefault(kind.id, set()).update(own)
    return found


def resting_on(numbers: Numbers) -> dict[str, set[int]]:
    """Facts outside the set that refer to one inside, and would be left pointing at nothing."""
    found: dict[str, set[int]] = {}
    for kind in all_kinds():
        condition = Q()
        for name, target, _ in _references(kind):
            if numbers.get(target):
                condition |= Q(**{f"{name}_id__in": numbers[target]})
        if not condition:
            continue
        others = model_of(kind.id).objects.filter(condition).exclude(id__in=numbers.get(kind.id, ()))
        if own := set(others.values_list("id", flat=True)):
            found[kind.id] = own
    return found


def _references(kind: FactKind) -> Iterator[tuple[str, str, bool]]:
    """Each reference of a kind: its name, what it leads to, and whether the fact goes when that goes."""
    for item in kind.fields:
        if item.type == "reference":
            relation = model_of(kind.id)._meta.get_field(item.name).remote_field
            yield item.name, str(item.to), relation.on_delete is models.CASCADE
