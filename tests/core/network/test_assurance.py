"""How sure a network is, put together: whose word, the silent, networks beside each other, what changed."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network import Network, network_of
from concertation.core.network.assurance import (
    Layer,
    WhoseWord,
    compare_layers,
    compare_waves,
    under_silence,
    words_of,
)
from concertation.core.network.certainty import (
    OF_NETWORKS,
    OF_ORGANISATIONS,
    CertaintyConventions,
    Regression,
    Wave,
)
from concertation.core.network.report import measure_network

FEW = CertaintyConventions(draws=20, rehearsals=2, permutations=99, swaps=49)


def told(*ties: str, among: str = "abcde", is_directed: bool = True) -> Network:
    """A network of one-letter organisations: “ab” is a telling of a about b."""
    rows = pl.DataFrame({"source": [tie[0] for tie in ties], "target": [tie[1] for tie in ties]})
    return network_of(pl.DataFrame({"key": list(among)}), rows, is_directed=is_directed)


FIVE = told("ab", "ba", "ac", "bc", "da", "ed", "eb", "de")


def some(size: int, seed: int = 1) -> Network:
    random = np.random.default_rng(seed)
    source, target = np.nonzero((random.random((size, size)) < 0.25) & ~np.eye(size, dtype=bool))
    ends = {"source": source.astype(str), "target": target.astype(str)}
    return network_of(pl.DataFrame({"key": [str(one) for one in range(size)]}), pl.DataFrame(ends), is_directed=True)


@pytest.mark.parametrize("network", [FIVE, some(20), told("ab", "bc", is_directed=False)])
def test_the_quick_figures_are_those_of_the_measures(network: Network) -> None:
    report = measure_network(network, ids=list(OF_NETWORKS))
    for name, measure in OF_NETWORKS.items():
        found = report.whole[name]
        if isinstance(found, Estimate):
            assert measure(network) == pytest.approx(found.value, abs=1e-12), name
        else:
            assert np.isnan(measure(network)), name


def test_the_quick_figures_of_organisations_are_those_of_the_measures() -> None:
    pairs = some(20).undirected("max")
    report = measure_network(pairs, ids=list(OF_ORGANISATIONS)).nodes
    for name, measure in OF_ORGANISATIONS.items():
        assert measure(some(20)) == pytest.approx(report[name].to_numpy()), name


def test_ties_are_counted_by_each_word() -> None:
    """By hand: six pairs, ab and de told by both; c told nothing, and two name it."""
    found = words_of(FIVE, np.array([True, True, False, True, True]))
    assert isinstance(found, WhoseWord)
    assert (found.heard, found.pairs, found.both, found.unanswered) == (4, 6, 2, 2)
    assert found.reciprocity == 2 / 4
    density = {name: one.value for name, one in found.figures["density"].values.items() if isinstance(one, Estimate)}
    assert density == pytest.approx({"either_end": 0.6, "both_ends": 0.2, "reconstruction": 0.4})


def test_those_who_move_come_with_their_three_values() -> None:
    """c has two ties by either end’s word, none by both, two by the only one heard."""
    found = words_of(FIVE, np.array([True, True, False, True, True]))
    assert isinstance(found, WhoseWord)
    moved = {(one.name.key, one.measure): dict(one.values) for one in found.moved}
    assert moved["c", "degree"] == {"either_end": 2.0, "both_ends": 0.0, "reconstruction": 2.0}


def test_where_nobody_told_a_tie_there_is_no_word() -> None:
    assert isinstance(words_of(told(), np.ones(5, dtype=bool)), Unknown)


def test_the_silent_are_named_and_too_few_answers_refused() -> None:
    """Ten must have answered: of five organisations, four did."""
    found = under_silence(FIVE, np.array([True, True, False, True, True]), conventions=FEW)
    assert [name.key for name in found.silent] == ["c"]
    assert all(isinstance(one, Unknown) for one in found.figures.values())
    assert found.first == ()
    assert found.told["density"] == 8 / 20


def test_with_some_silent_the_interval_holds_what_was_told_and_more() -> None:
    network = some(16)
    answered = np.arange(16) >= 3
    found = under_silence(network, answered, conventions=FEW)
    density = found.figures["density"]
    assert isinstance(density, Estimate) and density.low is not None and density.high is not None
    assert found.told["density"] is not None and found.told["density"] <= density.low < density.high
    assert [one.value for one in found.first] == sorted((one.value for one in found.first), reverse=True)


def test_a_network_goes_with_itself_and_explains_itself() -> None:
    one, other = Layer(some(12)), Layer(some(12, seed=2))
    found = compare_layers({"one": one, "same": one, "other": other}, explaining="other", conventions=FEW)
    alike = next(pair for pair in found.pairs if (pair.one, pair.other) == ("one", "same"))
    assert isinstance(alike.test.result, Estimate)
    assert alike.test.result.value == pytest.approx(1)
    assert alike.test.p_two_sided == 1 / 100
    assert isinstance(found.explained.regression, Unknown)  # two of them are one: neither can be told from the other


def test_one_is_held_beside_the_other() -> None:
    layers = {"one": Layer(some(12)), "other": Layer(some(12, seed=2))}
    found = compare_layers(layers, explaining="one", conventions=FEW).explained
    assert isinstance(found.regression, Regression)
    assert set(found.regression.tests) == {"other"}
    assert found.organisations == 12


def test_whoever_told_nothing_is_left_out_of_the_comparison() -> None:
    heard = np.arange(12) > 2
    layers = {"one": Layer(some(12), heard), "other": Layer(some(12, seed=2))}
    found = compare_layers(layers, explaining="", conventions=FEW)
    assert [pair.organisations for pair in found.pairs] == [9]
    assert isinstance(found.explained.regression, Unknown)


def test_ties_kept_new_gone_and_unknown() -> None:
    """ab stays, cd goes, ac comes; de was told, and d is silent the second time."""
    before = Wave("1", date(2025, 1, 1), told("ab", "cd", "de"))
    answered = np.array([True, True, True, False, True])
    after = Wave("2", date(2026, 1, 1), told("ab", "ac"), answered)
    found = compare_waves(before, after, conventions=FEW)
    turned = found.turnover
    assert (turned.kept, turned.formed, turned.dissolved, turned.unknown) == (1, 1, 1, 1)
    assert turned.stability == 1 / 3
    assert {one.measure for one in found.changes} == set(OF_NETWORKS)


def test_what_has_no_direction_has_no_reciprocity_to_change() -> None:
    waves = [Wave(str(n), date(2025, n, 1), told("ab", "bc", is_directed=False)) for n in (1, 2)]
    found = compare_waves(*waves, conventions=FEW)
    assert "reciprocity_of_ties" not in {one.measure for one in found.changes}
    assert "density" in {one.measure for one in found.changes}
