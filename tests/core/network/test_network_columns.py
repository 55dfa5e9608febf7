"""A network as columns: what is kept, what is combined, and what is told."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from concertation.core.network import Network, network_of

KEYS = st.sampled_from("abcdef")
TIES = st.lists(st.tuples(KEYS, KEYS, st.sampled_from([1.0, 2.0, 5.0])), max_size=40)


def made(ties: list[tuple[str, str, float]], *, is_directed: bool = True, nodes: str = "abcdef") -> Network:
    frame = pl.DataFrame(ties, schema=["source", "target", "weight"], orient="row")
    return network_of(pl.DataFrame({"key": list(nodes)}), frame, is_directed=is_directed)


def arcs(network: Network) -> list[tuple[str, str, float]]:
    keys = network.nodes["key"].to_list()
    columns = zip(network.source, network.target, network.weight, strict=True)
    return [(keys[source], keys[target], float(weight)) for source, target, weight in columns]


def test_isolates_stay() -> None:
    assert made([("a", "b", 1)]).size == 6


def test_repeated_ties_are_counted_once_and_told() -> None:
    network = made([("a", "b", 1), ("a", "b", 2)])
    assert arcs(network) == [("a", "b", 3.0)]
    assert network.remarks[0].en == (
        "Tellings that repeat a tie: 1. Each tie is kept once, the weights of its tellings added."
    )


def test_a_tie_with_oneself_is_left_out_and_told() -> None:
    network = made([("a", "a", 1)])
    assert network.tie_count == 0
    assert "itself" in network.remarks[0].en


def test_a_negative_weight_is_left_out_and_told() -> None:
    network = made([("a", "b", -2), ("b", "c", 1)])
    assert arcs(network) == [("b", "c", 1.0)]
    assert "zero or less" in network.remarks[0].en


def test_an_unknown_weight_keeps_its_tie() -> None:
    frame = pl.DataFrame({"source": ["a"], "target": ["b"], "weight": [None]}, schema_overrides={"weight": pl.Float64})
    network = network_of(pl.DataFrame({"key": ["a", "b"]}), frame, is_directed=True)
    assert network.tie_count == 1
    assert np.isnan(network.weight[0])


def test_a_node_met_in_ties_alone_is_added() -> None:
    assert made([("a", "z", 1)], nodes="ab").nodes["key"].to_list() == ["a", "b", "z"]


def test_an_empty_network_has_no_ties() -> None:
    network = made([], nodes="")
    assert (network.size, network.tie_count) == (0, 0)
    assert network.undirected().tie_count == 0


def test_mutual_ties_are_those_that_both_tell_with_the_smaller_weight() -> None:
    assert arcs(made([("a", "b", 1), ("b", "a", 5), ("b", "c", 2)]).mutual()) == [("a", "b", 1.0)]


def test_a_part_keeps_the_ties_within_it() -> None:
    network = made([("a", "b", 1), ("b", "c", 2), ("c", "d", 5)])
    assert arcs(network.among(np.array([False, True, True, True, False, False]))) == [("b", "c", 2.0), ("c", "d", 5.0)]


@given(TIES)
def test_undirected_ties_have_their_lower_end_first_and_add_both_directions(ties: list[tuple[str, str, float]]) -> None:
    directed = made(ties)
    network = directed.undirected()
    assert bool(np.all(network.source < network.target))
    assert float(network.weight.sum()) == float(directed.weight.sum())


@given(TIES)
def test_neighbours_hold_every_tie_once_in_each_direction(ties: list[tuple[str, str, float]]) -> None:
    network = made(ties)
    assert int(network.out_neighbours.degrees.sum()) == int(network.in_neighbours.degrees.sum()) == network.tie_count
    assert int(network.all_neighbours.degrees.sum()) == 2 * network.undirected().tie_count


@given(TIES)
def test_ties_read_from_rows_of_neighbours_are_the_same(ties: list[tuple[str, str, float]]) -> None:
    network = made(ties)
    rows = network.out_neighbours
    source = np.repeat(np.arange(network.size), rows.degrees)
    assert np.array_equal(source, network.source)
    assert np.array_equal(rows.ends, network.target)
