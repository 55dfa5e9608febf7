"""Ten factors at a glance: a column a factor, a dot at its score, hatched where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concertation.reports.figures.score_axis import place
from concertation.reports.figures.svg import Element, drawing, element, group, hatched, percent

_TOP, _BOTTOM, _HEIGHT = 6, 50, 56


@dataclass(frozen=True, slots=True)
class SmallDot:
    """One factor in words, with its score now and before."""

    words: str
    value: float | None
    before: float | None = None


def draw_small_dots(dots: Sequence[SmallDot], *, figure_id: str, title: str, description: str, width: str) -> str:
    """The higher the dot, the better the score; a thin line comes from where it was."""
    share = 1 / max(len(dots), 1)
    body = [
        *(element("line", x1=0, x2="100%", y1=_down(level), y2=_down(level), class_="grid") for level in (1, 3, 4, 5)),
        *(_column(dot, (number + 0.5) * share, share, figure_id) for number, dot in enumerate(dots)),
    ]
    return drawing(
        body,
        figure_id=figure_id,
        title=title,
        description=description,
        height=_HEIGHT,
        class_="small-dots",
        width=width,
    )


def _down(value: float) -> float:
    return round(_BOTTOM - place(value) * (_BOTTOM - _TOP), 2)


def _column(dot: SmallDot, at: float, share: float, figure_id: str) -> Element:
    parts: list[Element] = [element("title", dot.words)]
    if dot.value is None:
        hole = element(
            "rect",
            x=percent(at - share / 4),
            width=percent(share / 2),
            y=_TOP,
            height=_BOTTOM - _TOP,
            class_="unknown",
            fill=hatched(figure_id),
        )
        return group([*parts, hole])
    if dot.before is not None:
        before, now, middle = _down(dot.before), _down(dot.value), percent(at)
        parts.append(element("line", x1=middle, x2=middle, y1=before, y2=now, class_="moved"))
    return group([*parts, element("circle", cx=percent(at), cy=_down(dot.value), r=4.5, class_="point")])
