"""What is shown of a chart: filters, the steps around one node, and what is lit without hiding the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from concertation.journeys.charting.chart import Chart

Kept = NDArray[np.bool_]
# Facets of ties rather than of nodes.
OF_TIES = ("told", "layer")
MOST_STEPS = 3


@dataclass(frozen=True, slots=True)
class Narrowing:
    """``only`` keeps the values named of a facet, ``without`` takes those named away; ``focus`` is a key."""

    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    without: Mapping[str, frozenset[str]] = field(default_factory=dict)
    focus: str = ""
    steps: int = 0
    light: tuple[str, str] | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether something is left out."""
        return bool(self.only or self.without or (self.focus and self.steps))


@dataclass(frozen=True, slots=True, eq=False)
class Narrowed:
    """Which nodes and which ties are shown, how far each node is from the one in focus, and which are lit."""

    nodes: Kept
    ties: Kept
    distance: NDArray[np.int64]
    lit: Kept | None

    @property
    def node_count(self) -> int:
        """How many nodes are shown."""
        return int(self.nodes.sum())

    @property
    def tie_count(self) -> int:
        """How many ties are shown."""
        return int(self.ties.sum())


def narrow(chart: Chart, asked: Narrowing) -> Narrowed:
    """The nodes that pass every filter, the ties between them that do, and of these what is near the focus."""
    nodes = _passing(chart, asked)
    ties = _tied(chart, asked) & nodes[chart.network.source] & nodes[chart.network.target]
    distance = np.full(chart.size, -1)
    if asked.focus in chart.index:
        distance = steps_from(chart, chart.index[asked.focus], ties)
        if asked.steps:
            nodes = nodes & (distance >= 0) & (distance <= asked.steps)
            ties = ties & nodes[chart.network.source] & nodes[chart.network.target]
    return Narrowed(nodes, ties, distance, _lit(chart, asked))


def _passing(chart: Chart, asked: Narrowing) -> Kept:
    nodes: Kept = np.ones(chart.size, dtype=bool)
    for facet_id, values in asked.only.items():
        if facet := chart.facet(facet_id):
            nodes &= np.isin(facet.codes, list(values))
    for facet_id, values in asked.without.items():
        if facet := chart.facet(facet_id):
            nodes &= ~np.isin(facet.codes, list(values))
    return nodes


def _tied(chart: Chart, asked: Narrowing) -> Kept:
    ties: Kept = np.ones(chart.network.tie_count, dtype=bool)
    for name in OF_TIES:
        if name in asked.only:
            ties &= ties_with(chart, name, asked.only[name])
        if name in asked.without:
            ties &= ~ties_with(chart, name, asked.without[name])
    return ties


def ties_with(chart: Chart, name: str, values: frozenset[str]) -> Kept:
    """The ties of which both ends say that (``told``), or that are of one of these kinds (``layer``)."""
    if name == "told":
        return chart.pairs["status"].is_in(list(values)).fill_null(False).to_numpy()
    wanted = [chart.pairs["layers"].list.contains(value).fill_null(False).to_numpy() for value in values]
    return np.logical_or.reduce(wanted) if wanted else np.zeros(chart.network.tie_count, dtype=bool)


def steps_from(chart: Chart, start: int, ties: Kept) -> NDArray[np.int64]:
    """How many steps each node is from one of them along these ties; -1 where no way leads."""
    distance = np.full(chart.size, -1)
    distance[start] = 0
    source, target = chart.network.source[ties], chart.network.target[ties]
    for step in range(1, chart.size):
        reached = np.concatenate((target[distance[source] == step - 1], source[distance[target] == step - 1]))
        reached = np.unique(reached[distance[reached] < 0])
        if not len(reached):
            break
        distance[reached] = step
    return distance


def _lit(chart: Chart, asked: Narrowing) -> Kept | None:
    facet = chart.facet(asked.light[0]) if asked.light else None
    if facet is None or asked.light is None:
        return None
    lit: Kept = np.array(facet.codes) == asked.light[1]
    return lit
