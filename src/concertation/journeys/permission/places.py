"""Where facts stand: at which partnerships, and whose organisation's they are. Always for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from concertation.core.facts import FactKind, fact_kind
from concertation.journeys.neighbourhood import belongs_to_partnership, model_of
from concertation.journeys.permission.table import organisation_path

Values = Mapping[str, object]
# Keys bound in one statement.
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Place:
    """The keys of the partnerships at which a fact stands, and of the organisation whose it is."""

    partnerships: frozenset[str] = frozenset()
    organisation: str | None = None


Placed = dict[str, dict[str, Place]]


def places_in_register(kind_id: str, keys: Collection[str]) -> dict[str, Place]:
    """Where facts of one kind stand, by key; those removed since stood where their last version says.

    One query however many they are, and one more when some are gone.
    """
    model = model_of(kind_id)
    found = _places(kind_id, model.objects.order_by("id"), keys)
    gone = set(keys) - found.keys()
    return found | _places(kind_id, model.history.model.objects.order_by("history_id"), gone) if gone else found


def _places(kind_id: str, rows: Any, keys: Collection[str]) -> dict[str, Place]:
    kind, ordered = fact_kind(kind_id), sorted(set(keys))
    at, whose = partnership_paths(kind), organisation_path(kind_id)
    paths = [*at, *([whose] if whose else [])]
    found: dict[str, Place] = {}
    for start in range(0, len(ordered), _CHUNK):
        own = rows.filter(key__in=ordered[start : start + _CHUNK])
        for key, *cells in own.values_list("key", *paths):
            partnerships = frozenset(str(cell) for cell in cells[: len(at)] if cell is not None)
            found[key] = Place(partnerships, cells[-1] if whose else None)
    return found


def places_as_written(kind_id: str, facts: Mapping[str, Values], known: Placed) -> dict[str, Place]:
    """Where facts would stand by the references that they are written with, each the key of a record.

    ``known`` holds the places of records that the same change adds; the rest are asked of the register.
    """
    kind = fact_kind(kind_id)
    steps = list(_steps(kind))
    asked: dict[str, set[str]] = defaultdict(set)
    for values in facts.values():
        for slot, target, _ in steps:
            key = values.get(slot)
            if target and isinstance(key, str) and key not in known.get(target, {}):
                asked[target].add(key)
    looked_up = {target: places_in_register(target, keys) for target, keys in asked.items()}
    return {key: _place(key, values, steps, known, looked_up) for key, values in facts.items()}


def place_of_record(record: Any) -> Place:
    """Where a record at hand stands, found along the records beside it without asking the register."""
    whose = organisation_path(record.fact.id)
    at = (_followed(record, path) for path in partnership_paths(record.fact))
    partnerships = frozenset(key for key in at if key is not None)
    return Place(partnerships, _followed(record, whose) if whose else None)


@cache
def partnership_paths(kind: FactKind) -> tuple[str, ...]:
    """The lookups that lead from a fact to the keys of its partnerships."""
    if kind.id == "partnership":
        return ("key",)
    if kind.id == "lineage":
        return ("origin__key", "result__key")
    parent = kind.parent
    if parent is None or not belongs_to_partnership(kind):
        return ()
    return tuple(f"{parent.name}__{path}" for path in partnership_paths(fact_kind(str(parent.to))))


@cache
def slots_that_tell(kind_id: str) -> tuple[frozenset[str], frozenset[str]]:
    """The references that say at which partnerships a fact stands, and those that say whose it is."""
    steps = list(_steps(fact_kind(kind_id)))
    at = frozenset(slot for slot, _, is_partnership in steps if is_partnership)
    return at, frozenset(slot for slot, _, is_partnership in steps if not is_partnership)


# A reference, the kind that it leads to where more is to be asked of that record, and whether it tells partnerships.
_Step = tuple[str, str, bool]


def _steps(kind: FactKind) -> Iterator[_Step]:
    paths: list[tuple[str, bool]] = [(path, True) for path in partnership_paths(kind)]
    if whose := organisation_path(kind.id):
        paths.append((whose, False))
    for path, is_partnership in paths:
        slot, _, rest = path.partition("__")
        target = "" if rest in ("", "key") else str(kind[slot].to)
        yield slot, target, is_partnership


def _place(key: str, values: Values, steps: Iterable[_Step], known: Placed, looked_up: Placed) -> Place:
    partnerships: set[str] = set()
    organisation: str | None = None
    for slot, target, is_partnership in steps:
        found = key if slot == "key" else values.get(slot)
        if not isinstance(found, str):
            continue
        place = known.get(target, {}).get(found) or looked_up.get(target, {}).get(found) or Place()
        if is_partnership:
            partnerships |= place.partnerships if target else {found}
        else:
            organisation = place.organisation if target else found
    return Place(frozenset(partnerships), organisation)


def _followed(record: Any, path: str) -> str | None:
    *slots, _ = path.split("__")
    for slot in slots:
        record = record[slot] if record is not None else None
    return None if record is None else str(record.key)
