"""Where the shown part of a large network stands: placed by itself, and around one node the same on every day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.layout import place_nodes
from concertation.journeys.charting.chart import Chart
from concertation.journeys.charting.placing import ever_tied
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import day_of_networks

# More neighbours of all days than that are no part: they would take longer to place than one waits.
_MOST_PLACED = 3_000
_Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Positions of all nodes, of which those shown count; whether another day leaves them where they are."""

    positions: NDArray[np.float64]
    stays: bool


def place_part(chart: Chart, shown: NDArray[np.bool_], *, focus: str, steps: int) -> Part:
    """The nodes shown; those within so many steps of one stand by the ties that it ever had, so that they stay."""
    placed = _ever_around(chart, focus, steps) if steps and focus in chart.index else {}
    part, nowhere = chart.network.among(shown), (np.nan, np.nan)
    before = np.array([placed.get(key, nowhere) for key in part.nodes["key"]]).reshape(-1, 2)
    positions = np.zeros((chart.size, 2))
    positions[shown] = place_nodes(part, before=before)
    return Part(positions, bool(placed))


def _ever_around(chart: Chart, focus: str, steps: int) -> _Places:
    day = day_of_networks(NetworkQuestion(chart.kind.id, chart.last.snapshot.as_of))
    return day.once(("around", chart.kind.id, focus, steps), lambda: _placed_around(chart, focus, steps))


def _placed_around(chart: Chart, focus: str, steps: int) -> _Places:
    ever = ever_tied(chart.kind.id, chart.last.snapshot)
    keys = ever.nodes["key"].to_list()
    if focus not in keys:
        return {}
    near = ever.graph.neighborhood(keys.index(focus), order=steps)
    if len(near) > _MOST_PLACED:
        return {}
    is_near = np.zeros(ever.size, dtype=bool)
    is_near[near] = True
    part = ever.among(is_near)
    return dict(zip(part.nodes["key"], map(tuple, place_nodes(part).tolist()), strict=True))
