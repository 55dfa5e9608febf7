"""Ribbons over time: who belonged, what was in force, and when things happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from concertation.reports.figures.span_of_time import SpanOfTime, covering
from concertation.reports.figures.svg import (
    FULL_WIDTH,
    Element,
    drawing,
    element,
    group,
    hatched,
    percent,
    shorten,
)

_AXIS = 26
_ROW = 38
_LABEL = 14
_RIBBON_TOP = 21
_RIBBON = 10
_LONGEST_LABEL = 64


@dataclass(frozen=True, slots=True)
class Ribbon:
    """What held from a day to another; an unknown beginning or end is drawn as unknown."""

    since: date | None
    until: date | None
    words: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened on a day."""

    on: date
    words: str
    glyph: str = "circle"
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class RibbonRow:
    """One line of the drawing: its name, a few words at the right, its ribbons and marks."""

    label: str
    note: str = ""
    ribbons: tuple[Ribbon, ...] = ()
    marks: tuple[Mark, ...] = ()
    heading: bool = False


def draw_ribbons(
    rows: Sequence[RibbonRow],
    *,
    figure_id: str,
    title: str,
    description: str,
    as_of: date,
    as_of_words: str,
    width: str = FULL_WIDTH,
) -> str:
    """One row below the other on a shared axis, with a line on the day looked at."""
    extent = covering(_known_days(rows), as_of=as_of)
    height = _AXIS + _ROW * len(rows) + 8
    body = [
        _axis(extent, height),
        *(_row(row, _AXIS + _ROW * number, extent, as_of, figure_id) for number, row in enumerate(rows)),
        _as_of_line(extent, as_of, as_of_words, height),
    ]
    return drawing(
        body,
        figure_id=figure_id,
        title=title,
        description=description,
        height=height,
        class_="ribbons",
        width=width,
    )


def _known_days(rows: Iterable[RibbonRow]) -> Iterable[date | None]:
    for row in rows:
        for ribbon in row.ribbons:
            yield ribbon.since
            yield ribbon.until
        for mark in row.marks:
            yield mark.on


def _axis(extent: SpanOfTime, height: float) -> Element:
    lines: list[Element] = []
    for day, words in extent.ticks():
        place = extent.place(day)
        anchor = "start" if place < 0.04 else "end" if place > 0.96 else "middle"
        lines += [
            element("line", x1=percent(place), x2=percent(place), y1=20, y2=height, class_="grid"),
            element("text", words, x=percent(place), y=13, text_anchor=anchor, class_="tick"),
        ]
    return group(lines, class_="axis")


def _as_of_line(extent: SpanOfTime, as_of: date, words: str, height: float) -> Element:
    """Beside the ribbons only, so that it crosses no word."""
    place = percent(extent.place(as_of))
    lines = [
        element("line", x1=place, x2=place, y1=top - 5, y2=top + _RIBBON + 5, class_="as-of-mark")
        for top in range(_AXIS + _RIBBON_TOP, int(height), _ROW)
    ]
    flag = element("circle", element("title", words), cx=place, cy=17, r=4, class_="as-of-flag")
    return group([*lines, flag], class_="as-of-line")


def _row(row: RibbonRow, top: float, extent: SpanOfTime, as_of: date, figure_id: str) -> Element:
    label_class = "label heading" if row.heading else "label"
    words = [
        element(
            "text",
            element("title", row.label),
            shorten(row.label, _LONGEST_LABEL),
            x=0,
            y=top + _LABEL,
            class_=label_class,
        )
    ]
    if row.note:
        words.append(element("text", row.note, x="100%", y=top + _LABEL, text_anchor="end", class_="note"))
    drawn = [_ribbon(ribbon, top, extent, as_of, figure_id) for ribbon in row.ribbons]
    marks = [draw_mark(mark, extent.place(mark.on), top + _RIBBON_TOP + _RIBBON / 2) for mark in row.marks]
    return group([*words, *drawn, *marks], class_="row")


def _ribbon(ribbon: Ribbon, top: float, extent: SpanOfTime, as_of: date, figure_id: str) -> Element:
    begins = extent.place(ribbon.since) if ribbon.since else 0.0
    ends = extent.place(ribbon.until) if ribbon.until else extent.place(as_of)
    today = extent.place(as_of)
    y = top + _RIBBON_TOP
    parts = [element("title", ribbon.words)]
    solid_end = min(ends, max(today, begins))
    known = {"class_": f"ribbon tone-{ribbon.tone}"}
    unknown = {"class_": "ribbon unknown", "fill": hatched(figure_id)}
    parts.append(_bar(begins, solid_end, y, **(known if ribbon.since else unknown)))
    if ends > solid_end:
        parts.append(_bar(solid_end, ends, y, class_=f"ribbon ahead tone-{ribbon.tone}"))
    if ribbon.until and ribbon.until <= as_of:
        parts.append(element("line", x1=percent(ends), x2=percent(ends), y1=y - 3, y2=y + _RIBBON + 3, class_="end"))
    return group(parts)


def _bar(begins: float, ends: float, y: float, **attributes: str) -> Element:
    return element(
        "rect",
        x=percent(begins),
        width=percent(max(ends - begins, 0.004)),
        y=y,
        height=_RIBBON,
        rx=2,
        **attributes,
    )


def draw_mark(mark: Mark, place: float, y: float) -> Element:
    """A mark at a place: shape first, tone second."""
    shapes = {
        "circle": "M-5,0 a5,5 0 1,0 10,0 a5,5 0 1,0 -10,0",
        "diamond": "M0,-6.5 L6.5,0 L0,6.5 L-6.5,0 Z",
        "square": "M-5,-5 H5 V5 H-5 Z",
        "triangle": "M0,-6.5 L6,5 H-6 Z",
        "bar": "M-1.2,-7 H1.2 V7 H-1.2 Z",
    }
    shape = element("path", d=shapes[mark.glyph], class_=f"mark tone-{mark.tone}")
    return element(
        "svg",
        element("title", mark.words),
        shape,
        x=percent(place),
        y=y,
        overflow="visible",
        width=1,
        height=1,
    )
