"""Where the shown part of a chart falls on a sheet: as wide as the page, as high as it asks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WIDTH, _HEIGHTS, _MARGIN = 960.0, (300.0, 720.0), 26.0
# The room of one mark, in pixels, at most: a picture of three nodes is not made of plates.
_LARGEST_ROOM = 46.0


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """From units of the layout to pixels of the paper."""

    width: float
    height: float
    room: float
    left: float
    top: float

    def all_at(self, positions: NDArray[np.float64]) -> NDArray[np.float64]:
        """Positions in pixels, a row each."""
        return np.asarray((positions - np.array([self.left, self.top])) * self.room)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A position in pixels from the upper left corner."""
        return (x - self.left) * self.room, (y - self.top) * self.room


def sheet_holding(positions: NDArray[np.float64], width: float = WIDTH) -> Sheet:
    """A sheet that holds all of them, in its middle."""
    if not len(positions):
        return Sheet(width, _HEIGHTS[0], 1.0, 0.0, 0.0)
    low, high = positions.min(axis=0), positions.max(axis=0)
    across, down = np.maximum(high - low, 0.5)
    room = min((width - 2 * _MARGIN) / across, (_HEIGHTS[1] - 2 * _MARGIN) / down, _LARGEST_ROOM)
    height = min(max(down * room + 2 * _MARGIN, _HEIGHTS[0]), _HEIGHTS[1])
    middle = (low + high) / 2
    return Sheet(width, height, room, middle[0] - width / 2 / room, middle[1] - height / 2 / room)
