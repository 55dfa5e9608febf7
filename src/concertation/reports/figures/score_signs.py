"""The signs of drawings of scores, for a key on paper."""

from __future__ import annotations

from concertation.reports.figures.alone import sign
from concertation.reports.figures.svg import Element, element, hatched

_STYLE = "scores.css"


def dot_sign() -> str:
    """A score."""
    return _small(element("circle", cx=7, cy=7, r=6, class_="point"))


def interval_sign() -> str:
    """How sure a score is."""
    return sign([element("rect", y=2, width=26, height=10, rx=3, class_="interval")], style=_STYLE, width=26)


def ghost_sign() -> str:
    """What a score was."""
    return _small(element("circle", cx=7, cy=7, r=5, class_="ghost"))


def trace_sign() -> str:
    """Where the register places it."""
    return _small(element("path", d="M7,1 l6,6 l-6,6 l-6,-6 Z", class_="trace"))


def unknown_sign() -> str:
    """What nobody knows, or is not shown."""
    drawn = element("rect", x=1, y=2, width=24, height=10, class_="unknown", fill=hatched("sign"))
    return sign([drawn], style=_STYLE, width=26)


def first_sign() -> str:
    """The first of two groups."""
    return _small(element("circle", cx=7, cy=7, r=6, class_="side-first"))


def second_sign() -> str:
    """The second of two groups."""
    return _small(element("path", d="M1.5,1.5 H12.5 V12.5 H1.5 Z", class_="side-second"))


def apart_sign() -> str:
    """Two groups that are surely apart."""
    return sign([element("line", x1=0, x2=26, y1=7, y2=7, class_="apart")], style=_STYLE, width=26)


def _small(drawn: Element) -> str:
    return sign([drawn], style=_STYLE, width=14)
