"""What always holds of measures, whatever the network."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.network.small import GROUPS, KEYS, made, value

from concertation.core.network import network_of
from concertation.core.network.measures.brokerage import ROLES
from concertation.core.network.measures.core_periphery import core_periphery
from concertation.core.network.measures.portions import portions
from concertation.core.network.report import NetworkReport, measure_network

TIES = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS), st.sampled_from([1.0, 2.0, 5.0])), max_size=40)
# Figures that hang on the order of nodes where several answers are as good: numbers of parts, communities, cores.
ARBITRARY = {"component", "community", "is_core", "core_fit", "core_size", "modularity", "community_count"}

few = settings(max_examples=40, deadline=None)


def figures(report: NetworkReport) -> dict[str, float]:
    return {name: value(report, name) for name in report.whole if name not in ARBITRARY}


@given(TIES, st.permutations(KEYS), st.booleans())
@few
def test_the_order_of_nodes_changes_nothing(
    ties: list[tuple[str, str, float]], order: list[str], directed: bool
) -> None:
    one = measure_network(made(ties, is_directed=directed), group="group")
    other = measure_network(made(ties, is_directed=directed, nodes="".join(order)), group="group")
    assert figures(one) == pytest.approx(figures(other), nan_ok=True, abs=1e-9)
    for name in set(one.nodes.columns) - ARBITRARY - {"key"}:
        mine, theirs = (report.nodes.sort("key")[name].fill_null(float("nan")).to_list() for report in (one, other))
        assert mine == pytest.approx(theirs, nan_ok=True, abs=1e-8), name


@given(TIES, st.booleans())
@few
def test_an_organisation_without_ties_changes_nothing_around_the_others(
    ties: list[tuple[str, str, float]], directed: bool
) -> None:
    unmoved = [
        "degree",
        "betweenness",
        "closeness",
        "constraint",
        "effective_size",
        "clustering",
        "k_core",
        "pairs_cut",
    ]
    whole = [
        "mean_distance",
        "diameter",
        "transitivity",
        "ei_index",
        "group_assortativity",
        "bridge_count",
        "hierarchy",
    ]
    alone = measure_network(made(ties, is_directed=directed), ids=[*unmoved, *whole], group="group")
    beside = measure_network(made(ties, is_directed=directed, nodes=KEYS + "z"), ids=[*unmoved, *whole], group="group")
    assert beside.nodes.filter(pl.col("key") != "z").select(unmoved).equals(alone.nodes.select(unmoved))
    assert figures(beside) == pytest.approx(figures(alone), nan_ok=True)


@given(TIES, st.booleans())
@few
def test_fragmentation_in_one_pass_is_that_of_removing_one_by_one(
    ties: list[tuple[str, str, float]], directed: bool
) -> None:
    network = made(ties, is_directed=directed)
    ids = ["fragmentation_without", "pieces_without", "pairs_cut"]
    nodes = measure_network(network, ids=ids).nodes
    with_all = measure_network(network, ids=["fragmentation", "component_count"])
    for index in range(network.size):
        rest = measure_network(
            network.among(np.arange(network.size) != index), ids=["fragmentation", "component_count"]
        )
        assert nodes["fragmentation_without"][index] == pytest.approx(value(rest, "fragmentation"))
        pieces = value(rest, "component_count") - value(with_all, "component_count") + 1
        assert nodes["pieces_without"][index] == pieces


@given(TIES, st.booleans())
@few
def test_roles_are_those_of_every_open_path_of_two_ties(ties: list[tuple[str, str, float]], directed: bool) -> None:
    network = made(ties, is_directed=directed)
    told = set(zip(network.source.tolist(), network.target.tolist(), strict=True))
    arcs = told if directed else told | {(other, one) for one, other in told}
    counts: Counter[tuple[int, str]] = Counter()
    for a, b, c in permutations(range(network.size), 3):
        if (a, b) in arcs and (b, c) in arcs and (a, c) not in arcs:
            counts[b, role_of(GROUPS[a], GROUPS[b], GROUPS[c])] += 1
    nodes = measure_network(network, ids=ROLES, group="group").nodes
    assert all(nodes[role][b] == counts[b, role] for role in ROLES for b in range(network.size))


def role_of(a: str, b: str, c: str) -> str:
    """The five roles as Gould and Fernandez (1989) draw them."""
    if a == b == c:
        return "coordinator"
    if a == c:
        return "consultant"
    if a == b:
        return "representative"
    return "gatekeeper" if b == c else "liaison"


@given(TIES, st.booleans())
@few
def test_betweenness_adds_up_to_the_steps_between(ties: list[tuple[str, str, float]], directed: bool) -> None:
    """A path of d steps passes through d − 1 others."""
    report = measure_network(made(ties, is_directed=directed), ids=["betweenness", "distance_distribution"])
    distances = report.tables["distance_distribution"].drop_nulls()
    between = (distances["pairs"] * (distances["steps"] - 1)).sum()
    assert float(report.nodes["betweenness"].sum()) == pytest.approx(between)


@given(TIES)
@few
def test_the_fit_of_a_core_is_the_correlation_with_its_pattern(ties: list[tuple[str, str, float]]) -> None:
    network = made(ties, is_directed=False)
    found = core_periphery(network)
    tied = np.zeros((network.size, network.size))
    tied[network.source, network.target] = 1
    upper = np.triu_indices(network.size, 1)
    pattern = (found.is_core[:, None] | found.is_core)[upper].astype(float)
    if not np.isnan(found.fit):
        assert found.fit == pytest.approx(np.corrcoef(tied[upper], pattern)[0, 1])


@given(st.lists(st.integers(0, 9), max_size=30), st.integers(1, 12))
def test_portions_are_all_rows_once_in_order(work: list[int], most: int) -> None:
    parts = list(portions(np.array(work, dtype=np.int64), most))
    assert np.concatenate([*parts, np.zeros(0)]).tolist() == list(range(len(work)))


def test_more_nodes_than_a_sweep_holds_are_as_near_as_igraph_says() -> None:
    draw = np.random.default_rng(7)
    ends = draw.integers(0, 1500, (2, 3000)).astype(str)
    keys = [str(number) for number in range(1500)]
    network = network_of(
        pl.DataFrame({"key": keys}), pl.DataFrame({"source": ends[0], "target": ends[1]}), is_directed=True
    )
    ours = measure_network(network, ids=["harmonic"]).nodes["harmonic"].to_list()
    assert ours == pytest.approx(network.as_igraph.harmonic_centrality(mode="out"), abs=1e-12)


@given(TIES)
@few
def test_distances_weigh_the_loss_of_each_as_removing_it_does(ties: list[tuple[str, str, float]]) -> None:
    """Borgatti (2006): the distance-weighted fragmentation of what is left."""
    network = made(ties)
    name = "distance_weighted_fragmentation"
    nodes = measure_network(network, ids=[f"{name}_without"]).nodes
    for index in range(network.size):
        rest = network.undirected().among(np.arange(network.size) != index)
        lengths = np.array(rest.as_igraph.distances(), dtype=np.float64) + np.diag(np.full(rest.size, np.inf))
        assert nodes[f"{name}_without"][index] == pytest.approx(1 - (1 / lengths).sum() / (rest.size * (rest.size - 1)))


@pytest.mark.parametrize("seed", range(20))
def test_no_core_of_a_small_network_fits_better_than_the_one_found(seed: int) -> None:
    """All 2⁸ cores of eight organisations, tried one by one."""
    draw = np.random.default_rng(seed)
    tied = np.triu(draw.random((8, 8)) < draw.uniform(0.2, 0.6), 1)
    network = made([(KEYS[one], KEYS[other], 1.0) for one, other in np.argwhere(tied)], is_directed=False)
    upper = np.triu_indices(8, 1)
    cores = (np.arange(1, 255)[:, None] >> np.arange(8)) % 2 == 1
    patterns = ((core[:, None] | core)[upper] for core in cores)
    best = max(np.corrcoef(tied[upper], pattern)[0, 1] for pattern in patterns if not pattern.all())
    assert core_periphery(network).fit == pytest.approx(best)
