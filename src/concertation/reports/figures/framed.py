"""A drawing that leaves the pages: its title above, its key and its caption beneath, its colours within."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from textwrap import wrap

from concertation.reports.figures.svg import Element, element, group, hatching

_LINE_LENGTH, _LINE = 130, 18
_LEFT, _TITLE, _TOP = 14, 30, 48
# A sign of the key and its words.
_ROW, _SIGN = 20, 26

KeyLine = tuple[Element, str]


def framed(
    drawn: str,
    *,
    width: float,
    height: float,
    style: str,
    title: str,
    key: Sequence[KeyLine],
    caption: Sequence[str],
    across: int = 1,
) -> str:
    """The drawing as a file that needs nothing else; signs of the key are 26 by 14, so many side by side."""
    colours = resources.files("concertation.reports.figures").joinpath(style).read_text(encoding="utf-8")
    under = _TOP + height + 26
    first = under + -(-len(key) // across) * _ROW + 14
    lines = [line for sentence in caption for line in wrap(sentence, _LINE_LENGTH)]
    whole = first + len(lines) * _LINE + 8
    return element(
        "svg",
        Element(f"<style>{colours}</style>"),
        hatching("paper"),
        element("rect", width=width, height=whole, class_="sheet"),
        element("text", title, x=_LEFT, y=_TITLE, class_="paper-title"),
        element("svg", Element(drawn), y=_TOP, width=width, height=height),
        *(_entry(line, place, across, width, under) for place, line in enumerate(key)),
        *(element("text", line, x=_LEFT, y=first + at * _LINE, class_="paper-words") for at, line in enumerate(lines)),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {whole:g}",
        width=width,
        height=whole,
    ).markup


def _entry(line: KeyLine, place: int, across: int, width: float, top: float) -> Element:
    sign, words = line
    x, y = _LEFT + place % across * (width - _LEFT) / across, top + place // across * _ROW
    placed = group([sign], transform=f"translate({x:g} {y - 11:g})")
    return group([placed, element("text", words, x=x + _SIGN + 6, y=y, class_="paper-words")])
