"""Ordinal regression against a textbook, and items that two languages read differently."""

from __future__ import annotations

import numpy as np
import pytest

from concertation.core.errors import InvalidData
from concertation.core.functioning.equivalence import compare_item, fit_proportional_odds

# Satisfaction (low, medium, high) of 1,681 tenants of Copenhagen by contact (2), type of dwelling (4) and influence (3):
# Madsen, M. (1976), Scandinavian Journal of Statistics 3, p. 101; the data ``housing`` of R’s MASS.
HOUSING = [
    *(21, 21, 28, 34, 22, 36, 10, 11, 36, 61, 23, 17, 43, 35, 40, 26, 18, 54, 13, 9, 10, 8, 8, 12),
    *(6, 7, 9, 18, 6, 7, 15, 13, 13, 7, 5, 11, 14, 19, 37, 17, 23, 40, 3, 5, 23, 78, 46, 43),
    *(48, 45, 86, 15, 25, 62, 20, 23, 20, 10, 22, 24, 7, 10, 21, 57, 23, 13, 31, 21, 13, 5, 6, 13),
]


def tenants() -> tuple[np.ndarray, np.ndarray]:
    cells = np.arange(72)
    satisfaction, influence, kind, contact = cells % 3, cells // 3 % 3, cells // 9 % 4, cells // 36
    columns = [influence == 1, influence == 2, kind == 1, kind == 2, kind == 3, contact == 1]
    return np.repeat(satisfaction, HOUSING), np.repeat(np.column_stack(columns).astype(float), HOUSING, axis=0)


def test_proportional_odds_as_a_textbook_prints_them() -> None:
    """Venables & Ripley (2002), Modern applied statistics with S, 7.3; more digits by R’s MASS::polr, which stops at 2·10⁻⁷."""
    found = fit_proportional_odds(*tenants())
    expected = [0.5663937380, 1.2888191110, -0.5723500019, -0.3661863704, -1.0910146587, 0.3602840043]
    assert found.coefficients == pytest.approx(expected, abs=1e-6)
    assert found.thresholds == pytest.approx([-0.4961351384, 0.6907082601], abs=1e-6)
    assert found.log_likelihood == pytest.approx(-1739.57464953, abs=1e-7)


def test_thresholds_alone_are_the_shares() -> None:
    """Without predictors P(y ≤ k) is what was observed: logits of ¼ and ¾."""
    found = fit_proportional_odds(np.array([1, 3, 3, 5]), np.empty((4, 0)))
    assert found.thresholds == pytest.approx([-np.log(3), np.log(3)])


def test_one_answer_by_all_fits_nothing() -> None:
    with pytest.raises(InvalidData, match="same answer"):
        fit_proportional_odds(np.array([3, 3]), np.zeros((2, 1)))


def test_a_variable_that_separates_answers_does_not_settle() -> None:
    with pytest.raises(InvalidData, match="settle"):
        fit_proportional_odds(np.array([1, 1, 2, 2] * 5), np.array([[0.0], [0.0], [1.0], [1.0]] * 5))


def answered(shift: float, slope: float = 1.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Four hundred people, half in each language; the second language moves or stretches the item."""
    random = np.random.default_rng(2014)
    opinion, second = random.standard_normal(400), np.repeat([False, True], 200)
    rest = opinion + 0.4 * random.standard_normal(400)
    felt = np.where(second, slope * opinion + shift, opinion) + 0.5 * random.standard_normal(400)
    return np.digitize(felt, [-1.5, -0.5, 0.5, 1.5]), rest, second


def test_an_item_that_reads_alike_does_not_differ() -> None:
    assert not compare_item(*answered(0.0)).differs


def test_an_item_that_one_language_makes_easier_differs() -> None:
    found = compare_item(*answered(0.8))
    assert found.differs and found.log_odds > 0 and found.uniform < 0.001


def test_an_item_that_tells_less_apart_in_one_language_shows_in_the_product() -> None:
    found = compare_item(*answered(0.0, slope=0.2))
    assert found.non_uniform < 0.001
