"""How often each node lies on the shortest paths of others, from every source or from a sample of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from concertation.core.network.kernels.compiling import compiled, inlined, shared_out
from concertation.core.network.kernels.ordering import as_before, near_order, renumbered, sweeps_over

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Neighbours, Network, Weights

    Counts = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_LANES = 8


def betweenness(network: Network) -> Weights:
    """Exact betweenness, in steps: over ordered pairs, or over pairs where ties have no direction.

    ``sum over s, t of sigma_st(v) / sigma_st``, the share of shortest paths from s to t that pass by v. Work grows with
    nodes times ties. Source: Freeman, Sociometry 40 (1977) 35–41; Brandes, Journal of Mathematical Sociology 25 (2001)
    163–177, with eight sources going together.
    """
    order, limits = near_order(network.all_neighbours)
    inward, outward = renumbered(network.in_neighbours, order), renumbered(network.out_neighbours, order)
    sums, _ = dependencies(np.arange(len(order)), inward, outward, limits, is_scaled=False)
    return as_before(sums if network.is_directed else sums / 2, order)


def dependencies(
    sources: Counts, inward: Neighbours, outward: Neighbours, limits: Counts, *, is_scaled: bool
) -> tuple[Weights, Weights]:
    """For each node, the sum and the sum of squares of what each source depends on it.

    The dependency of s on v is ``sum_t sigma_st(v) / sigma_st``, none of a source on itself; scaled, each path counts
    by how far along it v lies, ``d(s, v) / d(s, t)``. Rows are numbered as :func:`near_order` gave them, and its
    components end at ``limits``; ``sources`` are ascending.
    """
    sweeps = sweeps_over(sources, limits, _LANES)
    parts = shared_out(
        lambda first, step: _accumulate(
            inward.starts, inward.ends, outward.starts, outward.ends, sources, sweeps, is_scaled, first, step
        )
    )
    sums, squares = np.sum([part[0] for part in parts], axis=0), np.sum([part[1] for part in parts], axis=0)
    return sums, squares


@compiled
def _accumulate(
    in_starts: Counts,
    in_ends: Indices,
    out_starts: Counts,
    out_ends: Indices,
    sources: Counts,
    sweeps: Counts,
    is_scaled: bool,
    first: int,
    step: int,
) -> tuple[Weights, Weights]:
    size = len(in_starts) - 1
    sums, squares = np.zeros(size), np.zeros(size)
    depth, paths = np.zeros((size, _LANES), np.int32), np.zeros((size, _LANES))
    front, fresh = np.zeros((size, _LANES)), np.zeros((size, _LANES))
    live, stirred, missing = np.zeros(size, np.bool_), np.zeros(size, np.bool_), np.zeros(size, np.int32)
    nearest, farthest = np.zeros(size, np.int32), np.zeros(size, np.int32)
    for sweep in range(first, len(sweeps), step):
        begin, end, low, high = sweeps[sweep]
        depth[low:high], front[low:high], live[low:high], missing[low:high] = -1, 0.0, False, end - begin
        nearest[low:high], farthest[low:high] = 0, 0
        for lane in range(end - begin):
            node = sources[begin + lane]
            depth[node, lane], front[node, lane], paths[node, lane], live[node] = 0, 1.0, 1.0, True
            missing[node] -= 1
        level = 1
        while _count_paths(
            in_starts, in_ends, low, high, level, front, live, fresh, stirred, depth, paths, missing, nearest, farthest
        ):
            front, fresh, live, stirred = fresh, front, stirred, live
            level += 1
        live[low:high] = False
        for back in range(level - 1, 0, -1):
            ends_here, place = (1.0 / back, float(back)) if is_scaled else (1.0, 1.0)
            for node in range(low, high):
                stirred[node] = nearest[node] <= back <= farthest[node]
                if stirred[node]:
                    _, behind = _sums_around(out_starts, out_ends, node, live, front)
                    for lane, share in enumerate(behind):
                        if depth[node, lane] == back:
                            depends = paths[node, lane] * share
                            fresh[node, lane] = (ends_here + depends) / paths[node, lane]
                            sums[node] += place * depends
                            squares[node] += (place * depends) ** 2
                        else:
                            fresh[node, lane] = 0.0
            front, fresh, live, stirred = fresh, front, stirred, live
    return sums, squares


@compiled
def _count_paths(
    starts: Counts,
    ends: Indices,
    low: int,
    high: int,
    level: int,
    front: Weights,
    live: Flags,
    fresh: Weights,
    stirred: Flags,
    depth: Indices,
    paths: Weights,
    missing: Indices,
    nearest: Indices,
    farthest: Indices,
) -> bool:
    goes_on = False
    for node in range(low, high):
        stirred[node] = False
        if not missing[node]:
            continue
        is_met, paths_here = _sums_around(starts, ends, node, live, front)
        if not is_met:
            continue
        found = 0
        for lane, ways in enumerate(paths_here):
            if ways > 0.0 and depth[node, lane] < 0:
                depth[node, lane], paths[node, lane], fresh[node, lane] = level, ways, ways
                found += 1
            else:
                fresh[node, lane] = 0.0
        if found:
            stirred[node], goes_on, farthest[node] = True, True, level
            missing[node] -= found
            if not nearest[node]:
                nearest[node] = level
    return goes_on


@inlined
def _sums_around(starts: Counts, ends: Indices, node: int, live: Flags, front: Weights) -> Any:
    """Whether a live node is around, and the eight sums over those that are: kept in registers, so written out."""
    is_met = False
    a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = 0.0
    for a in range(starts[node], starts[node + 1]):
        other = ends[a]
        if live[other]:
            is_met = True
            a0 += front[other, 0]
            a1 += front[other, 1]
            a2 += front[other, 2]
            a3 += front[other, 3]
            a4 += front[other, 4]
            a5 += front[other, 5]
            a6 += front[other, 6]
            a7 += front[other, 7]
    return is_met, (a0, a1, a2, a3, a4, a5, a6, a7)
