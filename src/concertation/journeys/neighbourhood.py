"""Reads what surrounds a few partnerships: one query a kind of fact, however many members they have."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

import polars as pl
from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from concertation.core.facts import FactKind, all_kinds, fact_kind
from concertation.core.snapshot import Snapshot, table_schema
from concertation.store.state import reading_at_one_instant

Rows = list[dict[str, Any]]

# Facts of an organisation that a measure of its partnerships reads.
_READ_BY_MEASURES = ("organisation_sector", "organisation_area")


@dataclass(slots=True)
class Neighbourhood:
    """The rows found so far."""

    as_of: date
    known_at: datetime | None = None
    tables: dict[str, Rows] = field(default_factory=dict)

    def snapshot(self) -> Snapshot:
        """The same rows as columns, for the measures."""
        frames = {}
        for kind_id, rows in self.tables.items():
            schema = dict(table_schema(kind_id))
            kept = [{name: row[name] for name in schema} for row in rows]
            frames[kind_id] = pl.DataFrame(kept, schema=schema)
        return Snapshot.from_tables(as_of=self.as_of, tables=frames)

    def ids(self, kind_id: str) -> set[int]:
        """The numbers of the rows of one kind."""
        return {row["id"] for row in self.tables.get(kind_id, ())}

    def referred(self, target: str) -> set[int]:
        """The numbers of the ``target`` records that the rows at hand refer to."""
        found: set[int] = set()
        for kind_id, rows in self.tables.items():
            for column in _references(kind_id, target):
                found.update(row[column] for row in rows if row[column] is not None)
        return found

    def read(self, kind_id: str, condition: Q) -> None:
        """Adds the rows of one kind that meet a condition and had begun by the day."""
        self.tables.setdefault(kind_id, []).extend(self._rows(fact_kind(kind_id), condition))

    def _rows(self, kind: FactKind, condition: Q) -> Iterable[dict[str, Any]]:
        names = ["id", "key", *(column.name for column in kind.columns if column.field.type != "geojson")]
        rows = facts_known_at(kind.id, self.known_at).filter(condition & _begun_by(kind, self.as_of))
        for row in rows.order_by("id").values(*names):
            yield {name: None if value == "" else value for name, value in row.items()}


def read_neighbourhood(
    *,
    partnership_ids: Collection[int],
    organisation_ids: Collection[int] = (),
    as_of: date,
    known_at: datetime | None = None,
) -> Neighbourhood:
    """All facts of these partnerships, all facts of these organisations, and all that either refers to.

    With ``known_at``, as the register itself stood at that instant.
    """
    around = Neighbourhood(as_of, known_at)
    with reading_at_one_instant():
        _read_partnerships(around, partnership_ids)
        _read_ties(around, organisation_ids)
        _read_organisations(around, organisation_ids)
        _read_areas(around)
        _read_statements(around)
        around.read("source", Q(id__in=around.referred("source")))
    return around


def _read_partnerships(around: Neighbourhood, partnership_ids: Collection[int]) -> None:
    around.read("partnership", Q(id__in=partnership_ids))
    for kind in all_kinds():
        parent = kind.parent
        if parent is None or kind.id == "tie":
            continue
        if kind.id == "lineage":
            around.read(kind.id, Q(origin_id__in=partnership_ids) | Q(result_id__in=partnership_ids))
        elif parent.to == "partnership":
            around.read(kind.id, Q(partnership_id__in=partnership_ids))
        elif belongs_to_partnership(kind):
            around.read(kind.id, Q(**{f"{parent.name}_id__in": around.ids(str(parent.to))}))
    others = around.referred("partnership") - around.ids("partnership")
    around.read("partnership", Q(id__in=others))


def _read_ties(around: Neighbourhood, organisation_ids: Collection[int]) -> None:
    members = {row["organisation_id"] for row in around.tables["membership"]}
    within = Q(from_organisation_id__in=members, to_organisation_id__in=members)
    touching = Q(from_organisation_id__in=organisation_ids) | Q(to_organisation_id__in=organisation_ids)
    own = Q(partnership_id__in=around.ids("partnership"))
    around.read("tie", own | (within & Q(partnership_id__isnull=True)) | touching)
    around.read("partnership", Q(id__in=around.referred("partnership") - around.ids("partnership")))


def _read_organisations(around: Neighbourhood, organisation_ids: Collection[int]) -> None:
    around.read("representative", Q(id__in=around.referred("representative")))
    around.read("organisation", Q(id__in=around.referred("organisation") | set(organisation_ids)))
    for kind in all_kinds():
        if kind.parent is None or kind.parent.to != "organisation":
            continue
        owners = around.ids("organisation") if kind.id in _READ_BY_MEASURES else organisation_ids
        known = around.ids(kind.id)
        around.read(kind.id, Q(organisation_id__in=owners) & ~Q(id__in=known))


def _read_areas(around: Neighbourhood) -> None:
    """Areas referred to, their parts, and the metropolitan areas of both."""
    around.read("area", Q(id__in=around.referred("area")))
    around.read("area_part", Q(whole_id__in=around.ids("area")))
    for _ in range(2):
        around.read("area", Q(id__in=around.referred("area") - around.ids("area")))


def _read_statements(around: Neighbourhood) -> None:
    keys = {row["key"] for kind_id, rows in around.tables.items() if kind_id != "attendance" for row in rows}
    around.read("statement", Q(subject_key__in=keys))


def facts_known_at(kind_id: str, known_at: datetime | None) -> Any:
    """The facts of one kind; with an instant, as the register held them then, read from their history."""
    model = model_of(kind_id)
    if known_at is None:
        return model.objects.all()
    history = model.history.model.objects
    later = Q(history_date__gt=OuterRef("history_date"))
    later |= Q(history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id"))
    newer = history.filter(later, id=OuterRef("id"), history_date__lte=known_at)
    return history.filter(~Exists(newer), history_date__lte=known_at).exclude(history_type="-")


def _begun_by(kind: FactKind, as_of: date) -> Q:
    start = "since" if kind.is_dated else "on" if kind.is_event else None
    return Q() if start is None else Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": as_of})


@cache
def model_of(kind_id: str) -> Any:
    """The table of that kind of fact."""
    fact_kind(kind_id)
    model: type[models.Model] = apps.get_model("store", kind_id.replace("_", ""))
    return model


@cache
def _references(kind_id: str, target: str) -> tuple[str, ...]:
    return tuple(f"{f.name}_id" for f in fact_kind(kind_id).fields if f.to == target)


@cache
def belongs_to_partnership(kind: FactKind) -> bool:
    """Whether the fact belongs to a partnership, directly or through a larger fact."""
    parent = kind.parent
    if parent is None or parent.to is None:
        return False
    return parent.to == "partnership" or belongs_to_partnership(fact_kind(parent.to))
