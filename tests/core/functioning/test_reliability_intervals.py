"""Intervals of α against R’s psych 2.2.9; of ω against what draws must give."""

from __future__ import annotations

import numpy as np
import pytest

from concertation.core.functioning.reliability import omega_total, one_factor_loadings, pairwise_correlations
from concertation.core.functioning.reliability_intervals import alpha_interval, omega_interval


@pytest.mark.parametrize(
    ("alpha", "people", "items", "low", "high"),
    [(0.8, 30, 4, 0.65060802978312, 0.89552893015150), (0.703, 2800, 5, 0.68524477708883, 0.72004600253418)],
)
def test_the_interval_of_feldt(alpha: float, people: int, items: int, low: float, high: float) -> None:
    """psych’s ``alpha.ci``."""
    found = alpha_interval(np.array([alpha]), np.array([float(people)]), items=items)
    assert np.concatenate(found) == pytest.approx([low, high], abs=1e-10)


def test_an_unknown_alpha_has_no_interval() -> None:
    assert np.isnan(alpha_interval(np.array([np.nan]), np.array([30.0]), items=4)).all()


def made(people: int, seed: int = 1) -> np.ndarray:
    random = np.random.default_rng(seed)
    return np.rint(3 + random.standard_normal((people, 1)) + 0.8 * random.standard_normal((people, 4)))


def test_the_interval_of_omega_holds_it_and_the_same_seed_repeats_it() -> None:
    answers = made(60)
    omega = float(omega_total(one_factor_loadings(pairwise_correlations(answers))))
    low, high = omega_interval(answers, seed=7)
    assert low < omega < high
    assert (low, high) == omega_interval(answers, seed=7) != omega_interval(answers, seed=8)


def test_ten_times_as_many_people_narrow_it() -> None:
    narrow, wide = (np.ptp(omega_interval(made(people), seed=7)) for people in (600, 60))
    assert narrow < wide / 2


def test_blank_answers_are_left_out_pair_by_pair() -> None:
    """With every person drawn once the correlations are the pairwise ones; a blank changes them, not their number."""
    answers = made(60)
    answers[::7, 1] = np.nan
    assert not np.isnan(omega_interval(answers, seed=7)).any()


def test_items_that_no_factor_explains_have_no_interval() -> None:
    """Two pairs that go together and not with each other: draws end in Heywood cases."""
    random = np.random.default_rng(5)
    one, other = random.standard_normal((2, 40, 1))
    pairs = np.hstack([one, one, other, other]) + 0.05 * random.standard_normal((40, 4))
    assert np.isnan(omega_interval(pairs, seed=7)).all()
