"""Ties that one side alone tells, and those on which the two differ: what is left to ask, of nobody's fault."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from concertation.core.network.saying.ground import Ground
from concertation.core.network.saying.said import Name, Said
from concertation.core.network.saying.wording import phrase, told


def say_unconfirmed(ground: Ground) -> Iterator[Said]:
    """How many ties both ends tell, whom to ask of those that one tells, and where the two tell them otherwise."""
    kind = ground.relations.kind
    if not (kind.is_directed and kind.is_mutual):
        return
    pairs = _pairs(ground)
    said_by_ends = pairs.filter(pl.col("status").is_in(["confirmed", "claimed", "disputed"]))
    if not said_by_ends.height:
        return
    yield _confirmed(said_by_ends)
    yield from _to_ask(ground, pairs)
    yield from _disputed(ground, pairs)


def _pairs(ground: Ground) -> pl.DataFrame:
    """One row a pair: of a tie told both ways, the two arcs say the same of the pair."""
    ties = ground.relations.ties
    low, high = pl.min_horizontal("source", "target"), pl.max_horizontal("source", "target")
    return ties.with_columns(low=low, high=high).unique(["low", "high"], keep="first", maintain_order=True)


def _confirmed(pairs: pl.DataFrame) -> Said:
    counts = dict(pairs["status"].value_counts().iter_rows())
    confirmed, every = counts.get("confirmed", 0), pairs.height
    if confirmed == every:
        said = told("all_confirmed", every)
        return Said("unconfirmed.share", "holds", *said, 0.5, figures={"confirmed": confirmed, "ties": every})
    said = told("confirmed", confirmed, every=every, claimed=counts.get("claimed", 0))
    strength = 0.5 + 0.3 * (1 - confirmed / every)
    return Said("unconfirmed.share", "missing", *said, strength, figures={"ties": every, **counts},
                measures=("reciprocity_of_pairs",), caution=phrase("confirmed_caution"))  # fmt: skip


def _to_ask(ground: Ground, pairs: pl.DataFrame) -> Iterator[Said]:
    """Those most often named by others in ties that they have not told themselves."""
    claimed = pairs.filter(pl.col("status") == "claimed")
    quiet = pl.when(pl.col("source_word") == "tells").then("target").otherwise("source")
    asked = claimed.group_by(quiet.alias("key")).len().sort(["len", "key"], descending=[True, False])
    if not asked.height:
        return
    names = _named(ground, asked["key"].to_list())
    said = told("to_ask", claimed.height, names=names)
    about = tuple(names)
    figures = {name.key: float(count) for name, count in zip(names, asked["len"], strict=True)}
    yield Said("unconfirmed.to_ask", "missing", *said, 0.55, about, figures, (), phrase("to_ask_caution"))


def _disputed(ground: Ground, pairs: pl.DataFrame) -> Iterator[Said]:
    rows = pairs.filter(pl.col("status") == "disputed").sort("low", "high")
    if not rows.height:
        return
    ends = list(zip(_named(ground, rows["low"].to_list()), _named(ground, rows["high"].to_list()), strict=True))
    said = told("disputed", rows.height, pairs=ends)
    about = tuple(name for pair in ends for name in pair)
    yield Said("unconfirmed.disputed", "missing", *said, 0.6, about, {"disputed": rows.height}, (),
               phrase("disputed_caution"))  # fmt: skip


def _named(ground: Ground, keys: list[str]) -> list[Name]:
    places = {key: place for place, key in enumerate(ground.nodes["key"])}
    return [ground.name(places[key]) for key in keys]
