"""Numbers are rounded as people round them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from concertation.core.rounding import half_up


@pytest.mark.parametrize(
    ("number", "digits", "expected"),
    [(3.99, 1, "4.0"), (3.25, 1, "3.3"), (0.145, 2, "0.15"), (-0.5, 0, "-1"), (2, 1, "2.0")],
)
def test_halves_go_away_from_zero(number: float, digits: int, expected: str) -> None:
    assert half_up(number, digits) == Decimal(expected)
