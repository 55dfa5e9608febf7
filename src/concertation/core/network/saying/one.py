"""What one organisation is in the network: how many it is tied to, where its ties lead, who depends on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import polars as pl

from concertation.core.network.saying.conventions import FEWEST_CUT_OFF, FEWEST_RANKED
from concertation.core.network.saying.ground import Ground
from concertation.core.network.saying.holes import cut_off_without, told_hole
from concertation.core.network.saying.said import Said
from concertation.core.network.saying.wording import phrase, told


def say_one(ground: Ground, node: int) -> Iterator[Said]:
    """To how many it is tied and how that ranks, the groups its ties reach, whom it alone joins, and whose word."""
    name, degree = ground.name(node), int(ground.degrees[node])
    if not degree:
        yield Said("one.alone", "missing", *told("one_alone", None, name=name), 1.0, caution=phrase("unrecorded"))
        return
    yield _tied(ground, node, degree)
    yield from _groups(ground, node)
    cut = cut_off_without(ground, node) if degree > 1 else []
    if len(cut) >= FEWEST_CUT_OFF:
        said, every = told_hole(ground, node, cut)
        others, figures = tuple(ground.names(cut)), {"cut_off": len(cut), "of": every}
        yield Said("one.hole", "holds", *said, 0.8, others, figures, ("pairs_cut",), phrase("hole_caution"))
    yield from _words(ground, node)


def reached_groups(ground: Ground, node: int) -> dict[str, int]:
    """How many ties of a node lead to each group, the most first."""
    rows = ground.network.all_neighbours
    ends = rows.ends[rows.starts[node] : rows.starts[node + 1]].tolist()
    codes = (ground.grouping.codes[end] for end in ends)
    return dict(Counter(code for code in codes if code is not None).most_common())


def _tied(ground: Ground, node: int, degree: int) -> Said:
    more = int((ground.degrees > degree).sum())
    name, facts = ground.name(node), {"degree": float(degree), "more": float(more), "size": float(ground.size)}
    if ground.size < FEWEST_RANKED:
        said = told("one_tied", degree, name=name, some=ground.some(degree))
    elif not more:
        said = told("one_most_tied", degree, name=name, some=ground.some(degree))
    else:
        said = told("one_tied_ranked", more, name=name, some=ground.some(degree), every=ground.some(ground.size))
    return Said("one.tied", "holds", *said, 1.0, (), facts, ("degree",))


def _groups(ground: Ground, node: int) -> Iterator[Said]:
    """Whether its ties stay in its own group, or which others they lead to."""
    own, reached = ground.grouping.codes[node], reached_groups(ground, node)
    others = [code for code in reached if code != own]
    if own is None or not reached:
        return
    name = ground.name(node)
    figures = {code: float(count) for code, count in reached.items()}
    if not others:
        said = told("one_within", None, name=name, groups=ground.group_names([own], node))
    else:
        count = sum(reached[code] for code in others)
        said = told("one_beyond", count, name=name, groups=ground.group_names(others, node))
    yield Said("one.groups", "holds", *said, 0.9, (), figures, ("community",), phrase("group_caution"))


def _words(ground: Ground, node: int) -> Iterator[Said]:
    """In networks of what organisations say: how many of its ties have the word of both ends."""
    kind = ground.relations.kind
    if not (kind.is_directed and kind.is_mutual):
        return
    around = ground.relations.around(ground.nodes["key"][node])
    said_by_ends = around.filter(pl.col("status").is_in(["confirmed", "claimed", "disputed"]))
    if not said_by_ends.height:
        return
    confirmed = int((said_by_ends["status"] == "confirmed").sum())
    names = ground.names(np.flatnonzero(_unheard(ground, said_by_ends)).tolist())
    said = told("one_confirmed", confirmed, every=said_by_ends.height)
    figures = {"confirmed": confirmed, "ties": said_by_ends.height}
    yield Said("one.words", "holds", *said, 0.7, tuple(names), figures, (), phrase("confirmed_caution"))


def _unheard(ground: Ground, around: pl.DataFrame) -> np.ndarray:
    """Which nodes are at the other end of a tie that has not the word of both."""
    keys = around.filter(pl.col("status") != "confirmed")["other"]
    return ground.nodes["key"].is_in(keys.implode()).to_numpy()
