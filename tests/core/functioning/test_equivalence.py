"""Ordinal regression against a textbook, and items that two languages read differently."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from concertation.core.errors import InvalidData
from concertation.core.estimate import Unknown
from concertation.core.functioning import reasons
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.equivalence import ItemEquivalence, compare_item, fit_proportional_odds
from concertation.core.functioning.languages import LANGUAGES, compare_languages
from concertation.core.functioning.scoring import ANSWERS, ITEMS

# Satisfaction (low, medium, high) of 1,681 tenants of Copenhagen by contact (2), dwelling (4) and influence (3):
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
    """Venables & Ripley (2002), Modern applied statistics with S, 7.3; more digits by R’s polr, exact to 2·10⁻⁷."""
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


def survey(people: int, shift: int) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Four items of one factor; half of the people answer in French, where the first is read ``shift`` points off."""
    random = np.random.default_rng(7)
    opinion = random.standard_normal((people, 1)) + 3
    points = np.rint(opinion + 0.6 * random.standard_normal((people, 4)))
    points[people // 2 :, 0] += shift
    items = pl.DataFrame([(f"i{place}", "f", place == 3) for place in range(4)], schema=ITEMS, orient="row")
    values = np.clip(points, 1, 5).astype(int)
    values[:, 3] = 6 - values[:, 3]
    lines = [
        (f"p{one % 3}", "o", f"r{one}", f"i{at}", int(values[one, at])) for one in range(people) for at in range(4)
    ]
    spoken = [(f"p{one % 3}", f"r{one}", "fr" if one >= people // 2 else "en") for one in range(people)]
    return (
        pl.DataFrame(lines, schema=ANSWERS, orient="row"),
        items,
        pl.DataFrame(spoken, schema=LANGUAGES, orient="row"),
    )


def test_the_item_that_reads_otherwise_in_french_is_found_and_the_rest_are_not() -> None:
    found = compare_languages(*survey(600, shift=1), conventions=FunctioningConventions())
    differing = {item for item, one in found.items.items() if isinstance(one, ItemEquivalence) and one.differs}
    assert differing == {"i0"} and (found.first, found.second) == ("en", "fr")


def test_fewer_than_a_hundred_people_a_language_say_nothing() -> None:
    conventions = FunctioningConventions()
    found = compare_languages(*survey(198, shift=0), conventions=conventions)
    assert set(found.items.values()) == {Unknown((reasons.too_few_for_equivalence(99, 99, conventions),))}


def test_an_item_that_everybody_answers_alike_cannot_be_compared() -> None:
    answers, items, spoken = survey(400, shift=0)
    alike = answers.with_columns(
        pl.when(pl.col("item") == "i1").then(4).otherwise("value").cast(pl.Int8).alias("value")
    )
    found = compare_languages(alike, items, spoken, conventions=FunctioningConventions())
    assert found.items["i1"] == Unknown((reasons.NOT_COMPARABLE,))
