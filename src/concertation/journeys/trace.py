"""Who changed what, when and why, with each fact before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Literal

from django.db.models import Q

from concertation.core.errors import UnknownRecord
from concertation.core.facts import Column, FactKind, all_kinds, fact_kind
from concertation.journeys.leading_on import FORMER_CODE
from concertation.journeys.neighbourhood import belongs_to_partnership, model_of
from concertation.journeys.permission import Person, closed_kinds, hands_of, kinds_by_row, open_rows
from concertation.journeys.records import Record, Records
from concertation.store.models import Change
from concertation.store.rows import version_names, versions_of
from concertation.store.tables import history_model

Deed = Literal["added", "changed", "removed"]
_DEEDS: dict[str, Deed] = {"+": "added", "~": "changed", "-": "removed"}


@dataclass(frozen=True, slots=True)
class Edit:
    """One column before and after; on a fact that was added there is no before."""

    column: Column
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class FactChange:
    """What a change did to one fact; ``record`` is the fact as the change left it, or as it was removed."""

    deed: Deed
    record: Record
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class TracedChange:
    """One change, and what it did to the facts asked about."""

    id: int
    made_at: datetime
    made_by: str
    kind: str
    reason: str
    facts: tuple[FactChange, ...]
    made_by_id: int | None = None

    def by_kind(self) -> list[tuple[FactKind, Deed, list[FactChange]]]:
        """The same facts grouped by kind and by what was done to them, those changed first."""
        groups: dict[tuple[str, Deed], list[FactChange]] = defaultdict(list)
        for fact in self.facts:
            groups[fact.record.fact.id, fact.deed].append(fact)
        order = {"changed": 0, "removed": 1, "added": 2}
        return [
            (fact_kind(kind), deed, facts)
            for (kind, deed), facts in sorted(groups.items(), key=lambda item: order[item[0][1]])
        ]


@dataclass(slots=True)
class _Versions:
    """Versions of facts as the register kept them, oldest first."""

    rows: dict[str, list[dict[str, Any]]]
    only: Mapping[str, Q] = field(default_factory=dict)
    hides_who_says: bool = False

    def ids(self, kind_id: str) -> set[int]:
        return {row["id"] for row in self.rows.get(kind_id, ())}

    def read(self, kind_id: str, condition: Q) -> None:
        only = self.only.get(kind_id, Q())
        self.rows[kind_id] = _among(kind_id, condition, only) if only else versions_of(fact_kind(kind_id), condition)
        if kind_id == "source" and self.hides_who_says:
            for row in self.rows[kind_id]:
                row["person"] = None


def _among(kind_id: str, condition: Q, only: Q) -> list[dict[str, Any]]:
    """The versions that this person may read, by a condition that looks into other tables."""
    own: Any = history_model(fact_kind(kind_id))._default_manager
    rows = own.filter(condition & only).order_by("history_date", "history_id").values(*version_names(kind_id))
    return [{name: None if value == "" else value for name, value in row.items()} for row in rows]


def trace_partnership(*, key: str, user: Person) -> list[TracedChange]:
    """Every change to a partnership or to what belongs to it, latest first."""
    partnership_id = _id_in_history("partnership", key)
    closed, versions = closed_kinds(user, key), _versions_for(user)
    versions.read("partnership", Q(id=partnership_id))
    for kind in all_kinds():
        parent = kind.parent
        if parent is None or kind.id in closed:
            continue
        if kind.id == "lineage":
            versions.read(kind.id, Q(origin_id=partnership_id) | Q(result_id=partnership_id))
        elif parent.to == "partnership":
            versions.read(kind.id, Q(**{f"{parent.name}_id": partnership_id}))
        elif belongs_to_partnership(kind):
            versions.read(kind.id, Q(**{f"{parent.name}_id__in": versions.ids(str(parent.to))}))
    return _traced(versions)


def trace_organisation(*, key: str, user: Person) -> list[TracedChange]:
    """Every change to an organisation, its names, its places and its belongings, latest first.

    The histories of the records that were merged into it are part of its own.
    """
    numbers = _with_those_merged(_id_in_history("organisation", key))
    closed, versions = closed_kinds(user, key), _versions_for(user)
    versions.read("organisation", Q(id__in=numbers))
    for kind in all_kinds():
        is_own = kind.parent is not None and kind.parent.to == "organisation"
        if kind.id in closed or not (is_own or kind.id == "membership"):
            continue
        versions.read(kind.id, Q(organisation_id__in=numbers))
    return _traced(versions)


def trace_fact(*, kind_id: str, key: str, user: Person) -> list[TracedChange]:
    """Every change to one fact, latest first; raises ``UnknownRecord`` where the reader may not see it."""
    if kind_id in closed_kinds(user, key):
        raise UnknownRecord(kind=kind_id, key=key)
    versions = _versions_for(user)
    versions.read(kind_id, Q(id=_id_in_history(kind_id, key)))
    if not versions.rows[kind_id]:
        raise UnknownRecord(kind=kind_id, key=key)
    return _traced(versions)


def trace_change(number: int, *, user: Person) -> TracedChange:
    """All that one change did to the facts that the reader may see; raises ``UnknownRecord``."""
    change = Change.objects.filter(pk=number).first()
    if change is None:
        raise UnknownRecord(kind="change", key=str(number))
    closed, versions = closed_kinds(user, f"change {number}"), _versions_for(user)
    for kind in all_kinds():
        if kind.id not in closed:
            versions.read(kind.id, Q(change_id=number))
            changed = _there_before(versions.rows[kind.id])
            if changed:
                versions.read(kind.id, Q(change_id=number) | Q(id__in=changed, change_id__lt=number))
    traced = next((one for one in _traced(versions) if one.id == number), None)
    facts = traced.facts if traced is not None else ()
    return _told(change, facts)


def _versions_for(user: Person) -> _Versions:
    """Of contacts, the versions of those that this person may read; the persons behind sources stand at no row."""
    only = {kind_id: open_rows(user, kind_id) or Q() for kind_id in kinds_by_row(user)}
    return _Versions({}, only, not hands_of(user).opens_everywhere("see_contacts"))


def _with_those_merged(number: int) -> set[int]:
    """The record and those whose codes lead to it."""
    codes = model_of("organisation_identifier").objects.filter(organisation_id=number, scheme=FORMER_CODE)
    history = model_of("organisation").history.model.objects.filter(key__in=codes.values("value"))
    return {number, *history.values_list("id", flat=True)}


def _there_before(rows: Iterable[dict[str, Any]]) -> set[int]:
    """The facts that a change did not add: those whose first version in it is a correction or a removal."""
    first: dict[int, str] = {}
    for row in rows:
        first.setdefault(row["id"], row["history_type"])
    return {number for number, deed in first.items() if deed != "+"}


def _id_in_history(kind_id: str, key: str) -> int:
    versions: Any = history_model(fact_kind(kind_id))._default_manager
    found: int | None = versions.filter(key=key).values_list("id", flat=True).first()
    if found is None:
        raise UnknownRecord(kind=kind_id, key=key)
    return found


def _traced(versions: _Versions) -> list[TracedChange]:
    records = Records(_referred_rows(versions))
    by_change: dict[int, list[FactChange]] = defaultdict(list)
    for kind_id, rows in versions.rows.items():
        for change_id, fact in _fact_changes(fact_kind(kind_id), rows, records):
            by_change[change_id].append(fact)
    changes = Change.objects.filter(id__in=by_change).order_by("-id")
    return [_told(change, tuple(by_change[change.id])) for change in changes]


def _told(change: Change, facts: tuple[FactChange, ...]) -> TracedChange:
    about = (change.id, change.made_at, change.made_by_name, change.kind, change.reason)
    return TracedChange(*about, facts, change.made_by_id)


def _fact_changes(kind: FactKind, rows: Iterable[dict[str, Any]], records: Records) -> Iterator[tuple[int, FactChange]]:
    """What each change did to each fact in the end: one lifted and set down again within a change was corrected."""
    before: dict[int, dict[str, Any] | None] = {}
    lasts = {(row["id"], row["change_id"]): row for row in rows}
    for row in lasts.values():
        earlier = before.get(row["id"])
        is_there = row["history_type"] != "-"
        before[row["id"]] = row if is_there else None
        deed: Deed = "removed" if not is_there else "added" if row["history_type"] == "+" and not earlier else "changed"
        edits = _edits(kind, earlier, row) if is_there else ()
        if edits or deed != "changed":
            yield row["change_id"], FactChange(deed, Record(kind, row, records), edits)


def _edits(kind: FactKind, before: dict[str, Any] | None, after: dict[str, Any]) -> tuple[Edit, ...]:
    return tuple(
        Edit(column, None if before is None else before[column.name], after[column.name])
        for column in kind.columns
        if (after[column.name] is not None if before is None else before[column.name] != after[column.name])
    )


def _referred_rows(versions: _Versions) -> dict[str, list[dict[str, Any]]]:
    """What the versions refer to, and what that refers to in turn: enough to call everything by a name."""
    found: dict[str, list[dict[str, Any]]] = {}
    pending = {kind_id: rows for kind_id, rows in versions.rows.items() if rows}
    for _ in range(2):
        wanted: dict[str, set[int]] = defaultdict(set)
        for kind_id, rows in pending.items():
            for name, target in _references(kind_id):
                wanted[target].update(row[name] for row in rows if row[name] is not None)
        pending = {target: _rows_of(target, ids, found.get(target, [])) for target, ids in wanted.items()}
        for target, rows in pending.items():
            found.setdefault(target, []).extend(rows)
    return found


def _rows_of(kind_id: str, ids: Collection[int], known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As they stand today; those removed since are read from their last version."""
    missing = set(ids) - {row["id"] for row in known}
    latest = {row["id"]: row for row in versions_of(fact_kind(kind_id), Q(id__in=missing))}
    return list(latest.values())


@cache
def _references(kind_id: str) -> tuple[tuple[str, str], ...]:
    return tuple((f"{f.name}_id", str(f.to)) for f in fact_kind(kind_id).fields if f.type == "reference")
