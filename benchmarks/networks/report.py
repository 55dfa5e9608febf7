"""The whole exact report beside igraph called plainly: ``python -m benchmarks.networks.report [n]``.

First the same measures on both sides, answers compared; then everything that a report holds by default, ours alone.
"""

from __future__ import annotations

import sys

from benchmarks.networks import peers
from benchmarks.networks.answers import answers_of
from benchmarks.networks.ground import told_network
from benchmarks.networks.linear import fresh
from benchmarks.networks.telling import SEED, agree, each, tell, tell_ground, tell_ratio
from benchmarks.timing import timed
from concertation.core.network import Network
from concertation.core.network.report import measure_network


def compare(network: Network) -> None:
    """The measures that igraph has too, on both sides; then all of ours."""
    tell_ground(network, "numba", "igraph", "numpy", "polars")
    (told, pairs), built = timed(lambda: peers.igraph_graphs(network))
    groups = network.nodes["sector"].to_list()
    asking = {**peers.igraph_linear(told, pairs, groups), **peers.igraph_paths(told)}
    report, ours = timed(lambda: measure_network(fresh(network), ids=list(asking), group="sector"))
    assert report.is_exact
    tell(f"ours: {len(asking)} measures, building included", ours)
    tell("  igraph: building", built)
    theirs, cost = each("igraph", asking)
    agree(answers_of(report, asking), theirs)
    tell("igraph: all without building", cost)
    tell_ratio("igraph's time over ours", cost, ours)
    whole, every = timed(lambda: measure_network(fresh(network), group="sector"))
    tell(f"ours: every measure of a report, {len(whole.exactness)}", every)
    print("  not exact:", ", ".join(name for name, one in whole.exactness.items() if not one.is_exact))


if __name__ == "__main__":
    _, cold = timed(lambda: measure_network(told_network(2_500, seed=SEED), group="sector"))
    tell("first report of 2,500 organisations, code loaded", cold)
    for size in [int(word) for word in sys.argv[1:]] or [2_500, 5_000, 10_000]:
        compare(told_network(size, seed=SEED))
