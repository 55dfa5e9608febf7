"""One outline around several, and the sheet on which outlines are drawn."""

from __future__ import annotations

import itertools
import math

import pytest

from concertation.core.cartography.projection import Bounds, Frame, mercator
from concertation.core.geography.unions import centre_of, ring_area, union_outline


def _square(x: float, y: float, side: float = 1) -> dict[str, object]:
    ring = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_shared_border_falls_away() -> None:
    """Two squares side by side are one ring of area 2, whichever way the second turns."""
    second = _square(1, 0)
    second["coordinates"][0].reverse()  # type: ignore[index]
    union = union_outline([_square(0, 0), second])
    assert union is not None
    ((outer,),) = union["coordinates"]
    assert ring_area(outer) == 2
    assert ((1, 0), (1, 1)) not in set(itertools.pairwise(outer))


def test_what_lies_between_parts_is_a_hole() -> None:
    """Eight squares around a ninth: an area of 9 and a hole of 1."""
    around = [_square(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    union = union_outline(around)
    assert union is not None
    ((outer, hole),) = union["coordinates"]
    assert (ring_area(outer), ring_area(hole)) == (9, -1)


def test_parts_apart_stay_apart() -> None:
    """An island is a polygon of its own; of nothing there is no outline."""
    union = union_outline([_square(0, 0), _square(5, 5)])
    assert union is not None and len(union["coordinates"]) == 2
    assert union_outline([]) is None


def test_the_centre_is_that_of_the_largest_part() -> None:
    """The centroid of a square is its middle; of points, their mean."""
    both = union_outline([_square(0, 0, 4), _square(9, 9)])
    assert both is not None and centre_of(both) == (2, 2)
    assert centre_of({"type": "MultiPoint", "coordinates": [(0, 0), (2, 4)]}) == (1, 2)


def test_mercator_puts_the_meridian_and_the_equator_in_the_middle() -> None:
    """y(φ) = ½ − ln tan(π/4 + φ/2)/2π; 85.0511° is the edge of the square."""
    assert mercator(0, 0) == pytest.approx((0.5, 0.5))
    assert mercator(-180, 85.0511) == pytest.approx((0, 0), abs=1e-6)
    assert mercator(0, 60)[1] == pytest.approx(0.5 - math.log(2 + math.sqrt(3)) / (2 * math.pi))


def test_a_frame_holds_its_box_in_the_middle() -> None:
    """The middle of the box is the middle of the sheet, and its corners are on it."""
    frame = Frame.holding(Bounds(-10, 40, 10, 50), width=400, heights=(100, 900))
    x, y = frame.place(0, 40)
    assert (x, y) == pytest.approx((200, frame.height))
    assert frame.place(-10, 50) == pytest.approx((0, 0), abs=1e-6)
    wide = Frame.holding(Bounds(-10, 40, 10, 50), width=400, heights=(100, 200))
    assert wide.place(-10, 50)[0] > 0


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "10,0,5,1", "nan,0,1,1", "-200,0,1,1"])
def test_what_is_no_box_is_none(text: str) -> None:
    """West before east, south before north, within the world."""
    assert Bounds.read(text) is None


def test_a_box_is_written_as_it_is_read() -> None:
    """In addresses."""
    box = Bounds.read("-91.5,57.8,-82.55,61.75")
    assert box is not None and str(box) == "-91.5,57.8,-82.55,61.75"
    assert box.meets(Bounds(-83, 60, -80, 62)) and not box.meets(Bounds(-80, 60, -79, 62))
