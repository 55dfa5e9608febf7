"""Figures equal to those of R’s igraph and sna (``golden/make.R``) to 1e-9, and of networkx, on published networks."""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx
import numpy as np
import polars as pl
import pytest
from tests.core.network.published import NETWORKS

from concertation.core.estimate import Estimate
from concertation.core.network import Network
from concertation.core.network.report import NetworkReport, measure_network

FIGURES: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "golden" / "figures.json").read_text())
NAMES = sorted(NETWORKS)
OTHERWISE = {
    "efficiency_of_arcs",  # sna counts both directions of a pair; Krackhardt counts the pair where there are none
    "betweenness_by_length",  # asked with lengths="inverse", below
    "harmonic_by_length",
    "triad_census",  # tables, below
    "distance_distribution",
    "distances_apart",
    "sna:triad_census",
    "least_upper_boundedness",  # sna looks for another superior than Krackhardt, below
}


@cache
def network_named(name: str) -> Network:
    return NETWORKS[name]()


@cache
def report_named(name: str) -> NetworkReport:
    network = network_named(name)
    group, number = (name if name in network.nodes.columns else None for name in ("group", "number"))
    return measure_network(network, group=group, number=number)


def answer(report: NetworkReport, measure: str) -> list[float]:
    if measure in report.nodes.columns:
        return report.nodes[measure].fill_null(float("nan")).to_list()
    figure = report.whole[measure]
    return [figure.value if isinstance(figure, Estimate) else float("nan")]


def expected(figure: Any) -> list[float]:
    values = figure if isinstance(figure, list) else [figure]
    return [float("nan") if value in (None, "NaN") else float(value) for value in values]


def comparisons() -> list[tuple[str, str]]:
    """Every figure of R that is one of our measures; empty ones are what R refused to answer."""
    return [
        (name, figure)
        for name in NAMES
        for figure, value in FIGURES[name].items()
        if figure not in OTHERWISE and value not in ({}, [])
    ]


