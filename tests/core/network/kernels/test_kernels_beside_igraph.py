"""Every kernel gives what igraph, or the definition written out, gives: on drawn networks and on chosen shapes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from tests.core.network.kernels.networks import CHAIN, SHAPES, networks

from concertation.core.network import Network, network_of

pytest.importorskip("numba", reason="the large-networks extra is not installed")

from concertation.core.network.kernels.betweenness import betweenness
from concertation.core.network.kernels.brokers import roles_of
from concertation.core.network.kernels.cores import core_numbers
from concertation.core.network.kernels.cut_points import cuts
from concertation.core.network.kernels.distances import distances, within_two
from concertation.core.network.kernels.permuting import permuted_products
from concertation.core.network.kernels.spectral import leading_eigenvector, pagerank
from concertation.core.network.kernels.strong_parts import strong_components
from concertation.core.network.kernels.structural_holes import structural_holes
from concertation.core.network.kernels.triads import closed_triads
from concertation.core.network.measures.reading import Reading
from concertation.core.network.measures.triads import TRIADS, count_triads


def same(ours: Any, theirs: Any) -> None:
    np.testing.assert_allclose(np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float), rtol=1e-9, atol=1e-9)


def check_constraint(network: Network) -> None:
    found = structural_holes(network.all_neighbours)
    same(found.constraint, network.as_igraph.constraint(weights="weight"))


def check_triangles_and_effective_size(network: Network) -> None:
    pairs = network.undirected()
    ones = Network(pairs.nodes, pairs.source, pairs.target, np.ones(pairs.tie_count), is_directed=False)
    found, degrees = structural_holes(ones.all_neighbours), ones.all_neighbours.degrees
    triangles = _triangles(ones.as_igraph)
    same(found.triangles, triangles)
    tied = degrees > 0
    same(found.effective_size[tied], degrees[tied] - 2 * triangles[tied] / degrees[tied])


def _triangles(graph: Any) -> np.ndarray:
    return np.bincount(np.array(graph.list_triangles(), dtype=np.int64).ravel(), minlength=graph.vcount())


def check_cut_points_and_bridges(network: Network) -> None:
    pairs = network.undirected()
    found = cuts(pairs.all_neighbours)
    graph = pairs.as_igraph
    assert np.flatnonzero(found.is_cut_point).tolist() == sorted(graph.articulation_points())
    assert [tuple(ends) for ends in found.bridges.tolist()] == sorted(graph.es[tie].tuple for tie in graph.bridges())
    assert found.component.tolist() == graph.connected_components().membership


def check_core(network: Network) -> None:
    pairs = network.undirected()
    assert core_numbers(pairs.all_neighbours).tolist() == pairs.as_igraph.coreness()


def check_strong_components(network: Network) -> None:
    ours = strong_components(network.out_neighbours)
    theirs = network.as_igraph.connected_components(mode="strong").membership
    assert len(set(zip(ours, theirs, strict=True))) == len(set(ours)) == len(set(theirs))


def check_distances(network: Network) -> None:
    lengths = np.array(network.as_igraph.distances(mode="out"), dtype=float)
    np.fill_diagonal(lengths, np.inf)
    reached = np.isfinite(lengths)
    found = distances(network.out_neighbours, network.all_neighbours)
    same(found.reached, reached.sum(axis=1))
    same(found.total, np.where(reached, lengths, 0).sum(axis=1))
    same(found.inverse, (1 / lengths).sum(axis=1))
    same(found.farthest, np.where(reached, lengths, 0).max(axis=1))
    assert found.at.tolist() == np.bincount(lengths[reached].astype(int), minlength=1)[1:].tolist()
    same(within_two(network.out_neighbours), (lengths <= 2).sum(axis=1))


def check_betweenness(network: Network) -> None:
    same(betweenness(network), network.as_igraph.betweenness())


def check_triads(network: Network) -> None:
    graph = network.as_igraph if network.is_directed else network.as_igraph.as_directed("mutual")
    theirs = np.nan_to_num(graph.triad_census()) if network.size > 2 else np.zeros(16)
    ours = count_triads(Reading(network), closed_triads(network))
    assert list(ours) == theirs.tolist()


def check_pagerank(network: Network) -> None:
    ours = pagerank(network.in_neighbours, network.out_neighbours)
    same(ours, network.as_igraph.pagerank(weights="weight"))


CHECKS = [
    check_constraint,
    check_triangles_and_effective_size,
    check_cut_points_and_bridges,
    check_core,
    check_strong_components,
    check_distances,
    check_betweenness,
    check_triads,
    check_pagerank,
]


@pytest.mark.parametrize("check", CHECKS)
@given(network=networks())
@settings(max_examples=60, deadline=None)
def test_drawn_networks(check: Callable[[Network], None], network: Network) -> None:
    check(network)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("check", CHECKS)
def test_chosen_shapes(check: Callable[[Network], None], shape: str) -> None:
    check(SHAPES[shape])


@given(network=networks())
@settings(max_examples=60, deadline=None)
def test_fragmentation_is_that_of_taking_each_node_out(network: Network) -> None:
    found = cuts(network.all_neighbours)
    graph, size = network.undirected().as_igraph, network.size
    if size < 3:
        return
    for node in range(size):
        left = graph.copy()
        left.delete_vertices(node)
        parts = np.array(left.connected_components().sizes())
        same(found.left_by[node], 1 - (parts * (parts - 1)).sum() / ((size - 1) * (size - 2)))
        others = graph.neighbors(node)
        assert found.pieces[node] == len({_labels_without(graph, node)[other] for other in others})


def _labels_without(graph: Any, node: int) -> dict[int, int]:
    kept = [other for other in range(graph.vcount()) if other != node]
    return dict(zip(kept, graph.induced_subgraph(kept).connected_components().membership, strict=True))


@given(network=networks())
@settings(max_examples=60, deadline=None)
def test_roles_are_those_of_every_open_path_written_out(network: Network) -> None:
    groups = np.arange(network.size) % 3 - (np.arange(network.size) % 7 == 6)
    expected = np.zeros((5, network.size))
    rows = network.out_neighbours
    named = [set(rows.ends[rows.starts[v] : rows.starts[v + 1]].tolist()) for v in range(network.size)]
    for a in range(network.size):
        for b in named[a]:
            for c in named[b] - named[a] - {a}:
                if min(groups[a], groups[b], groups[c]) >= 0:
                    expected[_role(groups[a], groups[b], groups[c]), b] += 1
    assert roles_of(rows, network.in_neighbours, groups).tolist() == expected.tolist()


def _role(first: int, broker: int, last: int) -> int:
    if first == broker:
        return 0 if last == broker else 2
    if last == broker:
        return 3
    return 1 if first == last else 4


@given(network=networks())
@settings(max_examples=60, deadline=None)
def test_the_leading_eigenvector_solves_its_equation(network: Network) -> None:
    pairs = network.undirected()
    matrix = np.zeros((pairs.size, pairs.size))
    matrix[pairs.source, pairs.target] = matrix[pairs.target, pairs.source] = pairs.weight
    value, vector = leading_eigenvector(pairs.all_neighbours)
    same(value, max(np.linalg.eigvalsh(matrix)))
    same(matrix @ vector, value * vector)
    assert vector.min() >= 0 and (vector.max() == 1 or not pairs.tie_count)


def test_the_leading_eigenvector_of_towns_is_that_of_igraph() -> None:
    towns = SHAPES["towns"]
    with pytest.warns(RuntimeWarning, match="nearly zero"):
        theirs = towns.as_igraph.eigenvector_centrality(weights="weight")
    same(leading_eigenvector(towns.all_neighbours)[1], theirs)


@given(first=networks(), second=networks())
@settings(max_examples=60, deadline=None)
def test_permuted_products_are_those_of_the_matrices(first: Network, second: Network) -> None:
    size = min(first.size, second.size)
    first, second = (network.among(np.arange(network.size) < size) for network in (first, second))
    a, b = _matrix(first), _matrix(second)
    orders = np.array([np.random.default_rng(seed).permutation(size) for seed in range(5)])
    expected = [(a[np.ix_(order, order)] * b).sum() for order in orders]
    assert permuted_products(size, _pairs(b), _pairs(a), orders).tolist() == expected


def _pairs(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    source, target = np.nonzero(matrix)
    return source, target, matrix[source, target]


def _matrix(network: Network) -> np.ndarray:
    matrix = np.zeros((network.size, network.size))
    matrix[network.source, network.target] = network.weight
    return matrix if network.is_directed else matrix + matrix.T


def test_an_unknown_weight_leaves_unknown_what_rests_on_it() -> None:
    weight = CHAIN.weight.copy()
    weight[0] = np.nan
    chain = Network(CHAIN.nodes, CHAIN.source, CHAIN.target, weight, is_directed=False, is_weighted=True)
    found = structural_holes(chain.all_neighbours)
    assert np.isnan(found.constraint[:2]).all()
    assert not np.isnan(found.constraint[3:]).any()


@pytest.mark.parametrize("is_directed", [False, True])
def test_a_hub_of_many_is_not_read_for_each_of_them(is_directed: bool) -> None:
    """A hub tied to 20,000, two of which are tied: one triangle, 20,000 paths less those it closes."""
    leaves = [f"l{number}" for number in range(20_000)]
    ties = pl.DataFrame({"source": ["hub"] * 20_000 + ["l0"], "target": [*leaves, "l1"]})
    network = network_of(pl.DataFrame({"key": ["hub", *leaves]}), ties, is_directed=is_directed)
    holes = structural_holes(network.undirected().all_neighbours)
    assert holes.triangles[:4].tolist() == [1, 1, 1, 0]
    assert within_two(network.undirected().all_neighbours).tolist() == [20_000.0] * 20_001
    counts = dict(zip(TRIADS, count_triads(Reading(network), closed_triads(network)), strict=True))
    assert counts["030T" if is_directed else "300"] == 1
    roles = roles_of(network.out_neighbours, network.in_neighbours, np.zeros(network.size, dtype=np.int64))
    assert roles.sum() == (0 if is_directed else 20_000 * 19_999 - 2)
