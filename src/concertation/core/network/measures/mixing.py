"""Whether ties stay within groups, and join those who are alike."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.estimate import Unknown
from concertation.core.network.measures.answer import Answer, Column, Figure, share, shares, unknown
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Reading

NO_GROUPS = unknown(
    "The groups of both ends of a tie: here none is known.",
    "Les groupes des deux extrémités d’un lien\u00a0: ici, aucun n’est connu.",
)
ONE_GROUP = unknown(
    "Organisations of several groups: here all that are tied are of one.",
    "Des organismes de plusieurs groupes\u00a0: ici, tous ceux qui sont liés sont d’un seul.",
)
NO_NUMBERS = unknown(
    "The numbers of both ends of a tie: here none is known.",
    "Les nombres des deux extrémités d’un lien\u00a0: ici, aucun n’est connu.",
)
ALL_ALIKE = unknown(
    "Numbers that differ from tie to tie: here all are the same at one end.",
    "Des nombres qui diffèrent d’un lien à l’autre\u00a0: ici, tous sont les mêmes à une extrémité.",
)


def describe_mixing(reading: Reading) -> Mapping[str, Answer]:
    """Ties outside and inside the group, over the network and for each; how many ties join each two groups."""
    groups, pairs = reading.groups, reading.pairs
    source, target = groups[pairs.source], groups[pairs.target]
    known = (source >= 0) & (target >= 0)
    outside = known & (source != target)
    counted, crossing = (_around(reading, which) for which in (known, outside))
    if len(known) and not known.any():
        return {"ei_index": NO_GROUPS, "ei_index_of_each": NO_GROUPS, "mixing_matrix": _matrix(reading)}
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
    found = correlation_over_ties(reading, given, received)
    return {"degree_assortativity": found.answer if isinstance(found, Figure) else found}


def describe_likeness_of_groups(reading: Reading) -> Mapping[str, Answer]:
    """Whether ties join organisations of the same group more often than chance would."""
    groups, count = reading.groups, len(reading.group_names)
    source, target = _ends(reading)
    known = (groups[source] >= 0) & (groups[target] >= 0)
    if len(known) and not known.any():
        return {"group_assortativity": NO_GROUPS}
    joined = np.zeros((count, count))
    np.add.at(joined, (groups[source[known]], groups[target[known]]), 1)
    joined /= max(joined.sum(), 1)
    expected = float(joined.sum(axis=1) @ joined.sum(axis=0))
    observed = share(float(np.trace(joined)) - expected, 1 - expected) if known.any() else float("nan")
    if known.any() and np.isnan(observed):
        return {"group_assortativity": ONE_GROUP}
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


def correlation_over_ties(reading: Reading, of_source: Column, of_target: Column) -> Figure | Unknown:
    """Newman (2003): Pearson’s correlation, over the ties, of what is known of both ends; unknown if one is alike."""
    source, target = _ends(reading)
    one, other = of_source[source], of_target[target]
    known = ~(np.isnan(one) | np.isnan(other))
    one, other = one[known], other[known]
    coverage = share(float(known.sum()), len(known))
    if not len(known):
        return Figure(float("nan"), coverage)
    if not len(one):
        return NO_NUMBERS
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return ALL_ALIKE
    one, other = one - one.mean(), other - other.mean()
    return Figure(float((one * other).sum() / np.sqrt((one**2).sum() * (other**2).sum())), coverage)


FAMILIES = (
    Family(("ei_index", "ei_index_of_each", "mixing_matrix"), describe_mixing),
    Family(("degree_assortativity",), describe_likeness),
    Family(("group_assortativity",), describe_likeness_of_groups),
    Family(("number_assortativity",), describe_likeness_of_numbers),
)
