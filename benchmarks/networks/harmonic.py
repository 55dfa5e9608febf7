"""Exact harmonic closeness of every organisation: ``python -m benchmarks.networks.harmonic [n]``.

Beside igraph where it takes minutes and not hours (10,000), answers compared there.
"""

from __future__ import annotations

import sys

from benchmarks.networks.ground import told_network
from benchmarks.networks.telling import SEED, agree, tell, tell_ground, tell_ratio
from benchmarks.timing import timed
from concertation.core.network.kernels.distances import distances

BESIDE_IGRAPH = 10_000


def measure(size: int) -> None:
    """One size."""
    network = told_network(size, seed=SEED).undirected()
    tell_ground(network, "numba", "igraph", "numpy")
    rows = network.all_neighbours
    found, ours = timed(lambda: distances(rows, rows))
    tell("ours: harmonic, closeness, reach, diameter", ours)
    if size <= BESIDE_IGRAPH:
        graph = network.as_igraph
        theirs, cost = timed(graph.harmonic_centrality)
        tell("igraph: harmonic alone", cost)
        agree({"harmonic": found.inverse / (size - 1)}, {"harmonic": theirs})
        tell_ratio("igraph's time over ours", cost, ours)


if __name__ == "__main__":
    small = told_network(2_500, seed=SEED).undirected().all_neighbours
    _, cold = timed(lambda: distances(small, small))
    tell("first pass over 2,500 organisations, code loaded", cold)
    for one in [int(word) for word in sys.argv[1:]] or [10_000, 25_000, 50_000, 100_000]:
        measure(one)
