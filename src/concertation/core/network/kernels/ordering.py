"""Numbering neighbours close to each other, so that a sweep finds them close in memory."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from concertation.core.network.kernels.compiling import compiled
from concertation.core.network.network import Neighbours

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices

    Counts = NDArray[np.int64]


def near_order(rows: Neighbours) -> tuple[Indices, Counts]:
    """The nodes, component after component, each breadth first from one of its least tied; and where components end.

    ``rows`` hold each tie in both directions. Source: Cuthill & McKee, Proc. 24th Nat. Conf. ACM (1969) 157–172.
    """
    return _breadth_first(rows.starts, rows.ends, np.argsort(rows.degrees, kind="stable").astype(np.int32))


def renumbered(rows: Neighbours, order: Indices) -> Neighbours:
    """The same rows where node ``order[k]`` is called k; neighbours in the order of the old rows."""
    names = np.empty(len(order), dtype=np.int32)
    names[order] = np.arange(len(order), dtype=np.int32)
    starts = np.zeros(len(order) + 1, dtype=np.int64)
    np.cumsum(rows.degrees[order], out=starts[1:])
    ends, weights = np.empty_like(rows.ends), np.empty_like(rows.weights)
    _copy(rows.starts, rows.ends, rows.weights, order, names, starts, ends, weights)
    return Neighbours(starts, ends, weights)


def as_before(column: NDArray[Any], order: Indices) -> NDArray[Any]:
    """A column of the renumbered nodes, in the order that the nodes had."""
    back = np.empty_like(column)
    back[order] = column
    return back


def sweeps_over(sources: Counts, limits: Counts, lanes: int) -> Counts:
    """Which sources go together, ``lanes`` at most: rows of first and last source, first and last node.

    A large component is cut, small ones go together. ``sources`` are places in the order of :func:`near_order`,
    ascending, and ``limits`` where its components end.
    """
    edges = np.searchsorted(sources, limits)
    rows: list[tuple[int, int, int, int]] = []
    begun = 0
    for part in range(len(limits) - 1):
        if edges[part + 1] - edges[begun] <= lanes:
            continue
        rows.append((edges[begun], edges[part], limits[begun], limits[part]))
        begun = part
        if edges[part + 1] - edges[part] > lanes:
            cut = np.append(np.arange(edges[part], edges[part + 1], lanes), edges[part + 1])
            rows += [(a, b, limits[part], limits[part + 1]) for a, b in pairwise(cut)]
            begun = part + 1
    rows.append((edges[begun], edges[-1], limits[begun], limits[-1]))
    return np.array([row for row in rows if row[0] < row[1]], dtype=np.int64).reshape(-1, 4)


@compiled
def _breadth_first(starts: Counts, ends: Indices, least_tied: Indices) -> tuple[Indices, Counts]:
    size = len(starts) - 1
    order, limits = np.empty(size, np.int32), np.zeros(size + 1, np.int64)
    seen = np.zeros(size, np.bool_)
    filled, head, count = 0, 0, 0
    for root in least_tied:
        if seen[root]:
            continue
        seen[root] = True
        order[filled] = root
        filled += 1
        while head < filled:
            node = order[head]
            head += 1
            for a in range(starts[node], starts[node + 1]):
                if not seen[ends[a]]:
                    seen[ends[a]] = True
                    order[filled] = ends[a]
                    filled += 1
        count += 1
        limits[count] = filled
    return order, limits[: count + 1]


@compiled
def _copy(
    starts: Counts,
    ends: Indices,
    weights: NDArray[np.float64],
    order: Indices,
    names: Indices,
    new_starts: Counts,
    new_ends: Indices,
    new_weights: NDArray[np.float64],
) -> None:
    for k in range(len(order)):
        at = new_starts[k]
        for a in range(starts[order[k]], starts[order[k] + 1]):
            new_ends[at], new_weights[at] = names[ends[a]], weights[a]
            at += 1
