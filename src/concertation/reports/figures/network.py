"""Who works with whom, as marks and lines on a sheet, with the names that find room."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from concertation.reports.figures.arrows import head_path
from concertation.reports.figures.svg import Element, element, group, hatched, linked_drawing, shorten

# How wide a letter and how high a line of a name are, in pixels; how many letters a name may have.
_TEXT, _LINE, _LETTERS = 6.6, 15.0, 40
# Names of parts are larger and bold.
_WIDE_TEXT = 8.4
# Names on one sheet at most: with more of them none is read.
MOST_NAMES = 18
# Marks that a name may cover at most, but for the first few: the name of what cannot be seen is no help.
_MOST_COVERED, _ALWAYS_NAMED = 3, 5
# How wide a phone shows the sheet, how many names it has room for, and how many are tried.
_PHONE, _NAMES_ON_A_PHONE, _TRIED_ON_A_PHONE = 366.0, 8, 48
# Corners of each shape, from the top, clockwise; and how much larger it is than a circle, to weigh as much.
_CORNERS = {"square": (4, 45, 1.25), "diamond": (4, 0, 1.25), "triangle": (3, 0, 1.42), "wedge": (3, 180, 1.42)}
_CORNERS |= {"hexagon": (6, 30, 1.1), "pentagon": (5, 0, 1.15)}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """One node: where it stands, how large, its tone and its shape, its name, what it says, and where it leads.

    ``state`` is a class more: chosen, near the chosen, faint, alone. ``rank`` orders names: the first find room first.
    """

    x: float
    y: float
    radius: float
    tone: str
    shape: str
    name: str
    words: str
    address: str
    state: str = ""
    rank: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One tie: its ends, who tells it, how strong it is from 1 to 4, and a class more.

    One that runs one way ends in a head at its second end, ``clear`` before it: the radius of the mark there.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    told: str
    tier: int
    state: str = ""
    is_arrow: bool = False
    clear: float = 0.0


@dataclass(frozen=True, slots=True)
class RegionName:
    """The name of a part of the picture, above what it names; that of a row apart has room before all others."""

    x: float
    y: float
    words: str
    is_row: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """All that stands on the sheet; ``land`` are paths behind."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    regions: tuple[RegionName, ...] = ()
    land: tuple[str, ...] = ()
    most_names: int = MOST_NAMES


def draw_network(
    picture: Picture, *, figure_id: str, title: str, description: str, is_for_phones_too: bool = False
) -> str:
    """The drawing; each mark is a link. For phones too, a second layer has names that a small sheet has room for."""
    ordered = sorted(picture.marks, key=lambda mark: ("faint" not in mark.state, -mark.radius))
    body = [
        group((element("path", d=d) for d in picture.land), class_="network-land"),
        group(_lines(picture.lines), class_="network-lines"),
        group((_mark(mark, figure_id) for mark in ordered), class_="network-marks"),
        group(_names(picture), class_="network-names", aria_hidden="true"),
        *([_names_on_a_phone(picture)] if is_for_phones_too else []),
    ]
    return linked_drawing(
        body,
        figure_id=figure_id,
        title=title,
        description=description,
        width=picture.width,
        height=picture.height,
        class_="network-drawing",
    )


def shape_path(shape: str, x: float, y: float, radius: float) -> str:
    """The outline of a mark; every shape covers about as much paper as the circle of that radius."""
    if shape not in _CORNERS:
        return f"M{x - radius:.1f} {y:.1f}a{radius:.1f} {radius:.1f} 0 1 1 0 .01z"
    corners, turn, larger = _CORNERS[shape]
    points = []
    for corner in range(corners):
        angle = math.radians(turn - 90 + 360 * corner / corners)
        points.append(f"{x + radius * larger * math.cos(angle):.1f} {y + radius * larger * math.sin(angle):.1f}")
    return f"M{'L'.join(points)}z"


def mark_element(mark: Mark, figure_id: str) -> Element:
    """A mark without its link, as legends show it too."""
    classes = f"node tone-{mark.tone}{f' is-{mark.state}' if mark.state else ''}"
    fill = hatched(figure_id) if mark.tone == "unknown" else None
    if mark.shape not in _CORNERS:
        place = {"cx": round(mark.x, 1), "cy": round(mark.y, 1), "r": round(mark.radius, 1)}
        under = [element("circle", class_="node-under", **place)] if fill else []
        return group([*under, element("circle", class_=classes, fill=fill, **place)])
    d = shape_path(mark.shape, mark.x, mark.y, mark.radius)
    return group([element("path", d=d, class_=classes, fill=fill)])


def _mark(mark: Mark, figure_id: str) -> Element:
    drawn = mark_element(mark, figure_id)
    words = f"{mark.name}, {mark.words}" if mark.words else mark.name
    return element("a", element("title", words), drawn, href=mark.address) if mark.address else drawn


