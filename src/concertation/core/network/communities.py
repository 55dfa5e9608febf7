"""Communities: groups more tied within than chance would have it, and how steady they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.network.drawing import drawing
from concertation.core.network.kernels import can_answer
from concertation.core.network.measures.answer import UNKNOWN_WEIGHTS, Answer, Column, Exactness, Figure
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Reading
from concertation.core.network.network import Network
from concertation.core.text import Text

RUNS = 20
# Of so many nodes every pair is told; of more, those that are tied.
ALL_PAIRS = 500

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Communities:
    """The community of each node, numbered from the largest (0), and the modularity of that division."""

    labels: Labels
    modularity: float


@dataclass(frozen=True)
class Stability:
    """Mean adjusted Rand index between runs of other seeds, and between the ties and ties drawn anew from them.

    ``steadiness`` is of each node the share of the runs, over those of its community, in which both stay together;
    ``together`` is of the pairs ``one`` and ``other`` (lower first) the share of the runs in which one community holds
    both: every pair that is ever together of up to :data:`ALL_PAIRS` nodes, the tied ones beyond.
    """

    between_seeds: float
    between_resamples: float
    steadiness: Column
    one: Labels
    other: Labels
    together: Column


def describe_communities(reading: Reading) -> Mapping[str, Answer]:
    """Each organisation’s community, how many there are, and how far they stand apart."""
    if np.isnan(reading.pairs.weight).any() and reading.has_strengths:
        return dict.fromkeys(("community", "community_count", "modularity"), UNKNOWN_WEIGHTS)
    found = find_communities(reading.pairs, reading.seed)
    drawn = Exactness(is_exact=False, method=_LEIDEN, seed=reading.seed)
    return {
        "community": Figure(found.labels.astype(np.float64), exactness=drawn),
        "community_count": Figure(float(found.labels.max(initial=-1) + 1), exactness=drawn),
        "modularity": Figure(found.modularity, exactness=drawn),
    }


def describe_stability(reading: Reading) -> Mapping[str, Answer]:
    """How far other seeds, and ties drawn anew, give the same communities."""
    if np.isnan(reading.pairs.weight).any() and reading.has_strengths:
        return dict.fromkeys(_OF_STABILITY, UNKNOWN_WEIGHTS)
    found = community_stability(reading.pairs, reading.seed)
    drawn = Exactness(is_exact=False, method=_RERUN, seed=reading.seed)
    keys = reading.network.nodes["key"].cast(pl.String)
    ends = {"key": keys.gather(found.one), "other": keys.gather(found.other)}
    return {
        "community_stability": Figure(found.between_seeds, exactness=drawn),
        "community_robustness": Figure(found.between_resamples, exactness=drawn),
        "community_steadiness": Figure(found.steadiness, exactness=drawn),
        "co_assignment": Figure(pl.DataFrame({**ends, "co_assignment": found.together}), exactness=drawn),
    }


def find_communities(pairs: Network, seed: int = 0) -> Communities:
    """The Leiden algorithm (Traag, Waltman and van Eck 2019) on modularity, repeated until it no longer improves."""
    weights = pairs.weight if pairs.is_weighted else np.ones(pairs.tie_count)
    labels = _leiden(pairs, weights, seed)
    return Communities(labels, modularity(pairs, weights, labels))


def modularity(pairs: Network, weights: Column, labels: Labels) -> float:
    """Newman and Girvan (2004): Σ_c (w_c / w − (s_c / 2w)²); unknown without ties."""
    total = float(weights.sum())
    if not total:
        return float("nan")
    inside = weights[labels[pairs.source] == labels[pairs.target]].sum() / total
    ends = np.concatenate((labels[pairs.source], labels[pairs.target]))
    return float(inside - ((np.bincount(ends, np.tile(weights, 2)) / (2 * total)) ** 2).sum())


def community_stability(pairs: Network, seed: int = 0, runs: int = RUNS) -> Stability:
    """``runs`` divisions of the same ties by other seeds, and as many of as many ties drawn from them with return."""
    weights = pairs.weight if pairs.is_weighted else np.ones(pairs.tie_count)
    if not pairs.tie_count:
        nobody = np.zeros(0, dtype=np.int64)
        return Stability(float("nan"), float("nan"), np.full(pairs.size, np.nan), nobody, nobody, np.zeros(0))
    first = _leiden(pairs, weights, seed)
    again = [_leiden(pairs, weights, seed + run) for run in range(1, runs + 1)]
    draw = np.random.default_rng(seed)
    chances = np.full(pairs.tie_count, 1 / pairs.tie_count)
    resampled = [_leiden(pairs, weights * draw.multinomial(pairs.tie_count, chances), seed) for _ in range(runs)]
    drawn = np.array((*again, *resampled))
    ends, together = co_assignment(pairs, drawn)
    return Stability(
        between_seeds=float(np.mean([adjusted_rand(one, other) for one, other in combinations(again, 2)])),
        between_resamples=float(np.mean([adjusted_rand(first, other) for other in resampled])),
        steadiness=np.mean([_together(first, other) for other in drawn], axis=0),
        one=ends[0],
        other=ends[1],
        together=together,
    )


def co_assignment(pairs: Network, drawn: Labels) -> tuple[Labels, Column]:
    """Pairs of nodes (two rows), and of each the share of the divisions ``drawn`` (one a row) that keep both together.

    Lancichinetti and Fortunato (2012), the consensus matrix; pairs that no division keeps together are left out, and
    beyond :data:`ALL_PAIRS` nodes those that are not tied.
    """
    if pairs.size > ALL_PAIRS:
        ends = np.array([pairs.source, pairs.target], dtype=np.int64)
    else:
        ends = np.array(np.triu_indices(pairs.size, 1))
    together = np.mean([row[ends[0]] == row[ends[1]] for row in drawn], axis=0)
    is_ever = together > 0
    return ends[:, is_ever], together[is_ever]


def _together(first: Labels, other: Labels) -> Column:
    """Of the others in each node’s community, the share that the other division keeps with it; NaN for one alone."""
    _, both = np.unique(first * (other.max() + 1) + other, return_inverse=True)
    kept, mates = np.bincount(both)[both] - 1, np.bincount(first)[first] - 1
    return np.where(mates == 0, np.nan, kept / np.maximum(mates, 1))


def adjusted_rand(one: Labels, other: Labels) -> float:
    """Hubert and Arabie (1985): agreement of two divisions beyond chance; 1 when they are the same."""
    _, both = np.unique(one * (other.max() + 1) + other, return_counts=True)
    cells, rows, columns = (float((n * (n - 1) / 2).sum()) for n in (both, np.bincount(one), np.bincount(other)))
    expected = rows * columns / (len(one) * (len(one) - 1) / 2)
    most = (rows + columns) / 2
    return 1.0 if most == expected else (cells - expected) / (most - expected)


def _divided(pairs: Network, weights: Column, seed: int) -> Labels:
    if can_answer(pairs.size):
        from concertation.core.network.kernels.leiden import leiden  # noqa: PLC0415 - compiled code

        return leiden(replace(pairs, weight=weights).all_neighbours, seed=seed)
    with drawing(seed):
        membership, _ = pairs.graph.community_leiden(
            edge_weights=weights.tolist(), resolution=1.0, normalize_resolution=True, beta=0.01, n_iterations=-1
        )
    return np.array(membership, dtype=np.int64)


def _leiden(pairs: Network, weights: Column, seed: int) -> Labels:
    labels = _divided(pairs, weights, seed)
    sizes = np.bincount(labels)
    firsts = np.unique(labels, return_index=True)[1]
    order = np.lexsort((firsts, -sizes))
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[order] = np.arange(len(sizes))
    return rank[labels]


_LEIDEN = Text(
    en="the Leiden algorithm on modularity: the best division it finds from this seed",
    fr="l’algorithme de Leiden sur la modularité\u00a0: la meilleure division qu’il trouve avec cette graine",
)
_RERUN = Text(
    en=f"{RUNS} runs from other seeds and {RUNS} of ties drawn anew",
    fr=f"{RUNS} calculs avec d’autres graines et {RUNS} sur des liens tirés de nouveau",
)

_OF_STABILITY = ("community_stability", "community_robustness", "community_steadiness", "co_assignment")

FAMILIES = (
    Family(("community", "community_count", "modularity"), describe_communities),
    Family(_OF_STABILITY, describe_stability),
)
