"""Who would leave a hole: how many others would be cut off without each, and who hangs by one tie."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from concertation.core.network.saying.conventions import FEWEST_CUT_OFF, FEWEST_RANKED, MOST_NAMES, MOST_SENTENCES
from concertation.core.network.saying.ground import Ground
from concertation.core.network.saying.said import Said
from concertation.core.network.saying.wording import phrase, told

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
    yield from _by_one_tie(ground)


def _cut_points(ground: Ground) -> list[int]:
    cut = ground.column("pairs_cut")
    return [node for node in np.argsort(-cut, kind="stable")[:_LOOKED_AT].tolist() if cut[node] > 0]


def cut_off_without(ground: Ground, node: int) -> list[int]:
    """Of those that one joins, the ones that would no longer reach the largest piece left of its part."""
    kept = np.arange(ground.size) != node
    own = np.flatnonzero((ground.components == ground.components[node]) & kept)
    left = ground.network.graph.copy()
    left.delete_vertices(node)
    labels = np.array(left.connected_components())[own - (own > node)]
    largest = np.bincount(labels).argmax() if len(labels) else -1
    return [int(one) for one in own[labels != largest]]


def _hole(ground: Ground, node: int, cut: list[int]) -> Said:
    name, others = ground.name(node), ground.names(cut)
    said = told("hole", len(cut), name=name, names=others, some=ground.some(len(cut)))
    strength = 0.65 + 0.3 * min(1.0, 4 * len(cut) / ground.size)
    about = (name, *others)
    figures = {"cut_off": float(len(cut)), "pairs_cut": float(ground.column("pairs_cut")[node])}
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
