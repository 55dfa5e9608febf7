"""The network as compact columns, for the picture that moves: names, places, values, measures, ties."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concertation.journeys.charting import OF_TIES, STATUSES, Narrowed
from concertation.journeys.charting.measures import BRIDGES, TABLES
from concertation.reports.figures.arrows import HEADS
from concertation.reports.figures.territories import path_of
from concertation.web.network.asking import COLOURS
from concertation.web.network.drawing import row_apart
from concertation.web.network.encoding import Encoding
from concertation.web.network.view import View
from concertation.web.network.words import node_words
from concertation.web.wording import reader_language

# Positions and measures are whole numbers of these parts.
_PARTS = 100


class _Parts:
    """A sheet whose unit is a part of a unit of the layout."""

    def __init__(self, view: View) -> None:
        self.ground = view.chart.ground
        self.width = self.height = 0.0

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        x, y = self.ground.place(longitude, latitude)
        return x * _PARTS, y * _PARTS


def columns_json(view: View) -> str:
    """What the picture needs of the nodes and ties shown; in a network that is drawn whole, of all of them."""
    chart = view.chart
    nodes = np.flatnonzero(view.narrowed.nodes)
    number = np.full(chart.size, -1)
    number[nodes] = np.arange(len(nodes))
    names = chart.network.nodes[f"label_{reader_language()}"]
    answer: dict[str, Any] = {
        "parts": _PARTS,
        "key": [chart.keys[node] for node in nodes],
        "name": names.gather(nodes).to_list(),
        "words": [node_words(chart, node) for node in nodes.tolist()],
        "ties": _places(view.positions[nodes]),
        "facets": {
            facet: _facet(view, facet, nodes)
            for facet in dict.fromkeys((*COLOURS, "tied", view.encoding.facet.id))
            if chart.facet(facet)
        },
        "sizes": {size: _numbers(chart.measure(size)[nodes]) for size in _sizes(view)},
        "lines": _lines(view, number),
        "statuses": list(STATUSES),
        "heads": list(HEADS),
    }
    answer["apart"] = {"ties": _apart(view, "ties", nodes)}
    if chart.has_places:
        answer["apart"]["land"] = _apart(view, "land", nodes)
        answer["land"] = _places(chart.ground.positions[nodes])
        answer["outlines"] = [d for geometry in chart.ground.land if (d := path_of(geometry, _Parts(view)))]
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _apart(view: View, placed: str, nodes: NDArray[np.int64]) -> list[Any]:
    words, apart = row_apart(view, placed)
    return [words, np.flatnonzero(apart[nodes]).tolist()]


def _places(positions: NDArray[np.float64]) -> list[list[int]]:
    found: list[list[int]] = np.round(positions.T * _PARTS).astype(int).tolist()
    return found


def _sizes(view: View) -> list[str]:
    """The measures that come along: what costs little, and what the view asks for; others are asked for again."""
    known = {size.id for size in view.chart.sizes}
    bridges = "degree" if view.chart.is_costly else BRIDGES
    return [size for size in dict.fromkeys(("degree", bridges, TABLES, view.encoding.size)) if size in known]


def _numbers(numbers: NDArray[np.float64]) -> list[float]:
    return [round(number, 5) for number in np.nan_to_num(numbers).tolist()]


def _facet(view: View, name: str, nodes: NDArray[np.int64]) -> dict[str, Any]:
    facet = view.chart.facet(name)
    assert facet is not None
    looks = Encoding(view.chart, facet, "same").looks
    order = {value.code: place for place, value in enumerate(facet.values)}
    language = reader_language()
    return {
        "values": [
            [
                value.code,
                value.label.in_language(language),
                looks[value.code].tone,
                looks[value.code].shape,
                value.is_named,
            ]
            for value in facet.values
        ],
        "codes": [order[facet.codes[node]] for node in nodes],
    }


def _lines(view: View, number: NDArray[np.int64]) -> dict[str, Any]:
    network, ties = view.chart.network, np.flatnonzero(view.narrowed.ties)
    layers = sorted(set(view.chart.pairs["layers"].explode().drop_nulls().to_list()))
    place = {layer: bit for bit, layer in enumerate(layers)}
    status = {name: order for order, name in enumerate(STATUSES)}
    of_ties = view.chart.pairs.select("status", "layers").to_dict(as_series=False)
    ways = view.encoding.ways[ties]
    return {
        "source": number[network.source[ties]].tolist(),
        "target": number[network.target[ties]].tolist(),
        "tier": view.encoding.tiers[ties].tolist(),
        OF_TIES[0]: [status[of_ties["status"][tie]] for tie in ties],
        OF_TIES[1]: [sum(1 << place[layer] for layer in of_ties["layers"][tie] or ()) for tie in ties],
        "layers": layers,
        **({"way": ways.tolist()} if ways.any() else {}),
    }


def everything(view: View) -> Narrowed:
    """Nothing left out."""
    chart = view.chart
    return Narrowed(
        np.ones(chart.size, dtype=bool), np.ones(chart.network.tie_count, dtype=bool), np.full(chart.size, -1), None
    )
