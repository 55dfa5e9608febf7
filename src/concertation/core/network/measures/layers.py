"""Several kinds of ties at once: how many of them join the same two organisations."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from concertation.core.network.measures.answer import Answer, share
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Reading


def describe_layers(reading: Reading) -> Mapping[str, Answer]:
    """Kinds of ties by pair, on average, and the share of pairs joined by more than one."""
    counts = _layers_by_pair(reading)
    kinds = counts["layers"].to_numpy()
    return {
        "multiplexity": share(float(kinds.sum()), len(kinds)),
        "multiplex_share": share(float((kinds > 1).sum()), len(kinds)),
        "layers_by_pair": counts,
    }


def _layers_by_pair(reading: Reading) -> pl.DataFrame:
    """Each pair tied in some layer, whatever the direction, and in how many layers it is."""
    frames = []
    for layer in reading.layers.values():
        keys = layer.nodes["key"].cast(pl.String)
        ends = pl.DataFrame({"one": keys.gather(layer.source), "two": keys.gather(layer.target)})
        both = (pl.min_horizontal("one", "two").alias("key"), pl.max_horizontal("one", "two").alias("other"))
        frames.append(ends.select(both).unique())
    counted = pl.concat(frames).group_by("key", "other").agg(pl.len().cast(pl.Int64).alias("layers"))
    return counted.sort("key", "other")


FAMILIES = (Family(("multiplexity", "multiplex_share", "layers_by_pair"), describe_layers),)
