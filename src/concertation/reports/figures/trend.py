"""The same figure on several days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from concertation.reports.figures.span_of_time import SpanOfTime
from concertation.reports.figures.svg import FULL_WIDTH, Element, drawing, element, group, percent

_TOP, _BOTTOM, _HEIGHT = 16, 90, 110


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The figure on a day, ``None`` when it was unknown then, and the day in words."""

    on: date
    value: float | None
    words: str
    low: float | None = None
    high: float | None = None


def draw_trend(
    points: Sequence[TrendPoint],
    *,
    figure_id: str,
    title: str,
    description: str,
    lowest: float = 0,
    highest: float = 100,
    width: str = FULL_WIDTH,
) -> str:
    """A line through the known days; it breaks where the figure is unknown."""
    extent = SpanOfTime(points[0].on, points[-1].on)

    def down(value: float) -> float:
        return _BOTTOM - (value - lowest) / (highest - lowest) * (_BOTTOM - _TOP)

    body: list[Element] = [
        element("line", x1=0, x2="100%", y1=down(level), y2=down(level), class_="grid")
        for level in (lowest, (lowest + highest) / 2, highest)
    ]
    body += [
        element("text", f"{level:g}", x="100%", y=down(level) - 3, text_anchor="end", class_="tick")
        for level in (lowest, highest)
    ]
    body += [
        _whisker(point, extent, down(point.low), down(point.high))
        for point in points
        if point.low is not None and point.high is not None
    ]
    for before, after in pairwise(points):
        if before.value is not None and after.value is not None:
            body.append(
                element(
                    "line",
                    x1=percent(_inside(extent, before.on)),
                    y1=down(before.value),
                    x2=percent(_inside(extent, after.on)),
                    y2=down(after.value),
                    class_="line",
                )
            )
    body += [_point(point, extent, down(point.value)) for point in points if point.value is not None]
    body += _dates(points, extent)
    return drawing(
        body,
        figure_id=figure_id,
        title=title,
        description=description,
        height=_HEIGHT,
        class_="trend",
        width=width,
    )


def _inside(extent: SpanOfTime, day: date) -> float:
    """Points stay clear of both edges."""
    return 0.02 + 0.92 * extent.place(day)


def _whisker(point: TrendPoint, extent: SpanOfTime, low: float, high: float) -> Element:
    place = percent(_inside(extent, point.on))
    return element("line", x1=place, x2=place, y1=low, y2=high, class_="whisker")


def _point(point: TrendPoint, extent: SpanOfTime, y: float) -> Element:
    return element(
        "circle",
        element("title", f"{point.words}: {point.value:.0f}"),
        cx=percent(_inside(extent, point.on)),
        cy=round(y, 2),
        r=3.5,
        class_="point",
    )


def _dates(points: Sequence[TrendPoint], extent: SpanOfTime) -> list[Element]:
    chosen = {0: "start", len(points) - 1: "end"}
    return [
        group(
            [
                element(
                    "text",
                    points[number].words,
                    x="100%" if anchor == "end" else "0%",
                    y=_HEIGHT - 4,
                    text_anchor=anchor,
                    class_="tick",
                )
            ]
        )
        for number, anchor in chosen.items()
    ]
