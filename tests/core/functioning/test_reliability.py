"""Reliability and agreement against published values, and against tables that can be worked by hand."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from concertation.core.errors import InvalidData
from concertation.core.functioning.agreement import mean_deviation, uniform_variance, within_group_agreement
from concertation.core.functioning.intraclass import group_correlations, rater_correlations
from concertation.core.functioning.reliability import (
    cronbach_alpha,
    omega_total,
    one_factor_loadings,
    pairwise_correlations,
    pairwise_covariances,
)

SHARED = Path(os.environ.get("CONCERTATION_SHARED", Path(__file__).resolve().parents[4] / "shared")) / "data"
# Items of the Big Five Inventory keyed the other way, as the help page of psych’s ``bfi`` lists them.
REVERSED = {"A1", "C4", "C5", "E1", "E2", "O2", "O5"}
# Table 2 of Shrout & Fleiss (1979): six subjects, four judges.
SHROUT_FLEISS = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float)


def answers_of(letter: str) -> np.ndarray:
    file = SHARED / "psychometrics" / "bfi.csv"
    if not file.exists():
        pytest.skip("needs psychometrics/bfi.csv beside the project")
    table = pl.read_csv(file, null_values=["", "NA"])
    names = [f"{letter}{number}" for number in range(1, 6)]
    columns = [(7 - pl.col(name) if name in REVERSED else pl.col(name)).cast(pl.Float64).alias(name) for name in names]
    return table.select(columns).fill_null(float("nan")).to_numpy()


@pytest.mark.parametrize(("letter", "alpha"), [("A", 0.703), ("C", 0.727), ("E", 0.762), ("N", 0.814), ("O", 0.600)])
def test_alpha_of_the_big_five(letter: str, alpha: float) -> None:
    """Pairwise α as R’s psych 2.2.9 prints it for its own data."""
    assert cronbach_alpha(pairwise_covariances(answers_of(letter))) == pytest.approx(alpha, abs=5e-4)


def test_alpha_of_two_items_is_the_stepped_up_correlation() -> None:
    """Two items of equal variance that correlate at r have α = 2r/(1 + r) (Spearman–Brown)."""
    assert cronbach_alpha(np.array([[1.0, 0.5], [0.5, 1.0]])) == pytest.approx(2 / 3)


def test_alpha_is_unknown_when_nothing_varies() -> None:
    assert np.isnan(cronbach_alpha(pairwise_covariances(np.full((4, 3), 5.0))))


def test_each_covariance_uses_who_answered_both() -> None:
    """Items (1, 2, 3) and (2, –, 6): two people answered both; by hand 4/1 = 4, 2 and 8 on the diagonal."""
    covariances = pairwise_covariances(np.array([[1.0, 2.0], [2.0, np.nan], [3.0, 6.0]]))
    assert covariances == pytest.approx(np.array([[1.0, 4.0], [4.0, 8.0]]))


def test_three_items_determine_their_loadings() -> None:
    """λ₁ = √(r₁₂r₁₃/r₂₃): loadings .8, .7 and .6 make correlations .56, .48 and .42."""
    correlations = np.array([[1, 0.56, 0.48], [0.56, 1, 0.42], [0.48, 0.42, 1]])
    assert one_factor_loadings(correlations) == pytest.approx([0.8, 0.7, 0.6], abs=1e-9)


def test_many_partnerships_at_once_answer_as_one_by_one() -> None:
    correlations = np.stack([np.outer(row, row) + np.diag(1 - row**2) for row in np.array([[0.9, 0.5, 0.7, 0.3]] * 2)])
    assert one_factor_loadings(correlations)[1] == pytest.approx([0.9, 0.5, 0.7, 0.3], abs=1e-9)


def test_an_item_cannot_hold_more_than_its_variance() -> None:
    """r₁₂r₁₃/r₂₃ = .9·.9/.5 > 1: a Heywood case has no answer."""
    correlations = np.array([[1, 0.9, 0.9], [0.9, 1, 0.5], [0.9, 0.5, 1]])
    assert np.isnan(one_factor_loadings(correlations)).all()


def test_omega_of_equal_loadings_is_alpha() -> None:
    """k items that load alike: ω = α = k·r/(1 + (k − 1)r)."""
    correlations = np.full((4, 4), 0.25) + np.eye(4) * 0.75
    loadings = one_factor_loadings(correlations)
    assert omega_total(loadings) == pytest.approx(cronbach_alpha(correlations))


def test_the_six_forms_of_shrout_and_fleiss() -> None:
    """Table 4 of the article: .17, .29, .71 for one judge; .44, .62, .91 for the mean of four."""
    found = rater_correlations(SHROUT_FLEISS)
    alone = (found.one_way, found.two_way_random, found.two_way_fixed)
    means = (found.one_way_mean, found.two_way_random_mean, found.two_way_fixed_mean)
    assert [round(value, 2) for value in (*alone, *means)] == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]


def test_a_table_with_a_hole_is_refused() -> None:
    with pytest.raises(InvalidData):
        rater_correlations(np.array([[1.0, np.nan], [2.0, 3.0]]))


def test_groups_of_one_size_give_the_one_way_form() -> None:
    """ICC(1) and ICC(2) of groups are the one-way forms when every group has as many people."""
    found = group_correlations(SHROUT_FLEISS.ravel(), np.repeat(np.arange(6), 4))
    expected = rater_correlations(SHROUT_FLEISS)
    assert found is not None
    assert (found.single, found.mean) == pytest.approx((expected.one_way, expected.one_way_mean))


def test_people_who_share_no_group_say_nothing_of_groups() -> None:
    assert group_correlations(np.array([1.0, 2.0]), np.array([1, 2])) is None


def test_random_answers_on_five_points_vary_by_two() -> None:
    """(5² − 1)/12 = 2 (James, Demaree & Wolf 1984, p. 87)."""
    assert uniform_variance(points=5) == 2


def test_agreement_of_one_item_by_hand() -> None:
    """One item, variance .5 against 2: 1 − .25 = .75."""
    assert within_group_agreement(np.array([0.5]), random_variance=2.0) == pytest.approx(0.75)


def test_agreement_grows_with_the_number_of_items() -> None:
    """Four items of variance .5: 4·.75/(4·.75 + .25) = 12/13."""
    assert within_group_agreement(np.full(4, 0.5), random_variance=2.0) == pytest.approx(12 / 13)


def test_people_more_apart_than_chance_do_not_agree() -> None:
    assert within_group_agreement(np.array([4.0]), random_variance=2.0) == 0


def test_mean_deviation_by_hand() -> None:
    """Answers 1, 3, 5 lie (2 + 0 + 2)/3 from their mean; answers 4, 4 and a blank lie 0: on average 2/3."""
    assert mean_deviation(np.array([[1.0, 4.0], [3.0, 4.0], [5.0, np.nan]])) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("letter", "alpha", "omega"),
    [
        ("A", 0.7030184461, 0.72321063),
        ("C", 0.7267349729, 0.73120380),
        ("E", 0.7617328203, 0.76398064),
        ("N", 0.8139629499, 0.81880840),
        ("O", 0.6001725148, 0.61711711),
    ],
)
def test_alpha_and_omega_of_the_big_five_to_the_sixth_decimal(letter: str, alpha: float, omega: float) -> None:
    """R 4.2.2, psych 2.2.9: alpha()$total$raw_alpha; loadings of fa(cor(x, use = "pairwise"), 1, fm = "minres")."""
    answers = answers_of(letter)
    assert cronbach_alpha(pairwise_covariances(answers)) == pytest.approx(alpha, abs=1e-9)
    assert omega_total(one_factor_loadings(pairwise_correlations(answers))) == pytest.approx(omega, abs=1e-6)


# Ten people, four items, two groups of five; values below by R 4.2.2 with psych 2.2.9 and multilevel 2.7.
TEN = np.array(
    [
        [4, 5, 3, 4, 2, 2, 3, 1, 5, 5],
        [4, 4, 3, 5, 2, 3, 3, 2, 5, 4],
        [3, 5, 4, 4, 1, 2, 2, 2, 4, 5],
        [5, 4, 4, 3, 2, 1, 3, 3, 5, 5],
    ],
    dtype=float,
).T


def test_alpha_and_omega_as_psych_has_them() -> None:
    covariances = pairwise_covariances(TEN)
    assert cronbach_alpha(covariances) == pytest.approx(0.918313570487, abs=1e-12)
    assert omega_total(one_factor_loadings(pairwise_correlations(TEN))) == pytest.approx(0.924206600145, abs=1e-6)


def test_agreement_and_deviation_as_multilevel_has_them() -> None:
    """rwg.j(x, g, ranvar = 2) and ad.m(x, g, type = "mean")."""
    groups = TEN.reshape(2, 5, 4)
    variances = np.diagonal(pairwise_covariances(groups), axis1=-2, axis2=-1)
    assert within_group_agreement(variances, random_variance=2.0) == pytest.approx([0.537313432836, 0], abs=1e-12)
    assert mean_deviation(groups) == pytest.approx([0.94, 1.20])


@pytest.mark.parametrize(
    ("groups", "single", "mean"),
    [
        ([1] * 5 + [2] * 5, -0.206310679612, -5.902777777778),
        ([1, 1, 1, 2, 2, 2, 2, 3, 3, 3], 0.162288797387, 0.392378990731),
    ],
)
def test_shares_of_groups_as_multilevel_has_them(groups: list[int], single: float, mean: float) -> None:
    """ICC1(aov(m ~ as.factor(g))) and ICC2, of groups of one size and of several."""
    found = group_correlations(TEN.mean(axis=1), np.array(groups))
    assert found is not None and (found.single, found.mean) == pytest.approx((single, mean), abs=1e-11)


def test_a_fit_that_runs_away_is_unknown_and_stops_nothing() -> None:
    """Two pairs that go together and not with each other, beside an ordinary table: the ordinary one is answered."""
    pairs = np.kron(np.eye(2), np.full((2, 2), 0.99)) + 0.01 * np.eye(4)
    plain = np.full((4, 4), 0.25) + np.eye(4) * 0.75
    found = omega_total(one_factor_loadings(np.stack([pairs, plain])))
    assert np.isnan(found[0]) or found[0] < 1
    assert found[1] == pytest.approx(4 * 0.25 / (1 + 3 * 0.25))


def test_each_correlation_uses_who_answered_both() -> None:
    """(1, 2), (2, 4), (3, 3), and two half-blank lines that change nothing: 1/√(2·2) = ½."""
    blank = np.nan
    answers = np.array([[1, 2], [2, 4], [3, 3], [9, blank], [blank, 9]], dtype=float)
    assert pairwise_correlations(answers)[0, 1] == pytest.approx(0.5)


def test_an_item_that_does_not_vary_correlates_with_nothing() -> None:
    assert np.isnan(pairwise_correlations(np.array([[0.1, 1.0], [0.1, 2.0], [0.1, 3.0]]))[0, 1])


def test_agreement_and_shares_of_the_big_five_as_multilevel_has_them() -> None:
    """Neuroticism by education, 2,481 whole answers: rwg.j(ranvar = 35/12), ad.m, ICC1 and ICC2 of multilevel 2.7."""
    file = SHARED / "psychometrics" / "bfi.csv"
    if not file.exists():
        pytest.skip("needs psychometrics/bfi.csv beside the project")
    names = [f"N{number}" for number in range(1, 6)]
    table = pl.read_csv(file, null_values=["", "NA"]).select(*names, "education").drop_nulls()
    answers, groups = table.select(names).cast(pl.Float64).to_numpy(), table["education"].to_numpy()
    by_group = [answers[groups == group] for group in range(1, 6)]
    variances = np.array([np.diagonal(pairwise_covariances(one)) for one in by_group])
    assert within_group_agreement(variances, random_variance=35 / 12) == pytest.approx(
        [0.3565553133, 0.1880141632, 0.4684310321, 0.4938642781, 0.6178079579], abs=1e-9
    )
    assert [float(mean_deviation(one)) for one in by_group] == pytest.approx(
        [1.405867267, 1.457308744, 1.355205106, 1.355007922, 1.282517759], abs=1e-8
    )
    found = group_correlations(answers.mean(axis=1), groups)
    assert found is not None
    assert (found.single, found.mean) == pytest.approx((0.00105824604952, 0.34454509281623), abs=1e-12)
