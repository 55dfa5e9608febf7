"""Outlines: refused when no map can draw them, lighter without moving apart."""

from __future__ import annotations

import pytest

from concertation.core.geography import InvalidOutline, check_outline, simplify_outline

_SQUARE = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]


def test_a_square_has_five_positions() -> None:
    """RFC 7946, 3.1.6: the last position of a ring is the first."""
    assert check_outline({"type": "Polygon", "coordinates": [_SQUARE]}) == 5


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Circle", "coordinates": [0, 0]},
        {"type": "Polygon", "coordinates": [_SQUARE[:-1]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[500_000.0, 5_000_000.0]] * 4]},
        {"type": "Polygon", "coordinates": "everywhere"},
        {"type": "Polygon", "coordinates": [[["a", 0]] * 4]},
        {"type": "Polygon", "coordinates": []},
    ],
)
def test_what_no_map_can_draw_is_refused(geometry: object) -> None:
    """Also metres in place of degrees, as boundary files in the Lambert projection have them."""
    with pytest.raises(InvalidOutline):
        check_outline(geometry)


def test_points_that_say_nothing_on_the_grid_are_dropped() -> None:
    """By hand, to one decimal: the middle of the lower side goes, the corner that moved stays on the grid."""
    ring = [[0.0, 0.0], [0.52, 0.01], [1.04, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
    lighter = simplify_outline({"type": "Polygon", "coordinates": [ring]}, decimals=1)
    assert lighter == {"type": "Polygon", "coordinates": [_SQUARE]}


def test_neighbours_that_shared_a_border_still_do() -> None:
    """The common side of two squares stays common, although each is simplified alone."""
    left = {"type": "Polygon", "coordinates": [[[0, 0], [1.04, 0], [1.03, 1], [0, 1], [0, 0]]]}
    right = {"type": "Polygon", "coordinates": [[[1.04, 0], [2, 0], [2, 1], [1.03, 1], [1.04, 0]]]}
    sides = [
        {tuple(point) for point in simplify_outline(polygon, decimals=1)["coordinates"][0]}  # type: ignore[index]
        for polygon in (left, right)
    ]
    assert sides[0] & sides[1] == {(1.0, 0.0), (1.0, 1.0)}


def test_an_island_smaller_than_the_grid_disappears() -> None:
    """Of a multipolygon the rest stays; of a polygon alone nothing is left."""
    dot = [[[5.001, 5.001], [5.002, 5.001], [5.002, 5.002], [5.001, 5.001]]]
    kept = simplify_outline({"type": "MultiPolygon", "coordinates": [dot, [_SQUARE]]}, decimals=1)
    assert kept == {"type": "MultiPolygon", "coordinates": [[_SQUARE]]}
    assert simplify_outline({"type": "Polygon", "coordinates": dot}, decimals=1) is None
