"""Measures of networks small enough to be worked by hand."""

from __future__ import annotations

import igraph
import numpy as np
import polars as pl
import pytest
from tests.core.network.small import column, made, pairs, value

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network import communities, network_of
from concertation.core.network.communities import adjusted_rand, community_stability, find_communities
from concertation.core.network.measures import equivalence, hierarchy, loss
from concertation.core.network.measures.core_periphery import core_periphery
from concertation.core.network.measures.equivalence import correlations
from concertation.core.network.measures.ratings import share_of_maximum
from concertation.core.network.report import measure_network

STAR = "ab ac ad ae"


@pytest.mark.parametrize("what", ["degree", "harmonic", "closeness", "betweenness"])
def test_a_star_is_as_centralised_as_can_be(what: str) -> None:
    assert value(measure_network(pairs(STAR)), f"{what}_centralisation") == pytest.approx(1)


def test_all_naming_one_is_as_centralised_as_can_be() -> None:
    report = measure_network(pairs("ba ca da ea", is_directed=True))
    assert value(report, "in_degree_centralisation") == pytest.approx(1)
    assert value(report, "out_degree_centralisation") == pytest.approx(1 / 16)


def test_an_out_tree_is_a_perfect_hierarchy() -> None:
    """Krackhardt (1994): an out-tree has 1 on all four dimensions."""
    report = measure_network(pairs("ab ac bd be cf", is_directed=True))
    for dimension in ("connectedness", "hierarchy", "efficiency", "least_upper_boundedness"):
        assert value(report, dimension) == pytest.approx(1)


def test_two_above_the_same_two_leave_no_least_upper_bound() -> None:
    """a and b are both above c and d: neither is under the other; of the possible 3, c–d and a–b lack one."""
    report = measure_network(pairs("ac ad bc bd", is_directed=True), ids=["least_upper_boundedness"])
    assert value(report, "least_upper_boundedness") == pytest.approx(1 - 2 / 3)


def test_least_upper_bounds_of_pairs_drawn_are_near_those_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(3)
    ties = pl.DataFrame(
        {"source": draw.integers(0, 40, 60).astype(str), "target": draw.integers(40, 80, 60).astype(str)}
    )
    network = network_of(pl.DataFrame({"key": [str(number) for number in range(80)]}), ties, is_directed=True)
    exact = value(measure_network(network, ids=["least_upper_boundedness"]), "least_upper_boundedness")
    monkeypatch.setattr(hierarchy, "_ALL_PAIRS", 0)
    report = measure_network(network, ids=["least_upper_boundedness"])
    told = report.exactness["least_upper_boundedness"]
    assert not told.is_exact
    assert told.error is not None
    assert told.error < 0.02
    assert value(report, "least_upper_boundedness") == pytest.approx(exact, abs=2 * told.error)


def test_constraint_of_the_ends_and_the_middle_of_a_path() -> None:
    """Burt (1992): a–b–c: the ends have all in one contact, 1; the middle half in each, 1/4 + 1/4."""
    assert column(pairs("ab bc"), "constraint") == {"a": 1.0, "b": 0.5, "c": 1.0}


def test_effective_size_is_what_contacts_do_not_repeat() -> None:
    """Borgatti (1997): n − 2t/n, here three contacts with one tie among them."""
    assert column(pairs("ab ac ad bc"), "effective_size")["a"] == pytest.approx(3 - 2 / 3)


def test_a_star_is_a_core_of_one() -> None:
    found = core_periphery(pairs(STAR))
    assert found.is_core.tolist() == [True, False, False, False, False]
    assert found.fit == pytest.approx(1)


def test_an_index_of_minus_one_stays_within_and_of_one_goes_without() -> None:
    """a, b, c are of one group, d, e of another (Krackhardt and Stern 1988)."""
    assert value(measure_network(pairs("ab bc de"), group="group"), "ei_index") == -1
    assert value(measure_network(pairs("ad be"), group="group"), "ei_index") == 1
    assert value(measure_network(pairs("ab bc cd"), group="group"), "ei_index") == pytest.approx(-1 / 3)


def test_ties_of_an_unknown_group_lower_the_coverage_and_not_the_figure() -> None:
    report = measure_network(pairs("ab bc bz"), group="group", ids=["ei_index", "coordinator"])
    figure = report.whole["ei_index"]
    assert isinstance(figure, Estimate)
    assert figure.value == -1
    assert figure.coverage == pytest.approx(2 / 3)
    assert report.nodes.filter(key="z")["coordinator"].item() is None


