"""Whether ties stay within groups, and join those who are alike."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.network.measures.answer import Answer, Column, Family, Figure, share, shares
from concertation.core.network.measures.reading import Reading


def describe_mixing(reading: Reading) -> Mapping[str, Answer]:
    """Ties outside and inside the group, over the network and for each; how many ties join each two groups."""
    groups, pairs = reading.groups, reading.pairs
    source, target = groups[pairs.source], groups[pairs.target]
    known = (source >= 0) & (target >= 0)
    outside = known & (source != target)
    counted, crossing = (_around(reading, which) for which in (known, outside))
    coverage = share(float(known.sum()), len(known))
    external, internal = float(outside.sum()), float((known & ~outside).sum())
    return {
        "ei_index": Figure(share(external - internal, external + internal), coverage, int(known.sum())),
        "ei_index_of_each": Figure(shares(2 * crossing - counted, counted), coverage),
        "mixing_matrix": _matrix(reading),
    }


def _around(reading: Reading, which: NDArray[np.bool_]) -> Column:
    pairs = reading.pairs
    ends = np.concatenate((pairs.source[which], pairs.target[which]))
    return np.bincount(ends, minlength=pairs.size).astype(np.float64)


def _matrix(reading: Reading) -> pl.DataFrame:
    names = pl.Series([*reading.group_names, None], dtype=pl.String)
    groups, network = reading.groups, reading.network
    ends = pl.DataFrame(
        {
            "source": names.gather(groups[network.source] % len(names)),
            "target": names.gather(groups[network.target] % len(names)),
        }
    )
    if not network.is_directed:
        low, high = pl.min_horizontal("source", "target"), pl.max_horizontal("source", "target")
        blank = pl.any_horizontal(pl.col("source", "target").is_null())
        ends = ends.select(low.alias("source"), pl.when(blank).then(None).otherwise(high).alias("target"))
    return ends.group_by("source", "target").agg(pl.len().cast(pl.Int64).alias("ties")).sort("source", "target")


def describe_likeness(reading: Reading) -> Mapping[str, Answer]:
    """Whether the well tied are tied to the well tied: the correlation of degrees over the ties."""
    network = reading.network
    given = network.out_neighbours.degrees.astype(np.float64)
    received = network.in_neighbours.degrees.astype(np.float64)
    return {"degree_assortativity": correlation_over_ties(reading, given, received).answer}


def describe_likeness_of_groups(reading: Reading) -> Mapping[str, Answer]:
    """Whether ties join organisations of the same group more often than chance would."""
    groups, count = reading.groups, len(reading.group_names)
    source, target = _ends(reading)
    known = (groups[source] >= 0) & (groups[target] >= 0)
    joined = np.zeros((count, count))
    np.add.at(joined, (groups[source[known]], groups[target[known]]), 1)
    joined /= max(joined.sum(), 1)
    expected = float(joined.sum(axis=1) @ joined.sum(axis=0))
    observed = share(float(np.trace(joined)) - expected, 1 - expected) if known.any() else float("nan")
    return {"group_assortativity": Figure(observed, share(float(known.sum()), len(known)))}


def describe_likeness_of_numbers(reading: Reading) -> Mapping[str, Answer]:
    """Whether ties join organisations whose numbers are near: the correlation of both ends."""
    return {"number_assortativity": correlation_over_ties(reading, reading.numbers, reading.numbers)}


def _ends(reading: Reading) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    network = reading.network
    if network.is_directed:
        return network.source, network.target
    ends = (network.source, network.target)
    return np.concatenate(ends), np.concatenate(ends[::-1])


def correlation_over_ties(reading: Reading, of_source: Column, of_target: Column) -> Figure:
    """Newman (2003): Pearson’s correlation, over the ties, of what is known of both ends."""
    source, target = _ends(reading)
    one, other = of_source[source], of_target[target]
    known = ~(np.isnan(one) | np.isnan(other))
    one, other = one[known], other[known]
    coverage = share(float(known.sum()), len(known))
    if not len(one) or np.ptp(one) == 0 or np.ptp(other) == 0:
        return Figure(float("nan"), coverage)
    one, other = one - one.mean(), other - other.mean()
    return Figure(float((one * other).sum() / np.sqrt((one**2).sum() * (other**2).sum())), coverage)


FAMILIES = (
    Family(("ei_index", "ei_index_of_each", "mixing_matrix"), describe_mixing),
    Family(("degree_assortativity",), describe_likeness),
    Family(("group_assortativity",), describe_likeness_of_groups),
    Family(("number_assortativity",), describe_likeness_of_numbers),
)
