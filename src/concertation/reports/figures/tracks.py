"""Figures on a line of their own: points with the interval that holds them, beside what chance gives; ties in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from concertation.reports.figures.svg import Element, drawing, element, hatched, percent

Shape = Literal["dot", "square", "ring"]
_MIDDLE, _HEIGHT = 11.0, 32.0
# An interval narrower than this share of the line would not be seen.
_NARROWEST = 0.004


@dataclass(frozen=True, slots=True)
class Point:
    """One value and the shape that it is drawn with."""

    value: float
    shape: Shape = "dot"


@dataclass(frozen=True, slots=True)
class Line:
    """From where to where a line runs, and the words at both ends; ``zero`` is marked where it lies within."""

    lowest: float
    highest: float
    words: tuple[str, str]

    def place(self, value: float) -> float:
        """Where a value stands, from 0 to 1; what lies beyond stands at the end."""
        return min(max((value - self.lowest) / (self.highest - self.lowest), 0.0), 1.0)


def draw_track(
    points: Sequence[Point],
    line: Line,
    *,
    interval: tuple[float, float] | None = None,
    chance: tuple[float, float] | None = None,
    figure_id: str,
    title: str,
    description: str,
) -> str:
    """Points and their interval on a line; hatched over its length where there is no point.

    Shapes are of three sizes: where points fall together, all are still seen.
    """
    body = [element("rect", x=0, y=_MIDDLE - 2, width="100%", height=4, rx=2, class_="track"), *_ends(line)]
    if line.lowest < 0 < line.highest:
        at = percent(line.place(0))
        body.append(element("line", x1=at, x2=at, y1=_MIDDLE - 9, y2=_MIDDLE + 9, class_="zero"))
    if chance is not None:
        body.append(_span(line, chance, 18, "chance"))
    if interval is not None:
        body.append(_span(line, interval, 9, "interval"))
    body += [_mark(line, point) for point in points]
    if not points:
        fill = hatched(figure_id)
        body.append(element("rect", x=0, y=_MIDDLE - 7, width="100%", height=14, class_="unknown", fill=fill))
    return drawing(
        body, figure_id=figure_id, title=title, description=description, height=_HEIGHT, class_="scale sure-track"
    )


def draw_turnover(parts: Sequence[tuple[str, int]], *, figure_id: str, title: str, description: str) -> str:
    """One bar of ties: each part as wide as it has ties; those of which nothing is known are hatched."""
    total, begins, body = sum(count for _, count in parts) or 1, 0.0, []
    for name, count in parts:
        is_unknown = name == "unknown"
        body.append(
            element(
                "rect",
                x=percent(begins),
                width=percent(count / total),
                y=1,
                height=22,
                class_="unknown" if is_unknown else f"turned-{name}",
                fill=hatched(figure_id) if is_unknown else None,
            )
        )
        begins += count / total
    return drawing(body, figure_id=figure_id, title=title, description=description, height=24, class_="turnover")


def _ends(line: Line) -> list[Element]:
    sides = ((0.0, "start", line.words[0]), (1.0, "end", line.words[1]))
    return [
        element("text", words, x=percent(at), y=_HEIGHT - 1, text_anchor=anchor, class_="tick")
        for at, anchor, words in sides
    ]


def _span(line: Line, span: tuple[float, float], height: float, class_: str) -> Element:
    first, last = (line.place(value) for value in span)
    width = max(last - first, _NARROWEST)
    y = _MIDDLE - height / 2
    return element("rect", x=percent(first), width=percent(width), y=y, height=height, rx=2, class_=class_)


def _mark(line: Line, point: Point) -> Element:
    at = percent(line.place(point.value))
    if point.shape == "square":
        return element("rect", x=at, y=_MIDDLE - 3, width=6, height=6, transform="translate(-3 0)", class_="point")
    if point.shape == "ring":
        return element("circle", cx=at, cy=_MIDDLE, r=8.5, class_="point ring")
    return element("circle", cx=at, cy=_MIDDLE, r=6, class_="point")
