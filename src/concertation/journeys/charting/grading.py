"""A measure in five classes of about as many nodes each, for colours and filters."""

from __future__ import annotations

import numpy as np

from concertation.core.text import Text
from concertation.journeys.charting.facets import Facet, facet_of
from concertation.journeys.charting.measures import Numbers, Size

CLASSES = 5


def graded_facet(size: Size, numbers: Numbers) -> Facet:
    """The classes from the lowest to the highest, each told by its bounds; what is unknown is in none."""
    known = numbers[~np.isnan(numbers)]
    edges = np.unique(np.quantile(known, np.arange(1, CLASSES) / CLASSES)) if len(known) else np.empty(0)
    classes = np.searchsorted(edges, numbers, side="left")
    codes = [None if np.isnan(number) else str(place + 1) for number, place in zip(numbers, classes, strict=True)]
    labels = {}
    for place in range(len(edges) + 1):
        own = known[np.searchsorted(edges, known, side="left") == place]
        if len(own):
            labels[str(place + 1)] = _bounds(float(own.min()), float(own.max()), size)
    return facet_of(size.id, size.label, labels, codes)


def _bounds(low: float, high: float, size: Size) -> Text:
    one, other = _told(low, size), _told(high, size)
    if one.en == other.en:
        return one
    return Text(en=f"{one.en} to {other.en}", fr=f"{one.fr} à {other.fr}")


def _told(number: float, size: Size) -> Text:
    if size.unit == "share":
        digits = f"{number * 100:.1f}".removesuffix(".0")
        return Text(en=f"{digits}%", fr=f"{digits.replace('.', ',')}\u00a0%")
    digits = f"{number:g}" if size.unit == "count" else f"{number:.2f}"
    return Text(en=digits, fr=digits.replace(".", ","))
