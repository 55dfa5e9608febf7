"""How a chart becomes marks: the tone and the shape of each value, the size of each mark, the look of each tie."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from concertation.journeys.charting import CLASSES, SEVERAL, SIZES, UNKNOWN, Chart, Facet, Value
from concertation.journeys.charting.measures import BRIDGES
from concertation.web.network.asking import NetworkAsked

# As many values have a tone and a shape of their own; the rest share one, and the legend names them.
SHAPES = ("circle", "square", "diamond", "triangle", "hexagon", "wedge", "pentagon")
OTHER = "other"
# Share of the room of a mark that its radius takes: the smallest, the largest, and all of them when none is larger.
SMALLEST, LARGEST, EVEN = 0.15, 0.46, 0.22
TIERS = 4
_NAMED_FIRST = 3


@dataclass(frozen=True, slots=True)
class Look:
    """The tone and the shape of one value."""

    tone: str
    shape: str


@dataclass(frozen=True, eq=False)
class Encoding:
    """What the marks of one view say."""

    chart: Chart
    facet: Facet
    size: str

    @cached_property
    def looks(self) -> dict[str, Look]:
        """Of each value of the facet: the most frequent have their own."""
        if self.facet.id in SIZES:
            return _grades(self.facet)
        named = [value for value in self.facet.values if value.code not in (SEVERAL, UNKNOWN)]
        first = sorted(named, key=lambda value: -value.count)[: len(SHAPES)]
        own = [value.code for value in named if value in first]
        looks = {value.code: Look(OTHER, "circle") for value in named}
        looks |= {code: Look(f"net-{place + 1}", SHAPES[place]) for place, code in enumerate(own)}
        return looks | {SEVERAL: Look(SEVERAL, "circle"), UNKNOWN: Look(UNKNOWN, "circle")}

    def values(self) -> list[tuple[Value, Look]]:
        """The values that occur, with their looks; those that share one come after the others."""
        found = [(value, self.looks[value.code]) for value in self.facet.values]
        return sorted(found, key=lambda pair: (pair[1].tone == OTHER) + 2 * (pair[0].code in (SEVERAL, UNKNOWN)))

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """The radius of each mark, as a share of its room: the area follows the measure."""
        if self.size == "same":
            return np.full(self.chart.size, EVEN)
        return radius_share(np.nan_to_num(self.numbers), self.highest)

    @cached_property
    def numbers(self) -> NDArray[np.float64]:
        """The measure of each mark."""
        return np.ones(self.chart.size) if self.size == "same" else self.chart.measure(self.size)

    @property
    def highest(self) -> float:
        """The largest measure."""
        return float(np.nan_to_num(self.numbers).max(initial=0.0))

    @cached_property
    def tiers(self) -> NDArray[np.int64]:
        """How strong each tie looks, from 1 to 4; one that is unknown looks weakest."""
        weight = np.nan_to_num(self.chart.network.weight, nan=0.0)
        low, high = (weight.min(), weight.max()) if len(weight) else (0, 0)
        if high <= low:
            return np.ones(len(weight), dtype=np.int64)
        return 1 + np.floor(np.sqrt((weight - low) / (high - low)) * (TIERS - 1) + 0.5).astype(np.int64)

    @cached_property
    def ways(self) -> NDArray[np.int64]:
        """Which way each tie runs: 1 from source to target, -1 the other way; 0 both ways, or without direction."""
        forth, back = (self.chart.pairs[name].to_numpy().astype(np.int64) for name in ("forth", "back"))
        return np.asarray(forth - back)

    @cached_property
    def bridging(self) -> frozenset[int]:
        """The few most often on the way between others, who are named before all; nobody where that is costly."""
        if self.chart.is_costly:
            return frozenset()
        numbers = np.nan_to_num(self.chart.measure(BRIDGES))
        return frozenset(int(node) for node in np.argsort(-numbers, kind="stable")[:_NAMED_FIRST] if numbers[node] > 0)


def _grades(facet: Facet) -> dict[str, Look]:
    """Of a measure in classes: the higher, the darker."""
    known = [value.code for value in facet.values if value.code != UNKNOWN]
    spread = np.round(np.linspace(1, CLASSES, len(known))).astype(int).tolist()
    looks = {code: Look(f"degree-{tone}", "circle") for code, tone in zip(known, spread, strict=True)}
    return looks | {UNKNOWN: Look(UNKNOWN, "circle")}


def radius_share(numbers: NDArray[np.float64], highest: float) -> NDArray[np.float64]:
    """From the smallest share for zero to the largest for the highest, by the square root."""
    if highest <= 0:
        return np.full(len(numbers), SMALLEST)
    return np.asarray(SMALLEST + (LARGEST - SMALLEST) * np.sqrt(np.maximum(numbers, 0) / highest))


def encoding_of(chart: Chart, asked: NetworkAsked) -> Encoding:
    """What the view asks for, or the nearest that this network has."""
    facet = chart.facet(asked.colour) or next(iter(chart.facets.values()))
    sizes = [size.id for size in chart.sizes]
    size = asked.size if asked.size in (*sizes, "same") else sizes[0]
    return Encoding(chart, facet, size)
