"""How deep in the network each node stands: its core."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.compiling import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Neighbours


def core_numbers(rows: Neighbours) -> Indices:
    """The largest k such that the node keeps k neighbours that keep k neighbours.

    ``rows`` hold each tie in both directions. Work grows with nodes and ties.
    Source: Batagelj & Zaveršnik, arXiv cs/0310049 (2003).
    """
    return _peel(rows.starts, rows.ends)


@compiled
def _peel(starts: NDArray[np.int64], ends: Indices) -> Indices:
    size = len(starts) - 1
    core = np.diff(starts).astype(np.int32)
    edge = np.zeros(core.max() + 2 if size else 1, np.int64)
    for node in range(size):
        edge[core[node] + 1] += 1
    edge = np.cumsum(edge)
    order, place, free = np.empty(size, np.int32), np.empty(size, np.int64), edge.copy()
    for node in range(size):
        place[node] = free[core[node]]
        free[core[node]] += 1
        order[place[node]] = node
    for rank in range(size):
        node = order[rank]
        for a in range(starts[node], starts[node + 1]):
            other = ends[a]
            if core[other] > core[node]:
                first = edge[core[other]]
                swapped = order[first]
                order[first], order[place[other]] = other, swapped
                place[swapped], place[other] = place[other], first
                edge[core[other]] += 1
                core[other] -= 1
    return core
