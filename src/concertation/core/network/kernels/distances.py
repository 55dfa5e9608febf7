"""How far everybody is from everybody: 512 searches at once, one bit each."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from concertation.core.network.kernels.compiling import compiled, ones_in, shared_out
from concertation.core.network.kernels.ordering import near_order, renumbered, sweeps_over

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Neighbours, Weights

    Words = NDArray[np.uint64]
    Counts = NDArray[np.int64]
    Sums = tuple[Counts, Counts, Counts, Weights, Weights, Counts]

_WORDS = 8
LANES = 64 * _WORDS
"""How many searches go together."""


@dataclass(frozen=True, slots=True, eq=False)
class Distances:
    """Sums, one a node, over the sources that it reaches: how many, within two steps, the distances, their inverses.

    ``squares`` adds the squares of the inverses (for the error of a sample); ``at[d]`` counts the ordered pairs at
    distance d, ``at[0]`` is zero.
    """

    reached: Counts
    within_two: Counts
    total: Counts
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
    return Distances(*(_as_before(column, order) for column in astuple(found)[:-1]), at=found.at)


def distances_to(sources: Counts, rows: Neighbours, limits: Counts) -> Distances:
    """The same sums over some nodes only, ascending; rows, nodes and results are numbered as ``near_order`` numbers."""
    sweeps = sweeps_over(sources, limits, LANES)
    parts = shared_out(lambda first, step: _search(rows.starts, rows.ends, sources, sweeps, first, step))
    at = np.zeros(max(len(part[-1]) for part in parts), dtype=np.int64)
    for part in parts:
        at[: len(part[-1])] += part[-1]
    return Distances(*(sum(part[k] for part in parts) for k in range(5)), at=at)


def _as_before(column: NDArray[Any], order: Indices) -> NDArray[Any]:
    back = np.empty_like(column)
    back[order] = column
    return back


@compiled
def _search(starts: Counts, ends: Indices, sources: Counts, sweeps: Counts, first: int, step: int) -> Sums:
    size = len(starts) - 1
    reached, near, total = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, np.int64)
    inverse, squares, at = np.zeros(size), np.zeros(size), np.zeros(size + 1, np.int64)
    seen, front, fresh = (
        np.zeros((size, _WORDS), np.uint64),
        np.zeros((size, _WORDS), np.uint64),
        np.zeros((size, _WORDS), np.uint64),
    )
    live, stirred, missing = np.zeros(size, np.bool_), np.zeros(size, np.bool_), np.zeros(size, np.int64)
    deepest = 0
    for sweep in range(first, len(sweeps), step):
        begin, end, low, high = sweeps[sweep]
        seen[low:high], front[low:high], live[low:high], missing[low:high] = 0, 0, False, end - begin
        for lane in range(end - begin):
            node, word, bit = sources[begin + lane], lane >> 6, np.uint64(1) << np.uint64(lane & 63)
            seen[node, word], front[node, word], live[node] = bit, bit, True
            missing[node] -= 1
        level, goes_on = 0, True
        while goes_on:
            level, goes_on = level + 1, False
            for node in range(low, high):
                stirred[node] = False
                if not missing[node]:
                    continue
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
                if not is_met:
                    continue
                count = np.uint64(0)
                for word, met in enumerate((a0, a1, a2, a3, a4, a5, a6, a7)):
                    new = met & ~seen[node, word]
                    seen[node, word] |= new
                    fresh[node, word] = new
                    count += ones_in(new)
                if count:
                    stirred[node], goes_on, found = True, True, np.int64(count)
                    missing[node] -= found
                    reached[node] += found
                    total[node] += found * level
                    inverse[node] += found / level
                    squares[node] += found / level**2
                    at[level] += found
                    if level <= 2:
                        near[node] += found
            front, fresh, live, stirred = fresh, front, stirred, live
            deepest = max(deepest, level - 1)
    return reached, near, total, inverse, squares, at[: deepest + 1]
