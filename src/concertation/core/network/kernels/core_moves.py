"""A core bettered one node at a time, in networks where looking at every node for every move costs too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.compiling import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Neighbours

    Counts = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_NOBODY = -(2**62)


def improved_core(rows: Neighbours, is_core: Flags, *, moves: int) -> tuple[Flags, float]:
    """The core that rounds of moves lead to from ``is_core``, and its fit: Pearson's correlation over the pairs.

    In a round each node is moved in or out at most once, ``moves`` nodes at most, the best move first even at a loss;
    the best core on the way is kept; rounds end when one betters nothing. Of the nodes that could come in, the best is
    the one with most ties outside the core, and of those that could go, the one with fewest: two knock-out tables of
    the nodes keep both at hand. ``rows`` hold each tie in both directions. Source: Borgatti & Everett, Social Networks
    21 (1999) 375–395; Kernighan & Lin, Bell System Technical Journal 49 (1970) 291–307.
    """
    core = is_core.copy()
    return core, float(_climb(rows.starts, rows.ends, core, moves))


@compiled
def _climb(starts: Counts, ends: Indices, is_core: Flags, moves: int) -> float:
    size = len(starts) - 1
    outside, ties, touched, inside = np.zeros(size, np.int64), len(ends) // 2, 0, 0
    for node in range(size):
        inside += is_core[node]
        for a in range(starts[node], starts[node + 1]):
            outside[node] += not is_core[ends[a]]
            touched += is_core[node] or is_core[ends[a]]
    touched //= 2
    leaves = 1
    while leaves < size:
        leaves *= 2
    key, winner = np.full((2, leaves), _NOBODY, np.int64), np.zeros((2, leaves), np.int64)
    locked, path = np.zeros(size, np.bool_), np.empty(min(size, moves), np.int64)
    for node in range(size):
        _enter(node, outside, is_core, locked, key)
    for place in range(leaves - 1, 0, -1):
        _play(place, key[0], winner[0])
        _play(place, key[1], winner[1])
    best = _fit(inside, touched, size, ties)
    while True:
        kept, before = 0, best
        for step in range(len(path)):
            into, out = (winner[0, 1], winner[1, 1]) if leaves > 1 else (0, 0)
            gain = _fit(inside + 1, touched + outside[into], size, ties) if key[0, into] > _NOBODY else -2.0
            loss = _fit(inside - 1, touched - outside[out], size, ties) if key[1, out] > _NOBODY else -2.0
            node = into if gain > loss or (gain == loss and into < out) else out
            locked[node], path[step] = True, node
            inside, touched = _move(starts, ends, node, is_core, outside, locked, key, winner, inside, touched)
            if max(gain, loss) > best:
                best, kept = max(gain, loss), step + 1
        for step in range(len(path) - 1, -1, -1):
            locked[path[step]] = False
            if step >= kept:
                inside, touched = _move(
                    starts, ends, path[step], is_core, outside, locked, key, winner, inside, touched
                )
            else:
                _replay(path[step], outside, is_core, locked, key, winner)
        if best <= before + 1e-12:
            return best


@compiled
def _move(
    starts: Counts,
    ends: Indices,
    node: int,
    is_core: Flags,
    outside: Counts,
    locked: Flags,
    key: Counts,
    winner: Counts,
    inside: int,
    touched: int,
) -> tuple[int, int]:
    sign = -1 if is_core[node] else 1
    is_core[node] = not is_core[node]
    _replay(node, outside, is_core, locked, key, winner)
    for a in range(starts[node], starts[node + 1]):
        outside[ends[a]] -= sign
        _replay(ends[a], outside, is_core, locked, key, winner)
    return inside + sign, touched + sign * outside[node]


@compiled
def _enter(node: int, outside: Counts, is_core: Flags, locked: Flags, key: Counts) -> None:
    """What the node is worth in the table of those that could come in, and in that of those that could go."""
    key[0, node] = _NOBODY if locked[node] or is_core[node] else outside[node]
    key[1, node] = -outside[node] if is_core[node] and not locked[node] else _NOBODY


@compiled
def _replay(node: int, outside: Counts, is_core: Flags, locked: Flags, key: Counts, winner: Counts) -> None:
    _enter(node, outside, is_core, locked, key)
    place = (node + key.shape[1]) >> 1
    while place:
        _play(place, key[0], winner[0])
        _play(place, key[1], winner[1])
        place >>= 1


@compiled
def _play(place: int, key: Counts, winner: Counts) -> None:
    """Of two neighbours in the table the worthier goes on, the first where they are worth the same."""
    leaves, left, right = len(key), 2 * place, 2 * place + 1
    one = left - leaves if left >= leaves else winner[left]
    other = right - leaves if right >= leaves else winner[right]
    winner[place] = one if key[one] >= key[other] else other


@compiled
def _fit(core: int, touched: int, size: int, ties: int) -> float:
    possible, ideal = size * (size - 1) / 2, core * (2 * size - core - 1) / 2
    spread = ties * (possible - ties) * ideal * (possible - ideal)
    return (possible * touched - ties * ideal) / np.sqrt(spread) if spread > 0 else -1.0
