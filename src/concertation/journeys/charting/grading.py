"""A measure in classes, for colours and filters: those that have none of it, then as many nodes in each class."""

from __future__ import annotations

import numpy as np

from concertation.core.text import Text
from concertation.journeys.charting.facets import Facet, facet_of
from concertation.journeys.charting.measures import Numbers, Size

CLASSES = 5


def graded_facet(size: Size, numbers: Numbers) -> Facet:
    """The classes from the lowest to the highest, each told by its bounds; what is unknown is in none.

    A value is written as it is read before classes are made, so that no two classes are told alike.
    """
    read = np.array([_rounded(number) for number in numbers])
    known = np.unique(read[~np.isnan(read)])
    some = read[~np.isnan(read) & (read != 0)]
    edges = np.unique(np.quantile(some, np.arange(1, CLASSES - 1) / (CLASSES - 1))) if len(some) else np.empty(0)
    if len(known) and known[0] <= 0:
        edges = np.unique(np.concatenate(([0.0], edges)))
    classes = np.searchsorted(edges, read, side="left")
    bounds = {}
    for place in np.unique(classes[~np.isnan(read)]).tolist():
        own = read[(classes == place) & ~np.isnan(read)]
        bounds[place] = _bounds(float(own.min()), float(own.max()), size)
    codes = [None if np.isnan(number) else str(place + 1) for number, place in zip(read, classes, strict=True)]
    return facet_of(size.id, size.label, {str(place + 1): words for place, words in bounds.items()}, codes)


def _rounded(number: float) -> float:
    """To two figures that count, which is how it is read."""
    return float(round(number)) if abs(number) >= 100 else float(f"{number:.2g}")


def _bounds(low: float, high: float, size: Size) -> Text:
    one, other = _told(low, size), _told(high, size)
    if low == high:
        return one
    return Text(en=f"{one.en} to {other.en}", fr=f"{one.fr} à {other.fr}")


def _told(number: float, size: Size) -> Text:
    if size.unit == "share":
        digits = f"{round(number * 100, 6):g}"
        return Text(en=f"{digits}%", fr=f"{digits.replace('.', ',')}\u00a0%")
    return Text(en=f"{number:g}", fr=f"{number:g}".replace(".", ","))