def test_a_tie_of_unknown_weight_makes_unknown_what_rests_on_it_alone() -> None:
    ties = [("a", "b", 2.0), ("b", "c", None), ("d", "e", 3.0)]
    frame = pl.DataFrame(ties, schema={"source": pl.String, "target": pl.String, "weight": pl.Float64}, orient="row")
    network = network_of(pl.DataFrame({"key": list("abcde")}), frame, is_directed=False)
    report = measure_network(network, ids=["strength", "degree", "constraint", "pagerank", "community"])
    assert report.nodes["strength"].to_list() == [2.0, None, None, 3.0, 3.0]
    assert report.nodes["degree"].to_list() == [1.0, 2.0, 1.0, 1.0, 1.0]
    assert report.nodes["constraint"].to_list() == [1.0, None, None, 1.0, 1.0]
    assert isinstance(report.whole["pagerank"], Unknown)
    assert isinstance(report.whole["community"], Unknown)


def test_ratings_are_a_share_of_the_most_the_scale_allows() -> None:
    assert share_of_maximum(2.5, (1, 4)) == pytest.approx(0.5)
    assert share_of_maximum(2.0, (1, 5)) == pytest.approx(0.25)


def test_who_was_not_rated_has_no_rating() -> None:
    report = measure_network(made([("a", "b", 4.0), ("c", "b", 1.0)], nodes="abc"), scale=(1, 4))
    assert report.nodes["received_rating"].to_list() == [None, 0.5, None]


def test_equivalents_share_their_contacts_but_for_one_another() -> None:
    """b and c are both tied to a and d, and to each other: Jaccard 1, correlation 1."""
    network = pairs("ab ac bd cd bc de")
    nearest = measure_network(network, ids=["structural_equivalence"]).tables["structural_equivalence"]
    assert nearest.filter(key="b").row(0) == ("b", "c", 1.0)
    assert correlations(network)[1, 2] == pytest.approx(1)


def test_layers_of_a_pair_are_counted_whatever_the_direction() -> None:
    layers = {"funds": pairs("ab bc", is_directed=True), "meets": pairs("ba", is_directed=True)}
    report = measure_network(layers["funds"], layers=layers)
    assert report.tables["layers_by_pair"].rows() == [("a", "b", 2), ("b", "c", 1)]
    assert value(report, "multiplexity") == pytest.approx(1.5)


def test_a_bridge_is_told_of_each_direction_of_its_tie() -> None:
    ties = measure_network(pairs("ab ba bc ca cd", is_directed=True), ids=["is_bridge"]).ties
    assert ties.filter(pl.col("is_bridge") == 1).select("source", "target").rows() == [("c", "d")]


def test_agreement_of_divisions_is_one_when_they_are_the_same_and_corrected_for_chance() -> None:
    """Hubert and Arabie (1985); the second is the example of scikit-learn’s page."""
    assert adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0])) == 1
    assert adjusted_rand(np.array([0, 0, 1, 2]), np.array([0, 0, 1, 1])) == pytest.approx(4 / 7)


TWO_CLIQUES = pairs("ab ac bc ad bd cd ef eg fg eh fh gh de")


def test_two_cliques_are_two_steady_communities() -> None:
    found = find_communities(TWO_CLIQUES)
    assert found.labels.tolist() == [0, 0, 0, 0, 1, 1, 1, 1]
    assert found.modularity == pytest.approx(12 / 13 - 0.5)
    stability = community_stability(TWO_CLIQUES)
    assert stability.between_seeds == 1
    assert 0.5 < stability.between_resamples <= 1
    assert stability.steadiness.min() > 0.5


def test_two_of_one_clique_are_together_more_than_two_of_two() -> None:
    """Of 40 runs, those that keep a and b, then d and e, together; the share is of all runs, and nobody is left out."""
    table = measure_network(TWO_CLIQUES, ids=["co_assignment"]).tables["co_assignment"]
    shares = {(key, other): value for key, other, value in table.iter_rows()}
    assert shares["a", "b"] > 0.8 > shares.get(("d", "e"), 0.0)
    assert all(0 < value <= 1 and value * 40 == pytest.approx(round(value * 40)) for value in shares.values())


