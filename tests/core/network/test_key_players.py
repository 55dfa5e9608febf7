"""Sets of key players: the best of all sets there are, by R’s igraph and by enumeration."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from tests.core.network.published import WRITTEN
from tests.core.network.small import KEYS, made, pairs

from concertation.core.estimate import Unknown
from concertation.core.network import network_of
from concertation.core.network.measures.key_players import KeySet, sets_that_part, sets_that_reach
from concertation.core.network.report import measure_network

BEST: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "golden" / "key_players.json").read_text())


@pytest.mark.parametrize("name", sorted(BEST))
def test_sets_are_as_good_as_the_best_of_all_that_igraph_tries(name: str) -> None:
    """``golden/key_players.R`` tries every set: of Zachary’s club, 278,256 sets of five."""
    tables = measure_network(WRITTEN[name](), ids=["key_players_apart", "key_players_reach"]).tables
    assert tables["key_players_apart"]["together"].to_list() == [2, 3, 4, 5]
    assert tables["key_players_apart"]["fragmentation"].to_list() == pytest.approx(BEST[name]["fragmentation"])
    assert tables["key_players_reach"]["distance_weighted_reach"].to_list() == pytest.approx(BEST[name]["reach"])


@pytest.mark.parametrize("seed", range(6))
def test_no_set_of_a_small_network_does_better(seed: int) -> None:
    draw = np.random.default_rng(seed)
    tied = np.triu(draw.random((8, 8)) < draw.uniform(0.15, 0.45), 1)
    network = made([(KEYS[one], KEYS[other], 1.0) for one, other in np.argwhere(tied)], is_directed=False)
    graph = network.as_igraph

    def joined(nodes: tuple[int, ...]) -> float:
        return float(sum(size * (size - 1) for size in (graph - list(nodes)).connected_components().sizes()))

    def best(count: int) -> float:
        return min(joined(nodes) for nodes in combinations(range(8), count))

    found = sets_that_part(network)
    assert [-one.worth for one in found] == [joined(one.nodes) for one in found]
    assert [-one.worth for one in found] == [best(count) for count in (2, 3, 4, 5)]


def test_two_that_part_nothing_alone_part_the_network_together() -> None:
    """In a ring of six, without any one, five hang together; without two that face each other, two and two."""
    ring = pairs("ab bc cd de ef af")
    assert measure_network(ring, ids=["cut_point_count"]).whole["cut_point_count"].value == 0  # type: ignore[union-attr]
    assert sets_that_part(ring)[0] == KeySet((0, 3), -4.0)


def test_two_ends_of_a_path_reach_it_from_its_quarters() -> None:
    """a–b–c–d–e–f: from b and e every other is one step away."""
    assert sets_that_reach(pairs("ab bc cd de ef"), most=2) == [KeySet((1, 4), 1.0)]


def test_reach_goes_along_the_direction_of_ties() -> None:
    """All name a, who names nobody: from two leaves one reaches a, from a nobody."""
    found = sets_that_reach(pairs("ba ca da ea", is_directed=True), most=2)
    assert found[0].worth == pytest.approx(3 / 5)


def test_a_large_network_is_searched_the_same_each_time_from_fewer_starts() -> None:
    """Twenty stars, their hubs in a ring: two hubs that face each other halve it, nine stars of 16 a side."""
    hubs = [f"h{number}" for number in range(20)]
    rows = [(hub, f"{hub}{end}") for hub in hubs for end in "abcdefghijklmno"]
    rows += list(zip(hubs, [*hubs[1:], hubs[0]], strict=True))
    ties = pl.DataFrame(rows, schema=["source", "target"], orient="row")
    keys = pl.concat([ties["source"], ties["target"]]).unique().sort()
    network = network_of(pl.DataFrame({"key": keys}), ties, is_directed=False)
    best = sets_that_part(network, most=2)[0]
    assert -best.worth == pytest.approx(2 * 144 * 143)
    assert sets_that_part(network, most=2)[0] == best


def test_who_has_too_few_around_has_no_set_and_who_is_too_many_is_told() -> None:
    assert sets_that_part(pairs("ab bc")) == []
    large = network_of(
        pl.DataFrame({"key": [str(number) for number in range(2_001)]}),
        pl.DataFrame({"source": ["0"], "target": ["1"]}),
        is_directed=False,
    )
    assert isinstance(measure_network(large, ids=["key_players_reach"]).whole["key_players_reach"], Unknown)
