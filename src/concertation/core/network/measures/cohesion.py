"""How a network holds together: its components, its distances, and Krackhardt’s connectedness."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.network.measures.answer import Answer, approached, share, unknown
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Reading

NO_WEIGHTED_TABLE = unknown(
    "Distances counted in steps; here ties have lengths.",
    "Des distances comptées en pas; ici, les liens ont des longueurs.",
)


def describe_components(reading: Reading) -> Mapping[str, Answer]:
    """How many parts have no tie between them, how large, and the pairs that no path joins."""
    size, sizes = reading.network.size, np.sort(reading.parts.sizes)[::-1]
    connected = share(_pairs_within(sizes), size * (size - 1))
    values, counts = np.unique(sizes, return_counts=True)
    return {
        "component_count": float(len(sizes)),
        "largest_component": share(float(sizes[0]), size) if size else float("nan"),
        "component_sizes": pl.DataFrame({"organisations": values[::-1], "components": counts[::-1]}),
        "component": reading.parts.labels.astype(np.float64),
        "connectedness": connected,
        "fragmentation": 1 - connected,
    }


def _pairs_within(sizes: NDArray[np.int64]) -> float:
    return float((sizes * (sizes - 1)).sum())


def describe_strong_components(reading: Reading) -> Mapping[str, Answer]:
    """Parts within which each organisation reaches each along the direction of ties."""
    sizes = reading.strong_parts.sizes
    largest = share(float(sizes.max(initial=0)), reading.network.size)
    return {"strong_component_count": float(len(sizes)), "largest_strong_component": largest}


def describe_distances(reading: Reading) -> Mapping[str, Answer]:
    """Distances between those that a path joins, and the compactness that counts those that none joins."""
    paths, size = reading.paths, reading.network.size
    answers: Mapping[str, Answer] = {
        "mean_distance": share(float(paths.total.sum()), float(paths.reached.sum())),
        "diameter": float(paths.farthest.max()) if paths.reached.any() else float("nan"),
        "compactness": share(float(paths.inverse.sum()), size * (size - 1)),
        "distance_distribution": _distances(paths.at, reading) if reading.lengths == "steps" else NO_WEIGHTED_TABLE,
    }
    return approached(answers, paths.exactness)


def describe_weighted_fragmentation(reading: Reading) -> Mapping[str, Answer]:
    """How far apart all are, pairs that no path joins being the farthest."""
    paths, size = reading.pair_paths, reading.network.size
    fragmentation = 1 - share(float(paths.inverse.sum()), size * (size - 1))
    return approached({"distance_weighted_fragmentation": fragmentation}, paths.exactness)


def _distances(counts: NDArray[np.int64], reading: Reading) -> pl.DataFrame:
    size, steps = reading.network.size, np.arange(1, len(counts) + 1)
    ways = 1 if reading.network.is_directed else 2
    joined = pl.DataFrame({"steps": steps, "pairs": counts // ways}, schema={"steps": pl.Int64, "pairs": pl.Int64})
    apart = (size * (size - 1) - int(counts.sum())) // ways
    return pl.concat([joined, pl.DataFrame({"steps": [None], "pairs": [apart]}, schema=joined.schema)])


FAMILIES = (
    Family(
        (
            "component_count",
            "largest_component",
            "component_sizes",
            "component",
            "connectedness",
            "fragmentation",
        ),
        describe_components,
    ),
    Family(("strong_component_count", "largest_strong_component"), describe_strong_components),
    Family(
        ("mean_distance", "diameter", "compactness", "distance_distribution"), describe_distances, follows_lengths=True
    ),
    Family(("distance_weighted_fragmentation",), describe_weighted_fragmentation),
)
