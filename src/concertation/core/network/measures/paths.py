"""Shortest paths between all nodes, in one sweep over bits: exact, without a matrix of distances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.kernels import can_answer
from concertation.core.network.measures.answer import EXACT, Column, Exactness
from concertation.core.network.network import Neighbours, Network
from concertation.core.text import Text

if TYPE_CHECKING:
    from concertation.core.network.kernels.sampling import Sampled

# Nodes times rows of ties up to which all sources are taken, a few seconds; and how many are drawn beyond.
EXACT_PATHS, EXACT_BETWEENNESS = 1e11, 4e9
PATH_PIVOTS, BETWEENNESS_PIVOTS = 1_024, 256

# Sources swept together: 16 words of 64 bits keep the rows of a few thousand nodes within a processor's cache.
_WORDS = 16


@dataclass(frozen=True)
class Paths:
    """From each node: how many it reaches, the sum of the distances, of their inverses, the farthest.

    ``at`` is how many ordered pairs lie at one step, at two, and so on; ``within_two`` how many lie within two steps of
    each node. Both are empty where ties have lengths, and the second also where a kernel counts it by itself.
    """

    reached: Column
    total: Column
    inverse: Column
    farthest: Column
    within_two: Column
    at: NDArray[np.int64]
    exactness: Exactness = EXACT


@dataclass(frozen=True)
class Between:
    """The betweenness of each node, and whether it is exact."""

    values: Column
    exactness: Exactness = EXACT


def paths_by_steps(rows: Neighbours, ties: Neighbours, seed: int) -> Paths:
    """All shortest paths along ``rows`` counted in steps; ``ties`` are those in either direction.

    Exact, breadth-first from many nodes at a time, one bit each (Then et al. 2014, The More the Merrier: Efficient
    Multi-Source Graph Traversal. PVLDB 8(4)); beyond :data:`EXACT_PATHS`, from a sample of nodes.
    """
    return _by_kernel(rows, ties, seed) if can_answer(len(rows.starts) - 1) else _by_columns(rows)


def _by_kernel(rows: Neighbours, ties: Neighbours, seed: int) -> Paths:
    from concertation.core.network.kernels.distances import distances  # noqa: PLC0415 - compiled code
    from concertation.core.network.kernels.sampling import sampled_distances  # noqa: PLC0415 - the same

    exactness = EXACT
    if (len(rows.starts) - 1) * len(rows.ends) <= EXACT_PATHS:
        found = distances(rows, ties)
    else:
        found, harmonic = sampled_distances(rows, ties, pivots=PATH_PIVOTS, seed=seed)
        exactness = _sampled(harmonic)
    return Paths(found.reached, found.total, found.inverse, found.farthest, np.empty(0), found.at, exactness)


def _sampled(found: Sampled) -> Exactness:
    method = Text(
        en=f"estimated from {found.pivots} starting points drawn in each component; the error is half the 95 % "
        "interval, as a share of the figure, of the twenty highest organisations (the median)",
        fr=f"estimé à partir de {found.pivots} points de départ tirés dans chaque composante; l’erreur est la moitié "
        "de l’intervalle à 95\u00a0%, en part du chiffre, pour les vingt organismes les plus élevés (la médiane)",
    )
    return Exactness(is_exact=False, method=method, error=found.margin_of_top(), seed=found.seed)


def _by_columns(rows: Neighbours) -> Paths:
    size = len(rows.starts) - 1
    rings: list[NDArray[np.int64]] = []
    # Whom nobody is tied to is reached from nowhere.
    reachable = np.flatnonzero(np.bincount(rows.ends, minlength=size))
    for first in range(0, len(reachable), _WORDS * 64):
        for level, counts in enumerate(_sweep(rows, reachable[first : first + _WORDS * 64])):
            if level == len(rings):
                rings.append(np.zeros(size, dtype=np.int64))
            rings[level] += counts
    return _of_rings(np.array(rings, dtype=np.int64).reshape(len(rings), size))


def _sweep(rows: Neighbours, targets: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    size, bits = len(rows.starts) - 1, np.arange(len(targets))
    holders = np.flatnonzero(rows.degrees)
    starts = rows.starts[holders]
    seen = np.zeros((size, (len(targets) + 63) // 64), dtype=np.uint64)
    seen[targets, bits // 64] = np.uint64(1) << (bits % 64).astype(np.uint64)
    fresh, rings = seen.copy(), []
    while len(holders):
        found = np.bitwise_or.reduceat(fresh[rows.ends], starts, axis=0) & ~seen[holders]
        counts = np.bitwise_count(found).sum(axis=1, dtype=np.int64)
        if not counts.any():
            break
        fresh = np.zeros_like(seen)
        fresh[holders] = found
        seen |= fresh
        ring = np.zeros(size, dtype=np.int64)
        ring[holders] = counts
        rings.append(ring)
    return rings


def _of_rings(rings: NDArray[np.int64]) -> Paths:
    steps = np.arange(1, len(rings) + 1)
    return Paths(
        reached=rings.sum(axis=0).astype(np.float64),
        total=(steps @ rings).astype(np.float64),
        inverse=(1 / steps) @ rings,
        farthest=((rings > 0) * steps[:, None]).max(axis=0, initial=0).astype(np.float64),
        within_two=rings[:2].sum(axis=0).astype(np.float64),
        at=rings.sum(axis=1),
    )


def paths_by_length(network: Network, *, inward: bool) -> Paths:
    """All shortest paths where a tie is 1/weight long, so that strong ties are short (Dijkstra, a block at a time)."""
    graph, size = network.graph, network.size
    columns = np.zeros((4, size))
    for first in range(0, size, 256):
        block = range(first, min(first + 256, size))
        lengths = np.array(graph.distances(block, weights=1 / network.weight, mode="in" if inward else "out"))
        lengths[np.arange(len(block)), block] = np.inf
        reached = np.isfinite(lengths)
        near = np.where(reached, lengths, 0)
        columns[:, block] = reached.sum(axis=1), near.sum(axis=1), (1 / lengths).sum(axis=1), near.max(axis=1)
    reached_count, total, inverse, farthest = columns
    return Paths(reached_count, total, inverse, farthest, within_two=np.empty(0), at=np.empty(0, dtype=np.int64))


def betweenness(network: Network, *, by_length: bool = False, seed: int = 0) -> Between:
    """Shortest paths through each node, those of equal length counted as fractions (Brandes 2001).

    Exact; in steps, beyond :data:`EXACT_BETWEENNESS`, from a sample of nodes (Brandes and Pich 2007).
    """
    if not by_length and can_answer(network.size):
        return _between_by_kernel(network, seed)
    lengths = 1 / network.weight if by_length else None
    return Between(np.array(network.graph.betweenness(weights=lengths), dtype=np.float64))


def _between_by_kernel(network: Network, seed: int) -> Between:
    from concertation.core.network.kernels import betweenness as exact  # noqa: PLC0415 - compiled code
    from concertation.core.network.kernels import sampling  # noqa: PLC0415 - the same

    if network.size * len(network.all_neighbours.ends) <= EXACT_BETWEENNESS:
        return Between(exact.betweenness(network))
    found = sampling.sampled_betweenness(network, pivots=BETWEENNESS_PIVOTS, seed=seed)
    return Between(found.values, _sampled(found))
