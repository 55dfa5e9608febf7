"""What stands in the way of taking a change back, in words, all of it at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from concertation.core.facts import fact_kind
from concertation.core.text import Text
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.removal import resting_on
from concertation.journeys.undoing.reverse import Later, Reverse, Versions, later_versions
from concertation.store.models import Change

# Facts named in a refusal; the rest are counted.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way: what it is, and the changes to undo or the facts to remove first."""

    says: Text
    changes: tuple[int, ...] = ()
    facts: tuple[tuple[str, int], ...] = ()


def obstacles_to(versions: Versions, reverse: Reverse, change_id: int) -> tuple[Obstacle, ...]:
    """Later corrections, facts that rest on what would go, and what facts that return would miss."""
    later = later_versions(versions, reverse, change_id)
    return (*_later(later), *_held(reverse), *_missing(reverse))


def told_later(named: Iterable[tuple[str, str, Change]], *, count: int, changes: Sequence[int]) -> Obstacle:
    """Of ``count`` later corrections, the kind, key and change of the first; and the changes to undo before."""
    english: list[str] = []
    french: list[str] = []
    for kind_id, key, change in named:
        kind, who = fact_kind(kind_id), f"{key}, {change.made_by_name}, {change.made_at:%Y-%m-%d}"
        english.append(f"{kind.label.en.lower()} {who}")
        french.append(f"{kind.label.fr.lower()} {who}")
    more = f" (+{count - len(english)})" if count > len(english) else ""
    says = Text(
        en=f"the same facts were changed later: {'; '.join(english)}{more}. Undo the later changes first.",
        fr=f"les mêmes faits ont été modifiés ensuite\u00a0: {'; '.join(french)}{more}. "
        "Annulez d’abord les modifications ultérieures.",
    )
    return Obstacle(says, changes=tuple(changes))


def told_held(holding: Mapping[str, int], facts: Iterable[tuple[str, int]] = ()) -> Obstacle:
    """How many facts of each kind rest on what would go, and the first of them."""
    count = sum(holding.values())
    kinds = [fact_kind(kind_id) for kind_id in holding]
    says = Text(
        en=f"{count} fact(s) added since rest on what would go "
        f"({', '.join(kind.plural.en.lower() for kind in kinds)}). Remove them first.",
        fr=f"{count} fait(s) ajouté(s) depuis reposent sur ce qui serait retiré "
        f"({', '.join(kind.plural.fr.lower() for kind in kinds)}). Retirez-les d’abord.",
    )
    return Obstacle(says, facts=tuple(facts))


def told_missing(kind_id: str) -> Obstacle:
    """What kind of fact has to be brought back first."""
    label = fact_kind(kind_id).label
    return Obstacle(
        Text(
            en=f"what it referred to was removed since ({label.en.lower()}). Bring that back first.",
            fr=f"ce à quoi le fait renvoyait a été retiré depuis ({label.fr.lower()}). Rétablissez-le d’abord.",
        )
    )


def _later(later: list[Later]) -> Iterator[Obstacle]:
    if later:
        named = [(one.kind_id, one.version.key, one.version.change) for one in later[:NAMED]]
        changes = sorted({one.version.change_id for one in later}, reverse=True)
        yield told_later(named, count=len(later), changes=changes[:NAMED])


def _held(reverse: Reverse) -> Iterator[Obstacle]:
    """Facts added since may rest on those that would go; those that are led elsewhere do not."""
    holding = resting_on(reverse.removed) if reverse.removed else {}
    holding = {kind_id: numbers - reverse.corrected[kind_id].keys() for kind_id, numbers in holding.items()}
    holding = {kind_id: numbers for kind_id, numbers in holding.items() if numbers}
    if holding:
        facts = [(kind_id, number) for kind_id, numbers in holding.items() for number in sorted(numbers)]
        yield told_held({kind_id: len(numbers) for kind_id, numbers in holding.items()}, facts[:NAMED])


def _missing(reverse: Reverse) -> Iterator[Obstacle]:
    """What a fact referred to may have been removed since."""
    returning = {kind_id: {version.id for version in versions} for kind_id, versions in reverse.restored.items()}
    for target, numbers in _wanted(reverse).items():
        missing = numbers - returning.get(target, set())
        missing -= set(model_of(target).objects.filter(id__in=missing).values_list("id", flat=True))
        if missing:
            yield told_missing(target)


def _wanted(reverse: Reverse) -> dict[str, set[int]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind_id, versions in reverse.restored.items():
        for name, target in _references(kind_id):
            wanted[target] |= {number for version in versions if (number := getattr(version, name)) is not None}
    for kind_id, corrections in reverse.corrected.items():
        for name, target in _references(kind_id):
            found = (columns.get(name) for columns in corrections.values())
            wanted[target] |= {number for number in found if isinstance(number, int)}
    return wanted


def _references(kind_id: str) -> list[tuple[str, str]]:
    return [(f"{item.name}_id", str(item.to)) for item in fact_kind(kind_id).fields if item.type == "reference"]
