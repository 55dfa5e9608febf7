"""The same measures asked of igraph and of networkx as their manuals say to ask them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import igraph
import networkx
import numpy as np
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

from concertation.core.network import Network

Asking = Mapping[str, Callable[[], Any]]


def igraph_graphs(network: Network) -> tuple[igraph.Graph, igraph.Graph]:
    """The directed and the undirected graph, built plainly from the columns."""
    return _igraph(network), _igraph(network.undirected())


def _igraph(network: Network) -> igraph.Graph:
    edges = np.column_stack((network.source, network.target))
    graph = igraph.Graph(n=network.size, edges=edges, directed=network.is_directed)
    graph.es["weight"] = network.weight
    return graph


def networkx_graphs(network: Network) -> tuple[networkx.DiGraph, networkx.Graph]:
    """The same as networkx holds them."""
    return _networkx(network, networkx.DiGraph()), _networkx(network.undirected(), networkx.Graph())


def _networkx(network: Network, graph: Any) -> Any:
    graph.add_nodes_from(range(network.size))
    ends = (network.source.tolist(), network.target.tolist(), network.weight.tolist())
    graph.add_weighted_edges_from(zip(*ends, strict=True))
    return graph


def igraph_linear(told: igraph.Graph, pairs: igraph.Graph, groups: list[int]) -> Asking:
    """What takes a time that grows with ties, by igraph."""
    return {
        "density": told.density,
        "reciprocity_of_ties": told.reciprocity,
        "component_count": lambda: len(pairs.connected_components()),
        "strong_component_count": lambda: len(told.connected_components(mode="strong")),
        "degree": pairs.degree,
        "strength": lambda: told.strength(weights="weight"),
        "k_core": pairs.coreness,
        "pagerank": lambda: told.pagerank(weights="weight"),
        "eigenvector": lambda: pairs.eigenvector_centrality(weights="weight"),
        "constraint": lambda: told.constraint(weights="weight"),
        "transitivity": pairs.transitivity_undirected,
        "clustering": lambda: pairs.transitivity_local_undirected(mode="nan"),
        "is_cut_point": lambda: _flags(pairs.articulation_points(), pairs.vcount()),
        "bridge_count": lambda: len(pairs.bridges()),
        "degree_assortativity": lambda: told.assortativity(told.outdegree(), told.indegree()),
        "group_assortativity": lambda: told.assortativity_nominal(groups),
        "ei_index": lambda: _ei_index(pairs, groups),
    }


def igraph_paths(told: igraph.Graph) -> Asking:
    """What takes a time that grows with nodes times ties, and the triads, by igraph."""
    return {
        "betweenness": told.betweenness,
        "harmonic": lambda: told.harmonic_centrality(mode="out"),
        "in_harmonic": lambda: told.harmonic_centrality(mode="in"),
        "closeness": lambda: told.closeness(mode="out"),
        "in_closeness": lambda: told.closeness(mode="in"),
        "mean_distance": told.average_path_length,
        "triad_census": lambda: list(told.triad_census()),
    }


def networkx_linear(told: networkx.DiGraph, pairs: networkx.Graph, groups: list[int]) -> Asking:
    """What takes a time that grows with ties, by networkx, precise enough to be compared.

    Its tolerances are multiplied by the number of nodes. Without constraint, which takes it minutes at 10,000.
    """
    networkx.set_node_attributes(told, dict(enumerate(groups)), "group")
    return {
        "density": lambda: networkx.density(told),
        "reciprocity_of_ties": lambda: networkx.overall_reciprocity(told),
        "component_count": lambda: networkx.number_connected_components(pairs),
        "strong_component_count": lambda: networkx.number_strongly_connected_components(told),
        "degree": lambda: _column(dict(pairs.degree)),
        "strength": lambda: _column(dict(told.degree(weight="weight"))),
        "k_core": lambda: _column(networkx.core_number(pairs)),
        "pagerank": lambda: _column(_pagerank_python(told, max_iter=200, tol=1e-11)),
        "eigenvector": lambda: _highest_one(
            networkx.eigenvector_centrality(pairs, max_iter=1_000, tol=1e-9, weight="weight")
        ),
        "transitivity": lambda: networkx.transitivity(pairs),
        "is_cut_point": lambda: _flags(list(networkx.articulation_points(pairs)), len(pairs)),
        "bridge_count": lambda: sum(1 for _ in networkx.bridges(pairs)),
        "degree_assortativity": lambda: networkx.degree_assortativity_coefficient(told),
        "group_assortativity": lambda: networkx.attribute_assortativity_coefficient(told, "group"),
        "ei_index": lambda: _ei_of_edges(pairs, groups),
    }


def _flags(nodes: list[int], size: int) -> np.ndarray:
    flags = np.zeros(size)
    flags[nodes] = 1
    return flags


def _ei_index(graph: igraph.Graph, groups: list[int]) -> float:
    outside = sum(groups[one] != groups[other] for one, other in graph.get_edgelist())
    return float(2 * outside / graph.ecount() - 1)


def _ei_of_edges(graph: networkx.Graph, groups: list[int]) -> float:
    outside = sum(groups[one] != groups[other] for one, other in graph.edges)
    return float(2 * outside / graph.number_of_edges() - 1)


def _column(values: Mapping[int, float]) -> list[float]:
    return [values[node] for node in range(len(values))]


def _highest_one(values: Mapping[int, float]) -> list[float]:
    column = _column(values)
    return [value / max(column) for value in column]
