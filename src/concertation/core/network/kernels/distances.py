"""How far everybody is from everybody: 512 searches at once, one bit each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from concertation.core.network.kernels.compiling import compiled, inlined, ones_in, shared_out
from concertation.core.network.kernels.ordering import as_before, near_order, renumbered, sweeps_over
from concertation.core.network.kernels.shared_neighbours import place_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Neighbours, Weights

    Words = NDArray[np.uint64]
    Counts = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_WORDS = 8
LANES = 64 * _WORDS
"""How many searches go together."""


@dataclass(frozen=True, slots=True, eq=False)
class Distances:
    """One number a node over those that it reaches: how many, the farthest, and sums.

    ``total`` adds the distances, ``inverse`` their inverses, ``squares`` the squares of these (for the error of a
    sample); ``at[d - 1]`` counts the ordered pairs at distance d.
    """

    reached: Weights
    farthest: Weights
    total: Weights
    inverse: Weights
    squares: Weights
    at: Counts


def distances(rows: Neighbours, ties: Neighbours) -> Distances:
    """Exact sums of distances, in steps, from each node along ``rows`` to every node it reaches.

    ``rows`` say whom each node steps to (``out_neighbours``, or ``in_neighbours`` for the distances towards it);
    ``ties`` are ``all_neighbours``, which say what lies together. ``inverse / (n - 1)`` is harmonic closeness. Work
    grows with nodes times ties, over 512. Source: Then et al., PVLDB 8 (2014) 449–460.
    """
    order, limits = near_order(ties)
    found = distances_to(np.arange(len(order)), renumbered(rows, order), limits)
    columns = (found.reached, found.farthest, found.total, found.inverse, found.squares)
    reached, farthest, total, inverse, squares = (as_before(column, order) for column in columns)
    return Distances(reached, farthest, total, inverse, squares, found.at)


def distances_to(sources: Counts, rows: Neighbours, limits: Counts) -> Distances:
    """The same sums over some nodes only, ascending; rows, nodes and results are numbered as ``near_order`` numbers."""
    sweeps = sweeps_over(sources, limits, LANES)
    parts = shared_out(lambda first, step: _search(rows.starts, rows.ends, sources, sweeps, first, step))
    at = np.zeros(max(len(part[1]) for part in parts), dtype=np.int64)
    for part in parts:
        at[: len(part[1])] += part[1]
    reached, total, inverse, squares, _ = np.sum([part[0] for part in parts], axis=0)
    return Distances(reached, np.max([part[0][4] for part in parts], axis=0), total, inverse, squares, at)


def within_two(rows: Neighbours) -> Weights:
    """How many others each node reaches in one step or two along ``rows``."""
    counts = np.zeros(len(rows.starts) - 1)
    shared_out(lambda first, step: _look_around(rows.starts, rows.ends, first, step, counts))
    return counts


@compiled
def _look_around(starts: Counts, ends: Indices, first: int, step: int, counts: Weights) -> None:
    size = len(starts) - 1
    mark = np.full(size, -1, np.int32)
    for node in range(first, size, step):
        if starts[node + 1] - starts[node] == 1:
            # Its one neighbour, and all of that one's but itself, where it is one of them: no row of a hub is read.
            other = ends[starts[node]]
            is_back = place_of(ends, starts[other], starts[other + 1], node) >= 0
            counts[node] = 1 + starts[other + 1] - starts[other] - (1 if is_back else 0)
            continue
        mark[node] = node
        for a in range(starts[node], starts[node + 1]):
            other = ends[a]
            if mark[other] != node:
                mark[other] = node
                counts[node] += 1
            for b in range(starts[other], starts[other + 1]):
                if mark[ends[b]] != node:
                    mark[ends[b]] = node
                    counts[node] += 1


@compiled
def _search(
    starts: Counts, ends: Indices, sources: Counts, sweeps: Counts, first: int, step: int
) -> tuple[Weights, Counts]:
    size = len(starts) - 1
    sums, at = np.zeros((5, size)), np.zeros(size + 1, np.int64)
    shape = (size, _WORDS)
    seen, front, fresh = np.zeros(shape, np.uint64), np.zeros(shape, np.uint64), np.zeros(shape, np.uint64)
    live, stirred, missing = np.zeros(size, np.bool_), np.zeros(size, np.bool_), np.zeros(size, np.int64)
    deepest = 0
    for sweep in range(first, len(sweeps), step):
        begin, end, low, high = sweeps[sweep]
        seen[low:high], front[low:high], live[low:high], missing[low:high] = 0, 0, False, end - begin
        for lane in range(end - begin):
            node, word, bit = sources[begin + lane], lane >> 6, np.uint64(1) << np.uint64(lane & 63)
            seen[node, word], front[node, word], live[node] = bit, bit, True
            missing[node] -= 1
        level = 0
        found = end - begin
        while found:
            level += 1
            found = _step(starts, ends, low, high, level, front, live, fresh, stirred, seen, missing, sums)
            at[level] += found
            front, fresh, live, stirred = fresh, front, stirred, live
        deepest = max(deepest, level - 1)
    return sums, at[1 : deepest + 1]


@compiled
def _step(
    starts: Counts,
    ends: Indices,
    low: int,
    high: int,
    level: int,
    front: Words,
    live: Flags,
    fresh: Words,
    stirred: Flags,
    seen: Words,
    missing: Counts,
    sums: Weights,
) -> Any:
    all_found: Any = 0
    for node in range(low, high):
        stirred[node] = False
        if not missing[node]:
            continue
        is_met, words = _met_around(starts, ends, node, live, front)
        if not is_met:
            continue
        count = np.uint64(0)
        for word, met in enumerate(words):
            new = met & ~seen[node, word]
            seen[node, word] |= new
            fresh[node, word] = new
            count += ones_in(new)
        found = np.int64(count)
        if found:
            stirred[node] = True
            missing[node] -= found
            all_found += found
            sums[0, node] += found
            sums[1, node] += found * level
            sums[2, node] += found / level
            sums[3, node] += found / level**2
            sums[4, node] = max(sums[4, node], float(level))
    return all_found


@inlined
def _met_around(starts: Counts, ends: Indices, node: int, live: Flags, front: Words) -> Any:
    """Whether a live node is around, and the eight words of all that are: kept in registers, so written out."""
    is_met = False
    a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = np.uint64(0)
    for a in range(starts[node], starts[node + 1]):
        other = ends[a]
        if live[other]:
            is_met = True
            a0 |= front[other, 0]
            a1 |= front[other, 1]
            a2 |= front[other, 2]
            a3 |= front[other, 3]
            a4 |= front[other, 4]
            a5 |= front[other, 5]
            a6 |= front[other, 6]
            a7 |= front[other, 7]
    return is_met, (a0, a1, a2, a3, a4, a5, a6, a7)
