"""A drawing that leaves the page: the width that it took from the page, and its colours, go within."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources

from concertation.reports.figures.svg import Element, Number, element, hatching

_HEIGHT = re.compile(r'^<svg [^>]*?\bheight="([\d.]+)"')
# The face that papers are set in, in place of that of the pages.
_PAPER_TYPE = 'svg { font-family: "Source Sans 3", sans-serif; }'
# So that a stroke on the edge is not cut.
_EDGE = 8


def stand_alone(drawn: str, *, style: str, width: int) -> str:
    """The drawing at so many pixels, with one of the style sheets of this room; raises if it has no height."""
    found = _HEIGHT.match(drawn)
    if found is None:
        raise ValueError(drawn[:80])
    inside = element("svg", Element(drawn), x=_EDGE, width=width - 2 * _EDGE, height=found[1])
    return _sheet([inside], style, width, float(found[1]))


def on_a_sheet(drawn: str, *, style: str, width: float, height: float) -> str:
    """The drawing with its colours within, for a paper that sets its title, its key and its caption in type."""
    inside = element("svg", Element(drawn), width=width, height=height)
    return _sheet([Element(f"<style>{_PAPER_TYPE}</style>"), inside], style, width, height)


def sign(
    children: Iterable[Element], *, style: str, width: Number, height: Number = 14, figure_id: str = "sign"
) -> str:
    """One sign of a key, drawn as the drawing draws it; its hatching is that of the figure named."""
    return _sheet([hatching(figure_id), *children], style, width, height)


def _sheet(children: Iterable[Element], style: str, width: Number, height: Number) -> str:
    colours = resources.files("concertation.reports.figures").joinpath(style).read_text(encoding="utf-8")
    return element(
        "svg",
        Element(f"<style>{colours}</style>"),
        *children,
        **{"xml:space": "preserve"},
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {width:g} {height:g}",
    ).markup
