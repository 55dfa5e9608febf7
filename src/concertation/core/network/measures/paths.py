"""Shortest paths between all nodes, in one sweep over bits: exact, without a matrix of distances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.measures.answer import Column
from concertation.core.network.network import Neighbours, Network

# Sources swept together: 16 words of 64 bits keep the rows of a few thousand nodes within a processor's cache.
_WORDS = 16


@dataclass(frozen=True)
class Paths:
    """From each node: how many it reaches, the sum of the distances, of their inverses, the farthest.

    ``rings`` has one row a number of steps (the first: one step), one column a node: how many lie at that distance;
    it is empty where ties have lengths.
    """

    reached: Column
    total: Column
    inverse: Column
    farthest: Column
    rings: NDArray[np.int64]


def paths_by_steps(rows: Neighbours) -> Paths:
    """All shortest paths counted in steps, exactly: breadth-first from 1,024 nodes at a time, one bit each.

    Then et al. (2014), The More the Merrier: Efficient Multi-Source Graph Traversal. PVLDB 8(4).
    """
    size = len(rows.starts) - 1
    rings: list[NDArray[np.int64]] = []
    for first in range(0, size, _WORDS * 64):
        for level, counts in enumerate(_sweep(rows, first, min(first + _WORDS * 64, size))):
            if level == len(rings):
                rings.append(np.zeros(size, dtype=np.int64))
            rings[level] += counts
    return _of_rings(np.array(rings, dtype=np.int64).reshape(len(rings), size))


def _sweep(rows: Neighbours, first: int, last: int) -> list[NDArray[np.int64]]:
    size = len(rows.starts) - 1
    holders = np.flatnonzero(rows.degrees)
    starts = rows.starts[holders]
    seen = np.zeros((size, (last - first + 63) // 64), dtype=np.uint64)
    targets = np.arange(first, last)
    seen[targets, (targets - first) // 64] = np.uint64(1) << ((targets - first) % 64).astype(np.uint64)
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
        rings=rings,
    )


def paths_by_length(network: Network, *, inward: bool) -> Paths:
    """All shortest paths where a tie is 1/weight long, so that strong ties are short (Dijkstra, a block at a time)."""
    graph, size = network.as_igraph, network.size
    columns = np.zeros((4, size))
    for first in range(0, size, 256):
        block = range(first, min(first + 256, size))
        lengths = np.array(graph.distances(block, weights=1 / network.weight, mode="in" if inward else "out"))
        lengths[np.arange(len(block)), block] = np.inf
        reached = np.isfinite(lengths)
        near = np.where(reached, lengths, 0)
        columns[:, block] = reached.sum(axis=1), near.sum(axis=1), (1 / lengths).sum(axis=1), near.max(axis=1)
    reached_count, total, inverse, farthest = columns
    return Paths(reached_count, total, inverse, farthest, rings=np.empty((0, size), dtype=np.int64))


def betweenness(network: Network, *, by_length: bool = False) -> Column:
    """Shortest paths through each node, those of equal length counted as fractions (Brandes 2001)."""
    lengths = 1 / network.weight if by_length else None
    return np.array(network.as_igraph.betweenness(weights=lengths), dtype=np.float64)