def test_of_many_the_tied_pairs_alone_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(communities, "ALL_PAIRS", 7)
    table = measure_network(TWO_CLIQUES, ids=["co_assignment"]).tables["co_assignment"]
    tied = {tuple(TWO_CLIQUES.nodes["key"][end] for end in ends) for ends in TWO_CLIQUES.as_igraph.get_edgelist()}
    assert set(table.select("key", "other").iter_rows()) <= tied


def test_the_same_seed_gives_the_same_communities_whatever_igraph_drew_before() -> None:
    draw = np.random.default_rng(5)
    ends = draw.integers(0, 200, (2, 500)).astype(str)
    network = network_of(
        pl.DataFrame({"key": sorted({*ends[0], *ends[1]})}),
        pl.DataFrame({"source": ends[0], "target": ends[1]}),
        is_directed=False,
    )
    first = find_communities(network, seed=4).labels
    igraph.Graph.Erdos_Renyi(n=50, m=100)
    assert np.array_equal(find_communities(network, seed=4).labels, first)


def test_two_leading_components_leave_the_eigenvector_unknown() -> None:
    report = measure_network(pairs("ab bc ac de ef df"), ids=["eigenvector"])
    assert isinstance(report.whole["eigenvector"], Unknown)


def test_nobody_outside_the_leading_component_counts_in_the_eigenvector() -> None:
    assert column(pairs("ab bc ac de"), "eigenvector") == pytest.approx({"a": 1, "b": 1, "c": 1, "d": 0, "e": 0})


def test_a_tie_of_unknown_weight_has_no_length() -> None:
    frame = pl.DataFrame({"source": ["a", "b"], "target": ["b", "c"], "weight": [2.0, None]})
    network = network_of(pl.DataFrame({"key": list("abc")}), frame, is_directed=True)
    report = measure_network(network, ids="all", lengths="inverse")
    assert isinstance(report.whole["harmonic"], Unknown)
    assert isinstance(report.whole["mean_distance"], Unknown)
    assert report.nodes["two_step_reach"].to_list() == [1.0, 1.0, 1.0]


def test_the_loss_of_the_middle_adds_what_it_alone_joined() -> None:
    """Borgatti (2006): a–b–c and d–e have F = 1 − (6 + 2)/20; without b, 1 − 2/12."""
    nodes = measure_network(pairs("ab bc de"), ids=["fragmentation_added", "pairs_cut", "ties_lost"]).nodes
    assert nodes["fragmentation_added"].to_list() == pytest.approx([1 / 15, 7 / 30, 1 / 15, -1 / 10, -1 / 10])
    assert nodes["pairs_cut"].to_list() == [0, 1, 0, 0, 0]
    assert nodes["ties_lost"].to_list() == pytest.approx([1 / 3, 2 / 3, 1 / 3, 1 / 3, 1 / 3])


def test_each_has_an_index_over_its_contacts_of_known_group() -> None:
    """b has a and c within and d without: (1 − 2)/3; z, of unknown group, and its only contact say nothing."""
    found = column(pairs("ab bc bd ez"), "ei_index_of_each")
    assert found == pytest.approx({"a": -1, "b": -1 / 3, "c": -1, "d": 1, "e": None, "z": None})


def test_ties_between_groups_are_counted_by_pair_of_groups() -> None:
    table = measure_network(pairs("ab bd db bz", is_directed=True), group="group", ids=["mixing_matrix"])
    told = {(source, target): ties for source, target, ties in table.tables["mixing_matrix"].iter_rows()}
    assert told == {("x", "x"): 1, ("x", "y"): 1, ("y", "x"): 1, ("x", None): 1}


@pytest.mark.parametrize(
    ("measure", "ties", "said"),
    [
        ("closeness_centralisation", "ab cd", "one piece"),
        ("degree_assortativity", "ab bc ca", "all are the same"),
        ("group_assortativity", "ab bc", "all that are tied are of one"),
        ("ei_index", "yz", "here none is known"),
    ],
)
def test_why_a_figure_is_unknown_is_said(measure: str, ties: str, said: str) -> None:
    answer = measure_network(pairs(ties), group="group", ids=[measure]).whole[measure]
    assert isinstance(answer, Unknown)
    assert said in answer.missing[0].en


def test_what_would_take_hours_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loss, "_STEPS_OF_TIES", 10)
    monkeypatch.setattr(equivalence, "_MOST_SHARING", 10)
    report = measure_network(pairs(STAR), ids=["tie_betweenness", "structural_equivalence"])
    assert all(isinstance(one, Unknown) for one in report.whole.values())
    assert len(report.whole) == 2
