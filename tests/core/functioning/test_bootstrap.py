"""The bootstrap without draws against all draws written out."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from concertation.core.functioning.bootstrap import bootstrap_means, expanded_tails, percentile_tails


def all_draws(scores: list[float], tail: float) -> tuple[float, float]:
    """Every sample with replacement, as likely as any other."""
    means = np.sort([np.mean(draw) for draw in product(scores, repeat=len(scores))])
    reached = np.arange(1, len(means) + 1) / len(means)
    return float(means[np.argmax(reached >= tail - 1e-12)]), float(means[np.argmax(reached >= 1 - tail - 1e-12)])


def limits(scores: list[float], tail: float = 0.025, step: int = 12) -> tuple[float, float]:
    low, high = bootstrap_means(
        np.array(scores), np.zeros(len(scores), dtype=np.int64), step=step, tails=np.array([tail])
    )
    return float(low[0]), float(high[0])


def test_two_people_by_hand() -> None:
    """Scores 1 and 2: means 1, 1.5 and 2 with chances ¼, ½ and ¼."""
    assert limits([1.0, 2.0], tail=0.25) == (1.0, 1.5)
    assert limits([1.0, 2.0], tail=0.2) == (1.0, 2.0)


@pytest.mark.parametrize("scores", [[1, 2, 3.5, 4.25], [1, 1, 5, 5, 3], [2 + 1 / 3, 3.5, 4.75, 1.25, 3], [4, 4, 4]])
@pytest.mark.parametrize("tail", [0.025, 0.05, 0.16])
def test_as_all_samples_written_out(scores: list[float], tail: float) -> None:
    """Five people can be drawn in 3,125 ways; thirds and quarters lie on twelfths."""
    assert limits(scores, tail) == pytest.approx(all_draws(scores, tail), abs=1e-9)


def test_a_hundred_thousand_draws_tend_to_it() -> None:
    scores = np.round(np.random.default_rng(1).uniform(1, 5, 25) * 4) / 4
    drawn = scores[np.random.default_rng(2).integers(0, 25, (100_000, 25))].mean(axis=1)
    assert limits(scores.tolist()) == pytest.approx(np.quantile(drawn, [0.025, 0.975]), abs=0.011)


def test_groups_of_many_sizes_at_once_answer_as_one_by_one() -> None:
    random = np.random.default_rng(3)
    sizes = random.integers(1, 40, 50)
    scores = np.round(random.uniform(1, 5, sizes.sum()) * 12) / 12
    groups = np.repeat(np.arange(50), sizes)
    shuffled = random.permutation(len(scores))
    low, high = bootstrap_means(scores[shuffled], groups[shuffled], step=12, tails=percentile_tails(50))
    for group in range(50):
        assert (low[group], high[group]) == pytest.approx(limits(scores[groups == group].tolist()))


def test_who_did_not_answer_is_not_drawn() -> None:
    assert limits([1.0, 2.0, float("nan")], tail=0.25) == (1.0, 1.5)


def test_nobody_has_no_limits() -> None:
    low, high = bootstrap_means(np.array([3.0]), np.array([1]), step=12, tails=percentile_tails(2))
    assert np.isnan([low[0], high[0]]).all() and (low[1], high[1]) == (3.0, 3.0)


def test_tails_widened_for_small_groups() -> None:
    """R: pnorm(-sqrt(n/(n − 1)) · qt(.975, n − 1)) for 5, 12 and 25 people (Hesterberg 2015, p. 378)."""
    expected = [0.00095410055188249, 0.01075661491655249, 0.01758230910817936]
    assert expanded_tails(np.array([5, 12, 25])) == pytest.approx(expected, rel=1e-9)


def test_one_person_has_no_widened_tail() -> None:
    assert np.isnan(expanded_tails(np.array([1]))).all()
