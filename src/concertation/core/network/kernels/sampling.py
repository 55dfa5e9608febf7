"""Closeness and betweenness from a sample of sources, each figure with its error, where all sources cost too much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.betweenness import dependencies
from concertation.core.network.kernels.distances import Distances, distances_to
from concertation.core.network.kernels.ordering import as_before, near_order, renumbered

# Figures of like size whose errors are put together.
_ALIKE = 50

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Neighbours, Network, Weights

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

    def interval(self) -> tuple[Weights, Weights]:
        """The 95 % interval of each, its logarithm normal, so that nothing is below zero and more may be missed above.

        The error as a share c of the figure makes a spread √ln(1 + c²) of the logarithm, around the figure.
        """
        share = np.divide(self.errors, self.values, out=np.zeros_like(self.errors), where=self.values > 0)
        spread = np.exp(1.96 * np.sqrt(np.log1p(share**2)))
        return self.values / spread, self.values * spread

    def margin_of_top(self, count: int = 20) -> float:
        """Half the 95 % interval as a share of the figure, the median of the ``count`` highest."""
        top = np.argsort(-self.values)[:count]
        top = top[self.values[top] > 0]
        low, high = self.interval()
        return float(np.median((high - low)[top] / (2 * self.values[top]))) if len(top) else 0.0


def sampled_distances(rows: Neighbours, ties: Neighbours, *, pivots: int, seed: int) -> tuple[Distances, Sampled]:
    """Estimates of :func:`distances` from ``pivots`` sources drawn in each component; and of ``inverse`` with errors.

    The mean over the sources of a component of C nodes, times C - 1; its standard error is that of a mean of a sample
    drawn without replacement. ``farthest`` is the farthest of the sources: at least that far. Source: Eppstein & Wang,
    Journal of Graph Algorithms and Applications 8 (2004) 39–45.
    """
    order, limits = near_order(ties)
    drawn = _drawn(limits, pivots, seed)
    found = distances_to(drawn, renumbered(rows, order), limits)
    spread = _Spread(drawn, limits)
    reached, total = (as_before(spread.expand(sums), order) for sums in (found.reached, found.total))
    inverse, squares = (spread.expand(sums) for sums in (found.inverse, found.squares))
    errors = spread.errors(found.inverse, found.squares)
    harmonic = Sampled(as_before(inverse, order), as_before(errors, order), pivots, seed)
    pairs = found.at * (reached.sum() / max(found.at.sum(), 1))
    farthest = as_before(found.farthest, order)
    whole = Distances(reached, farthest, total, harmonic.values, as_before(squares, order), np.rint(pairs).astype("i8"))
    return whole, harmonic


def sampled_betweenness(network: Network, *, pivots: int, seed: int) -> Sampled:
    """Estimates of :func:`betweenness` from what ``pivots`` sources, drawn in each component, depend on each node.

    A path counts from each of its ends by how far from that end the node lies, so that the neighbours of a pivot are
    not overrated. A node that owes most to few sources seldom shows it in a sample: its error is no smaller than that
    of nodes with figures like its own. Source: Brandes & Pich, International Journal of Bifurcation and Chaos 17 (2007)
    2303–2318; Geisberger, Sanders & Schultes, Proc. ALENEX (2008) 90–100; of errors, Wolter, Introduction to Variance
    Estimation (2007), ch. 7.
    """
    order, limits = near_order(network.all_neighbours)
    drawn = _drawn(limits, pivots, seed)
    inward, outward = renumbered(network.in_neighbours, order), renumbered(network.out_neighbours, order)
    sums, squares = dependencies(drawn, inward, outward, limits, is_scaled=True)
    if network.is_directed:
        more, more_squares = dependencies(drawn, outward, inward, limits, is_scaled=True)
        sums, squares = sums + more, 2 * (squares + more_squares)
    spread = _Spread(drawn, limits)
    values, errors = spread.expand(sums), spread.errors(sums, squares)
    errors = values * _no_less_than_its_like(values, np.divide(errors, values, out=errors, where=values > 0))
    return Sampled(as_before(values, order), as_before(errors, order), pivots, seed)


def _no_less_than_its_like(values: Weights, shares: Weights) -> Weights:
    """Errors as shares of the figures, raised to what they are on average among figures of that size."""
    sampled = np.flatnonzero(shares)
    groups = np.array_split(sampled[np.argsort(values[sampled], kind="stable")], max(len(sampled) // _ALIKE, 1))
    if len(sampled) < _ALIKE:
        return shares
    middles = [float(values[group].mean()) for group in groups]
    usual = [float(np.sqrt(((shares * values)[group] ** 2).sum() / (values[group] ** 2).sum())) for group in groups]
    raised = np.maximum(shares, np.exp(np.interp(np.log(values.clip(1e-300)), np.log(middles), np.log(usual))))
    return np.where(shares > 0, raised, shares)


def _drawn(limits: Counts, pivots: int, seed: int) -> Counts:
    """Places of the sources, ascending: all of a small component, ``pivots`` of a large one, without replacement."""
    chance = np.random.default_rng(seed)
    sizes = np.diff(limits)
    is_large = np.repeat(sizes > pivots, sizes)
    parts = [np.flatnonzero(~is_large)]
    for part in np.flatnonzero(sizes > pivots):
        parts.append(limits[part] + chance.choice(sizes[part], pivots, replace=False))
    return np.sort(np.concatenate(parts))


class _Spread:
    """From sums over the sources drawn in a component (a node is no source of its own) to sums over all its nodes."""

    def __init__(self, drawn: Counts, limits: Counts) -> None:
        sizes = np.diff(limits)
        part = np.repeat(np.arange(len(sizes)), sizes)
        self._others = sizes[part] - 1
        self._taken = np.bincount(part[drawn], minlength=len(sizes))[part]
        self._taken[drawn] -= 1
        self._is_whole = self._taken == self._others

    def expand(self, sums: Weights) -> Weights:
        """The mean over the sources times the number of other nodes."""
        return np.where(self._is_whole, sums, self._others * (sums / np.maximum(self._taken, 1)))

    def errors(self, sums: Weights, squares: Weights) -> Weights:
        """The standard error of that: a mean of a sample without replacement."""
        taken, others = np.maximum(self._taken, 2), np.maximum(self._others, 1)
        variance = np.maximum(squares - sums * sums / taken, 0) / (taken - 1)
        return np.where(self._is_whole, 0.0, others * np.sqrt(variance / taken * np.maximum(1 - taken / others, 0)))
