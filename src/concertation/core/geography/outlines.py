"""Outlines of areas as GeoJSON: checked before they are kept, and made lighter for maps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from concertation.core.errors import ConcertationError

Point = tuple[float, float]
Ring = list[Point]

_TYPES = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


class InvalidOutline(ConcertationError):
    """A geometry that no map can draw."""

    code = "invalid-outline"
    english = "This outline cannot be drawn: {reason}. Export it again as GeoJSON in longitude and latitude."
    french = "Ce contour ne peut pas être tracé : {reason}. Exportez-le de nouveau en GeoJSON, longitude et latitude."


def check_outline(geometry: object) -> int:
    """How many points a GeoJSON geometry has (RFC 7946); raises ``InvalidOutline`` where it is none.

    Positions are longitude and latitude in degrees; a ring of a polygon has four positions or more and ends
    where it begins.
    """
    if not isinstance(geometry, Mapping) or geometry.get("type") not in _TYPES:
        raise InvalidOutline(reason="type")
    depth = _TYPES[geometry["type"]]
    count = 0
    for line in _lines(geometry.get("coordinates"), depth):
        points = [_checked(position) for position in line]
        count += len(points)
        if geometry["type"].endswith("Polygon") and (len(points) < 4 or points[0] != points[-1]):
            raise InvalidOutline(reason="ring")
    if not count:
        raise InvalidOutline(reason="coordinates")
    return count


def simplify_outline(geometry: Mapping[str, Any], *, decimals: int) -> dict[str, Any] | None:
    """The same polygon on a grid of ``10^-decimals`` degrees, without the points that say nothing there.

    Each vertex moves to the nearest node of the grid, so that neighbours that shared a border still do; repeated
    vertices and those in the middle of a straight horizontal or vertical step are dropped. Rings that collapse
    disappear; ``None`` when nothing is left. Other geometries than polygons keep all their points.
    """
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Polygon":
        polygon = _simplified(coordinates, decimals)
        return {"type": kind, "coordinates": polygon} if polygon else None
    if kind == "MultiPolygon":
        kept = [polygon for part in coordinates if (polygon := _simplified(part, decimals))]
        return {"type": kind, "coordinates": kept} if kept else None
    return {"type": kind, "coordinates": _rounded(coordinates, decimals)}


def _lines(coordinates: object, depth: int) -> Iterator[Sequence[object]]:
    if depth <= 1:
        line = [coordinates] if depth == 0 else coordinates
        if not isinstance(line, Sequence) or isinstance(line, str):
            raise InvalidOutline(reason="coordinates")
        yield line
        return
    if not isinstance(coordinates, Sequence) or isinstance(coordinates, str):
        raise InvalidOutline(reason="coordinates")
    for part in coordinates:
        yield from _lines(part, depth - 1)


def _checked(position: object) -> Point:
    if not isinstance(position, Sequence) or isinstance(position, str) or len(position) < 2:
        raise InvalidOutline(reason="position")
    longitude, latitude = position[0], position[1]
    for value, limit in ((longitude, 180), (latitude, 90)):
        if isinstance(value, bool) or not isinstance(value, int | float) or not -limit <= value <= limit:
            raise InvalidOutline(reason=f"{value!s:.40}")
    return longitude, latitude


def _simplified(rings: Sequence[Sequence[Sequence[float]]], decimals: int) -> list[list[list[float]]]:
    """Without its outer ring a polygon has no inside; without a hole it is still one."""
    lighter = [_ring([(round(p[0], decimals), round(p[1], decimals)) for p in ring]) for ring in rings]
    if not lighter or not lighter[0]:
        return []
    return [[list(point) for point in ring] for ring in lighter if ring]


def _ring(points: Ring) -> Ring:
    kept: Ring = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) >= 2 and _says_nothing(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept if len(kept) >= 4 and kept[0] == kept[-1] else []


def _says_nothing(before: Point, middle: Point, after: Point) -> bool:
    """Whether the middle lies between the two on a straight horizontal or vertical line."""
    for axis in (0, 1):
        other = 1 - axis
        if before[axis] == middle[axis] == after[axis]:
            return min(before[other], after[other]) <= middle[other] <= max(before[other], after[other])
    return False


def _rounded(coordinates: Any, decimals: int) -> Any:
    if isinstance(coordinates, int | float):
        return round(coordinates, decimals)
    return [_rounded(part, decimals) for part in coordinates]
