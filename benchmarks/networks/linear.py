"""Measures whose time grows with ties, beside igraph and networkx: ``python -m benchmarks.networks.linear``.

The same measures on both sides, igraph and networkx called as their manuals say, answers compared. Building is timed
apart for the peers; ours starts from the columns and includes it. Takes sizes, and ``without`` to leave networkx out.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from benchmarks.networks import peers
from benchmarks.networks.answers import answers_of
from benchmarks.networks.ground import told_network
from benchmarks.networks.telling import SEED, agree, each, tell, tell_ground, tell_ratio
from benchmarks.timing import timed
from concertation.core.network import Network
from concertation.core.network.report import measure_network

EACH_LOSS = ("fragmentation_without", "is_cut_point", "pieces_without", "pairs_cut")


def compare(size: int, *, with_networkx: bool) -> None:
    """One size: ours, the removal of every organisation apart, and the peers."""
    network = told_network(size, seed=SEED)
    tell_ground(network, "numba", "igraph", "networkx", "numpy", "polars")
    groups = network.nodes["sector"].to_list()
    (told, pairs), built = timed(lambda: peers.igraph_graphs(network))
    asking = peers.igraph_linear(told, pairs, groups)
    report, ours = timed(lambda: measure_network(fresh(network), ids=list(asking), group="sector"))
    tell(f"ours: {len(asking)} measures, building included", ours)
    _, losses = timed(lambda: measure_network(fresh(network), ids=EACH_LOSS))
    tell("ours: the loss of every organisation", losses)
    tell("  igraph: building", built)
    theirs, cost = each("igraph", asking)
    agree(answers_of(report, asking), theirs)
    tell("igraph: all without building", cost)
    tell_ratio("igraph's time over ours", cost, ours)
    if with_networkx:
        _beside_networkx(network, groups)


def _beside_networkx(network: Network, groups: list[int]) -> None:
    (told, pairs), built = timed(lambda: peers.networkx_graphs(network))
    tell("  networkx: building", built)
    asking = peers.networkx_linear(told, pairs, groups)
    report, ours = timed(lambda: measure_network(fresh(network), ids=list(asking), group="sector"))
    tell(f"ours: {len(asking)} measures, building included", ours)
    theirs, cost = each("networkx", asking)
    agree(answers_of(report, asking), theirs, tolerance=1e-3)
    tell("networkx: all without building", cost)
    tell_ratio("networkx's time over ours", cost, ours)


def fresh(network: Network) -> Network:
    """The same columns, nothing worked out yet."""
    return replace(network)


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or [25_000, 50_000, 100_000]
    _, cold = timed(lambda: measure_network(told_network(2_500, seed=SEED), group="sector"))
    tell("first report of 2,500 organisations, code loaded", cold)
    for one in sizes:
        compare(one, with_networkx=one == sizes[-1] and "without" not in sys.argv)
