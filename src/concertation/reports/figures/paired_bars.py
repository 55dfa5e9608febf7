"""What each one gives, to the left, and receives, to the right, of one middle line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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

_AXIS = 24
_ROW = 40
_BAR_TOP = 21
_BAR = 12
# The length of the stub that says "something, but how much is not known".
_STUB = 0.12


@dataclass(frozen=True, slots=True)
class Quantity:
    """A known quantity in words, perhaps between two bounds; or recorded without a figure."""

    value: float | None
    words: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class PairedRow:
    """One member: what it gives and what it receives, ``None`` where nothing is recorded."""

    label: str
    given: Quantity | None
    received: Quantity | None


def draw_paired_bars(
    rows: Sequence[PairedRow],
    *,
    figure_id: str,
    title: str,
    description: str,
    given_words: str,
    received_words: str,
    width: str = FULL_WIDTH,
) -> str:
    """One row a member, on one scale for both sides."""
    largest = max((size for row in rows for size in _sizes(row)), default=1) or 1
    height = _AXIS + _ROW * len(rows) + 4
    body = [
        element("text", f"← {given_words}", x="48%", y=14, text_anchor="end", class_="side"),
        element("text", f"{received_words} →", x="52%", y=14, text_anchor="start", class_="side"),
        *(_row(row, _AXIS + _ROW * n, largest, figure_id) for n, row in enumerate(rows)),
        element("line", x1="50%", x2="50%", y1=4, y2=height, class_="middle"),
    ]
    return drawing(
        body,
        figure_id=figure_id,
        title=title,
        description=description,
        height=height,
        class_="paired-bars",
        width=width,
    )


def _sizes(row: PairedRow) -> Iterable[float]:
    for quantity in (row.given, row.received):
        if quantity is not None:
            yield from (size for size in (quantity.value, quantity.high) if size is not None)


def _row(row: PairedRow, top: float, largest: float, figure_id: str) -> Element:
    label = element(
        "text", element("title", row.label), shorten(row.label, 60), x=0, y=top + 14, class_="label"
    )
    return group(
        [
            label,
            *_side(row.given, top, largest, figure_id, is_left=True),
            *_side(row.received, top, largest, figure_id, is_left=False),
        ],
        class_="row",
    )


def _side(
    quantity: Quantity | None, top: float, largest: float, figure_id: str, *, is_left: bool
) -> list[Element]:
    if quantity is None:
        return []
    y = top + _BAR_TOP
    tone = "given" if is_left else "received"
    fraction = _STUB if quantity.value is None else quantity.value / largest * 0.36
    place = 0.5 - fraction if is_left else 0.5
    bar = element(
        "rect",
        element("title", quantity.words),
        x=percent(place),
        width=percent(fraction),
        y=y,
        height=_BAR,
        class_="unknown" if quantity.value is None else f"bar tone-{tone}",
        fill=hatched(figure_id) if quantity.value is None else None,
    )
    reach = max(fraction, (quantity.high or 0) / largest * 0.36)
    words = element(
        "text",
        quantity.words,
        x=percent(0.5 - reach - 0.01 if is_left else 0.5 + reach + 0.01),
        y=y + 10,
        text_anchor="end" if is_left else "start",
        class_="quantity",
    )
    return [bar, *_bounds(quantity, y + _BAR / 2, largest, is_left=is_left), words]


def _bounds(quantity: Quantity, y: float, largest: float, *, is_left: bool) -> list[Element]:
    if quantity.low is None or quantity.high is None:
        return []
    sign = -1 if is_left else 1
    places = [percent(0.5 + sign * bound / largest * 0.36) for bound in (quantity.low, quantity.high)]
    return [element("line", x1=places[0], x2=places[1], y1=y, y2=y, class_="whisker")]
