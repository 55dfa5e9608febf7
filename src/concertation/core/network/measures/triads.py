"""The sixteen kinds of triads, counted from pairs of ties and from triangles: no triad is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from math import comb

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.measures.dense import closed_triads
from concertation.core.network.measures.reading import Reading

# The sixteen kinds of Holland and Leinhardt (1970), in the order in which igraph counts them.
TRIADS = (
    *("003", "012", "102", "021D", "021U", "021C", "111D", "111U"),
    *("030T", "030C", "201", "120D", "120U", "120C", "210", "300"),
)

# A tie as one of its ends sees it, and two of them as their common end does: 3 × the lesser + the greater.
_MUTUAL, _OUTWARD, _INWARD = range(3)
_OPEN = {0: "201", 1: "111U", 2: "111D", 4: "021D", 5: "021C", 8: "021U"}
# What its three corners see of a triad in which all are tied.
_CORNERS = {
    "300": (0, 0, 0),
    "210": (0, 1, 2),
    "120D": (4, 2, 2),
    "120U": (8, 1, 1),
    "120C": (5, 1, 2),
    "030T": (4, 5, 8),
    "030C": (5, 5, 5),
}
# The triad with one mutual tie, by what the corner opposite to that tie sees.
_AROUND_MUTUAL = {4: "120D", 5: "120C", 8: "120U"}

Whole = NDArray[np.int64]


def count_triads(reading: Reading, closed: Mapping[str, int] | None = None) -> tuple[int, ...]:
    """How many triads of each kind: pairs of ties less those that triangles close; then those with one tie or none.

    ``closed`` are those in which all three are tied, where they are counted already.
    """
    states = _states(reading)
    if closed is None:
        closed = closed_triads(reading.network) if reading.is_dense else _closed(reading, states)
    counts = dict.fromkeys(TRIADS, 0)
    counts |= {
        _OPEN[code]: pairs - sum(_CORNERS[kind].count(code) * count for kind, count in closed.items())
        for code, pairs in _pairs_of_ties(reading, states).items()
    }
    return tuple(_with_emptier(counts | dict(closed), reading.network.size, states[0]).values())


def _states(reading: Reading) -> Whole:
    """Two rows: each pair as its lower node sees it, and as its higher one does."""
    if not reading.network.is_directed:
        return np.full((2, reading.pairs.tie_count), _MUTUAL)
    forth, back = reading.directions.astype(bool)
    one_way = np.where(forth, (_OUTWARD,), (_INWARD,)), np.where(forth, (_INWARD,), (_OUTWARD,))
    return np.where(forth & back, _MUTUAL, np.array(one_way))


def _pairs_of_ties(reading: Reading, states: Whole) -> dict[int, int]:
    """How many pairs of ties share an end, by what that end sees."""
    pairs = reading.pairs
    ends = np.concatenate((pairs.source, pairs.target))
    own = [np.bincount(ends[states.ravel() == state], minlength=pairs.size) for state in range(3)]
    mutual, outward, inward = own
    mixed = {1: mutual * outward, 2: mutual * inward, 5: outward * inward}
    alike = {4 * state: column * (column - 1) // 2 for state, column in enumerate(own)}
    return {code: int(column.sum()) for code, column in (alike | mixed).items()}


def _seen_from_corners(reading: Reading, states: Whole) -> Whole:
    """Three rows: of each triangle, what each corner sees of its two sides."""
    corners, sides = reading.triangles.corners, reading.triangles.sides
    found = []
    for corner in range(3):
        own = [sides[side] for side in range(3) if side != corner]
        is_higher = [(corners[corner] != reading.pairs.source[side]).astype(np.int64) for side in own]
        one, other = (states[which, side] for which, side in zip(is_higher, own, strict=True))
        found.append(3 * np.minimum(one, other) + np.maximum(one, other))
    return np.array(found)


def _closed(reading: Reading, states: Whole) -> dict[str, int]:
    """Triangles by kind, from what each corner sees and whether the side opposite to it is mutual."""
    seen = _seen_from_corners(reading, states)
    is_mutual = states[0][reading.triangles.sides] == _MUTUAL
    mutual = is_mutual.sum(axis=0)
    opposite = seen[is_mutual & (mutual == 1)]
    circles = int(((mutual == 0) & (seen == 5).all(axis=0)).sum())
    return {name: int((opposite == code).sum()) for code, name in _AROUND_MUTUAL.items()} | {
        "030C": circles,
        "030T": int((mutual == 0).sum()) - circles,
        "210": int((mutual == 2).sum()),
        "300": int((mutual == 3).sum()),
    }


def _with_emptier(counts: dict[str, int], size: int, states: Whole) -> dict[str, int]:
    """Each tie is in a triad with each third node: those without another tie are what the fuller ones leave."""
    mutual = int((states == _MUTUAL).sum())
    in_fuller = [sum(int(name[place]) * count for name, count in counts.items()) for place in range(2)]
    found = counts | {
        "102": mutual * (size - 2) - in_fuller[0],
        "012": (len(states) - mutual) * (size - 2) - in_fuller[1],
    }
    return found | {"003": comb(size, 3) - sum(found.values())}
