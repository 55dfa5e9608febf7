"""What the loss of each node would break, all nodes in one depth-first search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.compiling import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Neighbours, Weights


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """The components, the cut-points, the bridges and the fragmentation that each loss would leave.

    ``component`` numbers each node's component, ``sizes`` counts them; ``bridges`` has one row a tie whose loss would
    part its component (its two ends, the lower first, ascending). Without each node, its component is left in
    ``pieces``, within which ``joined`` ordered pairs reach each other. ``fragmentation`` is that of the network as it
    stands, ``left_by`` that of the network without each node; NaN where fewer than two nodes would remain.
    """

    component: Indices
    sizes: NDArray[np.int64]
    is_cut_point: NDArray[np.bool_]
    bridges: Indices
    pieces: NDArray[np.int64]
    joined: NDArray[np.int64]
    fragmentation: float
    left_by: Weights


def cuts(rows: Neighbours) -> Cuts:
    """One search from every component; ``rows`` hold each tie in both directions.

    Fragmentation is the share of pairs that no path joins, ``F = 1 - sum_k s_k (s_k - 1) / (n (n - 1))``. Without node
    v its component of C nodes falls into the subtrees T of the search whose ``low(T) >= discovered(v)`` and the rest
    r: ``F(v) = 1 - (S - C(C-1) + sum_T |T|(|T|-1) + r(r-1)) / ((n-1)(n-2))``, with S the sum over components.
    Work grows with nodes and ties; the search keeps its own stack, so a long chain does not exhaust the interpreter's.
    Source: Hopcroft & Tarjan, CACM 16 (1973) 372–378; Borgatti, Computational & Mathematical Organization Theory 12
    (2006) 21–34.
    """
    size = len(rows.starts) - 1
    component, branches, parts, parted, pairs = _search(rows.starts, rows.ends)
    sizes = np.bincount(component, minlength=1).astype(np.int64)[: component.max(initial=-1) + 1]
    every = float(np.sum(sizes * (sizes - 1)))
    own = sizes[component]
    rest = own - 1 - parted
    pieces, joined = branches + (rest > 0), parts + rest * (rest - 1)
    after = every - own * (own - 1) + joined
    bridges = np.sort(pairs, axis=1)
    return Cuts(
        component=component,
        sizes=sizes,
        is_cut_point=pieces > 1,
        bridges=bridges[np.lexsort((bridges[:, 1], bridges[:, 0]))],
        pieces=pieces,
        joined=joined,
        fragmentation=1 - every / (size * (size - 1)) if size > 1 else np.nan,
        left_by=1 - after / ((size - 1) * (size - 2)) if size > 2 else np.full(size, np.nan),
    )


@compiled
def _search(
    starts: NDArray[np.int64], ends: Indices
) -> tuple[Indices, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], Indices]:
    size = len(starts) - 1
    component, found = np.full(size, -1, np.int32), np.zeros(size, np.int32)
    low, below = np.zeros(size, np.int32), np.ones(size, np.int64)
    parts, parted = np.zeros(size, np.int64), np.zeros(size, np.int64)
    branches, pairs = np.zeros(size, np.int64), np.empty((size, 2), np.int32)
    stack, at = np.empty(size, np.int32), starts[:-1].copy()
    clock, label, bridged = 0, 0, 0
    for root in range(size):
        if component[root] >= 0:
            continue
        component[root], found[root], low[root], stack[0] = label, clock, clock, root
        clock += 1
        depth = 0
        while depth >= 0:
            node = stack[depth]
            above = stack[depth - 1] if depth else -1
            if at[node] < starts[node + 1]:
                other = ends[at[node]]
                at[node] += 1
                if component[other] < 0:
                    depth += 1
                    component[other], found[other], low[other], stack[depth] = label, clock, clock, other
                    clock += 1
                elif other != above:
                    low[node] = min(low[node], found[other])
                continue
            depth -= 1
            if above < 0:
                break
            low[above] = min(low[above], low[node])
            below[above] += below[node]
            if low[node] >= found[above]:
                parts[above] += below[node] * (below[node] - 1)
                parted[above] += below[node]
                branches[above] += 1
            if low[node] > found[above]:
                pairs[bridged, 0], pairs[bridged, 1] = above, node
                bridged += 1
        label += 1
    return component, branches, parts, parted, pairs[:bridged]
