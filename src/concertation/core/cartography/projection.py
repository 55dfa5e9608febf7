"""From degrees to a sheet: the Mercator projection, and the frame that holds what is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

# Where the Mercator projection is cut to make a square of the world.
_NORTHERNMOST = 85.0511
# The smallest frame, in degrees: a lone point is not drawn at the scale of a garden.
_LEAST_SPAN = 0.02
# Levels of detail: the decimals of degrees kept, from about 11 km to about 1 m.
COARSEST, FINEST = 1, 5


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box in degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, boxes: Iterable[Bounds]) -> Bounds | None:
        """The smallest box around all of them; ``None`` around nothing."""
        found = list(boxes)
        if not found:
            return None
        return cls(
            min(box.west for box in found),
            min(box.south for box in found),
            max(box.east for box in found),
            max(box.north for box in found),
        )

    @classmethod
    def read(cls, text: str) -> Bounds | None:
        """The box written ``west,south,east,north``; ``None`` where it is none."""
        try:
            west, south, east, north = (float(part) for part in text.split(","))
        except ValueError:
            return None
        is_box = -180 <= west < east <= 180 and -90 <= south < north <= 90
        return cls(west, south, east, north) if is_box else None

    def __str__(self) -> str:
        return ",".join(f"{edge:.4f}".rstrip("0").rstrip(".") for edge in self.edges)

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        return self.west, self.south, self.east, self.north

    def widened(self, share: float) -> Bounds:
        """The same box with a margin, that share of its sides all around."""
        across = max(self.east - self.west, _LEAST_SPAN) * share
        down = max(self.north - self.south, _LEAST_SPAN) * share
        return Bounds(
            max(-180, self.west - across),
            max(-_NORTHERNMOST, self.south - down),
            min(180, self.east + across),
            min(_NORTHERNMOST, self.north + down),
        )

    def meets(self, other: Bounds) -> bool:
        """Whether the two boxes have a point in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


def mercator(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a position stands on the world as a square of side 1, from its north-west corner.

    x = λ/360 + 1/2; y = 1/2 − ln tan(π/4 + φ/2) / 2π, cut at 85.0511° (OGC 17-083r4, annex D).
    """
    held = max(-_NORTHERNMOST, min(_NORTHERNMOST, latitude))
    rise = math.log(math.tan(math.pi / 4 + math.radians(held) / 2))
    return longitude / 360 + 0.5, 0.5 - rise / (2 * math.pi)


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet of so many pixels that shows a box, whole and in its middle."""

    bounds: Bounds
    width: float
    height: float
    scale: float
    left: float
    top: float

    @classmethod
    def holding(cls, bounds: Bounds, *, width: float, heights: tuple[float, float]) -> Frame:
        """A sheet of that width, as high as the box asks, within the two heights."""
        west, north = mercator(bounds.west, bounds.north)
        east, south = mercator(bounds.east, bounds.south)
        across, down = max(east - west, 1e-9), max(south - north, 1e-9)
        height = min(max(width * down / across, heights[0]), heights[1])
        scale = min(width / across, height / down)
        left = (west + east) / 2 - width / (2 * scale)
        top = (north + south) / 2 - height / (2 * scale)
        return cls(bounds, width, height, scale, left, top)

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a position stands on the sheet, in pixels from its upper left corner."""
        x, y = mercator(longitude, latitude)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    @property
    def level(self) -> int:
        """The decimals of degrees that a pixel of this sheet can show."""
        return level_of(360 / self.scale)


def level_of(degrees: float) -> int:
    """The decimals that say a distance of so many degrees."""
    return min(max(round(-math.log10(degrees)), COARSEST), FINEST)
