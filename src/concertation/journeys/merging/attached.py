"""What is attached to an organisation: every fact that refers to it, read once a kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q

from concertation.core.errors import UnknownRecord
from concertation.core.facts import FactKind, all_kinds, fact_kind
from concertation.journeys.neighbourhood import model_of

Row = dict[str, Any]
# Numbers of records by kind: those looked for.
Targets = Mapping[str, Collection[int]]


def organisation_row(key: str) -> Row:
    """The organisation of that key, with its source by key; raises ``UnknownRecord``."""
    found = _rows("organisation", Q(key=key))
    if not found:
        raise UnknownRecord(kind=fact_kind("organisation").label.en, key=key)
    return found[0]


def references(kind: FactKind) -> tuple[tuple[str, str], ...]:
    """The columns of a kind that lead to other facts, and to what kind; where a fact comes from excepted."""
    return tuple(
        (f"{item.name}_id", str(item.to)) for item in kind.fields if item.type == "reference" and item.to != "source"
    )


def rows_referring(kind: FactKind, targets: Targets) -> list[Row]:
    """The facts of one kind that refer to any of these records."""
    condition = Q()
    for column, target in references(kind):
        if targets.get(target):
            condition |= Q(**{f"{column}__in": targets[target]})
    return _rows(kind.id, condition) if condition else []


def count_attached(key: str) -> dict[str, int]:
    """How many facts of each kind refer to an organisation directly."""
    number = organisation_row(key)["id"]
    counts = {}
    for kind in all_kinds():
        columns = [column for column, target in references(kind) if target == "organisation"]
        condition = Q()
        for column in columns:
            condition |= Q(**{column: number})
        if columns and (count := model_of(kind.id).objects.filter(condition).count()):
            counts[kind.id] = count
    return counts


def _rows(kind_id: str, condition: Q) -> list[Row]:
    """Unknown text comes as ``None``; the source by its key beside its number."""
    names = [column.name for column in fact_kind(kind_id).columns]
    sourced = ("source__key",) if "source_id" in names else ()
    found = model_of(kind_id).objects.filter(condition).order_by("id").values("id", "key", *names, *sourced)
    return [{name: None if value == "" else value for name, value in row.items()} for row in found]
