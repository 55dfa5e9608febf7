"""Who can reach whom: how many hang together, who stands apart, who has no tie on record."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from concertation.core.network.saying.conventions import MOST_NAMES
from concertation.core.network.saying.ground import Ground
from concertation.core.network.saying.said import Said
from concertation.core.network.saying.wording import phrase, told


def say_reach(ground: Ground) -> Iterator[Said]:
    """How many can reach one another from tie to tie, which parts stand apart, and who has no tie on record."""
    if not ground.size:
        yield Said("reach.nobody", "holds", *told("nobody"), strength=1.0)
    elif ground.size == 1:
        name = ground.name(0)
        yield Said("reach.alone", "holds", *told("alone", None, name=name), 1.0, about=(name,))
    elif not ground.network.tie_count:
        said = told("no_tie", ground.size, some=ground.some(ground.size))
        yield Said("reach.no_tie", "holds", *said, 1.0, caution=phrase("unrecorded"))
    else:
        yield _together(ground)
        yield from _apart(ground)
        yield from _without_tie(ground)


def _together(ground: Ground) -> Said:
    largest = int((ground.components == 0).sum())
    figures = {"reach": largest, "size": ground.size}
    measures = ("largest_component",)
    if largest == ground.size:
        said = told("all_together", largest, some=ground.some(largest))
        return Said("reach.together", "holds", *said, 0.95, figures=figures, measures=measures)
    said = told("together", largest, some=ground.some(ground.size))
    return Said("reach.together", "holds", *said, 0.95, figures=figures, measures=measures)


def _apart(ground: Ground) -> Iterator[Said]:
    """The largest part that stands apart, and how many others there are."""
    sizes = np.bincount(ground.components)
    parts = [part for part, size in enumerate(sizes.tolist()) if part and size > 1]
    if not parts:
        return
    names = ground.names(np.flatnonzero(ground.components == parts[0]).tolist())
    said = told("apart" if len(parts) == 1 else "apart_among_several", len(parts) - 1, names=names)
    strength = 0.5 + 0.4 * min(1.0, float(sizes[parts].sum()) / ground.size)
    about = tuple(names)
    figures = {"parts": float(len(parts)), "size": float(len(names))}
    yield Said("reach.apart", "missing", *said, strength, about, figures, ("component_count",))


def _without_tie(ground: Ground) -> Iterator[Said]:
    names = ground.names(np.flatnonzero(ground.degrees == 0).tolist())
    if not names:
        return
    form = "without_tie" if len(names) <= MOST_NAMES + 1 else "without_tie_many"
    kind = phrase("of_any_kind" if ground.relations.kind.id == "any" else "of_this_kind")
    said = told(form, len(names), names=names, some=ground.some(ground.size), kind=kind)
    share = len(names) / ground.size
    about = tuple(names)
    caution = phrase("unrecorded")
    yield Said(
        "reach.without_tie", "missing", *said, 0.6 + 0.3 * share, about,
        {"count": len(names), "size": ground.size}, ("isolate_count",), caution,
    )  # fmt: skip
