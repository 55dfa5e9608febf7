"""How often 95 % intervals of sampled betweenness hold the truth: ``python -m benchmarks.networks.held [SIZE …]``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

import numpy as np

from benchmarks.networks.ground import told_network
from concertation.core.network import Network
from concertation.core.network.kernels.betweenness import betweenness
from concertation.core.network.kernels.sampling import sampled_betweenness

_SIZES = (5_000, 20_000)
_PIVOTS = (64, 256, 1_024)
_SEEDS = 10


def shares_held(network: Network, truth: np.ndarray, pivots: int) -> Mapping[str, float]:
    """Of the highest nodes and of all that lie between others, the share whose interval holds the truth."""
    ranks = np.argsort(np.argsort(-truth))
    held = np.mean([list(_held(network, truth, ranks, pivots, seed)) for seed in range(_SEEDS)], axis=0)
    return dict(zip(("top 20", "top 100", "top 1,000", "all", "margin of the top 20"), held.tolist(), strict=True))


def _held(network: Network, truth: np.ndarray, ranks: np.ndarray, pivots: int, seed: int) -> Iterator[float]:
    found = sampled_betweenness(network, pivots=pivots, seed=seed)
    low, high = found.interval()
    is_held = (low <= truth * (1 + 1e-9)) & (truth <= high * (1 + 1e-9))
    for most in (20, 100, 1_000, len(truth)):
        yield float(is_held[(ranks < most) & (truth > 0)].mean())
    yield found.margin_of_top()


if __name__ == "__main__":
    for size in [int(one) for one in sys.argv[1:]] or _SIZES:
        for is_directed in (False, True):
            made = told_network(size) if is_directed else told_network(size).undirected()
            exact = betweenness(made)
            print(f"{size:,} organisations, {made.tie_count:,} {'arcs' if is_directed else 'pairs'}", flush=True)
            for count in _PIVOTS:
                told = shares_held(made, exact, count)
                print(
                    f"  {count:>5} starting points:", ", ".join(f"{name} {value:.3f}" for name, value in told.items())
                )
