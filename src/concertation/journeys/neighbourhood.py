"""Reads what surrounds a few partnerships: one query a kind of fact, however many members they have."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from threading import Lock
from typing import Any, TypeVar

import polars as pl
from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from concertation.core.facts import FactKind, all_kinds, fact_kind
from concertation.core.snapshot import Snapshot, table_schema
from concertation.journeys.observation import followed_state, reached_between
from concertation.store.history import is_recording
from concertation.store.rows import begun_by, row_names, rows_begun_by
from concertation.store.state import RegisterState, reading_at_one_instant, register_state

Rows = list[dict[str, Any]]
Made = TypeVar("Made")

# Facts of an organisation that a measure of its partnerships reads.
_READ_BY_MEASURES = ("organisation_sector", "organisation_area")


@dataclass(slots=True)
class Neighbourhood:
    """The rows found so far."""

    as_of: date
    known_at: datetime | None = None
    tables: dict[str, Rows] = field(default_factory=dict)
    _made: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """Something made of these rows, made once for all who look at them."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    def snapshot(self) -> Snapshot:
        """The same rows as columns, for the measures."""
        return self.once("snapshot", self._columns)

    def _columns(self) -> Snapshot:
        frames = {}
        for kind_id, rows in self.tables.items():
            if not rows:
                continue
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

    def is_reached(self, facts: Collection[tuple[str, int]]) -> bool:
        """Whether one of these facts is here."""
        numbers: dict[str, set[int]] = self.once(
            "numbers", lambda: {kind_id: self.ids(kind_id) for kind_id in self.tables}
        )
        return any(number in numbers.get(kind_id, ()) for kind_id, number in facts)

    def read(self, kind_id: str, condition: Q) -> None:
        """Adds the rows of one kind that meet a condition and had begun by the day."""
        self.tables.setdefault(kind_id, []).extend(self._rows(fact_kind(kind_id), condition))

    def _rows(self, kind: FactKind, condition: Q) -> Iterable[dict[str, Any]]:
        if self.known_at is None:
            return rows_begun_by(kind, condition, self.as_of)
        known = facts_known_at(kind.id, self.known_at).filter(condition & begun_by(kind, self.as_of))
        rows = known.order_by("id").values(*row_names(kind.id))
        return [{name: None if value == "" else value for name, value in row.items()} for row in rows]


# A page is often asked for again, section by section; some hundred kilobytes each.
_MOST_KEPT = 150

_kept: OrderedDict[tuple[Any, ...], tuple[RegisterState, Neighbourhood]] = OrderedDict()
_lock = Lock()


def observe_neighbourhood(
    *,
    partnership_ids: Collection[int],
    organisation_ids: Collection[int] = (),
    as_of: date,
    known_at: datetime | None = None,
) -> Neighbourhood:
    """What ``read_neighbourhood`` answers; kept until a change touches it, or what would enter it.

    Where nobody follows the whole register, it is kept until anything changes.
    """
    state = _state_now() if known_at is None else None
    if state is None:
        return read_neighbourhood(
            partnership_ids=partnership_ids, organisation_ids=organisation_ids, as_of=as_of, known_at=known_at
        )
    name = (as_of, frozenset(partnership_ids), frozenset(organisation_ids))
    asked = {("partnership", number) for number in name[1]} | {("organisation", number) for number in name[2]}
    with _lock:
        kept = _kept.get(name)
    if kept is None or not _still_holds(*kept, state, asked):
        found = read_neighbourhood(partnership_ids=partnership_ids, organisation_ids=organisation_ids, as_of=as_of)
    else:
        found = kept[1]
    with _lock:
        _kept[name] = (state, found)
        _kept.move_to_end(name)
        if len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return found


def forget_neighbourhoods() -> None:
    """What surrounds anything is read afresh when next looked at."""
    with _lock:
        _kept.clear()


def _state_now() -> RegisterState:
    """The state of the register; nothing while it is being written to."""
    return None if is_recording() else followed_state() or register_state()


def _still_holds(
    before: RegisterState, around: Neighbourhood, after: RegisterState, asked: Collection[tuple[str, int]]
) -> bool:
    """Whether no change reaches what was read, nor what was asked about: it may not have begun, and then has no row."""
    reached = reached_between(before, after)
    return reached is not None and reached.isdisjoint(asked) and not around.is_reached(reached)


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
    _read_judged(around, organisation_ids)


def _read_judged(around: Neighbourhood, organisation_ids: Collection[int]) -> None:
    """The answers in which one of them is the other record, and the records at the other end of all answers."""
    known = around.ids("match_judgment")
    around.read("match_judgment", Q(other_id__in=organisation_ids) & ~Q(id__in=known))
    around.read("organisation", Q(id__in=around.referred("organisation") - around.ids("organisation")))


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
