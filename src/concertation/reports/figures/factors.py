"""Factors of functioning on one axis from 1 to 5: the interval first, then the point, the last wave as a ghost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concertation.reports.figures.score_axis import place, score_axis
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

_AXIS = 40
_ROW = 64
_LABEL = 15
_MIDDLE = 32
_TRACES = 49
_LONGEST_LABEL = 52


@dataclass(frozen=True, slots=True)
class BandMark:
    """One of the three bands of the axis, from where it begins to where the next one does, and its name."""

    begins: float
    ends: float
    words: str


@dataclass(frozen=True, slots=True)
class FactorDot:
    """One factor: its score with bounds, what it was, and the bands in which its traces stand (0, 1 or 2).

    ``value`` is ``None`` for a hole, of which ``hole`` says why; ``note`` and ``bounds`` are the same in words.
    ``is_range`` marks bounds that are a plain range.
    ``unknown_traces`` is what stands in the lane of the traces when nothing is known of them.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    before: float | None = None
    is_range: bool = False
    note: str = ""
    bounds: str = ""
    hole: str = ""
    traces: tuple[int, ...] = ()
    traces_words: str = ""
    unknown_traces: str = ""
    is_parting: bool = False


def draw_factors(
    rows: Sequence[FactorDot],
    *,
    bands: Sequence[BandMark],
    figure_id: str,
    title: str,
    description: str,
    width: str = FULL_WIDTH,
) -> str:
    """One row a factor on a shared axis, over the three bands; under each point, where its traces stand."""
    height = _AXIS + _ROW * len(rows) + 4
    body = [
        *_bands(bands, height),
        score_axis(top=_AXIS - 8, bottom=height, words_at=_AXIS - 13),
        *(_row(row, _AXIS + _ROW * number, bands, figure_id) for number, row in enumerate(rows)),
    ]
    return drawing(
        body,
        figure_id=figure_id,
        title=title,
        description=description,
        height=height,
        class_="factors",
        width=width,
    )


def _bands(bands: Sequence[BandMark], height: float) -> list[Element]:
    drawn: list[Element] = []
    for number, band in enumerate(bands):
        begins, ends = place(band.begins), place(band.ends)
        drawn += [
            element(
                "rect",
                x=percent(begins),
                width=percent(ends - begins),
                y=_AXIS - 8,
                height=height - _AXIS + 8,
                class_=f"band band-{number}",
            ),
            element(
                "text", band.words, x=percent((begins + ends) / 2), y=12, text_anchor="middle", class_="tick band-words"
            ),
        ]
    return drawn


def _row(row: FactorDot, top: float, bands: Sequence[BandMark], figure_id: str) -> Element:
    words = [
        element(
            "text",
            element("title", row.label),
            shorten(row.label, _LONGEST_LABEL),
            x=0,
            y=top + _LABEL,
            class_="label",
        ),
        element(
            "text",
            row.note,
            element("tspan", row.bounds, class_="bounds"),
            x="100%",
            y=top + _LABEL,
            text_anchor="end",
            class_="note value-words",
        ),
    ]
    opinion = _hole(row, top, figure_id) if row.value is None else _opinion(row, row.value, top)
    return group([*words, *opinion, *_traces(row, top, bands, figure_id)], class_="row")


def _hole(row: FactorDot, top: float, figure_id: str) -> list[Element]:
    y = top + _MIDDLE
    return [
        element("rect", x=0, width="100%", y=y - 7, height=14, class_="unknown", fill=hatched(figure_id)),
        element("text", row.hole, x="50%", y=y + 4, text_anchor="middle", class_="unknown-words"),
    ]


def _opinion(row: FactorDot, value: float, top: float) -> list[Element]:
    y = top + _MIDDLE
    drawn = [element("line", x1=0, x2="100%", y1=y, y2=y, class_="track-line")]
    if row.before is not None:
        drawn += [
            element("line", x1=percent(place(row.before)), x2=percent(place(value)), y1=y, y2=y, class_="moved"),
            element("circle", cx=percent(place(row.before)), cy=y, r=5, class_="ghost"),
        ]
    if row.low is not None and row.high is not None:
        drawn.append(
            element(
                "rect",
                x=percent(place(row.low)),
                width=percent(max(place(row.high) - place(row.low), 0.004)),
                y=y - 6,
                height=12,
                rx=3,
                class_="range" if row.is_range else "interval",
            )
        )
    return [*drawn, element("circle", cx=percent(place(value)), cy=y, r=6.5, class_="point")]


def _traces(row: FactorDot, top: float, bands: Sequence[BandMark], figure_id: str) -> list[Element]:
    """A bar over the band of each trace, with one diamond a trace: not a point of the scale, a place on it."""
    y = top + _TRACES
    drawn: list[Element] = []
    for number in sorted(set(row.traces)):
        begins, ends = place(bands[number].begins), place(bands[number].ends)
        count = row.traces.count(number)
        inset = 0.006
        drawn += [
            element(
                "line",
                x1=percent(begins + inset),
                x2=percent(ends - inset),
                y1=y,
                y2=y,
                class_="trace-band parting" if row.is_parting else "trace-band",
            ),
            *(_diamond((begins + ends) / 2, 14 * (at - (count - 1) / 2), y, row.traces_words) for at in range(count)),
        ]
    if not row.traces and row.unknown_traces:
        drawn += [
            element("rect", x=0, width=26, y=y - 5, height=10, class_="unknown", fill=hatched(figure_id)),
            element("text", row.unknown_traces, x=32, y=y + 4, class_="note trace-words"),
        ]
    return drawn


def _diamond(at: float, shift: float, y: float, words: str) -> Element:
    shape = element("path", d=f"M{shift:g},-6 l6,6 l-6,6 l-6,-6 Z", class_="trace")
    return element("svg", element("title", words), shape, x=percent(at), y=y, overflow="visible", width=1, height=1)
