"""Intervals when some organisations did not answer: what stands, what is drawn, and when there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network import Network, network_of
from concertation.core.network.certainty.completed import completed_networks
from concertation.core.network.certainty.conventions import CertaintyConventions
from concertation.core.network.certainty.missing import (
    NODE_INTERVALS,
    columns_under_silence,
    estimates_under_silence,
)
from concertation.core.network.certainty.rehearsal import calibrated_tail, distances

CONVENTIONS = CertaintyConventions(draws=100, rehearsals=0)
Square = NDArray[np.bool_]


def directed(named: Square, weight: float = 1.0) -> Network:
    source, target = np.nonzero(named)
    ties = pl.DataFrame(
        {"source": source.astype(str), "target": target.astype(str), "weight": np.full(len(source), weight)}
    )
    ties = ties.cast({"source": pl.String, "target": pl.String})
    return network_of(pl.DataFrame({"key": [str(place) for place in range(len(named))]}), ties, is_directed=True)


def drawn_at_random(size: int, share: float, seed: int = 1) -> Square:
    named = np.random.default_rng(seed).random((size, size)) < share
    np.fill_diagonal(named, val=False)
    return named


def first_silent(size: int, count: int) -> Square:
    return np.arange(size) >= count


def density(network: Network) -> float:
    return network.tie_count / (network.size * (network.size - 1))


def reciprocity(network: Network) -> float:
    return 2 * network.mutual().tie_count / network.tie_count if network.tie_count else float("nan")


def arcs(network: Network) -> set[tuple[int, int]]:
    return set(zip(network.source.tolist(), network.target.tolist(), strict=True))


def test_with_nobody_silent_the_interval_has_no_width() -> None:
    network = directed(drawn_at_random(20, 0.2))
    everyone = np.ones(20, dtype=np.bool_)
    found = estimates_under_silence(network, everyone, {"density": density}, seed=1, conventions=CONVENTIONS)["density"]
    assert isinstance(found, Estimate)
    assert found.low == found.value == found.high == density(network)


def test_what_was_told_stays_and_nothing_is_added_to_it() -> None:
    network, answered = directed(drawn_at_random(20, 0.2)), first_silent(20, 6)
    told = {(one, other) for one, other in arcs(network) if answered[one]}
    for drawn in completed_networks(network, answered, seed=3, draws=5):
        assert {(one, other) for one, other in arcs(drawn) if answered[one]} == told


def test_arcs_of_the_silent_are_not_read() -> None:
    named, answered = drawn_at_random(20, 0.2), first_silent(20, 6)
    hidden = named & answered[:, None]
    values = [
        estimates_under_silence(directed(one), answered, {"density": density}, seed=1, conventions=CONVENTIONS)
        for one in (named, hidden)
    ]
    assert values[0] == values[1]


def test_drawn_networks_keep_the_order_of_columns_and_tie_nobody_to_itself() -> None:
    network, answered = directed(drawn_at_random(20, 0.2)), first_silent(20, 6)
    for drawn in completed_networks(network, answered, seed=3, draws=5):
        codes = drawn.source.astype(np.int64) * 20 + drawn.target
        assert bool(np.all(np.diff(codes) > 0))
        assert not np.any(drawn.source == drawn.target)


def test_the_same_seed_gives_the_same_interval_and_another_does_not() -> None:
    network, answered = directed(drawn_at_random(20, 0.2)), first_silent(20, 6)
    one, same, other = (
        estimates_under_silence(network, answered, {"density": density}, seed=seed, conventions=CONVENTIONS)
        for seed in (1, 1, 2)
    )
    assert one == same
    assert one != other


def test_where_ties_are_always_returned_those_of_the_silent_are_drawn_so() -> None:
    named = drawn_at_random(40, 0.1)
    network, answered = directed(named | named.T), first_silent(40, 8)
    found = estimates_under_silence(network, answered, {"": reciprocity}, seed=1, conventions=CONVENTIONS)[""]
    assert isinstance(found, Estimate)
    assert found.value > 0.85


def test_a_group_that_names_its_own_is_drawn_to_name_its_own() -> None:
    group = np.arange(40) % 2
    same = group[:, None] == group
    network = directed(drawn_at_random(40, 0.3) & same)
    network = replace(network, nodes=network.nodes.with_columns(pl.Series("sector", group)))
    answered = first_silent(40, 8)
    shares = [
        np.mean([same[one, other] for one, other in arcs(drawn) if not answered[one]])
        for drawn in completed_networks(network, answered, seed=1, draws=20, group="sector")
    ]
    assert np.mean(shares) > 0.9


def test_a_drawn_tie_weighs_what_a_told_one_does() -> None:
    network, answered = directed(drawn_at_random(20, 0.2)), first_silent(20, 6)
    weights = np.where(np.arange(network.tie_count) % 2 == 0, 2.0, 5.0)
    weighted = Network(network.nodes, network.source, network.target, weights, is_directed=True, is_weighted=True)
    drawn = next(iter(completed_networks(weighted, answered, seed=1, draws=1)))
    assert set(drawn.weight.tolist()) == {2.0, 5.0}


def test_too_few_answers_are_refused_in_words() -> None:
    network = directed(drawn_at_random(30, 0.2))
    found = estimates_under_silence(network, first_silent(30, 16), {"": density}, seed=1, conventions=CONVENTIONS)[""]
    assert isinstance(found, Unknown)
    assert found.missing[0].en == "Needs 15 organisations that answered; heard: 14 of 30."
    assert found.missing[0].fr == "Il faut 15 organismes ayant répondu; il y en a 14 sur 30."


def test_a_network_without_direction_is_refused_in_words() -> None:
    network = directed(drawn_at_random(20, 0.2)).undirected()
    found = columns_under_silence(network, first_silent(20, 6), {}, seed=1, conventions=CONVENTIONS)
    assert isinstance(found, Unknown)
    assert "who told each tie" in found.missing[0].en


def test_more_organisations_than_a_small_machine_holds_are_refused_in_words() -> None:
    conventions = CertaintyConventions(most_organisations=19)
    network = directed(drawn_at_random(20, 0.2))
    found = estimates_under_silence(network, first_silent(20, 6), {"": density}, seed=1, conventions=conventions)[""]
    assert isinstance(found, Unknown)
    assert "20 organisations" in found.missing[0].en


@pytest.mark.parametrize("size", [0, 1])
def test_no_pair_at_all_is_refused_in_words(size: int) -> None:
    network, answered = directed(drawn_at_random(size, 0.2)), np.ones(size, dtype=np.bool_)
    found = estimates_under_silence(network, answered, {"": density}, seed=1, conventions=CONVENTIONS)[""]
    assert isinstance(found, Unknown)
    assert found.missing[0].en.startswith("Needs at least 2 organisations")


def test_a_measure_without_a_value_is_unknown() -> None:
    network, answered = directed(drawn_at_random(20, 0.2)), first_silent(20, 6)
    measures = {"never": lambda _network: float("nan")}
    assert isinstance(
        estimates_under_silence(network, answered, measures, seed=1, conventions=CONVENTIONS)["never"], Unknown
    )


def test_flags_of_another_number_of_organisations_are_an_error() -> None:
    with pytest.raises(ValueError, match="3 flags for 20 nodes"):
        estimates_under_silence(
            directed(drawn_at_random(20, 0.2)), first_silent(3, 1), {}, seed=1, conventions=CONVENTIONS
        )


def test_each_organisation_has_its_interval_in_the_order_of_nodes() -> None:
    network, answered = directed(drawn_at_random(20, 0.2)), first_silent(20, 6)
    measures = {"named": lambda one: one.in_neighbours.degrees.astype(np.float64)}
    found = columns_under_silence(network, answered, measures, seed=1, conventions=CONVENTIONS)
    assert isinstance(found, pl.DataFrame)
    assert found.schema == NODE_INTERVALS
    assert found["key"].to_list() == network.nodes["key"].to_list()
    told = network.keeping(answered[network.source]).in_neighbours.degrees
    assert bool(((found["low"].to_numpy() >= told) & (found["high"].to_numpy() <= told + 6)).all())


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_networks_without_a_tie_or_with_all_of_them_are_completed_alike(share: float) -> None:
    network = directed(drawn_at_random(20, share))
    found = estimates_under_silence(network, first_silent(20, 6), {"": density}, seed=1, conventions=CONVENTIONS)[""]
    assert isinstance(found, Estimate)
    assert abs(found.value - share) < 0.03


def some_who_name_nobody(size: int, seed: int) -> Square:
    named = drawn_at_random(size, 0.3, seed)
    named[::3] = False
    return named


def told_by_both(size: int, seed: int) -> Square:
    """Some have many ties and some have few; each tie is told by both its ends."""
    random = np.random.default_rng(seed)
    bent = random.normal(size=size)
    tied = np.triu(random.random((size, size)) < 1 / (1 + np.exp(1 - bent[:, None] - bent)), 1)
    return tied | tied.T


def most_named(network: Network) -> float:
    return float(np.bincount(network.source, minlength=network.size).max())


@pytest.mark.parametrize("make", [told_by_both, some_who_name_nobody])
def test_at_thirty_per_cent_of_silence_the_interval_holds_the_truth_nine_times_in_ten(
    make: Callable[[int, int], Square],
) -> None:
    random, measures = np.random.default_rng(7), {"density": density, "most": most_named}
    held = []
    for seed in range(30):
        answered = np.ones(24, dtype=np.bool_)
        answered[random.choice(24, 7, replace=False)] = False
        network = directed(make(24, seed))
        found = estimates_under_silence(network, answered, measures, seed=seed, conventions=CONVENTIONS)
        held.append([_holds(found[name], measure(network)) for name, measure in measures.items()])
    assert bool((np.mean(held, axis=0) >= 0.9).all())


def test_some_who_name_nobody_do_not_make_the_silent_name_nearly_all() -> None:
    named, answered = some_who_name_nobody(30, 3), np.arange(30) < 21
    found = estimates_under_silence(directed(named), answered, {"most": most_named}, seed=1, conventions=CONVENTIONS)[
        "most"
    ]
    assert _ends(found)[1] <= named.sum(axis=1).max() + 4


def test_an_interval_reaches_further_where_trials_among_respondents_call_for_it() -> None:
    # Ties are drawn apart, so that few are returned: the trials miss their share more often than how many there are.
    network, answered = directed(drawn_at_random(20, 0.2)), first_silent(20, 6)
    tried, measures = replace(CONVENTIONS, rehearsals=4, rehearsal_draws=20), {"d": density, "r": reciprocity}
    plain, far = (
        estimates_under_silence(network, answered, measures, seed=1, conventions=one) for one in (CONVENTIONS, tried)
    )
    assert far["d"] == plain["d"]
    (low, high), (lower, higher) = _ends(plain["r"]), _ends(far["r"])
    assert lower < low < high < higher


@pytest.mark.parametrize(
    ("away", "tail"),
    [
        ([0.2, 0.5, 0.9], 0.025),  # held each time: no narrower
        ([1.2, 1.2, 1.2], 0.00934),  # Φ(−1.96 × 1.2)
        ([3.0, 9.0, np.nan], 0.00164),  # Φ(−1.96 × 1.5), and no further
        ([np.nan, np.nan], 0.025),
    ],
)
def test_the_quantile_is_that_at_which_trials_would_have_been_held(away: list[float], tail: float) -> None:
    assert calibrated_tail(np.array(away), 0.95) == pytest.approx(tail, abs=1e-5)


def test_a_truth_at_the_edge_of_the_interval_is_one_half_width_away() -> None:
    draws = np.arange(1001.0)
    found = [distances(np.array(truth), draws, 0.95).item() for truth in (500.0, 975.0, 25.0, 1450.0)]
    assert found == pytest.approx([0.0, 1.0, 1.0, 2.0])


def test_of_organisations_the_fifth_who_are_truly_first_are_tried() -> None:
    draws = np.tile(np.arange(1001.0)[:, None], 10)
    truth = np.array([0.0] * 8 + [975.0, 1450.0])
    assert sorted(distances(truth, draws, 0.95)) == pytest.approx([1.0, 2.0])


def _holds(found: Estimate | Unknown, truth: float) -> bool:
    low, high = _ends(found)
    return low - 1e-9 <= truth <= high + 1e-9


def _ends(found: Estimate | Unknown) -> tuple[float, float]:
    assert isinstance(found, Estimate)
    assert found.low is not None
    assert found.high is not None
    return found.low, found.high
