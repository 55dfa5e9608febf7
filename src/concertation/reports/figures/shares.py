"""A bar cut in shares: the mixture of the four articulations, hatched where it is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concertation.reports.figures.svg import FULL_WIDTH, Element, drawing, element, group, hatched, percent

_BAR = 22
_WIDE_ENOUGH_FOR_WORDS = 0.12


@dataclass(frozen=True, slots=True)
class Share:
    """One part: its name, its share from 0 to 1, the same share in words, and its tone."""

    label: str
    fraction: float
    words: str
    tone: str


def draw_shares(
    shares: Sequence[Share],
    *,
    figure_id: str,
    title: str,
    description: str,
    unknown_words: str,
    width: str = FULL_WIDTH,
) -> str:
    """The parts from left to right; what the shares leave over, or everything without them, is unknown."""
    body: list[Element] = []
    place = 0.0
    for share in shares:
        if share.fraction > 0:
            body.append(_part(share, place))
            place += share.fraction
    if place < 0.999:
        body.append(_unknown(place, unknown_words, figure_id))
    return drawing(
        body,
        figure_id=figure_id,
        title=title,
        description=description,
        height=_BAR + 2,
        class_="shares",
        width=width,
    )


def _part(share: Share, place: float) -> Element:
    box = element(
        "rect",
        element("title", f"{share.label} {share.words}"),
        x=percent(place),
        width=percent(share.fraction),
        y=1,
        height=_BAR,
        class_=f"share tone-{share.tone}",
    )
    if share.fraction < _WIDE_ENOUGH_FOR_WORDS:
        return group([box])
    words = element(
        "text",
        share.words,
        x=percent(place + share.fraction / 2),
        y=16,
        text_anchor="middle",
        class_=f"share-words tone-{share.tone}",
    )
    return group([box, words])


def _unknown(place: float, words: str, figure_id: str) -> Element:
    box = element(
        "rect",
        x=percent(place),
        width=percent(1 - place),
        y=1,
        height=_BAR,
        class_="unknown",
        fill=hatched(figure_id),
    )
    return group(
        [
            box,
            element(
                "text", words, x=percent((1 + place) / 2), y=16, text_anchor="middle", class_="unknown-words"
            ),
        ]
    )
