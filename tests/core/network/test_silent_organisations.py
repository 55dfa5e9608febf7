"""Intervals when some organisations did not answer: what stands, what is drawn, and when there is none."""

from __future__ import annotations

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

CONVENTIONS = CertaintyConventions(draws=100)
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


def test_at_thirty_per_cent_of_silence_the_interval_holds_the_truth_nine_times_in_ten() -> None:
    random = np.random.default_rng(7)
    held = []
    for seed in range(40):
        named = drawn_at_random(30, 0.08, seed)
        named |= named.T & (random.random((30, 30)) < 0.6)
        answered = np.ones(30, dtype=np.bool_)
        answered[random.choice(30, 9, replace=False)] = False
        network, measures = directed(named), {"density": density, "reciprocity": reciprocity}
        found = estimates_under_silence(network, answered, measures, seed=seed, conventions=CONVENTIONS)
        held.append([_holds(found[name], measure(network)) for name, measure in measures.items()])
    assert bool((np.mean(held, axis=0) >= 0.9).all())


def _holds(found: Estimate | Unknown, truth: float) -> bool:
    assert isinstance(found, Estimate)
    assert found.low is not None
    assert found.high is not None
    return found.low - 1e-9 <= truth <= found.high + 1e-9
