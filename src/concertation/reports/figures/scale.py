"""One figure on its scale: the interval is drawn before the point."""

from __future__ import annotations

from concertation.reports.figures.svg import FULL_WIDTH, Element, drawing, element, group, hatched, percent

_MIDDLE = 12


def draw_scale(
    value: float | None,
    *,
    low: float | None = None,
    high: float | None = None,
    lowest: float = 0,
    highest: float = 100,
    figure_id: str,
    title: str,
    description: str,
    width: str = FULL_WIDTH,
) -> str:
    """A line from the lowest to the highest value possible; hatched over its length when nothing is known."""

    def place(number: float) -> float:
        return (number - lowest) / (highest - lowest)

    track = element("rect", x=0, y=_MIDDLE - 3, width="100%", height=6, rx=3, class_="track")
    body = [track, *_ticks(lowest, highest)]
    if low is not None and high is not None:
        body.append(
            element(
                "rect",
                x=percent(place(low)),
                width=percent(max(place(high) - place(low), 0.004)),
                y=_MIDDLE - 6,
                height=12,
                rx=3,
                class_="interval",
            )
        )
    if value is not None:
        body.append(element("circle", cx=percent(place(value)), cy=_MIDDLE, r=6, class_="point"))
    elif low is None:
        body.append(
            element(
                "rect", x=0, y=_MIDDLE - 6, width="100%", height=12, class_="unknown", fill=hatched(figure_id)
            )
        )
    return drawing(
        body,
        figure_id=figure_id,
        title=title,
        description=description,
        height=38,
        class_="scale",
        width=width,
    )


def _ticks(lowest: float, highest: float) -> list[Element]:
    ticks = []
    for fraction, anchor in ((0.0, "start"), (0.5, "middle"), (1.0, "end")):
        number = lowest + fraction * (highest - lowest)
        ticks.append(
            group(
                [
                    element(
                        "text", f"{number:g}", x=percent(fraction), y=35, text_anchor=anchor, class_="tick"
                    ),
                ]
            )
        )
    return ticks
