"""Within which parts each node reaches each along the direction of ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.compiling import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Neighbours

    Counts = NDArray[np.int64]


def strong_components(outward: Neighbours) -> Indices:
    """The number of each node's strongly connected component, in one depth-first search along ``out_neighbours``.

    Source: Tarjan, SIAM Journal on Computing 1 (1972) 146–160.
    """
    return _search(outward.starts, outward.ends)


@compiled
def _search(starts: Counts, ends: Indices) -> Indices:
    size = len(starts) - 1
    component, found, low = np.full(size, -1, np.int32), np.full(size, -1, np.int32), np.zeros(size, np.int32)
    path, waiting, at = np.empty(size, np.int32), np.empty(size, np.int32), starts[:-1].copy()
    clock, label, held = 0, 0, 0
    for root in range(size):
        if found[root] >= 0:
            continue
        found[root], low[root], path[0], waiting[held] = clock, clock, root, root
        clock, held, depth = clock + 1, held + 1, 0
        while depth >= 0:
            node = path[depth]
            if at[node] < starts[node + 1]:
                other = ends[at[node]]
                at[node] += 1
                if found[other] < 0:
                    depth += 1
                    found[other], low[other], path[depth], waiting[held] = clock, clock, other, other
                    clock, held = clock + 1, held + 1
                elif component[other] < 0:
                    low[node] = min(low[node], found[other])
                continue
            if low[node] == found[node]:
                last = -1
                while last != node:
                    held -= 1
                    last = waiting[held]
                    component[last] = label
                label += 1
            depth -= 1
            if depth >= 0:
                low[path[depth]] = min(low[path[depth]], low[node])
    return component
