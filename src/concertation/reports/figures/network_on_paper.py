"""A network that leaves the pages: its title above, its legend and its caption beneath, its colours within."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from textwrap import wrap

from concertation.reports.figures.network import Mark, Picture, mark_element
from concertation.reports.figures.svg import Element, element, group, hatching

_LINE_LENGTH = 130
_TOP, _ROW = 48, 20
# The face that papers are set in, in place of that of the pages.
_PAPER_TYPE = 'svg { font-family: "Source Sans 3", sans-serif; }'
# Entries of the legend side by side, and how wide each is.
_ACROSS, _COLUMN = 3, 312


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One entry of the legend."""

    tone: str
    shape: str
    words: str


def on_paper(drawn: str, picture: Picture, *, title: str, legend: Sequence[LegendLine], caption: Sequence[str]) -> str:
    """The drawing as a file that needs nothing else."""
    style = resources.files("concertation.reports.figures").joinpath("network.css").read_text(encoding="utf-8")
    under = _TOP + picture.height + 26
    entries = [_entry(line, place, under) for place, line in enumerate(legend)]
    first = under + -(-len(legend) // _ACROSS) * _ROW + 14
    lines = wrap(" ".join(caption), _LINE_LENGTH)
    height = first + len(lines) * 18 + 8
    return element(
        "svg",
        Element(f"<style>{style}</style>"),
        hatching("paper"),
        element("rect", width=picture.width, height=height, class_="sheet"),
        element("text", title, x=14, y=30, class_="paper-title"),
        element("svg", Element(drawn), y=_TOP, width=picture.width, height=picture.height),
        *entries,
        *(element("text", line, x=14, y=first + at * 18, class_="paper-words") for at, line in enumerate(lines)),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {picture.width:g} {height:g}",
        width=picture.width,
        height=height,
    ).markup


def drawing_alone(drawn: str, picture: Picture) -> str:
    """The drawing with its colours within, for a paper that sets its title, its key and its caption in type."""
    style = resources.files("concertation.reports.figures").joinpath("network.css").read_text(encoding="utf-8")
    return element(
        "svg",
        Element(f"<style>{style} {_PAPER_TYPE}</style>"),
        element("svg", Element(drawn), width=picture.width, height=picture.height),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {picture.width:g} {picture.height:g}",
        width=picture.width,
        height=picture.height,
    ).markup


def _entry(line: LegendLine, place: int, top: float) -> Element:
    x, y = 14 + place % _ACROSS * _COLUMN, top + place // _ACROSS * _ROW
    mark = mark_element(Mark(x + 8, y - 4, 6, line.tone, line.shape, "", "", ""), "paper")
    return group([mark, element("text", line.words, x=x + 24, y=y, class_="paper-words")])