def _lines(lines: Iterable[Line]) -> Iterator[Element]:
    """All lines of one look in one path, and so their heads: a picture of a thousand ties stays light."""
    looks: dict[tuple[str, str, int], list[Line]] = defaultdict(list)
    for line in lines:
        looks[line.state, line.told, line.tier].append(line)
    for (state, told, tier), alike in sorted(looks.items(), key=lambda look: (look[0][0] == "near", look[0])):
        look = f"told-{told} tier-{tier}{f' is-{state}' if state else ''}"
        steps = (f"M{line.x1:.1f} {line.y1:.1f}L{line.x2:.1f} {line.y2:.1f}" for line in alike)
        yield element("path", d="".join(steps), class_=f"tie {look}")
        if heads := "".join(_head(line) for line in alike if line.is_arrow):
            yield element("path", d=heads, class_=f"head {look}")


def _head(line: Line) -> str:
    return head_path(line.x1, line.y1, line.x2, line.y2, clear=line.clear, tier=line.tier)


def _names_on_a_phone(picture: Picture) -> Element:
    """The names of the sheet as a phone shrinks it, drawn so much larger that they can be read there."""
    larger = max(picture.width / _PHONE, 1.0)
    ordered = sorted(picture.marks, key=lambda mark: ("faint" in mark.state, -mark.rank))
    named, rest = ordered[:_TRIED_ON_A_PHONE], ordered[_TRIED_ON_A_PHONE:]
    small = Picture(
        width=picture.width / larger,
        height=picture.height / larger,
        marks=tuple(_shrunk(mark, larger) for mark in [*named, *(replace(mark, rank=0.0) for mark in rest)]),
        lines=(),
        regions=tuple(replace(region, x=region.x / larger, y=region.y / larger) for region in picture.regions),
        most_names=min(picture.most_names, _NAMES_ON_A_PHONE),
    )
    transform = f"scale({larger:.3f})"
    return group(_names(small), class_="network-names names-on-phone", aria_hidden="true", transform=transform)


def _shrunk(mark: Mark, larger: float) -> Mark:
    return replace(mark, x=mark.x / larger, y=mark.y / larger, radius=mark.radius / larger)


def _names(picture: Picture) -> Iterator[Element]:
    """The first few marks, then the parts of the picture, then whoever still finds room; none over the chosen mark."""
    clear = sorted((mark for mark in picture.marks if "faint" not in mark.state), key=lambda mark: -mark.rank)
    marks = [(mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius) for mark in clear]
    taken = [box for mark, box in zip(clear, marks, strict=True) if mark.state == "chosen"]
    named = [mark for mark in clear if mark.rank > 0]
    yield from _region_names((region for region in picture.regions if region.is_row), taken, picture.width)
    yield from _mark_names(named[:_ALWAYS_NAMED], taken, marks, picture, most_covered=len(marks))
    yield from _region_names((region for region in picture.regions if not region.is_row), taken, picture.width)
    rest = _mark_names(named[_ALWAYS_NAMED:], taken, marks, picture, most_covered=_MOST_COVERED)
    yield from islice(rest, max(0, picture.most_names - _ALWAYS_NAMED))


def _region_names(regions: Iterable[RegionName], taken: list[Box], width: float) -> Iterator[Element]:
    for region in regions:
        half = len(region.words) * _WIDE_TEXT / 2
        x, y = max(min(region.x, width - half), half), max(region.y, _LINE - 1)
        box = _box(x, y, region.words, "middle")
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            place = {"x": round(x, 1), "y": round(y, 1)}
            yield element("text", region.words, text_anchor="middle", class_="region-name", **place)


def _mark_names(
    named: Sequence[Mark], taken: list[Box], marks: Sequence[Box], picture: Picture, *, most_covered: int
) -> Iterator[Element]:
    for mark in named:
        words = shorten(mark.name, _LETTERS)
        found = _room(mark, words, taken, marks, picture, most_covered)
        if found is not None:
            x, y, anchor, box = found
            taken.append(box)
            yield element("text", words, x=round(x, 1), y=round(y, 1), text_anchor=anchor, class_="node-name")


def _room(
    mark: Mark, words: str, taken: Sequence[Box], marks: Sequence[Box], picture: Picture, most_covered: int
) -> tuple[float, float, str, Box] | None:
    """Right of its mark, left of it, beneath or above: where it covers no other name and the fewest marks."""
    away = mark.radius + 4
    places = (
        (mark.x + away, mark.y + 4, "start"),
        (mark.x - away, mark.y + 4, "end"),
        (mark.x, mark.y + away + 10, "middle"),
        (mark.x, mark.y - away - 2, "middle"),
    )
    best: tuple[int, tuple[float, float, str, Box]] | None = None
    for x, y, anchor in places:
        box = _box(x, y, words, anchor)
        is_outside = box[0] < 0 or box[1] < 0 or box[2] > picture.width or box[3] > picture.height
        if is_outside or any(_overlap(box, other) for other in taken):
            continue
        covered = sum(_overlap(box, other) for other in marks)
        if covered > most_covered:
            continue
        if best is None or covered < best[0]:
            best = covered, (x, y, anchor, box)
    return best[1] if best else None


def _box(x: float, y: float, words: str, anchor: str) -> Box:
    width = len(words) * _TEXT
    left = x if anchor == "start" else x - width if anchor == "end" else x - width / 2
    return left - 2, y - _LINE + 3, left + width + 2, y + 4


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
