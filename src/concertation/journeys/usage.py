"""How many facts of the register use each term of a vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from concertation.core.facts import FactKind, Field, all_kinds
from concertation.core.snapshot import Snapshot
from concertation.journeys.observation import observe_register
from concertation.journeys.permission import Person, may

# A source that declares a type names the typology, then one of its values.
_DECLARED = {
    "geographic_reach": "reach",
    "sector_breadth": "sectors",
    "partner_number": "number",
    "partner_kinds": "kinds",
    "articulation": "articulation",
    "organisational_arrangement": "arrangement",
}


@dataclass(frozen=True, slots=True)
class Use:
    """How many facts of one kind use a term, and in which field."""

    kind: FactKind
    field: Field
    count: int


def count_uses(scheme_id: str, *, as_of: date, user: Person) -> Mapping[str, tuple[Use, ...]]:
    """By code of term, the uses in the facts known by the day that the reader may see, most used first."""
    snapshot = observe_register(as_of=as_of)
    sees_restricted = may(user, "see_restricted")
    found: dict[str, list[Use]] = defaultdict(list)
    for kind in all_kinds():
        if kind.is_restricted and not sees_restricted:
            continue
        for field in kind.fields:
            for code, count in _counts(snapshot, kind, field, scheme_id):
                found[code].append(Use(kind, field, count))
    return {code: tuple(sorted(uses, key=lambda use: -use.count)) for code, uses in found.items()}


def _counts(snapshot: Snapshot, kind: FactKind, field: Field, scheme_id: str) -> list[tuple[str, int]]:
    frame = snapshot[kind.id]
    if kind.id == "declared_type" and field.name == "value" and scheme_id in _DECLARED:
        frame = frame.filter(pl.col("facet") == _DECLARED[scheme_id])
    elif field.scheme != scheme_id or not field.is_in_snapshot:
        return []
    counted = frame.select(pl.col(field.name).alias("code")).drop_nulls().group_by("code").len().rows()
    return [(str(code), int(count)) for code, count in counted]
