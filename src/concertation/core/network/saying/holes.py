"""Who would leave a hole: how many others would be cut off without each, or without a few; who hangs by one tie."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.saying.conventions import (
    FEWEST_CUT_OFF,
    FEWEST_RANKED,
    MOST_NAMES,
    MOST_SENTENCES,
    THIRD_SHARE,
)
from concertation.core.network.saying.ground import Ground
from concertation.core.network.saying.said import Piece, Said
from concertation.core.network.saying.wording import phrase, told

Pieces = tuple[tuple[Piece, ...], tuple[Piece, ...]]

# The cut-points that part most pairs are looked at one by one.
_LOOKED_AT = 12


def say_holes(ground: Ground) -> Iterator[Said]:
    """Without whom others would be cut off from most of the rest; or that nobody would leave such a hole."""
    if ground.size < FEWEST_RANKED or not ground.network.tie_count:
        return
    holes = [(node, cut_off_without(ground, node)) for node in _cut_points(ground)]
    holes = [(node, cut) for node, cut in holes if len(cut) >= FEWEST_CUT_OFF]
    for node, cut in sorted(holes, key=lambda hole: (-len(hole[1]), hole[0]))[:MOST_SENTENCES]:
        yield _hole(ground, node, cut)
    if not holes:
        yield Said("holes.none", "holds", *told("no_hole"), 0.55, measures=("cut_point_count",))
    yield from _together(ground, max((len(cut) for _, cut in holes), default=0))
    yield from _by_one_tie(ground)


def _cut_points(ground: Ground) -> list[int]:
    cut = ground.column("pairs_cut")
    return [node for node in np.argsort(-cut, kind="stable")[:_LOOKED_AT].tolist() if cut[node] > 0]


def _joined_with(ground: Ground, *nodes: int) -> NDArray[np.bool_]:
    """Whoever some nodes are joined with, from tie to tie, themselves apart."""
    own = np.isin(ground.components, ground.components[list(nodes)])
    own[list(nodes)] = False
    return own


def _count_joined(ground: Ground, *nodes: int) -> int:
    return int(_joined_with(ground, *nodes).sum())


def cut_off_without(ground: Ground, *nodes: int) -> list[int]:
    """Of those that some join, the ones that would no longer reach the largest piece left of their part."""
    kept = ~np.isin(np.arange(ground.size), nodes)
    own = _joined_with(ground, *nodes)
    left = np.full(ground.size, -1)
    graph = ground.network.graph.copy()
    graph.delete_vertices(list(nodes))
    left[kept] = graph.connected_components()
    return [
        int(one)
        for part in np.unique(ground.components[own])
        for one in _outside_largest(np.flatnonzero(own & (ground.components == part)), left)
    ]


def _outside_largest(members: NDArray[np.int64], labels: NDArray[np.int64]) -> NDArray[np.int64]:
    left = labels[members]
    return np.asarray(members[left != np.bincount(left).argmax()])


def _together(ground: Ground, alone: int) -> Iterator[Said]:
    """Two or three without whom more are parted than without any one; three where the third parts many more."""
    found = [(nodes, cut_off_without(ground, *nodes)) for nodes in ground.key_sets[:2]]
    if not found:
        return
    nodes, cut = found[0]
    if len(found) > 1 and len(found[1][1]) - len(cut) >= THIRD_SHARE * _count_joined(ground, *nodes):
        nodes, cut = found[1]
    if len(cut) < max(alone, FEWEST_CUT_OFF) + len(nodes) - 1:
        return
    names, others, every = ground.names(nodes), ground.names(cut), _count_joined(ground, *nodes)
    said = told("key_two" if len(nodes) == 2 else "key_three", len(cut), names=names, every=every)
    strength = 0.6 + 0.3 * min(1.0, 2 * len(cut) / ground.size)
    figures = {"together": float(len(nodes)), "cut_off": float(len(cut)), "of": float(every)}
    yield Said("holes.together", "holds", *said, strength, (*names, *others), figures, ("key_players_apart",),
               phrase("hole_caution"))  # fmt: skip


def told_hole(ground: Ground, node: int, cut: list[int]) -> tuple[Pieces, int]:
    """Whom the largest group left would lose without a node, in both languages, and of how many joined with it."""
    every = _count_joined(ground, node)
    return told("hole", len(cut), name=ground.name(node), names=ground.names(cut), every=every), every


def _hole(ground: Ground, node: int, cut: list[int]) -> Said:
    name, others = ground.name(node), ground.names(cut)
    said, every = told_hole(ground, node, cut)
    strength = 0.65 + 0.3 * min(1.0, 4 * len(cut) / ground.size)
    about = (name, *others)
    figures = {"cut_off": float(len(cut)), "of": float(every), "pairs_cut": float(ground.column("pairs_cut")[node])}
    caution = phrase("hole_caution")
    return Said("holes.hole", "holds", *said, strength, about, figures, ("pairs_cut", "is_cut_point"), caution)


def _by_one_tie(ground: Ground) -> Iterator[Said]:
    """Those that have one tie alone."""
    names = ground.names(np.flatnonzero(ground.degrees == 1).tolist())
    if len(names) < 2:
        return
    form = "by_one_tie" if len(names) <= MOST_NAMES + 1 else "by_one_tie_many"
    said = told(form, len(names), names=names, some=ground.some(len(names)))
    strength = 0.3 + 0.4 * len(names) / ground.size
    about = tuple(names)
    yield Said("holes.by_one_tie", "missing", *said, strength, about, {"count": len(names)}, ("degree",),
               phrase("unrecorded"))  # fmt: skip
