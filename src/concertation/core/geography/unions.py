"""One outline around several: the borders that parts share fall away."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Point = tuple[float, float]
Ring = list[Point]


def rings_of(geometry: Mapping[str, Any]) -> list[list[Ring]]:
    """The polygons of a geometry, each its outer ring and its holes; none of points and lines."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    polygons = [coordinates] if kind == "Polygon" else coordinates if kind == "MultiPolygon" else []
    return [[[(p[0], p[1]) for p in ring] for ring in polygon] for polygon in polygons]


def ring_area(ring: Sequence[Point]) -> float:
    """The signed area of a closed ring (Gauss’s formula): positive when it turns to the left."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2


def centre_of(geometry: Mapping[str, Any]) -> Point:
    """The centroid of the largest ring, or the middle of a geometry without rings."""
    outer = [polygon[0] for polygon in rings_of(geometry) if polygon]
    if not outer:
        points = list(positions_of(geometry["coordinates"]))
        return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    ring = max(outer, key=lambda one: abs(ring_area(one)))
    area = ring_area(ring)
    if not area:
        return ring[0]
    x = y = 0.0
    for a, b in itertools.pairwise(ring):
        cross = a[0] * b[1] - b[0] * a[1]
        x += (a[0] + b[0]) * cross
        y += (a[1] + b[1]) * cross
    return x / (6 * area), y / (6 * area)


def positions_of(coordinates: Any) -> Iterable[Point]:
    """Every position, whatever the nesting."""
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from positions_of(part)


def union_outline(geometries: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The polygons of all of them as one ``MultiPolygon``, without the edges that two of them share.

    An edge is shared where one polygon walks it one way and another the other way, both with the same ends: true
    of neighbours on one grid. What does not match stays, as a line inside. ``None`` of nothing.
    """
    edges: dict[tuple[Point, Point], None] = {}
    for geometry in geometries:
        for polygon in rings_of(geometry):
            for place, ring in enumerate(polygon):
                for edge in _edges(ring, is_left=place == 0):
                    back = (edge[1], edge[0])
                    if back in edges:
                        del edges[back]
                    else:
                        edges[edge] = None
    rings = _chained(edges)
    outer = [ring for ring in rings if ring_area(ring) > 0]
    holes = [ring for ring in rings if ring_area(ring) < 0]
    if not outer:
        return None
    polygons = {place: [ring] for place, ring in enumerate(outer)}
    for hole in holes:
        around = [place for place, ring in enumerate(outer) if holds_point(ring, hole[0])]
        if around:
            polygons[min(around, key=lambda place: ring_area(outer[place]))].append(hole)
    return {"type": "MultiPolygon", "coordinates": list(polygons.values())}


def holds_point(ring: Sequence[Point], point: Point) -> bool:
    """Whether a point lies inside a ring: a ray from it crosses the ring an odd number of times."""
    x, y = point
    is_inside = False
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            is_inside = not is_inside
    return is_inside


def _edges(ring: Ring, *, is_left: bool) -> Iterable[tuple[Point, Point]]:
    turned = ring if (ring_area(ring) > 0) == is_left else ring[::-1]
    return ((a, b) for a, b in itertools.pairwise(turned) if a != b)


def _chained(edges: Mapping[tuple[Point, Point], None]) -> list[Ring]:
    onwards: dict[Point, list[Point]] = {}
    for start, end in edges:
        onwards.setdefault(start, []).append(end)
    rings = []
    for start in list(onwards):
        while onwards.get(start):
            ring = [start]
            while onwards.get(ring[-1]):
                ring.append(onwards[ring[-1]].pop())
                if ring[-1] == start:
                    break
            if len(ring) >= 4 and ring[0] == ring[-1]:
                rings.append(ring)
    return rings
