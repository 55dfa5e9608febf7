"""The records that a figure rests on, as evidence that can be shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from concertation.core.estimate import Declared, Evidence
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text

# Records listed with a finding; their whole number always stands beside.
MOST_RECORDS = 50

# Rows up to which a table is walked through.
_FEW = 2_000


@dataclass(frozen=True, slots=True)
class Records:
    """Evidence listed up to ``MOST_RECORDS``, and how many records there are in all."""

    listed: tuple[Evidence, ...]
    count: int


def records(snapshot: Snapshot, *wanted: tuple[str, Collection[int]]) -> Records:
    """The records of those kinds and ids, by kind then key, each with its source and where in it."""
    found = [evidence for kind_id, ids in wanted for evidence in _cited(snapshot, kind_id, ids)]
    return Records(tuple(found[:MOST_RECORDS]), len(found))


def _cited(snapshot: Snapshot, kind_id: str, ids: Collection[int]) -> list[Evidence]:
    frame = snapshot[kind_id]
    if "source_id" not in frame.columns:
        return [Evidence(kind_id, key) for (key,) in sorted(_rows(frame, ids, "key"))]
    rows = sorted(_rows(frame, ids, "key", "source_id", "locator"), key=lambda row: row[0])
    keys = dict(_rows(snapshot["source"], {source for _, source, _ in rows if source is not None}, "id", "key"))
    return [Evidence(kind_id, key, keys.get(source), locator) for key, source, locator in rows]


def _rows(frame: pl.DataFrame, ids: Collection[int], *columns: str) -> list[tuple[Any, ...]]:
    """These columns of the records with these ids: of few records each is looked at, which is quicker than to ask."""
    if frame.height > _FEW:
        return frame.filter(pl.col("id").is_in(list(ids))).select(columns).rows()
    wanted = frozenset(ids)
    every = zip(frame["id"].to_list(), frame[list(columns)].rows(), strict=True) if wanted else ()
    return [row for number, row in every if number in wanted]


def declarations(snapshot: Snapshot, facet: str) -> tuple[Declared, ...]:
    """What each source declares of a facet, in the order of the records' keys."""
    rows = snapshot.holding("declared_type", "id", "key", "facet", "value").rows()
    values = {key: value for _, key, of, value in rows if of == facet}
    evidence = records(snapshot, ("declared_type", [number for number, _, of, _ in rows if of == facet])).listed
    return tuple(Declared(values[record.key], record) for record in evidence)


def names_of(snapshot: Snapshot, kind_id: str, ids: Sequence[int]) -> tuple[Text, ...]:
    """Names in both languages, in the order of ids; a missing side falls back on the other, then the key."""
    names: dict[int, Text] = {}
    for number, key, name_en, name_fr in _rows(snapshot[kind_id], ids, "id", "key", "name_en", "name_fr"):
        english = name_en or name_fr or key
        names[number] = Text(en=english, fr=name_fr or english)
    return tuple(names.get(number) or Text(en=f"#{number}", fr=f"#{number}") for number in ids)
