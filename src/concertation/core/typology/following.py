"""A classification that follows a snapshot: only the partnerships that facts touched concern are classified again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

import polars as pl

from concertation.core.facts import FactKind, all_kinds, fact_kind
from concertation.core.snapshot import Snapshot
from concertation.core.typology.classification import classify_in_full
from concertation.core.typology.trend import score_days

# Facts of an organisation that its partnerships are classified by, and the column that names it.
_OF_ORGANISATIONS = {
    "organisation": "id",
    "organisation_sector": "organisation_id",
    "organisation_area": "organisation_id",
}
# Where a place changes, any partnership may: all are classified again.
_OF_ALL = frozenset({"area", "area_part"})

# Classifying a few partnerships apart is quicker than all of them up to this share.
_SHARE = 4


def reclassify(
    classification: pl.DataFrame, *, before: Snapshot, after: Snapshot, touched: Mapping[str, Collection[int]]
) -> pl.DataFrame:
    """What ``classify`` answers for ``after``, given its answer for ``before`` and the facts in which they differ.

    Or ``classify_in_full``, whichever answered before.

    Scores agree to the twelfth digit: columns of another length are not always rounded alike.
    """
    return _again(classification, before, after, touched, classify_in_full).sort("partnership_id")


def rescore(
    scores: pl.DataFrame,
    *,
    before: Snapshot,
    after: Snapshot,
    touched: Mapping[str, Collection[int]],
    days: Sequence[date],
) -> pl.DataFrame:
    """What ``score_days`` answers for ``after`` on the same days, in any order."""
    return _again(scores, before, after, touched, lambda part: score_days(part, days=days))


def _again(
    made: pl.DataFrame,
    before: Snapshot,
    after: Snapshot,
    touched: Mapping[str, Collection[int]],
    make: Callable[[Snapshot], pl.DataFrame],
) -> pl.DataFrame:
    concerned = concerned_partnerships(before, after, touched)
    if concerned is None or len(concerned) * _SHARE > after["partnership"].height:
        return make(after)[made.columns]
    if not concerned:
        return made
    kept = made.filter(~pl.col("partnership_id").is_in(list(concerned)))
    return pl.concat([kept, make(after.restricted_to(concerned))[made.columns]])


def concerned_partnerships(
    before: Snapshot, after: Snapshot, touched: Mapping[str, Collection[int]]
) -> set[int] | None:
    """The partnerships whose classification may move; ``None`` for all of them."""
    if _OF_ALL & set(touched):
        return None
    found: set[int] = set()
    organisations: set[int] = set()
    for kind_id, numbers in touched.items():
        for snapshot in (before, after):
            rows = snapshot[kind_id].filter(pl.col("id").is_in(list(numbers)))
            found |= _partnerships_of(fact_kind(kind_id), rows, snapshot)
            if kind_id in _OF_ORGANISATIONS:
                organisations |= set(rows[_OF_ORGANISATIONS[kind_id]].drop_nulls().to_list())
    return found | _partnerships_with(organisations, after)


def _partnerships_of(kind: FactKind, rows: pl.DataFrame, snapshot: Snapshot) -> set[int]:
    """Those that the rows belong to or name, through the larger facts that they are part of."""
    if kind.id == "partnership":
        return set(rows["id"].to_list())
    found: set[int] = set()
    for name in _references(kind, "partnership"):
        found |= set(rows[name].drop_nulls().to_list())
    parent = kind.parent
    if parent is not None and parent.to not in (None, "partnership", "organisation", "area"):
        owners = list(set(rows[f"{parent.name}_id"].drop_nulls().to_list()))
        found |= _partnerships_of(fact_kind(str(parent.to)), _numbered(snapshot, str(parent.to), owners), snapshot)
    return found


def _partnerships_with(organisations: Collection[int], snapshot: Snapshot) -> set[int]:
    """Those in which one of the organisations has a part of any kind."""
    found: set[int] = set()
    if not organisations:
        return found
    for kind in all_kinds():
        for name in _references(kind, "organisation"):
            rows = snapshot[kind.id].filter(pl.col(name).is_in(list(organisations)))
            found |= _partnerships_of(kind, rows, snapshot)
    return found


def _numbered(snapshot: Snapshot, kind_id: str, numbers: Collection[int]) -> pl.DataFrame:
    return snapshot[kind_id].filter(pl.col("id").is_in(list(numbers)))


def _references(kind: FactKind, target: str) -> list[str]:
    return [f"{item.name}_id" for item in kind.fields if item.type == "reference" and item.to == target]
