"""A few facts as records, with what they refer to: enough to call each of them by a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from concertation.core.facts import fact_kind
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.records import Record, Records

# A role is called by its membership, which is called by its organisation.
_STEPS = 2


def retrieve(wanted: Mapping[str, Q]) -> Records:
    """The facts that meet these conditions, by kind, and what they refer to in two steps."""
    return with_referred({kind_id: _rows(kind_id, condition) for kind_id, condition in wanted.items()})


def with_referred(rows_by_kind: Mapping[str, list[dict[str, Any]]]) -> Records:
    """These rows as records, and what they refer to in two steps."""
    tables = {kind_id: list(rows) for kind_id, rows in rows_by_kind.items()}
    latest: Mapping[str, list[dict[str, Any]]] = dict(tables)
    for _ in range(_STEPS):
        numbers = _referred(latest)
        known = {kind_id: {row["id"] for row in rows} for kind_id, rows in tables.items()}
        missing = {kind_id: own - known.get(kind_id, set()) for kind_id, own in numbers.items()}
        latest = {kind_id: _rows(kind_id, Q(id__in=own)) for kind_id, own in missing.items() if own}
        for kind_id, rows in latest.items():
            tables.setdefault(kind_id, []).extend(rows)
    return Records(tables)


def retrieve_one(kind_id: str, key: str) -> Record | None:
    """One fact by its key."""
    return retrieve({kind_id: Q(key=key)}).keyed(kind_id, key)


def plain_rows(kind_id: str, facts: Any) -> list[dict[str, Any]]:
    """The rows of a query of facts, or of their versions; what is blank is unknown."""
    names = ["id", "key", *(c.name for c in fact_kind(kind_id).columns if c.field.type != "geojson")]
    return [{name: None if value == "" else value for name, value in row.items()} for row in facts.values(*names)]


def _rows(kind_id: str, condition: Q) -> list[dict[str, Any]]:
    return plain_rows(kind_id, model_of(kind_id).objects.filter(condition).order_by("id"))


def _referred(tables: Mapping[str, list[dict[str, Any]]]) -> dict[str, set[int]]:
    numbers: dict[str, set[int]] = defaultdict(set)
    for kind_id, rows in tables.items():
        for item in fact_kind(kind_id).fields:
            if item.type == "reference":
                column = f"{item.name}_id"
                numbers[str(item.to)].update(row[column] for row in rows if row[column] is not None)
    return numbers
