"""Communities and cores of large networks: what the definitions say of them, and as good as those of igraph."""

from __future__ import annotations

import igraph
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.network.kernels.networks import NOBODY_TIED, grown, networks, tied

from concertation.core.network import Network
from concertation.core.network.communities import modularity
from concertation.core.network.measures import core_periphery

pytest.importorskip("numba", reason="the large-networks extra is not installed")

from concertation.core.network.kernels.core_moves import improved_core
from concertation.core.network.kernels.leiden import leiden


@pytest.mark.parametrize("ground", [1, 2, 3])
def test_communities_are_as_good_as_those_of_igraph_on_the_average(ground: int) -> None:
    towns = grown(2_600, is_directed=False, seed=ground)
    ours = [modularity(towns, towns.weight, leiden(towns.all_neighbours, seed=seed)) for seed in range(8)]
    theirs = [_by_igraph(towns) for _ in range(8)]
    assert np.mean(ours) > np.mean(theirs) - 0.003


def _by_igraph(network: Network) -> float:
    found = network.as_igraph.community_leiden(objective_function="modularity", weights="weight", n_iterations=-1)
    return float(found.modularity)


@given(network=networks(), seed=st.integers(0, 9))
@settings(max_examples=80, deadline=None)
def test_every_community_holds_together_and_no_two_would_gain_by_joining(network: Network, seed: int) -> None:
    pairs = network.undirected()
    labels = leiden(pairs.all_neighbours, seed=seed)
    graph = pairs.as_igraph
    for label in np.unique(labels):
        assert graph.induced_subgraph(np.flatnonzero(labels == label)).is_connected()
    if pairs.tie_count:
        reached = modularity(pairs, pairs.weight, labels)
        for source, target in zip(labels[pairs.source], labels[pairs.target], strict=True):
            joined = np.where(labels == source, target, labels)
            assert modularity(pairs, pairs.weight, joined) <= reached + 1e-9


def test_the_karate_club_has_the_modularity_that_is_known_to_be_its_best() -> None:
    """0.41979: Brandes et al. (2008), On Modularity Clustering, IEEE TKDE 20, table 1."""
    club = tied(34, [edge.tuple for edge in igraph.Graph.Famous("Zachary").es])
    best = max(modularity(club, club.weight, leiden(club.all_neighbours, seed=seed)) for seed in range(10))
    assert best == pytest.approx(0.41979, abs=1e-5)


def test_the_same_seed_gives_the_same_communities() -> None:
    towns = grown(800, is_directed=False)
    one, other = (leiden(towns.all_neighbours, seed=4) for _ in range(2))
    assert one.tolist() == other.tolist()


def test_without_ties_each_is_alone() -> None:
    assert leiden(NOBODY_TIED.all_neighbours, seed=1).tolist() == [0, 1, 2, 3, 4]


@given(network=networks())
@settings(max_examples=80, deadline=None)
def test_a_core_is_bettered_by_the_same_moves_as_over_all_nodes(network: Network) -> None:
    pairs = network.undirected()
    if not 0 < pairs.tie_count < pairs.size * (pairs.size - 1) / 2:
        return
    for start in core_periphery._starts(pairs):
        theirs = core_periphery._improved(pairs.all_neighbours, start, pairs.tie_count)
        is_core, fit = improved_core(pairs.all_neighbours, start, moves=core_periphery._MOVES)
        assert fit == pytest.approx(theirs.fit, abs=1e-9) or fit > theirs.fit
        assert is_core.shape == theirs.is_core.shape
