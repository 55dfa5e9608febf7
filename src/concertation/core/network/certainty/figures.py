"""The figures whose certainty is told, by ids of measures: each is worked out a few thousand times an answer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.bare_graph import bare_graph
from concertation.core.network.certainty.missing import NetworkMeasure, NodeMeasure
from concertation.core.network.certainty.reports import Floats
from concertation.core.network.measures.answer import share
from concertation.core.network.measures.centralisation import centralisation
from concertation.core.network.network import Network

Whole = NDArray[np.signedinteger]


def density(network: Network) -> float:
    """Ties over the pairs that could be, each counted both ways where ties have a direction."""
    possible = network.size * (network.size - 1)
    return share(network.tie_count * (1 if network.is_directed else 2), possible)


def mean_degree(network: Network) -> float:
    """To how many others an organisation is tied on average, whatever the direction."""
    return share(float(_partners(network).sum()), network.size)


def reciprocity(network: Network) -> float:
    """Of the ties told, the share that the other end tells too; unknown where ties have no direction."""
    if not network.is_directed:
        return float("nan")
    source, target = network.source.astype(np.int64), network.target.astype(np.int64)
    returned = np.isin(source * network.size + target, target * network.size + source, assume_unique=True)
    return share(float(returned.sum()), len(returned))


def degree_centralisation(network: Network) -> float:
    """How far ties gather on one organisation: Freeman’s, of degrees."""
    return centralisation(_partners(network), (network.size - 1) * (network.size - 2))


def out_degree_centralisation(network: Network) -> float:
    """How far one organisation alone names the others; unknown where ties have no direction."""
    return _one_way(network, network.source)


def in_degree_centralisation(network: Network) -> float:
    """How far all name the same organisation; unknown where ties have no direction."""
    return _one_way(network, network.target)


def transitivity(network: Network) -> float:
    """Of the pairs that share a contact, the share that are tied."""
    return float(network.graph.transitivity_undirected(mode="nan"))


def degree(network: Network) -> Floats:
    """To how many others each organisation is tied."""
    return _partners(network).astype(np.float64)


def betweenness_share(network: Network) -> Floats:
    """How often each stands on the shortest ways of others, as a share of what the centre of a star has.

    Ties are taken without their direction: a tie that one end tells is a way for both.
    """
    most = (network.size - 1) * (network.size - 2) / 2
    low, high = _pairs(network)
    between = np.asarray(bare_graph(network.size, low, high, is_directed=False).betweenness(), dtype=np.float64)
    return between / most if most else np.full(network.size, np.nan)


OF_NETWORKS: Mapping[str, NetworkMeasure] = MappingProxyType(
    {
        "density": density,
        "mean_degree": mean_degree,
        "reciprocity_of_ties": reciprocity,
        "degree_centralisation": degree_centralisation,
        "out_degree_centralisation": out_degree_centralisation,
        "in_degree_centralisation": in_degree_centralisation,
        "transitivity": transitivity,
    }
)
OF_ORGANISATIONS: Mapping[str, NodeMeasure] = MappingProxyType(
    {"betweenness_share": betweenness_share, "degree": degree}
)
# What has no value where ties have no direction.
DIRECTED = ("reciprocity_of_ties", "out_degree_centralisation", "in_degree_centralisation")


def _one_way(network: Network, ends: Whole) -> float:
    if not network.is_directed:
        return float("nan")
    return centralisation(np.bincount(ends, minlength=network.size), (network.size - 1) ** 2)


def _partners(network: Network) -> Whole:
    return np.bincount(np.concatenate(_pairs(network)), minlength=network.size)


def _pairs(network: Network) -> tuple[Whole, Whole]:
    """Each pair that is tied, once, whatever the direction."""
    low, high = np.minimum(network.source, network.target), np.maximum(network.source, network.target)
    pairs = low.astype(np.int64) * network.size + high
    if network.is_directed:
        pairs = np.unique(pairs)
    return pairs // max(network.size, 1), pairs % max(network.size, 1)
