"""Where records are found: in every area in which what they serve lies."""

from __future__ import annotations

from collections import Counter

import polars as pl

from concertation.core.faceting.records import area_words, gathered
from concertation.core.geography import found_in
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text
from concertation.core.vocabulary import load_scheme


def found_where(snapshot: Snapshot, served: pl.DataFrame, owner: str) -> pl.DataFrame:
    """One row an owner: the keys of the areas in which something that it serves lies.

    ``served`` has the columns ``owner`` and ``area_id``.
    """
    pairs = served.select(owner, "area_id").drop_nulls().unique()
    found = pairs.join(found_in(snapshot), on="area_id").select(owner, "where_id")
    keys = snapshot["area"].select("key", where_id="id")
    return gathered(found.join(keys, on="where_id"), owner, "key", "facet.where")


def places_served(snapshot: Snapshot) -> pl.DataFrame:
    """The areas of organisations: those that they serve, those of their sites, and the provinces of their sites."""
    sites = snapshot.holding("site").select("organisation_id", "area_id", "province")
    provinces = (
        snapshot["area"]
        .filter(pl.col("kind") == "province_territory")
        .sort("vintage", nulls_last=False)
        .unique("code", keep="last", maintain_order=True)
        .select(area_id="id", province="code")
    )
    return pl.concat(
        [
            snapshot.holding("organisation_area").select("organisation_id", "area_id"),
            sites.select("organisation_id", "area_id"),
            sites.select("organisation_id", "province").join(provinces, on="province").drop("province"),
        ]
    )


def where_words(snapshot: Snapshot) -> dict[str, Text]:
    """What each area is called; where several have one name, of what kind and year each is."""
    kinds = load_scheme("area_kind")
    named = area_words(snapshot)
    namesakes = Counter(words.en for words in named.values())
    told = {}
    for key, kind, vintage in snapshot["area"].select("key", "kind", "vintage").iter_rows():
        words = named[key]
        if namesakes[words.en] > 1 and kind in kinds:
            label, year = kinds[kind].label, f", {vintage}" if vintage else ""
            words = Text(en=f"{words.en} ({label.en.lower()}{year})", fr=f"{words.fr} ({label.fr.lower()}{year})")
        told[key] = words
    return told
