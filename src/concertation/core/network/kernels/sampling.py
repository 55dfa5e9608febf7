"""Closeness and betweenness from a sample of sources, each figure with its error, where all sources cost too much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.betweenness import dependencies
from concertation.core.network.kernels.distances import distances_to
from concertation.core.network.kernels.ordering import near_order, renumbered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Network, Weights

    Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """One estimate a node with its standard error (0 where every source of its component was taken).

    ``pivots`` is how many sources were drawn in each component that has more, and ``seed`` from what.
    """

    values: Weights
    errors: Weights
    pivots: int
    seed: int

    def margin_of_top(self, count: int = 20) -> float:
        """Half the 95 % interval as a share of the figure, the median of the ``count`` highest."""
        top = np.argsort(-self.values)[:count]
        top = top[self.values[top] > 0]
        return float(np.median(1.96 * self.errors[top] / self.values[top])) if len(top) else 0.0


def sampled_harmonic(network: Network, *, pivots: int, seed: int) -> Sampled:
    """Estimates of ``sum_u 1 / d(v, u)`` along ``out_neighbours`` from ``pivots`` sources drawn in each component.

    The mean over the sources of a component of C nodes, times C - 1; its standard error is that of a mean of a sample
    without replacement. Source: Eppstein & Wang, Journal of Graph Algorithms and Applications 8 (2004) 39–45.
    """
    order, limits = near_order(network.all_neighbours)
    drawn = _drawn(limits, pivots, seed)
    found = distances_to(drawn, renumbered(network.out_neighbours, order), limits)
    values, errors = _expanded(found.inverse, found.squares, drawn, order, limits)
    return Sampled(values, errors, pivots, seed)


def sampled_betweenness(network: Network, *, pivots: int, seed: int) -> Sampled:
    """Estimates of :func:`betweenness` from what ``pivots`` sources, drawn in each component, depend on each node.

    A path counts from each of its ends by how far from that end the node lies, so that the neighbours of a pivot are
    not overrated. Source: Brandes & Pich, International Journal of Bifurcation and Chaos 17 (2007) 2303–2318; Geisberger,
    Sanders & Schultes, Proc. ALENEX (2008) 90–100.
    """
    order, limits = near_order(network.all_neighbours)
    drawn = _drawn(limits, pivots, seed)
    rows = renumbered(network.in_neighbours, order), renumbered(network.out_neighbours, order)
    sums, squares = dependencies(drawn, *rows, limits, is_scaled=True)
    if network.is_directed:
        more, more_squares = dependencies(drawn, *reversed(rows), limits, is_scaled=True)
        sums, squares = sums + more, 2 * (squares + more_squares)
    values, errors = _expanded(sums, squares, drawn, order, limits)
    return Sampled(values, errors, pivots, seed)


def _drawn(limits: Counts, pivots: int, seed: int) -> Counts:
    """Places of the sources, ascending: all of a small component, ``pivots`` of a large one, without replacement."""
    chance = np.random.default_rng(seed)
    sizes = np.diff(limits)
    is_large = np.repeat(sizes > pivots, sizes)
    parts = [np.flatnonzero(~is_large)]
    for part in np.flatnonzero(sizes > pivots):
        parts.append(limits[part] + chance.choice(sizes[part], pivots, replace=False))
    return np.sort(np.concatenate(parts))


def _expanded(
    sums: Weights, squares: Weights, drawn: Counts, order: Indices, limits: Counts
) -> tuple[Weights, Weights]:
    """From sums over the sources drawn (a node is no source of its own) to sums over its component, with errors."""
    sizes = np.diff(limits)
    part = np.repeat(np.arange(len(sizes)), sizes)
    taken = np.bincount(part[drawn], minlength=len(sizes))[part]
    taken[drawn] -= 1
    others = sizes[part] - 1
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = sums / taken
        variance = np.maximum(squares - sums * mean, 0) / (taken - 1)
        spread = others * np.sqrt(variance / taken * (1 - taken / others))
    is_whole = taken == others
    values, errors = np.empty(len(order)), np.empty(len(order))
    values[order], errors[order] = np.where(is_whole, sums, others * mean), np.where(is_whole, 0.0, spread)
    return values, errors
