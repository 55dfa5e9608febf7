"""Territories and places on a sheet: large ones first, small ones over them, with the words that find room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from concertation.reports.figures.svg import Element, element, group, hatched, linked_drawing

# How wide a letter and how high a line of a name are, in pixels.
_TEXT, _LINE = 6.6, 15.0
# How far beneath the middle of a territory its name stands: places are often in the middle.
_BELOW = 18


class Sheet(Protocol):
    """Where positions stand on the paper."""

    @property
    def width(self) -> float:
        """In pixels."""

    @property
    def height(self) -> float:
        """In pixels."""

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """A position in pixels from the upper left corner."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One territory: its outline as GeoJSON, its tone, its name, what it shows in words, and where it leads."""

    id: str
    geometry: Mapping[str, Any]
    tone: str
    name: str
    words: str
    address: str
    centre: tuple[float, float]
    size: float
    is_union: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """One point: where it stands, its tone, what it is, and how many stand there."""

    id: str
    longitude: float
    latitude: float
    tone: str
    words: str
    address: str
    count: int


def draw_territories(
    shapes: Sequence[Shape],
    spots: Sequence[Spot],
    sheet: Sheet,
    *,
    land: Iterable[Mapping[str, Any]] = (),
    figure_id: str,
    title: str,
    description: str,
    chosen: str = "",
) -> str:
    """The drawing; each territory and each place is a link."""
    ordered = sorted(shapes, key=lambda shape: -shape.size)
    body = [
        element("rect", x=0, y=0, width=sheet.width, height=sheet.height, class_="sea"),
        group(_land(land, sheet), class_="land"),
        group((_territory(shape, sheet, figure_id, chosen) for shape in ordered), class_="territories"),
        group(_unions(ordered, sheet), class_="unions"),
        group((_spot(spot, sheet, chosen) for spot in spots), class_="places"),
        group(_labels(shapes, sheet), class_="map-words", aria_hidden="true"),
    ]
    return linked_drawing(
        body,
        figure_id=figure_id,
        title=title,
        description=description,
        width=sheet.width,
        height=sheet.height,
        class_="map-drawing",
    )


def swatch_of(tone: str) -> Element:
    """The sign of a tone in a key."""
    fill = hatched("paper") if tone == "unknown" else None
    return element("rect", width=22, height=14, class_=f"swatch tone-{tone}", fill=fill)


def path_of(geometry: Mapping[str, Any], sheet: Sheet) -> str:
    """The polygons of a geometry as a path of whole pixels and tenths, without steps that do not show."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    polygons = [coordinates] if kind == "Polygon" else coordinates if kind == "MultiPolygon" else []
    return "".join(_ring(ring, sheet) for polygon in polygons for ring in polygon)


def _ring(ring: Sequence[Sequence[float]], sheet: Sheet) -> str:
    steps: list[str] = []
    last: tuple[int, int] | None = None
    for longitude, latitude in ring:
        x, y = sheet.place(longitude, latitude)
        here = round(x * 10), round(y * 10)
        if last is None:
            steps.append(f"M{here[0] / 10:g} {here[1] / 10:g}")
        elif abs(here[0] - last[0]) + abs(here[1] - last[1]) < 4:
            continue
        else:
            steps.append(f"l{(here[0] - last[0]) / 10:g} {(here[1] - last[1]) / 10:g}")
        last = here
    return "".join(steps) + "z" if len(steps) > 2 else ""


def _land(land: Iterable[Mapping[str, Any]], sheet: Sheet) -> Iterable[Element]:
    return (element("path", d=d) for geometry in land if (d := path_of(geometry, sheet)))


def _territory(shape: Shape, sheet: Sheet, figure_id: str, chosen: str) -> Element:
    classes = f"territory tone-{shape.tone}{' is-chosen' if shape.id == chosen else ''}"
    fill = hatched(figure_id) if shape.tone == "unknown" else None
    d = path_of(shape.geometry, sheet)
    if d:
        under = [element("path", d=d, class_="under")] if fill else []
        drawn = group([*under, element("path", d=d, class_=classes, fill=fill)])
    else:
        x, y = sheet.place(*shape.centre)
        drawn = element("circle", cx=round(x, 1), cy=round(y, 1), r=4, class_=classes, fill=fill)
    return element("a", element("title", f"{shape.name}, {shape.words}"), drawn, href=shape.address)


def _unions(shapes: Iterable[Shape], sheet: Sheet) -> Iterable[Element]:
    """The borders of unions, over the parts that cover them."""
    return (
        element("path", d=d, class_="union")
        for shape in shapes
        if shape.is_union and (d := path_of(shape.geometry, sheet))
    )


def _spot(spot: Spot, sheet: Sheet, chosen: str) -> Element:
    x, y = sheet.place(spot.longitude, spot.latitude)
    radius = min(3 + (spot.count - 1) ** 0.5, 9)
    classes = f"place tone-{spot.tone}{' is-chosen' if spot.id == chosen else ''}"
    mark = element("circle", cx=round(x, 1), cy=round(y, 1), r=round(radius, 1), class_=classes)
    return element("a", element("title", spot.words), mark, href=spot.address)


def _labels(shapes: Sequence[Shape], sheet: Sheet) -> Iterable[Element]:
    """The names that do not cover one another, the smallest territories first: large ones have room elsewhere."""
    taken: list[tuple[float, float, float, float]] = []
    for shape in sorted(shapes, key=lambda one: one.size):
        x, y = sheet.place(*shape.centre)
        y += _BELOW
        half = max(len(shape.name), len(shape.words)) * _TEXT / 2
        box = (x - half, y - _LINE, x + half, y + _LINE)
        is_outside = box[0] < 0 or box[1] < 0 or box[2] > sheet.width or box[3] > sheet.height
        if is_outside or any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        yield element("text", shape.name, x=round(x, 1), y=round(y - 2, 1), text_anchor="middle", class_="map-name")
        yield element("text", shape.words, x=round(x, 1), y=round(y + 12, 1), text_anchor="middle", class_="map-value")


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
