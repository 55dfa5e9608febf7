"""Networks compared by shuffling organisations: figures of R’s sna 2.7-1, of papers, and of every permutation."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network import kernels, network_of
from concertation.core.network.certainty import permutation
from concertation.core.network.certainty.conventions import CertaintyConventions
from concertation.core.network.certainty.permutation import permutations_of, permuted_products
from concertation.core.network.certainty.regression import Regression, correlate_partially, regress
from concertation.core.network.certainty.relation import Relation, relation_of, relation_of_values
from concertation.core.network.certainty.relations import correlate, overlap

Floats = NDArray[np.float64]
CONVENTIONS = CertaintyConventions(permutations=4_000)


def table(a: int, b: int, c: int, k: int) -> Floats:
    """(a·i + b·j + c·i·j) mod k for i, j from 0 to 11: the same in R as ``outer(0:11, 0:11, …)``."""
    i, j = np.mgrid[:12, :12]
    return np.asarray((a * i + b * j + c * i * j) % k, dtype=np.float64)


Y, X1, X2 = table(7, 3, 5, 11), table(2, 5, 3, 7), table(1, 4, 2, 5)
X3 = (table(3, 1, 1, 4) > 1).astype(np.float64)


def directed(values: Floats) -> Relation:
    return relation_of_values(values, is_directed=True)


def both_ways(values: Floats) -> Relation:
    return relation_of_values(values + values.T, is_directed=False)


def with_gaps(values: Floats, *, row: int, cell: tuple[int, int] | None = None) -> Floats:
    gaps = values.copy()
    gaps[row] = np.nan
    if cell is not None:
        gaps[cell] = np.nan
    return gaps


def regressed(explained: Relation, by: dict[str, Relation]) -> Regression:
    found = regress(explained, by, seed=1, conventions=CONVENTIONS)
    assert isinstance(found, Regression)
    return found


def coefficients(found: Regression) -> list[float]:
    return [test.result.value for test in found.tests.values() if isinstance(test.result, Estimate)]


def statistics(found: Regression) -> list[float]:
    return [test.statistic for test in found.tests.values() if test.statistic is not None]


def close(expected: float | list[float]) -> object:
    return pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_the_correlation_is_that_of_sna_gcor() -> None:
    assert correlate(directed(Y), directed(X1), seed=1, conventions=CONVENTIONS).statistic == close(
        -0.12913597560906026
    )
    assert correlate(directed(Y), directed(X2), seed=1, conventions=CONVENTIONS).statistic == close(
        -0.076369299347327377
    )


def test_an_undirected_correlation_is_that_of_sna_gcor() -> None:
    found = correlate(both_ways(Y), both_ways(X1), seed=1, conventions=CONVENTIONS)
    assert found.statistic == pytest.approx(-0.0065926144753346684, abs=1e-12)


def test_a_correlation_with_gaps_is_that_of_sna_gcor() -> None:
    one, other = directed(with_gaps(Y, row=2, cell=(4, 6))), directed(with_gaps(X1, row=8))
    found = correlate(one, other, seed=1, conventions=CONVENTIONS)
    assert found.statistic == close(-0.13290325126567135)
    assert isinstance(found.result, Estimate)
    assert found.result.n == 132 - 11 - 1 - 11


def test_p_of_a_correlation_is_that_of_sna_qaptest_within_the_error_of_both() -> None:
    # qaptest, 20,000 replications: .9352 (greater) and .0666 (less).
    found = correlate(directed(Y), directed(X1), seed=1, conventions=CONVENTIONS)
    assert found.p_greater == pytest.approx(0.9352, abs=0.015)
    assert found.p_less == pytest.approx(0.0666, abs=0.015)


def test_p_counts_the_observed_among_the_permutations() -> None:
    # A ring beside itself: of the 7! orders, 14 leave it as it is.
    ring = np.roll(np.eye(7), 1, axis=1)
    conventions = CertaintyConventions(permutations=99)
    found = correlate(both_ways(ring), both_ways(ring), seed=3, conventions=conventions)
    assert found.p_greater is not None
    assert found.p_greater == pytest.approx(0.01, abs=0.011)
    assert found.p_greater * 100 == pytest.approx(round(found.p_greater * 100))
    assert found.p_less == 1.0


def test_p_is_near_that_of_every_permutation() -> None:
    x, y = table(2, 5, 3, 7)[:6, :6], table(7, 3, 5, 11)[:6, :6]
    apart = ~np.eye(6, dtype=np.bool_)
    everyone = [
        np.corrcoef(x[apart], y[np.ix_(order, order)][apart])[0, 1] for order in map(list, permutations(range(6)))
    ]
    exact = np.mean(np.array(everyone) >= everyone[0] - 1e-12)
    found = correlate(directed(x), directed(y), seed=1, conventions=CONVENTIONS)
    assert found.p_greater == pytest.approx(exact, abs=0.025)


# Marriages and business of sixteen Florentine families (Padgett & Ansell 1993) in alphabetical order; Pucci has no tie.
MARRIAGES = {1: (9,), 2: (6, 7, 9), 3: (5, 9), 4: (7, 11, 15), 5: (11, 15), 7: (8, 16), 9: (13, 14, 16), 10: (14,)}
MARRIAGES |= {11: (15,), 13: (15, 16)}
BUSINESS = {3: (5, 6, 9, 11), 4: (7, 8, 11), 5: (8, 11), 6: (9,), 7: (8,), 8: (11,), 9: (10, 14, 16)}


def families(ties: dict[int, tuple[int, ...]]) -> Relation:
    pairs = [(str(one), str(other)) for one, others in ties.items() for other in others]
    ends = pl.DataFrame(pairs, schema=["source", "target"], orient="row")
    nodes = pl.DataFrame({"key": [str(family) for family in range(1, 17)]})
    return relation_of(network_of(nodes, ends, is_directed=False))


def test_marriage_and_business_of_florentine_families_go_together() -> None:
    # Wasserman & Faust (1994): r = .372; 8 pairs tied in both of 27 tied in either.
    found = correlate(families(MARRIAGES), families(BUSINESS), seed=1, conventions=CONVENTIONS)
    assert found.statistic == pytest.approx(0.372, abs=0.0005)
    assert found.p_greater is not None
    assert found.p_greater < 0.005


def test_overlap_is_the_share_of_pairs_tied_in_both() -> None:
    found = overlap(families(MARRIAGES), families(BUSINESS), seed=1, conventions=CONVENTIONS)
    assert found.statistic == close(8 / 27)
    assert found.p_greater is not None
    assert found.p_two_sided == pytest.approx(min(1.0, 2 * found.p_greater))


def test_products_looked_up_in_a_square_and_in_a_list_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    orders = np.random.default_rng(1).permuted(np.tile(np.arange(12), (5, 1)), axis=1)
    in_square = permuted_products(12, directed(X3).told, directed(Y).told, orders)
    monkeypatch.setattr(permutation, "_SQUARE", 3)
    in_list = permuted_products(12, directed(X3).told, directed(Y).told, orders)
    apart = ~np.eye(12, dtype=np.bool_)
    by_hand = [float((X3 * Y[np.ix_(order, order)])[apart].sum()) for order in orders]
    assert in_square == close(by_hand)
    assert in_list == close(by_hand)


def test_products_of_large_networks_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba", reason="the large-networks extra is not installed")
    orders = np.random.default_rng(1).permuted(np.tile(np.arange(12), (5, 1)), axis=1)
    looked_up = permuted_products(12, directed(X3).told, directed(Y).told, orders)
    monkeypatch.setattr(kernels, "LARGE", 3)
    assert permuted_products(12, directed(X3).told, directed(Y).told, orders) == close(looked_up.tolist())


def test_a_relation_that_is_the_same_everywhere_has_no_correlation() -> None:
    found = correlate(directed(np.ones((12, 12))), directed(Y), seed=1, conventions=CONVENTIONS)
    assert isinstance(found.result, Unknown)
    assert found.p_greater is None


def test_relations_of_different_sizes_are_an_error() -> None:
    with pytest.raises(ValueError, match="12 and 6 organisations"):
        correlate(directed(Y), directed(Y[:6, :6]), seed=1, conventions=CONVENTIONS)


def test_rows_of_the_silent_are_unknown_and_pairs_without_direction_only_between_silent() -> None:
    ties = pl.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})
    nodes = pl.DataFrame({"key": list("abcd")})
    answered = np.array([True, True, False, False])
    one_way = relation_of(network_of(nodes, ties, is_directed=True), answered=answered)
    two_ways = relation_of(network_of(nodes, ties, is_directed=False), answered=answered)
    assert (len(one_way.unknown.value), len(two_ways.unknown.value)) == (6, 2)


def test_coefficients_and_t_are_those_of_sna_netlm() -> None:
    found = regressed(directed(Y), {"x1": directed(X1), "x2": directed(X2), "x3": directed(X3)})
    assert found.intercept == close(5.8353014228199864)
    assert coefficients(found) == close([-0.18552544955242511, -0.15050306798228644, 0.97490782227409523])
    assert statistics(found) == close([-1.4272661752907458, -0.7452345936563981, 1.7365094936132768])
    assert found.freedom == 132 - 4


def test_p_of_coefficients_are_those_of_sna_netlm_within_the_error_of_both() -> None:
    # nullhyp = "qapspp", 5,000 replications: greater, less, absolute.
    found = regressed(directed(Y), {"x1": directed(X1), "x2": directed(X2), "x3": directed(X3)})
    tests = list(found.tests.values())
    assert [test.p_greater for test in tests] == pytest.approx([0.9192, 0.7816, 0.0376], abs=0.03)
    assert [test.p_less for test in tests] == pytest.approx([0.0808, 0.2184, 0.9624], abs=0.03)
    assert [test.p_two_sided for test in tests] == pytest.approx([0.1906, 0.4484, 0.1096], abs=0.03)


def test_undirected_coefficients_and_t_are_those_of_sna_netlm() -> None:
    found = regressed(both_ways(Y), {"x1": both_ways(X1), "x2": both_ways(X2)})
    assert found.intercept == close(11.126710349199454)
    assert coefficients(found) == close([-0.005378348643776381, -0.136282236958712])
    assert statistics(found) == close([-0.025384598235768965, -0.43819874892176097])
    # nullhyp = "qapspp", 5,000 replications, absolute.
    assert [test.p_two_sided for test in found.tests.values()] == pytest.approx([0.981, 0.6644], abs=0.03)


def test_coefficients_with_gaps_are_those_of_sna_netlm() -> None:
    found = regressed(
        directed(with_gaps(Y, row=2, cell=(4, 6))), {"x1": directed(with_gaps(X1, row=8)), "x2": directed(X2)}
    )
    assert found.intercept == close(6.4667978879744581)
    assert coefficients(found) == close([-0.18353501304576206, -0.18937605463481491])
    assert statistics(found) == close([-1.3138620263100342, -0.87902915183649155])


def test_chance_with_gaps_is_what_least_squares_give_permutation_by_permutation() -> None:
    gaps = with_gaps(X1, row=8)
    conventions = CertaintyConventions(permutations=20)
    found = regress(directed(Y), {"x1": directed(gaps), "x2": directed(X2)}, seed=1, conventions=conventions)
    assert isinstance(found, Regression)
    known = ~np.isnan(gaps) & ~np.eye(12, dtype=np.bool_)
    others = np.column_stack([np.ones(int(known.sum())), X2[known]])
    left = np.full((12, 12), np.nan)
    left[known] = gaps[known] - others @ np.linalg.lstsq(others, gaps[known])[0]
    orders = np.concatenate(list(permutations_of(12, seed=1, count=20, cells=132)))
    by_hand = [_t_of_last(left[np.ix_(order, order)], known) for order in orders]
    test = found.tests["x1"]
    assert [test.usual_low, test.usual_high] == close(np.quantile(by_hand, [0.025, 0.975]).tolist())


def _t_of_last(shuffled: Floats, known: NDArray[np.bool_]) -> float:
    kept = known & ~np.isnan(shuffled)
    x, y = np.column_stack([np.ones(int(kept.sum())), X2[kept], shuffled[kept]]), Y[kept]
    coefficients, residual = np.linalg.lstsq(x, y)[:2]
    error = np.sqrt(np.linalg.inv(x.T @ x)[-1, -1] * residual[0] / (len(y) - 3))
    return float(coefficients[-1] / error)


def test_a_test_with_one_gap_is_near_the_test_without() -> None:
    whole = regressed(directed(Y), {"x1": directed(X1), "x2": directed(X2)})
    gap = Y.copy()
    gap[0, 1] = np.nan
    holed = regressed(directed(gap), {"x1": directed(X1), "x2": directed(X2)})
    for name in whole.tests:
        assert holed.tests[name].p_greater == pytest.approx(whole.tests[name].p_greater, abs=0.05)


def test_a_partial_correlation_is_that_of_what_the_others_leave() -> None:
    apart = ~np.eye(12, dtype=np.bool_)
    others = np.column_stack([np.ones(132), X2[apart], X3[apart]])
    left = [values[apart] - others @ np.linalg.lstsq(others, values[apart])[0] for values in (Y, X1)]
    constant = {"x2": directed(X2), "x3": directed(X3)}
    found = correlate_partially(directed(Y), directed(X1), constant, seed=1, conventions=CONVENTIONS)
    assert found.statistic == close(float(np.corrcoef(*left)[0, 1]))


def test_a_partial_correlation_is_as_rare_as_its_coefficient() -> None:
    partial = correlate_partially(directed(Y), directed(X1), {"x2": directed(X2)}, seed=1, conventions=CONVENTIONS)
    whole = regressed(directed(Y), {"x1": directed(X1), "x2": directed(X2)})
    assert partial.p_two_sided == whole.tests["x1"].p_two_sided


def test_a_relation_that_follows_from_the_others_is_refused_in_words() -> None:
    found = regress(directed(Y), {"x1": directed(X1), "twice": directed(2 * X1 + 1)}, seed=1, conventions=CONVENTIONS)
    assert isinstance(found, Unknown)
    assert "worked out from the others" in found.missing[0].en
