"""Where nodes stand on land: at their first place, else in the middle of the only territory they serve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.cartography.projection import mercator
from concertation.core.network.layout import pushed_apart
from concertation.core.snapshot import Snapshot
from concertation.journeys.charting.communities import WIDE
from concertation.journeys.territories import read_outlines

Positions = NDArray[np.float64]
# The side of a picture of a hundred marks, and the room beneath it before those whose place is unknown.
_SIDE, _GAP, _STEP = 2.0, 1.5, 0.62
_ASPECT = 1.5
# Outlines drawn behind at most: more are no background.
_MOST_OUTLINES = 400


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Positions of the nodes; which of them have a place; the land behind, and where longitudes and latitudes fall."""

    positions: Positions
    is_placed: NDArray[np.bool_]
    land: tuple[Mapping[str, Any], ...]
    scale: float
    left: float
    top: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a position on land falls on the picture."""
        x, y = mercator(longitude, latitude)
        return (x - self.left) * self.scale, (y - self.top) * self.scale


def place_on_land(snapshot: Snapshot, nodes: pl.DataFrame) -> Ground:
    """The ground of these nodes (``latitude``, ``longitude``, ``areas``); those without a place stand beneath it."""
    areas = snapshot["area"].filter(~pl.col("kind").is_in(WIDE)).select("id", "key")
    outlines = read_outlines(snapshot["area"]["id"].to_list(), level=2)
    centres = {key: outlines[area].centre for area, key in areas.iter_rows() if area in outlines}
    at = np.array([_projected(row, centres) for row in nodes.iter_rows(named=True)]).reshape(-1, 2)
    is_placed: NDArray[np.bool_] = ~np.isnan(at[:, 0])
    if not is_placed.any():
        return Ground(_beneath(len(at), 0.0, 0.0), is_placed, (), 1.0, 0.0, 0.0)
    known = at[is_placed]
    left, top = known.min(axis=0)
    across = max(float(np.ptp(known, axis=0).max()), 1e-7)
    scale = _SIDE * max(10.0, len(known) ** 0.5) / across
    positions = np.empty_like(at)
    positions[is_placed] = pushed_apart((known - (left, top)) * scale)
    bottom = positions[is_placed][:, 1].max() + _GAP
    positions[~is_placed] = _beneath(int((~is_placed).sum()), bottom, _SIDE * max(10.0, len(known) ** 0.5))
    land = sorted(outlines.values(), key=lambda outline: -outline.size)[:_MOST_OUTLINES]
    return Ground(positions, is_placed, tuple(one.geometry for one in land), scale, left, top)


def _projected(row: Mapping[str, Any], centres: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    if row.get("latitude") is not None:
        return mercator(row["longitude"], row["latitude"])
    areas = row.get("areas") or []
    if len(areas) == 1 and areas[0] in centres:
        return mercator(*centres[areas[0]])
    return np.nan, np.nan


def _beneath(count: int, top: float, width: float) -> Positions:
    across = max(1, int(max(width, (count * _ASPECT) ** 0.5) / _STEP))
    numbers = np.arange(count)
    return np.column_stack((numbers % across * _STEP, top + numbers // across * _STEP))
