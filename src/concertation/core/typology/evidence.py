"""The records that a figure rests on, as evidence that can be shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

from concertation.core.estimate import Declared, Evidence
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text

# Records listed with a finding; their whole number always stands beside.
MOST_RECORDS = 50


@dataclass(frozen=True, slots=True)
class Records:
    """Evidence listed up to ``MOST_RECORDS``, and how many records there are in all."""

    listed: tuple[Evidence, ...]
    count: int


def records(snapshot: Snapshot, *wanted: tuple[str, Collection[int]]) -> Records:
    """The records of those kinds and ids, by kind then key, each with its source and where in it."""
    found: list[Evidence] = []
    sources = snapshot["source"].select(source_id="id", source_key="key")
    for kind_id, ids in wanted:
        frame = snapshot[kind_id].filter(pl.col("id").is_in(list(ids))).sort("key")
        columns = [name for name in ("source_id", "locator") if name in frame.columns]
        frame = frame.select("key", *columns)
        if "source_id" in columns:
            frame = frame.join(sources, on="source_id", how="left", maintain_order="left")
        found += [
            Evidence(kind_id, row["key"], row.get("source_key"), row.get("locator"))
            for row in frame.iter_rows(named=True)
        ]
    return Records(tuple(found[:MOST_RECORDS]), len(found))


def declarations(snapshot: Snapshot, facet: str) -> tuple[Declared, ...]:
    """What each source declares of a facet, in the order of the records' keys."""
    rows = snapshot.holding("declared_type").filter(pl.col("facet") == facet).sort("key")
    values = dict(rows.select("key", "value").iter_rows())
    evidence = records(snapshot, ("declared_type", rows["id"].to_list())).listed
    return tuple(Declared(values[record.key], record) for record in evidence)


def names_of(snapshot: Snapshot, kind_id: str, ids: Sequence[int]) -> tuple[Text, ...]:
    """Names in both languages, in the order of ids; a missing side falls back on the other, then the key."""
    frame = snapshot[kind_id].filter(pl.col("id").is_in(list(ids)))
    names: dict[int, Text] = {}
    for row in frame.select("id", "key", "name_en", "name_fr").iter_rows(named=True):
        english = row["name_en"] or row["name_fr"] or row["key"]
        names[row["id"]] = Text(en=english, fr=row["name_fr"] or english)
    return tuple(names.get(number) or Text(en=f"#{number}", fr=f"#{number}") for number in ids)
