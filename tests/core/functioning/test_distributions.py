"""Quantiles against printed tables, and against R 4.2.2 to twelve digits."""

from __future__ import annotations

import numpy as np
import pytest

from concertation.core.functioning.distributions import fisher_quantile, regularised_beta, student_quantile


@pytest.mark.parametrize(
    ("probability", "freedom", "value"),
    [
        (0.975, 1, 12.706),
        (0.975, 5, 2.571),
        (0.975, 11, 2.201),
        (0.975, 30, 2.042),
        (0.995, 2, 9.925),
        (0.95, 7, 1.895),
    ],
)
def test_student_as_printed(probability: float, freedom: int, value: float) -> None:
    """Abramowitz & Stegun (1964), table 26.10."""
    assert float(student_quantile(probability, freedom)) == pytest.approx(value, abs=5e-4)


@pytest.mark.parametrize(
    ("probability", "above", "below", "value"), [(0.975, 5, 10, 4.24), (0.95, 5, 10, 3.33), (0.95, 1, 4, 7.71)]
)
def test_fisher_as_printed(probability: float, above: int, below: int, value: float) -> None:
    """Abramowitz & Stegun (1964), table 26.9."""
    assert float(fisher_quantile(probability, above, below)) == pytest.approx(value, abs=5e-3)


def test_many_at_once_as_r_has_them() -> None:
    """R: qt(.975, c(1, 2.5, 11, 24)); degrees need not be whole."""
    expected = [12.706204736175, 3.574654842004, 2.200985160092, 2.063898561628]
    assert student_quantile([0.975] * 4, [1, 2.5, 11, 24]) == pytest.approx(expected, rel=1e-11)


def test_both_tails_of_fisher_as_r_has_them() -> None:
    """R: qf(c(.975, .025), 29, 87)."""
    assert fisher_quantile([0.975, 0.025], 29, 87) == pytest.approx([1.746959851084, 0.522355349242], rel=1e-11)


def test_very_many_degrees_are_the_normal_law() -> None:
    """z = 1.959963985, and (z³ + z)/4ν more with ν degrees (A&S 26.7.5)."""
    assert float(student_quantile(0.975, 1e6)) == pytest.approx(1.959963985 + 2.372e-6, abs=1e-9)


def test_without_a_degree_there_is_no_quantile() -> None:
    assert np.isnan(student_quantile(0.975, [0.0, np.nan])).all()


def test_the_beta_law_of_whole_shapes_is_a_binomial_tail() -> None:
    """I_x(2, 3) = P(at least 2 of 4 with chance x) = 6x²(1−x)² + 4x³(1−x) + x⁴; at ¼, 67/256."""
    assert float(regularised_beta(0.25, 2, 3)) == pytest.approx(67 / 256, rel=1e-13)
