"""Facts that say the same once two organisations are one: which of them stays, and what the others leave to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from concertation.core.facts import Column, FactKind
from concertation.journeys.merging.attached import Row

# What makes two facts of a kind one, beside dates that meet; other kinds fold what repeats every word.
_ANCHORS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "organisation_name": ("organisation_id", "kind", "name"),
        "organisation_identifier": ("organisation_id", "scheme", "value"),
        "organisation_sector": ("organisation_id", "sector"),
        "organisation_area": ("organisation_id", "area_id"),
        "representative": ("organisation_id", "name"),
        "match_judgment": ("organisation_id", "other_id"),
        "membership": ("partnership_id", "organisation_id"),
        "membership_role": ("membership_id", "role"),
        "representation": ("membership_id", "representative_id"),
        "attendance": ("meeting_id", "membership_id", "guest_id"),
        "agreement_party": ("agreement_id", "organisation_id"),
        "decision_maker": ("decision_id", "organisation_id"),
        "participation": ("activity_id", "organisation_id"),
        "body_member": ("body_id", "organisation_id"),
        "tie": ("from_organisation_id", "to_organisation_id", "partnership_id", "kind"),
        "dependence": ("partnership_id", "dependent_id", "provider_id", "resource"),
    }
)
# The longest value of a statement.
_LONGEST = 300
# Relations between two organisations: within one they say nothing.
_BETWEEN_TWO: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "tie": ("from_organisation_id", "to_organisation_id"),
        "dependence": ("dependent_id", "provider_id"),
        "match_judgment": ("organisation_id", "other_id"),
    }
)
# The answer that stands where two are given: who was there once was there; a plain answer beats doubt.
_STRONGER: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("attendance", "status"): ("present", "substitute", "regrets", "absent"),
        ("match_judgment", "answer"): ("different", "unsure"),
    }
)
_WHERE_FROM = frozenset({"source_id", "locator", "note"})
_DATES = frozenset({"since", "until"})
# How precisely a day is known goes with that day.
_NOT_SAID = _WHERE_FROM | {"date_precision"}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A value that another fact held in the same place and that is kept as a statement."""

    column: str
    value: object
    source: str | None
    locator: str | None


@dataclass(slots=True)
class Fold:
    """Facts that become one: the number of the one that stays, those that go, what changes in it."""

    kind: FactKind
    survivor: Row
    folded: list[Row]
    changes: dict[str, object] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)
    # Sources of facts that say nothing else than the one that stays: a second source agrees.
    agreeing: list[Row] = field(default_factory=list)


def is_within_itself(kind: FactKind, row: Row) -> bool:
    """Whether a relation leads from an organisation to itself."""
    ends = _BETWEEN_TWO.get(kind.id)
    return ends is not None and row[ends[0]] is not None and row[ends[0]] == row[ends[1]]


def find_folds(
    kind: FactKind, rows: Sequence[Row], *, moving: Collection[int], attended: Mapping[int, date]
) -> list[Fold]:
    """Those of the rows that become one; ``rows`` as they will read, ``moving`` the numbers of those that change hands.

    Facts fold when they have one anchor and, where they hold over dates, dates that meet; at least one of them stays
    where it was. ``attended``: by membership, the first meeting attended.
    """
    folds = []
    for group in _by_anchor(kind, rows).values():
        for lot in _meeting_in_time(kind, group):
            staying = [row for row in lot if row["id"] not in moving]
            if staying and len(staying) < len(lot):
                fold = _folded(kind, lot, staying, attended)
                if fold is not None:
                    folds.append(fold)
    return folds


def _by_anchor(kind: FactKind, rows: Iterable[Row]) -> Mapping[tuple[Any, ...], list[Row]]:
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[_anchor(kind, row)].append(row)
    return groups


def _anchor(kind: FactKind, row: Row) -> tuple[Any, ...]:
    names = _ANCHORS.get(kind.id)
    if names is None:
        names = tuple(column.name for column in kind.columns if column.name not in _WHERE_FROM)
    values = tuple(row[name] for name in names)
    return tuple(sorted(values)) if kind.id == "match_judgment" else values


def _meeting_in_time(kind: FactKind, group: Sequence[Row]) -> Iterator[list[Row]]:
    """Parts of the group whose dates meet, from one to the next; an unknown side is taken to hold."""
    if not kind.is_dated:
        yield list(group)
        return
    lot: list[Row] = []
    last = date.min
    for row in sorted(group, key=lambda row: (row["since"] or date.min, row["id"])):
        if lot and (row["since"] or date.min) > last:
            yield lot
            lot, last = [], date.min
        lot.append(row)
        last = max(last, row["until"] or date.max)
    if lot:
        yield lot


