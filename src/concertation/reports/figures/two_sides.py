"""Two groups on one axis, factor by factor: a full dot, an open dot, and the distance between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concertation.reports.figures.score_axis import place, score_axis
from concertation.reports.figures.svg import FULL_WIDTH, Element, drawing, element, group, hatched, percent, shorten

_AXIS = 24
_ROW = 42
_LABEL = 14
_MIDDLE = 29
_LONGEST_LABEL = 52


@dataclass(frozen=True, slots=True)
class TwoSides:
    """One factor seen by two groups; a side is ``None`` where it is not shown, and ``hole`` says why.

    ``difference`` follows ``note`` where the drawing is wide enough for both.
    """

    label: str
    note: str
    first: float | None
    second: float | None
    difference: str = ""
    hole: str = ""
    is_apart: bool = False


def draw_two_sides(
    rows: Sequence[TwoSides], *, figure_id: str, title: str, description: str, width: str = FULL_WIDTH
) -> str:
    """One row a factor, on the axis from 1 to 5; a distance that is surely there is drawn strong."""
    height = _AXIS + _ROW * len(rows) + 4
    body = [
        score_axis(top=_AXIS - 6, bottom=height, words_at=12),
        *(_row(row, _AXIS + _ROW * number, figure_id) for number, row in enumerate(rows)),
    ]
    return drawing(
        body,
        figure_id=figure_id,
        title=title,
        description=description,
        height=height,
        class_="two-sides",
        width=width,
    )


def _row(row: TwoSides, top: float, figure_id: str) -> Element:
    label = element(
        "text", element("title", row.label), shorten(row.label, _LONGEST_LABEL), x=0, y=top + _LABEL, class_="label"
    )
    note = element(
        "text",
        row.note,
        element("tspan", row.difference, class_="bounds"),
        x="100%",
        y=top + _LABEL,
        text_anchor="end",
        class_="note value-words",
    )
    return group([label, note, *_sides(row, top + _MIDDLE, figure_id)], class_="row")


def _sides(row: TwoSides, y: float, figure_id: str) -> list[Element]:
    if row.first is None or row.second is None:
        known = [_dot(value, y, kind) for value, kind in ((row.first, "first"), (row.second, "second")) if value]
        return [
            element("rect", x=0, width="100%", y=y - 6, height=12, class_="unknown", fill=hatched(figure_id)),
            element("text", row.hole, x="50%", y=y + 4, text_anchor="middle", class_="unknown-words"),
            *known,
        ]
    ends = sorted((row.first, row.second))
    return [
        element("line", x1=0, x2="100%", y1=y, y2=y, class_="track-line"),
        element(
            "line",
            x1=percent(place(ends[0])),
            x2=percent(place(ends[1])),
            y1=y,
            y2=y,
            class_="apart" if row.is_apart else "near",
        ),
        _dot(row.second, y, "second"),
        _dot(row.first, y, "first"),
    ]


def _dot(value: float, y: float, side: str) -> Element:
    """A full disc for the first group, an open square for the second: shape first, tone second."""
    if side == "first":
        return element("circle", cx=percent(place(value)), cy=y, r=6, class_="side-first")
    shape = element("path", d="M-5.5,-5.5 H5.5 V5.5 H-5.5 Z", class_="side-second")
    return element("svg", shape, x=percent(place(value)), y=y, overflow="visible", width=1, height=1)
