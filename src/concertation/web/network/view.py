"""One view of a network: what its address asks, what it shows of the chart, and how."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from concertation.journeys.charting import Chart, Narrowed, narrow, read_chart
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
    def chosen(self) -> int | None:
        """The number of the node looked at."""
        return self.chart.index.get(self.asked.org)


def view_asked(request: HttpRequest) -> View:
    """The view that the address asks for."""
    asked = network_asked(request)
    chart = read_chart(asked.tie, as_of=asked.as_of)
    return View(chart, asked, narrow(chart, asked.narrowing), encoding_of(chart, asked))
