"""The few words of SVG that the drawings need, escaped by construction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

Number = int | float

# Left to right, a place is a percentage: a drawing follows the width it is given, its words keep their size.
FULL_WIDTH = "100%"


@dataclass(frozen=True, slots=True)
class Element:
    """One element with its attributes and what it holds."""

    markup: str

    def __str__(self) -> str:
        return self.markup


def element(name: str, *children: Element | str, **attributes: str | Number | None) -> Element:
    """An element; plain strings are escaped, ``class_`` is ``class``, ``text_anchor`` is ``text-anchor``."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value), quote=True)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(child.markup if isinstance(child, Element) else escape(child) for child in children)
    return Element(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def group(children: Iterable[Element], **attributes: str | Number | None) -> Element:
    """Elements that belong together."""
    return element("g", *children, **attributes)


def percent(fraction: float) -> str:
    """A place from 0 to 1 as a percentage of the width."""
    return f"{_number(round(fraction * 100, 3))}%"


def hatching(figure_id: str) -> Element:
    """The pattern of the unknown; its strokes take the colour of the class ``hatch``."""
    stroke = element("path", d="M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2", class_="hatch")
    pattern = element("pattern", stroke, id=f"{figure_id}-hatch", width=6, height=6, patternUnits="userSpaceOnUse")
    return element("defs", pattern)


def hatched(figure_id: str) -> str:
    """The fill of the unknown in that figure."""
    return f"url(#{figure_id}-hatch)"


def drawing(
    children: Iterable[Element],
    *,
    figure_id: str,
    title: str,
    description: str,
    height: Number,
    class_: str,
    width: str = FULL_WIDTH,
) -> str:
    """The whole drawing, named and described for those who do not see it."""
    named = f"{figure_id}-title {figure_id}-description"
    about = _described(figure_id, title, description)
    shape = {"role": "img", "aria_labelledby": named, "width": width, "height": height}
    return _whole((*about, *children), figure_id, class_, shape)


def linked_drawing(
    children: Iterable[Element],
    *,
    figure_id: str,
    title: str,
    description: str,
    width: Number,
    height: Number,
    class_: str,
) -> str:
    """A drawing whose marks are links: a group with a name, that a screen reader enters."""
    about = _described(figure_id, title, description)
    shape = {"role": "group", "aria_labelledby": f"{figure_id}-title", "viewBox": f"0 0 {width:g} {height:g}"}
    return _whole((*about, *children), figure_id, class_, shape)


def _described(figure_id: str, title: str, description: str) -> tuple[Element, ...]:
    return (
        element("title", title, id=f"{figure_id}-title"),
        element("desc", description, id=f"{figure_id}-description"),
        hatching(figure_id),
    )


def _whole(children: Iterable[Element], figure_id: str, class_: str, shape: Mapping[str, str | Number]) -> str:
    xmlns = "http://www.w3.org/2000/svg"
    return element("svg", *children, xmlns=xmlns, id=figure_id, class_=f"figure {class_}", **shape).markup


def shorten(words: str, length: int) -> str:
    """Words that fit in a label, cut at a word where they do not."""
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(" ,;–—-") + "…"


def _number(value: str | Number) -> str:
    return value if isinstance(value, str) else f"{value:g}"
