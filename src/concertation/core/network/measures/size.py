"""How large and how full a network is, and how often ties run both ways."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from concertation.core.network.measures.answer import Answer, share
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Reading


def describe_size(reading: Reading) -> Mapping[str, Answer]:
    """Counts of nodes, ties and isolates, the density and the mean degree."""
    network, pairs = reading.network, reading.pairs
    degrees = pairs.all_neighbours.degrees
    possible = network.size * (network.size - 1) / (1 if network.is_directed else 2)
    counts = np.bincount(degrees) if network.size else np.zeros(0, dtype=np.int64)
    return {
        "size": float(network.size),
        "tie_count": float(network.tie_count),
        "isolate_count": float((degrees == 0).sum()),
        "density": share(network.tie_count, possible),
        "mean_degree": share(float(degrees.sum()), network.size),
        "degree_distribution": pl.DataFrame({"degree": np.arange(len(counts)), "organisations": counts}),
    }


def describe_reciprocity(reading: Reading) -> Mapping[str, Answer]:
    """Of the pairs tied at all, those tied both ways; of the ties, those that are returned."""
    mutual = float((reading.ways == 2).sum())
    return {
        "reciprocity_of_pairs": share(mutual, reading.pairs.tie_count),
        "reciprocity_of_ties": share(2 * mutual, reading.network.tie_count),
    }


FAMILIES = (
    Family(("size", "tie_count", "isolate_count", "density", "mean_degree", "degree_distribution"), describe_size),
    Family(("reciprocity_of_pairs", "reciprocity_of_ties"), describe_reciprocity),
)
