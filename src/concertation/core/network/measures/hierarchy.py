"""Krackhardt’s dimensions of a hierarchy: how far a network is an out-tree."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from concertation.core.estimate import Unknown
from concertation.core.network.measures.answer import Answer, Exactness, Figure, approached, share, unknown
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Reading
from concertation.core.text import Text

# Beyond so many strong components that differ in who is above them, pairs are drawn instead of all being looked at.
_ALL_PAIRS, _DRAWN = 2_500, 200_000
_TOO_MANY = 20_000


def describe_hierarchy(reading: Reading) -> Mapping[str, Answer]:
    """Of the pairs joined by a path, those joined one way alone; and the ties beyond what joining takes."""
    mutual = float((reading.strong_parts.sizes * (reading.strong_parts.sizes - 1)).sum()) / 2
    joined = float(reading.step_paths.reached.sum()) - mutual
    sizes = reading.parts.sizes
    needed = float((sizes - 1).sum())
    possible = float((sizes * (sizes - 1)).sum()) / (1 if reading.network.is_directed else 2)
    hierarchy: Mapping[str, Answer] = {"hierarchy": share(joined - mutual, joined)}
    return {
        **approached(hierarchy, reading.step_paths.exactness),
        "efficiency": 1 - share(reading.network.tie_count - needed, possible - needed),
    }


def describe_least_upper_bounds(reading: Reading) -> Mapping[str, Answer]:
    """Of the pairs that could lack a common superior that is under every other, those that do not lack it."""
    sizes = reading.parts.sizes
    most = float(((sizes - 1) * (sizes - 2) // 2)[sizes > 2].sum())
    if not most:
        return {"least_upper_boundedness": float("nan")}
    lacking = 0.0
    error = 0.0
    for label in _with_ranks(reading):
        order = _Order(reading, label)
        if order.is_too_large:
            return {"least_upper_boundedness": TOO_LARGE}
        found, variance = order.pairs_without_bound(reading.seed)
        lacking += found
        error += variance
    half = 1.96 * float(np.sqrt(error)) / most
    return {"least_upper_boundedness": _figure(1 - lacking / most, half, reading.seed)}


def _with_ranks(reading: Reading) -> NDArray[np.int64]:
    """The components in which somebody is above another, the largest first: elsewhere each reaches each."""
    labels, sizes, strong = reading.parts.labels, reading.parts.sizes, reading.strong_parts.labels
    holder = np.zeros(len(reading.strong_parts.sizes), dtype=np.int64)
    holder[strong] = labels
    ranked = np.flatnonzero((np.bincount(holder, minlength=len(sizes)) > 1) & (sizes > 2))
    return ranked[np.argsort(-sizes[ranked], kind="stable")]


def _figure(value: float, half: float, seed: int) -> Figure:
    if not half:
        return Figure(value)
    method = Text(
        en=f"estimated from {_DRAWN} pairs drawn at random", fr=f"estimée sur {_DRAWN} paires tirées au hasard"
    )
    return Figure(
        value,
        low=max(0.0, value - half),
        high=min(1.0, value + half),
        exactness=Exactness(is_exact=False, method=method, error=half, seed=seed),
    )


class _Order:
    """Who is above whom among the strong components of one component.

    Two of them, neither above the other, have a least upper bound when those above both are exactly those above, or
    equal to, some one: that one is under every other common superior (Krackhardt 1994).
    """

    def __init__(self, reading: Reading, label: np.int64) -> None:
        network, strong = reading.network, reading.strong_parts.labels
        names, within = np.unique(strong[reading.parts.labels == label], return_inverse=True)
        self.weights = np.bincount(within).astype(np.float64)
        self.is_too_large = len(names) > _TOO_MANY
        if self.is_too_large:
            return
        ends = np.searchsorted(names, strong[np.array([network.source, network.target])])
        inside = reading.parts.labels[network.source] == label
        arcs = np.unique(ends[:, inside], axis=1)
        self.above = _ancestors(len(names), arcs[:, arcs[0] != arcs[1]])

    def pairs_without_bound(self, seed: int) -> tuple[float, float]:
        """Pairs of nodes that lack one, and the variance of that number: 0 when all pairs were looked at."""
        strict = self.above & ~np.eye(len(self.above), dtype=bool)
        rows, group = np.unique(np.packbits(strict, axis=1), axis=0, return_inverse=True)
        if len(rows) > _ALL_PAIRS:
            return self._drawn(strict, seed)
        first = np.zeros(len(rows), dtype=np.int64)
        first[group[::-1]] = np.arange(len(group))[::-1]
        return self._counted(strict[first], group.ravel()), 0.0

    def _counted(self, sets: NDArray[np.bool_], group: NDArray[np.int64]) -> float:
        """All pairs at once: a set of superiors is told from another by the sum of large random numbers, one a node."""
        marks = np.random.default_rng(1).integers(1, 2**40, len(self.above)).astype(np.float64)
        bounds = np.unique(self.above @ marks)
        lacks = ~np.isin((sets * marks) @ sets.T.astype(np.float64), bounds)
        weight = np.bincount(group, self.weights)
        inside = np.zeros((len(sets), len(sets)))
        np.add.at(inside, group, (sets * self.weights).T)
        apart = np.outer(weight, weight) - inside * weight - (inside * weight).T
        np.fill_diagonal(apart, weight**2 - np.bincount(group, self.weights**2))
        return float((apart * lacks).sum()) / 2

    def _drawn(self, strict: NDArray[np.bool_], seed: int) -> tuple[float, float]:
        draw = np.random.default_rng(seed)
        chances = self.weights / self.weights.sum()
        one, other = draw.choice(len(chances), (2, _DRAWN), p=chances)
        packed, bounds = np.packbits(strict, axis=1), {row.tobytes() for row in np.packbits(self.above, axis=1)}
        apart = (one != other) & ~strict[one, other] & ~strict[other, one]
        common = packed[one[apart]] & packed[other[apart]]
        part = sum(row.tobytes() not in bounds for row in common) / _DRAWN
        pairs = float(self.weights.sum() ** 2) / 2
        return part * pairs, part * (1 - part) / _DRAWN * pairs**2


def _ancestors(count: int, arcs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """``above[i, k]`` is whether k reaches i or is i, for arcs without circles."""
    above = np.eye(count, dtype=bool)
    waiting = np.bincount(arcs[1], minlength=count)
    order = np.argsort(arcs[0], kind="stable")
    ends = arcs[1][order]
    starts = np.searchsorted(arcs[0][order], np.arange(count + 1))
    ready = list(np.flatnonzero(waiting == 0))
    for node in ready:
        under = ends[starts[node] : starts[node + 1]]
        above[under] |= above[node]
        waiting[under] -= 1
        ready.extend(under[waiting[under] == 0])
    return above


TOO_LARGE: Unknown = unknown(
    "A smaller network: beyond 20,000 strong components this measure is not computed.",
    "Un réseau plus petit\u00a0: au-delà de 20\u00a0000 composantes fortes, cette mesure n’est pas calculée.",
)

FAMILIES = (
    Family(("hierarchy", "efficiency"), describe_hierarchy),
    Family(("least_upper_boundedness",), describe_least_upper_bounds),
)
