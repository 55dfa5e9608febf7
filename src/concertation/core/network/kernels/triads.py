"""The ways in which three organisations can all be tied, counted; those with fewer ties follow from these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.compiling import compiled, shared_out
from concertation.core.network.kernels.shared_neighbours import is_longer, place_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Network

    Counts = NDArray[np.int64]

NAMES = ("003", "012", "102", "021D", "021U", "021C", "111D", "111U",
         "030T", "030C", "201", "120D", "120U", "120C", "210", "300")  # fmt: skip
"""Mutual, asymmetric and null dyads, then down, up, transitive or cyclic."""

CLOSED = ("300", "210", "120D", "120U", "120C", "030T", "030C")

_KIND = np.array([
    0, 1, 1, 2, 1, 3, 5, 7, 1, 5, 4, 6, 2, 7, 6, 10, 1, 5, 3, 7, 4, 8, 8, 12, 5, 9, 8, 13, 6, 13, 11, 14,
    1, 4, 5, 6, 5, 8, 9, 13, 3, 8, 8, 11, 7, 12, 13, 14, 2, 6, 7, 10, 6, 11, 13, 14, 7, 13, 12, 14, 10, 14, 14, 15,
])  # fmt: skip


def closed_triads(network: Network) -> dict[str, int]:
    """Of the triples of nodes in which all three are tied, how many are of each kind.

    A triple (v, u, w) has the code ``vu + 2 uv + 4 vw + 8 wv + 16 uw + 32 wu``. Work grows with the sum over ties of
    the lesser degree of their ends. Source: Holland & Leinhardt, American Journal of Sociology 76 (1970) 492–513;
    Batagelj & Mrvar, Social Networks 23 (2001) 237–243.
    """
    rows, arcs = network.all_neighbours, network.out_neighbours
    ways = _ways(rows.starts, rows.ends, arcs.starts, arcs.ends)
    parts = shared_out(lambda first, step: _count(rows.starts, rows.ends, ways, _KIND, first, step))
    counts: Counts = np.sum(parts, axis=0)
    return {name: int(count) for name, count in zip(NAMES, counts, strict=True) if name in CLOSED}


@compiled
def _ways(starts: Counts, ends: Indices, arc_starts: Counts, arc_ends: Indices) -> NDArray[np.int8]:
    """Of each row of ties in both directions: 1 where it goes out, 2 where it comes in, 3 both."""
    ways = np.zeros(len(ends), np.int8)
    at = starts[:-1].copy()
    for node in range(len(starts) - 1):
        place = starts[node]
        for a in range(arc_starts[node], arc_starts[node + 1]):
            while ends[place] != arc_ends[a]:
                place += 1
            ways[place] |= 1
            other = arc_ends[a]
            while ends[at[other]] != node:
                at[other] += 1
            ways[at[other]] |= 2
    return ways


@compiled
def _count(starts: Counts, ends: Indices, ways: NDArray[np.int8], kinds: Counts, first: int, step: int) -> Counts:
    size = len(starts) - 1
    counts = np.zeros(16, np.int64)
    mark, way = np.full(size, -1, np.int32), np.zeros(size, np.int8)
    for v in range(first, size, step):
        for a in range(starts[v], starts[v + 1]):
            mark[ends[a]], way[ends[a]] = v, ways[a]
        for a in range(starts[v], starts[v + 1]):
            u = ends[a]
            if u < v:
                continue
            if is_longer(starts, u, v):
                for c in range(a + 1, starts[v + 1]):
                    b = place_of(ends, starts[u], starts[u + 1], ends[c])
                    if b >= 0:
                        counts[kinds[ways[a] + 4 * ways[c] + 16 * ways[b]]] += 1
                continue
            for b in range(starts[u], starts[u + 1]):
                w = ends[b]
                if u < w and mark[w] == v:
                    counts[kinds[ways[a] + 4 * way[w] + 16 * ways[b]]] += 1
    return counts
