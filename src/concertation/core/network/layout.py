"""Where the nodes of a network stand: those that are tied near each other, the same for the same network.

Definition: the layout of Fruchterman and Reingold (1991), "Graph drawing by force-directed placement", *Software:
Practice and Experience* 21(11), 1129-1164, each component on its own; components are packed by rows beneath the
largest, and nodes without any tie stand in a tidy row beneath them all. The same network is drawn the same: nodes
begin on a spiral in the order in which the component is walked through. One unit is the distance that two
neighbouring marks ask for.
Missing input: a weight that is unknown counts as 1; a node without a place before begins beside its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.drawing import drawing
from concertation.core.network.network import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Positions = NDArray[np.float64]

# Width of a picture over its height.
_ASPECT = 1.5
# Room between two components, and between the nodes of the row of those without ties.
_GAP, _STEP = 1.6, 0.62
# Above so many nodes the forces between those that are far apart are left out (igraph's grid).
_FEW = 600
_ROUNDS = 500
# The share of nodes that must have stood somewhere for them all to stay there.
_MOSTLY_KNOWN = 0.7
# Two marks nearer than this are pushed apart; above so many nodes nobody looks at single marks.
_NEAREST, _MOST_PUSHED, _PUSHES = 0.68, 3_000, 40
# The turn of a sunflower: no two nodes of the spiral stand on one line.
_TURN = np.pi * (3 - 5**0.5)


def place_nodes(network: Network, *, before: Positions | None = None) -> Positions:
    """A position for each node; the first layout of a network is centred on 0, 0.

    ``before`` has the positions of an earlier layout, NaN for nodes that it did not have. Where it knows most of
    them, those stay exactly where they stood, and the new ones come beside their neighbours.
    """
    if before is not None and network.size and np.isfinite(before[:, 0]).mean() >= _MOSTLY_KNOWN:
        return _joined(network, before)
    return _afresh(network)


def _afresh(network: Network) -> Positions:
    if not network.size:
        return np.empty((0, 2))
    pairs = network.undirected("sum")
    parts = sorted(_parts(pairs), key=lambda one: (-len(one[0]), one[0][0]))
    tied = [group for group, _ in parts]
    alone = np.flatnonzero(pairs.all_neighbours.degrees == 0).tolist()
    placed = [_component(part) for _, part in parts]
    positions = np.zeros((network.size, 2))
    bottom, width = _pack(tied, placed, positions)
    _row(alone, positions, bottom, width)
    return np.asarray(positions - (positions.min(axis=0) + positions.max(axis=0)) / 2)


def _joined(network: Network, before: Positions) -> Positions:
    """Those who were there where they stood; the others near those they are tied to, or beneath all."""
    found = before.copy()
    rows = network.all_neighbours
    unknown: NDArray[np.bool_] = np.isnan(found[:, 0])
    while True:
        beside = [
            (node, near)
            for node in np.flatnonzero(unknown)
            if len(near := _placed_neighbours(rows.ends[rows.starts[node] : rows.starts[node + 1]], unknown))
        ]
        if not beside:
            break
        for node, near in beside:
            found[node] = found[near].mean(axis=0) + 0.5 * np.array([np.cos(node * _TURN), np.sin(node * _TURN)])
        unknown[[node for node, _ in beside]] = False
    if unknown.any():
        apart = _afresh(network.among(unknown))
        known = found[~unknown]
        found[unknown] = apart - apart.min(axis=0) + (known[:, 0].min(), known[:, 1].max() + _GAP)
    return found


def _placed_neighbours(ends: NDArray[np.int32], unknown: NDArray[np.bool_]) -> NDArray[np.int32]:
    return ends[~unknown[ends]]


def _parts(pairs: Network) -> Iterator[tuple[list[int], Network]]:
    """The nodes of each part of several, within which all are joined, and the part as a network of its own."""
    labels = np.array(pairs.graph.connected_components(), dtype=np.int64)
    order, sizes = np.argsort(labels, kind="stable"), np.bincount(labels)
    firsts = np.cumsum(sizes) - sizes
    own = np.empty(pairs.size, dtype=np.int32)
    own[order] = np.arange(pairs.size) - np.repeat(firsts, sizes)
    ties = np.argsort(labels[pairs.source], kind="stable")
    tie_groups = np.split(ties, np.cumsum(np.bincount(labels[pairs.source], minlength=len(sizes)))[:-1])
    for first, size, inside in zip(firsts.tolist(), sizes.tolist(), tie_groups, strict=True):
        if size == 1:
            continue
        group = order[first : first + size]
        source, target, weight = own[pairs.source[inside]], own[pairs.target[inside]], pairs.weight[inside]
        yield group.tolist(), replace(pairs, nodes=pairs.nodes[group], source=source, target=target, weight=weight)


def _component(part: Network) -> Positions:
    if part.size == 2:
        return np.array([[-0.5, 0.0], [0.5, 0.0]])
    with drawing(part.size):
        places = part.graph.layout_fruchterman_reingold(
            weights=_pulls(part.weight).tolist(),
            niter=_ROUNDS,
            start_temp=part.size**0.5 / 4,
            seed=_spiral(part).tolist(),
            grid=part.size > _FEW,
        )
    found = _scaled(_lying(np.array(places)))
    return pushed_apart(found) if len(found) <= _MOST_PUSHED else found


def _pulls(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """How strongly ties draw: twice as many tables do not draw twice as near."""
    return np.sqrt(np.nan_to_num(weights, nan=1.0))


def _spiral(part: Network) -> Positions:
    """A sunflower in the order of a walk from the node with most ties: neighbours begin near each other."""
    root = int(np.argmax(part.all_neighbours.degrees))
    walk = np.array(part.graph.bfs(root)[0])
    rank = np.empty(len(walk))
    rank[walk] = np.arange(len(walk))
    radius, angle = np.sqrt(rank + 0.5), rank * _TURN
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def _lying(positions: Positions) -> Positions:
    """Turned so that the longest axis lies: pages are wider than high."""
    centred = positions - positions.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(centred.T))
    first = axes[:, 1] * (1 if axes[np.argmax(np.abs(axes[:, 1])), 1] > 0 else -1)
    turned = np.column_stack((centred @ first, centred @ np.array([-first[1], first[0]])))
    return np.asarray(turned)


def _scaled(positions: Positions) -> Positions:
    """So large that each node has one unit square of its own; those far out are drawn nearer."""
    centred = positions - np.median(positions, axis=0)
    distance = np.hypot(*centred.T)
    usual = np.quantile(distance, 0.75) or 1.0
    centred = centred / usual
    distance = np.maximum(distance / usual, 1e-9)
    drawn_in = np.where(distance > 1, 1 + np.log(distance), distance) / distance
    return np.asarray(centred * drawn_in[:, None] * 0.62 * np.sqrt(len(positions)))


def pushed_apart(positions: Positions) -> Positions:
    """Marks that cover one another moved apart, half each, until few do."""
    turns = np.arange(len(positions)) * _TURN
    # No two in one point: they would be pushed along one line.
    found = positions + 1e-3 * np.column_stack((np.cos(turns), np.sin(turns)))
    for _ in range(_PUSHES):
        one, other = _near_pairs(found)
        if not len(one):
            break
        apart = found[one] - found[other]
        distance = np.hypot(*apart.T)
        distance = np.maximum(distance, 1e-6)
        push = apart / distance[:, None] * ((_NEAREST - distance) / 2)[:, None]
        for axis in (0, 1):
            found[:, axis] += np.bincount(one, push[:, axis], len(found))
            found[:, axis] -= np.bincount(other, push[:, axis], len(found))
    return found


def _near_pairs(positions: Positions) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs nearer than a mark is wide: in the order of one axis, each is compared with those next to it."""
    order = np.argsort(positions[:, 0], kind="stable")
    across = positions[order, 0]
    last = np.searchsorted(across, across + _NEAREST, side="left")
    counts = last - np.arange(len(order)) - 1
    one = np.repeat(np.arange(len(order)), counts)
    other = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + one + 1
    one, other = order[one], order[other]
    is_near = np.hypot(*(positions[one] - positions[other]).T) < _NEAREST
    return one[is_near], other[is_near]


def _pack(groups: Sequence[Sequence[int]], placed: Sequence[Positions], into: Positions) -> tuple[float, float]:
    """Components by rows beneath the largest; where the last row ends, and how wide rows are."""
    areas = sum(float(np.prod(np.ptp(found, axis=0) + _GAP)) for found in placed)
    widest = float(np.ptp(placed[0][:, 0])) if placed else 0.0
    width = max(widest, (areas * _ASPECT) ** 0.5)
    left, top, height = 0.0, 0.0, 0.0
    for group, found in zip(groups, placed, strict=True):
        size = np.ptp(found, axis=0)
        if left and left + size[0] > width:
            left, top, height = 0.0, top + height + _GAP, 0.0
        into[group] = found - found.min(axis=0) + (left, top)
        left, height = left + size[0] + _GAP, max(height, size[1])
    return top + height + (_GAP if placed else 0.0), width


def _row(alone: Sequence[int], into: Positions, top: float, width: float) -> None:
    """Those without ties, from left to right, as many rows as the picture is wide."""
    across = max(1, int(max(width, (len(alone) * _ASPECT) ** 0.5) / _STEP))
    for number, node in enumerate(alone):
        into[node] = (number % across * _STEP, top + number // across * _STEP)