@pytest.mark.parametrize(("name", "figure"), comparisons())
def test_figures_equal_those_of_igraph_and_sna(name: str, figure: str) -> None:
    ours = answer(report_named(name), figure.removeprefix("sna:"))
    assert ours == pytest.approx(expected(FIGURES[name][figure]), abs=1e-9, rel=1e-9, nan_ok=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_tie_as_long_as_it_is_weak_gives_the_figures_of_igraph(name: str) -> None:
    report = measure_network(network_named(name), ids=["betweenness", "harmonic"], lengths="inverse")
    for measure in ("betweenness", "harmonic"):
        theirs = expected(FIGURES[name][f"{measure}_by_length"])
        assert answer(report, measure) == pytest.approx(theirs, abs=1e-9, rel=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_triads_are_counted_as_igraph_and_sna_count_them(name: str) -> None:
    census = dict(report_named(name).tables["triad_census"].iter_rows())
    assert list(census.values()) == FIGURES[name]["triad_census"]
    assert list(census.values()) == FIGURES[name]["sna:triad_census"]


@pytest.mark.parametrize("name", NAMES)
def test_distances_are_counted_as_igraph_counts_them(name: str) -> None:
    pairs = report_named(name).tables["distance_distribution"]["pairs"].to_list()
    assert pairs == [*expected(FIGURES[name]["distance_distribution"]), FIGURES[name]["distances_apart"]]


@pytest.mark.parametrize("name", NAMES)
def test_efficiency_is_that_of_sna_counted_in_pairs_where_there_are_no_directions(name: str) -> None:
    """sna: 1 − (arcs − needed) / (possible arcs − needed), with 2m arcs where ties have no direction."""
    network, ours = network_named(name), answer(report_named(name), "efficiency")[0]
    theirs = FIGURES[name]["efficiency_of_arcs"]
    if not network.is_directed:
        sizes = np.array([len(part) for part in networkx.connected_components(as_networkx(network))])
        needed, possible = (sizes - 1).sum(), (sizes * (sizes - 1)).sum()
        arcs = needed + (1 - theirs) * (possible - needed)
        theirs = 1 - (arcs / 2 - needed) / (possible / 2 - needed)
    assert ours == pytest.approx(theirs, abs=1e-9)


def pairs_without_bound(network: Network, *, is_as_in_sna: bool) -> float:
    """Pair by pair: a superior of both whom all superiors of both reach; or, as sna 2.7 counts, who reaches them."""
    graph = as_networkx(network)
    over: dict[int, set[int]] = {node: {node, *networkx.ancestors(graph, node)} for node in graph}
    under = {node: {node, *networkx.descendants(graph, node)} for node in graph}
    lacking = 0
    for part in networkx.weakly_connected_components(graph):
        for one, other in combinations(sorted(part), 2) if len(part) > 2 else ():
            both = over[one] & over[other]
            lacking += not any(both <= (under if is_as_in_sna else over)[node] for node in both)
    sizes = [len(part) for part in networkx.weakly_connected_components(graph) if len(part) > 2]
    return 1 - lacking / sum((size - 1) * (size - 2) / 2 for size in sizes)


# All with directions but the largest: pair by pair takes long.
DIRECTED = [name for name in NAMES if "least_upper_boundedness" in FIGURES[name] and FIGURES[name]["size"] < 100]


@pytest.mark.parametrize("name", DIRECTED)
def test_a_least_upper_bound_is_under_every_other_where_sna_takes_the_one_above_every_other(name: str) -> None:
    """sna’s page defines it as Krackhardt does, its code asks for the reverse: both give 1 for an out-tree."""
    network = network_named(name)
    assert answer(report_named(name), "least_upper_boundedness") == pytest.approx(
        [pairs_without_bound(network, is_as_in_sna=False)], abs=1e-12
    )
    theirs = FIGURES[name]["least_upper_boundedness"]
    assert pairs_without_bound(network, is_as_in_sna=True) == pytest.approx(theirs, abs=1e-9)


def as_networkx(network: Network) -> networkx.Graph:
    graph = networkx.DiGraph() if network.is_directed else networkx.Graph()
    graph.add_nodes_from(range(network.size))
    weight = network.weight if network.is_weighted else np.ones(network.tie_count)
    graph.add_weighted_edges_from(zip(network.source.tolist(), network.target.tolist(), weight.tolist(), strict=True))
    return graph


@pytest.mark.parametrize("name", [name for name in NAMES if name != "tobacco_distance"])
def test_effective_size_is_that_of_networkx(name: str) -> None:
    """networkx takes the simpler n − 2t/n where ties have neither weight nor direction, and does not answer for an
    organisation that names nobody: Burt counts those who name it as contacts.
    """
    network = network_named(name)
    theirs = networkx.effective_size(as_networkx(network), weight="weight")
    told = [node for node in range(network.size) if not np.isnan(theirs[node])]
    ours = answer(report_named(name), "effective_size")
    assert [ours[node] for node in told] == pytest.approx([theirs[node] for node in told], abs=1e-9)


@pytest.mark.parametrize("name", ["women", "clubs"])
def test_two_mode_clustering_is_that_of_networkx(name: str) -> None:
    """Robins and Alexander (2004), on the Southern women and on corporate boards."""
    network = network_named(name)
    report = measure_network(network, mode="group", ids=["two_mode_clustering"])
    theirs = networkx.bipartite.robins_alexander_clustering(as_networkx(network))
    assert answer(report, "two_mode_clustering") == pytest.approx([theirs], abs=1e-12)


def test_the_two_modes_of_the_southern_women_are_as_dense_as_published() -> None:
    """Davis, Gardner and Gardner (1941): 18 women, 14 events, 89 presences."""
    report = measure_network(network_named("women"), mode="group")
    assert answer(report, "two_mode_density") == pytest.approx([89 / (18 * 14)])
    assert report.nodes["two_mode_degree"].max() == pytest.approx(14 / 18)


def test_marriages_and_business_of_florence_are_tied_by_eight_pairs() -> None:
    """Padgett and Ansell (1993): eight marriages are business ties too, of 35 in all."""
    layers = {name: network_named(f"florence_{name}") for name in ("marriage", "business")}
    report = measure_network(layers["marriage"], layers=layers, ids=["multiplex_share", "multiplexity"])
    assert answer(report, "multiplex_share") == pytest.approx([8 / 27])
    assert answer(report, "multiplexity") == pytest.approx([35 / 27])


def test_levels_of_collaboration_are_a_share_of_the_maximum() -> None:
    """Indiana tobacco control (Luke): levels 1 to 4, (mean − 1)/3."""
    network = network_named("tobacco_collaborate")
    report = measure_network(network, scale=(1, 4), ids=["rating_index", "received_rating"])
    assert answer(report, "rating_index") == pytest.approx([(float(np.mean(network.weight)) - 1) / 3])
    assert report.nodes["received_rating"].is_between(0, 1).all()


def test_the_kite_has_the_centres_that_krackhardt_drew_it_for() -> None:
    """Krackhardt (1990): D has most ties, F and G are closest to all, H stands between."""
    nodes = report_named("kite").nodes
    assert nodes.sort("degree", descending=True)["key"][0] == "D"
    assert set(nodes.filter(pl.col("closeness") == pl.col("closeness").max())["key"]) == {"F", "G"}
    assert nodes.sort("betweenness", descending=True)["key"][0] == "H"
    assert nodes.filter(key="H")["betweenness"].item() == pytest.approx(14)


def test_the_medici_stand_between_the_families() -> None:
    """Newman (2018), Networks, ch. 7: the Medici are on 52% of the shortest paths between others, Pucci apart."""
    nodes = report_named("marriages").nodes
    assert nodes.sort("betweenness", descending=True)["key"][0] == "Medici"
    assert nodes.filter(key="Medici")["betweenness"].item() == pytest.approx(47.5)


def test_the_karate_club_has_a_modularity_of_0_42() -> None:
    """Brandes and others (2008), On modularity clustering: the best division has 0.4198 in four communities."""
    report = report_named("karate")
    assert answer(report, "modularity") == pytest.approx([0.41979], abs=1e-5)
    assert answer(report, "community_count") == [4.0]
