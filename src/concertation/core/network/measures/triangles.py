"""Every triangle of a network, once: what closure, constraint and brokerage are counted from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.measures.answer import Column
from concertation.core.network.measures.portions import portions, spread
from concertation.core.network.network import Network

Whole = NDArray[np.int64]

# Pairs of ties looked at for a triangle, of which a list takes some half gigabyte.
_MOST_WEDGES = 5_000_000


@dataclass(frozen=True)
class Triangles:
    """``corners`` has three rows of nodes, ``sides`` three rows of pairs: side k is the one opposite to corner k."""

    corners: Whole
    sides: Whole

    def count_by_node(self, size: int) -> Column:
        """In how many triangles each node is."""
        return np.bincount(self.corners.ravel(), minlength=size).astype(np.float64)


def are_too_many(pairs: Network) -> bool:
    """Whether triangles may be so many that a list of them would not fit in memory."""
    low, high = _by_degree(pairs)
    return int(np.bincount(low, minlength=pairs.size)[high].sum()) > _MOST_WEDGES


def triangles_of(pairs: Network) -> Triangles:
    """Each triangle once: from the pair of its two least tied corners (Chiba and Nishizeki 1985)."""
    size = pairs.size
    keys = pairs.source.astype(np.int64) * size + pairs.target
    low, high = _by_degree(pairs)
    order = np.argsort(low, kind="stable")
    starts = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(np.bincount(low, minlength=size), out=starts[1:])
    wedges = starts[high + 1] - starts[high]
    found = []
    for part in portions(wedges):
        base, slot = spread(part, wedges[part], starts[high[part]])
        far = order[slot]
        closing = _position(keys, low[base], high[far], size)
        held = closing >= 0
        base, far, closing = base[held], far[held], closing[held]
        found.append((low[base], high[base], high[far], far, closing, base))
    columns = [np.concatenate(parts) for parts in zip(*found, strict=True)] if found else [np.zeros(0, np.int64)] * 6
    return Triangles(np.array(columns[:3], dtype=np.int64), np.array(columns[3:], dtype=np.int64))


def _by_degree(pairs: Network) -> tuple[Whole, Whole]:
    degrees = pairs.all_neighbours.degrees
    source, target = pairs.source.astype(np.int64), pairs.target.astype(np.int64)
    swapped = degrees[source] > degrees[target]
    return np.where(swapped, target, source), np.where(swapped, source, target)


def _position(keys: Whole, one: Whole, other: Whole, size: int) -> Whole:
    """Which pair joins two nodes; −1 where none does."""
    wanted = np.minimum(one, other) * size + np.maximum(one, other)
    place = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    return np.where(keys[place] == wanted, place, -1) if len(keys) else np.full(len(wanted), -1)
