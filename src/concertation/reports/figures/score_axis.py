"""The axis from 1 to 5 on which scores of functioning stand, whatever is drawn along it."""

from __future__ import annotations

from concertation.reports.figures.svg import Element, element, group, percent

LOWEST, HIGHEST = 1, 5


def place(value: float) -> float:
    """Where a score stands on the axis, from 0 to 1."""
    return (value - LOWEST) / (HIGHEST - LOWEST)


def score_axis(*, top: float, bottom: float, words_at: float) -> Element:
    """A line a point of the scale, from ``top`` to ``bottom``, and its number above."""
    lines: list[Element] = []
    for number in range(LOWEST, HIGHEST + 1):
        at = place(number)
        anchor = "start" if at == 0 else "end" if at == 1 else "middle"
        lines += [
            element("line", x1=percent(at), x2=percent(at), y1=top, y2=bottom, class_="grid"),
            element("text", str(number), x=percent(at), y=words_at, text_anchor=anchor, class_="tick"),
        ]
    return group(lines, class_="axis")