def _folded(kind: FactKind, lot: list[Row], staying: list[Row], attended: Mapping[int, date]) -> Fold | None:
    survivor = min(staying, key=lambda row: (row.get("since") is None, row.get("since") or date.min, row["id"]))
    fold = Fold(kind, survivor, [row for row in lot if row is not survivor])
    result = dict(survivor)
    if kind.is_dated:
        result |= _period(lot, attended)
        _keep_own_dates(fold, result)
    for row in fold.folded:
        _take_over(fold, result, row)
    if fold.disagreements and _is_never_settled(kind):
        return None
    fold.changes = {name: value for name, value in result.items() if value != survivor[name] and name != "source__key"}
    return fold


def _is_never_settled(kind: FactKind) -> bool:
    """Two facts that disagree both stay where one may be a second person, or where few may read them."""
    return kind.is_restricted or kind.id == "representative"


def _keep_own_dates(fold: Fold, result: Row) -> None:
    """Days of the fact that stays, where those of another reach further."""
    for column in fold.kind.columns:
        own = fold.survivor[column.name]
        if column.name in ("since", "until") and own is not None and own != result[column.name]:
            fold.disagreements.append(_disagreement(column, own, fold.survivor))


def _period(lot: Sequence[Row], attended: Mapping[int, date]) -> dict[str, Any]:
    """All the days of all of them: the earliest known first day, unless a meeting was attended before it; the latest
    last day, or none where one of them still holds."""
    known = [row["since"] for row in lot if row["since"] is not None]
    since = min(known, default=None)
    meetings = [attended[row["id"]] for row in lot if row["id"] in attended]
    if since is not None and len(known) < len(lot) and min(meetings, default=since) < since:
        since = None
    until = None if any(row["until"] is None for row in lot) else max(row["until"] for row in lot)
    precision = next((row["date_precision"] for row in lot if row["since"] == since), None)
    return {"since": since, "until": until, "date_precision": precision}


def _take_over(fold: Fold, result: Row, row: Row) -> None:
    """What ``row`` says goes where the result says nothing; where both speak and differ, it becomes a statement."""
    before = len(fold.disagreements)
    for column in _compared(fold.kind):
        said, held = row[column.name], result[column.name]
        if said is None or said == held:
            continue
        if held is None and column.name not in _DATES:
            result[column.name] = said
        elif _is_stronger(fold.kind, column.name, said, held):
            result[column.name] = said
            fold.disagreements.append(_disagreement(column, held, result))
        else:
            fold.disagreements.append(_disagreement(column, said, row))
    result["note"] = joined_notes(result["note"], row["note"])
    if result.get("source_id") is None and row.get("source_id") is not None:
        result |= {"source_id": row["source_id"], "locator": row["locator"], "source__key": row["source__key"]}
    elif _agrees_otherwise(fold, result, row) and len(fold.disagreements) == before:
        fold.agreeing.append(row)


def _agrees_otherwise(fold: Fold, result: Row, row: Row) -> bool:
    """Whether it comes from another source; of what few may read, no statement is made."""
    return not fold.kind.is_restricted and row.get("source_id") not in (None, result.get("source_id"))


def joined_notes(one: str | None, other: str | None) -> str | None:
    """Both notes, once each."""
    return "\n\n".join(dict.fromkeys(note for note in (one, other) if note)) or None


def _compared(kind: FactKind) -> Iterator[Column]:
    anchored = _ANCHORS.get(kind.id, ())
    for column in kind.columns:
        if column.name not in anchored and column.name not in _NOT_SAID:
            yield column


def _is_stronger(kind: FactKind, name: str, said: object, held: object) -> bool:
    order = _STRONGER.get((kind.id, name), ())
    return said in order and held in order and order.index(str(said)) < order.index(str(held))


def _disagreement(column: Column, value: object, row: Row) -> Disagreement:
    return Disagreement(column.slot, value, row.get("source__key"), row.get("locator"))


def statement_of(kind_id: str, key: str, said: Disagreement) -> dict[str, object]:
    """« Two sources may disagree, both stay »: what another record said, as a statement about the one that stays."""
    words = written(said.value)
    return {
        "subject_kind": kind_id,
        "subject_key": key,
        "field": said.column,
        "value": words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…",
        "agrees": False,
        "source": said.source,
        "locator": said.locator,
        "note": words if len(words) > _LONGEST else None,
    }


def agreement_of(fold: Fold, row: Row, name: str) -> dict[str, object]:
    """A second source that says the same, of a record that went by ``name``."""
    return {
        "subject_kind": fold.kind.id,
        "subject_key": fold.survivor["key"],
        "value": name[:_LONGEST],
        "agrees": True,
        "source": row["source__key"],
        "locator": row["locator"],
    }


def written(value: object) -> str:
    """A value as statements write it: codes and ISO days."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
