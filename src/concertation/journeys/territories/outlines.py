"""The outlines of areas, made lighter for each level of detail, read once for each state of the areas."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max

from concertation.core.cartography import Bounds
from concertation.core.geography import simplify_outline
from concertation.core.geography.unions import centre_of, positions_of, ring_area, rings_of, union_outline
from concertation.store.models import Area, AreaPart

_DEPTH = 6
AreasState = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """One outline at one level: its GeoJSON as text, the box around it, a middle for its name, and its size."""

    text: str
    bounds: Bounds
    centre: tuple[float, float]
    size: float

    @property
    def geometry(self) -> dict[str, Any]:
        """The GeoJSON geometry."""
        found: dict[str, Any] = json.loads(self.text)
        return found


@dataclass(frozen=True, slots=True)
class AreaShapes:
    """Which areas have an outline, and of which parts the others are made."""

    state: AreasState
    known: frozenset[int]
    parts: Mapping[int, tuple[int, ...]]

    def pieces(self, area_id: int) -> tuple[int, ...]:
        """The areas whose outlines make that of an area: itself, or its parts; empty when none is known."""
        latest, found = {area_id}, set[int]()
        for _ in range(_DEPTH):
            found |= latest & self.known
            latest = {part for area in latest - self.known for part in self.parts.get(area, ())}
        return tuple(sorted(found))


def area_shapes() -> AreaShapes:
    """What can be drawn, from the state of the areas."""
    return _area_shapes(areas_state())


def areas_state() -> AreasState:
    """The last version of areas and of their parts, and how many there are: the same means the same outlines.

    Changes may end in another order than they began, so that the last version alone would not tell.
    """
    return tuple(
        number or 0
        for model in (Area, AreaPart)
        for number in model.history.aggregate(last=Max("history_id"), number=Count("history_id")).values()
    )


def read_outlines(area_ids: Iterable[int], *, level: int) -> dict[int, Outline]:
    """The outlines of these areas that have one, on a grid of ``10^-level`` degrees; one query for what is new."""
    shapes = area_shapes()
    wanted = {area: pieces for area in area_ids if (pieces := shapes.pieces(area))}
    drawn = _drawn(level, shapes.state)
    missing = {area: pieces for area, pieces in wanted.items() if area not in drawn}
    if missing:
        read = _read({piece for pieces in missing.values() for piece in pieces}, level)
        for area, pieces in missing.items():
            drawn[area] = _outline([read[piece] for piece in pieces if piece in read])
    return {area: found for area in wanted if (found := drawn[area]) is not None}


def _read(area_ids: Collection[int], level: int) -> dict[int, dict[str, Any]]:
    rows = Area.objects.filter(geometry__isnull=False)
    if len(area_ids) <= _AT_ONCE:
        rows = rows.filter(id__in=area_ids)
    read = {}
    for area, geometry in rows.values_list("id", "geometry").iterator():
        if area in area_ids and geometry is not None:
            lighter = simplify_outline(geometry, decimals=level)
            read[area] = lighter or _dot(geometry, level)
    return read


# More numbers than this are no condition for a query: the whole table is read instead.
_AT_ONCE = 500


def _outline(geometries: list[dict[str, Any]]) -> Outline | None:
    if not geometries:
        return None
    polygons = [one for one in geometries if one["type"].endswith("Polygon")]
    whole = geometries[0] if len(geometries) == 1 else union_outline(polygons) or geometries[0]
    points = list(positions_of(whole["coordinates"]))
    bounds = Bounds(
        min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)
    )
    size = sum(abs(ring_area(polygon[0])) for polygon in rings_of(whole) if polygon)
    return Outline(json.dumps(whole, separators=(",", ":")), bounds, centre_of(whole), size)


def _dot(geometry: Mapping[str, Any], level: int) -> dict[str, Any]:
    """What is too small for the level is a point there, not nothing."""
    x, y = centre_of(geometry)
    return {"type": "Point", "coordinates": [round(x, level), round(y, level)]}


@lru_cache(maxsize=2)
def _area_shapes(state: AreasState) -> AreaShapes:
    parts: dict[int, list[int]] = {}
    for whole, part in AreaPart.objects.values_list("whole_id", "part_id"):
        parts.setdefault(whole, []).append(part)
    known = frozenset(Area.objects.filter(geometry__isnull=False).values_list("id", flat=True))
    return AreaShapes(state, known, {whole: tuple(own) for whole, own in parts.items()})


# One dictionary a level and a state of the areas, filled as outlines are asked for.
@lru_cache(maxsize=10)
def _drawn(level: int, state: AreasState) -> dict[int, Outline | None]:
    return {}
