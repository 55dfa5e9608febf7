"""What is estimated from a sample: exact where all are drawn, near otherwise, and never without its error."""

from __future__ import annotations

import numpy as np
import pytest
from tests.core.network.kernels.networks import NOBODY_TIED, STAR, grown

pytest.importorskip("numba", reason="the large-networks extra is not installed")

from concertation.core.network.kernels.betweenness import betweenness
from concertation.core.network.kernels.distances import distances
from concertation.core.network.kernels.sampling import Sampled, sampled_betweenness, sampled_distances

BOTH = pytest.mark.parametrize("is_directed", [False, True])


@BOTH
def test_as_many_pivots_as_nodes_give_the_exact_figures(is_directed: bool) -> None:
    towns = grown(1_200, is_directed=is_directed)
    between = sampled_betweenness(towns, pivots=1_200, seed=1)
    _, near = sampled_distances(towns.out_neighbours, towns.all_neighbours, pivots=1_200, seed=1)
    np.testing.assert_allclose(between.values, betweenness(towns), rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(near.values, distances(towns.out_neighbours, towns.all_neighbours).inverse, rtol=1e-9)
    assert not between.errors.any() and not near.errors.any()
    assert between.margin_of_top() == near.margin_of_top() == 0


@BOTH
def test_the_mean_of_many_samples_is_the_exact_figure(is_directed: bool) -> None:
    towns = grown(800, is_directed=is_directed)
    exact = betweenness(towns)
    mean = np.mean([sampled_betweenness(towns, pivots=100, seed=seed).values for seed in range(60)], axis=0)
    top = np.argsort(-exact)[:50]
    assert np.median(np.abs(mean[top] / exact[top] - 1)) < 0.03


@BOTH
def test_intervals_of_closeness_hold_the_truth_nineteen_times_in_twenty(is_directed: bool) -> None:
    towns = grown(1_500, is_directed=is_directed)
    exact = distances(towns.out_neighbours, towns.all_neighbours).inverse
    held = []
    for seed in range(20):
        _, near = sampled_distances(towns.out_neighbours, towns.all_neighbours, pivots=200, seed=seed)
        sampled = near.errors > 0
        held.append((np.abs(near.values - exact) <= 1.96 * near.errors)[sampled].mean())
    assert 0.92 < np.mean(held) < 0.98


@BOTH
def test_intervals_of_betweenness_hold_the_truth_for_the_highest_and_for_all(is_directed: bool) -> None:
    """Without what nodes of like figures say of the error, 7 in 10 would be held (``benchmarks.networks.held``)."""
    towns = grown(1_500, is_directed=is_directed)
    exact = betweenness(towns)
    top, every = np.argsort(-exact)[:100], exact > 0
    held = []
    for seed in range(5):
        low, high = sampled_betweenness(towns, pivots=200, seed=seed).interval()
        is_held = (low <= exact * (1 + 1e-9)) & (exact <= high * (1 + 1e-9))
        held.append([is_held[top].mean(), is_held[every].mean()])
    assert np.mean(held, axis=0).min() >= 0.93


def test_an_interval_of_a_share_is_wider_above_than_below_and_never_below_nothing() -> None:
    """An error as large as the figure: the logarithm spreads √ln 2 = 0.8326, and e^(1.96 × 0.8326) = 5.114."""
    found = Sampled(np.array([10.0, 0.0]), np.array([10.0, 0.0]), 3, 0)
    low, high = found.interval()
    assert low.tolist() == pytest.approx([10 / 5.114, 0], rel=1e-3)
    assert high.tolist() == pytest.approx([51.14, 0], rel=1e-3)


def test_the_same_seed_gives_the_same_figures() -> None:
    towns = grown(800, is_directed=False)
    one, other = (sampled_betweenness(towns, pivots=50, seed=3) for _ in range(2))
    assert one.values.tolist() == other.values.tolist()
    assert one.seed == 3 and one.pivots == 50


def test_the_centre_of_a_star_lies_between_all_others() -> None:
    assert sampled_betweenness(STAR, pivots=50, seed=1).values[0] == pytest.approx(599 * 598 / 2)


def test_nobody_tied_is_zero_without_error() -> None:
    found = sampled_betweenness(NOBODY_TIED, pivots=2, seed=1)
    assert not found.values.any() and not found.errors.any()
