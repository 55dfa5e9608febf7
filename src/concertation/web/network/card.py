"""The card of the organisation looked at: what is measured of it, how many steps around it, and all its neighbours."""

from __future__ import annotations

from typing import Any

import numpy as np

from concertation.journeys.charting import MOST_STEPS, SIZES, UNKNOWN
from concertation.web.network.tables import (
    Neighbour,
    around_address,
    card_address,
    neighbours_of,
    page_address,
    told_sizes,
)
from concertation.web.network.view import View
from concertation.web.network.words import measure_words, name_of, told_words
from concertation.web.wording import reader_language


def card(view: View) -> dict[str, Any] | None:
    """What the card says; ``None`` when nobody is chosen, or when whoever is chosen is not in this network."""
    if view.chosen is None:
        return None
    node, language = view.chosen, reader_language()
    near = neighbours_of(view, [node])[node]
    return {
        "name": name_of(view.chart, node),
        "page": page_address(view, node),
        "network": around_address(view, node),
        "facts": [
            (
                facet.label.in_language(language),
                facet.label_of(facet.codes[node]).in_language(language),
                facet.codes[node] == UNKNOWN,
            )
            for name, facet in view.chart.facets.items()
            if name != "tied"
        ],
        "measures": [
            (
                SIZES[size].label.in_language(language),
                measure_words(float(view.chart.measure(size)[node]), size),
                SIZES[size].saying.in_language(language),
            )
            for size in told_sizes(view)
        ],
        "neighbours": _neighbours(view, node, near),
        "count": len(near),
        "steps": [
            (steps, view.asked.with_(steps=steps).address(anchor="organisation"), steps == view.asked.steps)
            for steps in range(MOST_STEPS + 1)
        ],
        "close": view.asked.with_(org="", steps=0).address(),
        "is_shown": bool(view.narrowed.nodes[node]),
    }


def _neighbours(view: View, node: int, near: list[int]) -> list[Neighbour]:
    network, statuses = view.chart.network, view.chart.pairs["status"]
    own = np.flatnonzero(view.narrowed.ties & ((network.source == node) | (network.target == node)))
    said = {int(network.source[tie] + network.target[tie] - node): statuses[int(tie)] for tie in own}
    differ = len(set(view.chart.pairs["status"].to_list())) > 1
    return [
        Neighbour(name_of(view.chart, other), card_address(view, other), told_words(said[other]) if differ else "")
        for other in near
    ]
