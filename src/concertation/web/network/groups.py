"""The groups of a network too large to be drawn node by node: how many each holds, and the ties between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from concertation.core.network import network_of
from concertation.core.network.layout import place_nodes
from concertation.journeys.charting import UNKNOWN
from concertation.web.network.encoding import Look
from concertation.web.network.view import View
from concertation.web.wording import reader_language

# Discs drawn at most: the largest; the table and the search have everybody.
MOST_GROUPS = 40
# Lines drawn for each disc at most, the strongest of all: with every one of them nothing is read.
MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class Group:
    """One disc: the nodes shown of a group, and the value that most of them have."""

    code: str
    name: str
    count: int
    main: str
    look: Look
    x: float
    y: float
    radius: float


def groups_of(view: View) -> list[Group]:
    """The largest groups first, placed by the ties between them."""
    facet, language = view.chart.facets["community"], reader_language()
    codes = np.array(facet.codes)[view.narrowed.nodes]
    counts = Counter(codes.tolist())
    kept = [value for value in facet.values if value.code != UNKNOWN and counts[value.code]][:MOST_GROUPS]
    if not kept:
        return []
    places = _places([value.code for value in kept], [counts[value.code] for value in kept], view)
    colours = np.array(view.encoding.facet.codes)[view.narrowed.nodes]
    most = max(counts[value.code] for value in kept)
    groups = []
    for value, (x, y) in zip(kept, places, strict=True):
        main, _ = Counter(colours[codes == value.code].tolist()).most_common(1)[0]
        groups.append(
            Group(
                value.code,
                value.label.in_language(language),
                counts[value.code],
                view.encoding.facet.label_of(main).in_language(language),
                view.encoding.looks[main],
                x,
                y,
                0.25 + 0.75 * (counts[value.code] / most) ** 0.5,
            )
        )
    return groups


def ties_between(view: View) -> list[tuple[str, str, int]]:
    """How many shown ties run between each two groups."""
    codes = np.array(view.chart.facets["community"].codes)
    network, ties = view.chart.network, view.narrowed.ties
    pairs = Counter(_across(codes[network.source[ties]].tolist(), codes[network.target[ties]].tolist()))
    return [(one, other, count) for (one, other), count in sorted(pairs.items())]


def _across(sources: list[str], targets: list[str]) -> Iterator[tuple[str, str]]:
    for one, other in zip(sources, targets, strict=True):
        if one != other and UNKNOWN not in (one, other):
            yield (one, other) if one < other else (other, one)


def _places(codes: list[str], counts: list[int], view: View) -> list[tuple[float, float]]:
    known = set(codes)
    ties = [(one, other, float(count)) for one, other, count in ties_between(view) if {one, other} <= known]
    frame = pl.DataFrame(ties, schema={"source": pl.String, "target": pl.String, "weight": pl.Float64}, orient="row")
    network = network_of(pl.DataFrame({"key": codes}), frame, is_directed=False)
    # Discs are wider than the marks of single nodes.
    return [(float(x) * 2.2, float(y) * 2.2) for x, y in place_nodes(network)]
