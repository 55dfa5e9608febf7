"""One view of a network: what its address asks, what it shows of the chart, and how."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.http import HttpRequest
from numpy.typing import NDArray

from concertation.journeys.charting import MOST_DRAWN, Chart, Narrowed, Part, narrow, place_part, read_chart
from concertation.web.network.asking import NetworkAsked, network_asked
from concertation.web.network.encoding import Encoding, encoding_of

# Marks of a drawing at most; with more of them it shows their groups.
MOST_MARKS = 400


@dataclass(frozen=True, eq=False)
class View:
    """One view of a chart: what it asks, what it shows, how."""

    chart: Chart
    asked: NetworkAsked
    narrowed: Narrowed
    encoding: Encoding

    @property
    def is_grouped(self) -> bool:
        """Whether the drawing shows groups in place of single nodes."""
        return self.narrowed.node_count > MOST_MARKS

    @property
    def positions(self) -> NDArray[np.float64]:
        """Where the nodes stand by their ties; the shown part of a large network is laid out by itself."""
        return self.chart.positions if self._part is None else self._part.positions

    @property
    def stays(self) -> bool:
        """Whether another day leaves the nodes where they are."""
        return self._part is None or self._part.stays

    @cached_property
    def _part(self) -> Part | None:
        if not self.chart.is_large or self.narrowed.node_count > MOST_DRAWN:
            return None
        asked = self.asked
        return place_part(self.chart, self.narrowed.nodes, focus=asked.org, steps=asked.steps)

    @property
    def places(self) -> NDArray[np.float64]:
        """Where the nodes stand in this view: by their ties, or on land."""
        is_on_land = self.asked.view == "land" and self.chart.has_places
        return self.chart.ground.positions if is_on_land else self.positions

    @property
    def chosen(self) -> int | None:
        """The number of the node looked at."""
        return self.chart.index.get(self.asked.org)


def view_asked(request: HttpRequest) -> View:
    """The view that the address asks for."""
    asked = network_asked(request)
    chart = read_chart(asked.tie, as_of=asked.as_of, since=asked.since, user=request.user)
    if asked.org not in chart.index:
        asked = asked.with_(org="", steps=0, rows=asked.rows, lines=asked.lines)
    return View(chart, asked, narrow(chart, asked.narrowing), encoding_of(chart, asked))
