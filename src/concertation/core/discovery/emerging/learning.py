"""What past years teach of which links form: a logistic regression of new ties on what came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.discovery.emerging.signs import SIGNS, Pairs, pairs_without_tie
from concertation.core.network.network import Network

Floats = NDArray[np.float64]

# Convention: fewer new ties than this teach nothing; the count of shared resources then orders the pairs alone.
LEAST_NEW_TIES = 10
# Convention: how firmly weights are held near zero, on standardised signs.
_RIDGE = 1.0
_STEPS = 50
# Signs that say more together than apart: shared partners and activity count for more on one territory, and whoever
# is tied to most has few left to be tied to. Each product is told with the first of its two signs.
_PRODUCTS = (
    ("resource_allocation", "shared_areas"),
    ("activity", "shared_areas"),
    ("activity", "activity"),
)
_PLACES = tuple((SIGNS.index(one), SIGNS.index(other)) for one, other in _PRODUCTS)
_CLOSE = 1e-10


@dataclass(frozen=True, slots=True)
class Lesson:
    """The weight of each sign, then of each product of two, on the scale of the signs themselves.

    The probability of a pair is 1/(1 + exp(−(intercept + Σ weightₛ · (signₛ − meanₛ)))); an unknown sign stands at its
    mean. ``pairs`` and ``new_ties`` say from how many it was learned.
    """

    intercept: float
    weights: tuple[float, ...]
    means: tuple[float, ...]
    pairs: int
    new_ties: int

    def contributions(self, signs: pl.DataFrame) -> Floats:
        """What each sign adds to the log odds of each pair (pairs × signs), its products with it."""
        parts = (_with_products(_filled(signs, self.means)) - np.array(self.means)) * np.array(self.weights)
        told = parts[:, : len(SIGNS)]
        for number, (sign, _) in enumerate(_PLACES, start=len(SIGNS)):
            told[:, sign] += parts[:, number]
        return np.asarray(told)

    def probabilities(self, signs: pl.DataFrame) -> Floats:
        """How likely each pair is to be tied one interval later."""
        odds = self.intercept + self.contributions(signs).sum(axis=1)
        return _logistic(odds)


def learn(years: Sequence[tuple[Network, Network]]) -> Lesson | None:
    """What the passages from one network to the next teach; ``None`` where new ties are fewer than ``LEAST_NEW_TIES``.

    Definition: over the pairs without a tie before, of nodes that are in both networks, a new tie is one that stands
    after. Ridge logistic regression on standardised signs, and on three products of two, by Newton's steps; the
    intercept is free.

    Source: logistic regression with a quadratic penalty, S. le Cessie and J. van Houwelingen, Applied Statistics 41
    (1992), 191–201; the use of features of pairs, M. Al Hasan et al., SDM Workshop on Link Analysis (2006).
    """
    taught = [new_ties_after(before, after) for before, after in years]
    signs = [pairs.signs.filter(pl.Series(known)) for pairs, _, known in taught]
    formed = np.concatenate([new[known] for _, new, known in taught]) if taught else np.empty(0, dtype=bool)
    if formed.sum() < LEAST_NEW_TIES:
        return None
    return _fit(pl.concat(signs), formed)


def new_ties_after(before: Network, after: Network) -> tuple[Pairs, NDArray[np.bool_], NDArray[np.bool_]]:
    """Pairs without a tie before; whether each is tied after; and whether both ends are still there to be tied."""
    pairs = pairs_without_tie(before)
    later = after.undirected()
    numbers = before.nodes.select("key").join(
        later.nodes.select("key").with_row_index("number"), on="key", how="left", maintain_order="left"
    )["number"]
    found = numbers.cast(pl.Int64).fill_null(-1).to_numpy()
    one, other = found[pairs.one], found[pairs.other]
    known = (one >= 0) & (other >= 0)
    codes = np.minimum(one, other) * later.size + np.maximum(one, other)
    tied = later.source.astype(np.int64) * later.size + later.target
    return pairs, known & np.isin(codes, tied), known


def _fit(signs: pl.DataFrame, formed: NDArray[np.bool_]) -> Lesson:
    known = tuple(_mean(column) for column in signs.select(SIGNS))
    every = _with_products(_filled(signs, known))
    means = tuple(float(mean) for mean in every.mean(axis=0))
    columns = every - np.array(means)
    scales = columns.std(axis=0)
    scales[scales == 0] = 1.0
    design = np.column_stack((np.ones(len(columns)), columns / scales))
    penalty = np.diag([_CLOSE, *([_RIDGE] * columns.shape[1])])
    weights = _climb(design, formed.astype(np.float64), penalty)
    return Lesson(
        intercept=float(weights[0]),
        weights=tuple(float(weight) for weight in weights[1:] / scales),
        means=means,
        pairs=len(formed),
        new_ties=int(formed.sum()),
    )


def _climb(design: Floats, formed: Floats, penalty: Floats) -> Floats:
    """The weights at the top of the penalised likelihood, which has one; a step that would go down is halved."""
    weights = np.zeros(design.shape[1])
    weights[0] = np.log(formed.mean() / max(1.0 - formed.mean(), _CLOSE))
    height = _height(design, formed, penalty, weights)
    for _ in range(_STEPS):
        likely = _logistic(design @ weights)
        slope = design.T @ (formed - likely) - penalty @ weights
        step = np.linalg.solve((design * (likely * (1.0 - likely))[:, None]).T @ design + penalty, slope)
        reached = _height(design, formed, penalty, weights + step)
        while reached < height and np.abs(step).max() > _CLOSE:
            step /= 2.0
            reached = _height(design, formed, penalty, weights + step)
        weights, height = weights + step, reached
        if np.abs(step).max() < _CLOSE:
            break
    return weights


def _height(design: Floats, formed: Floats, penalty: Floats, weights: Floats) -> float:
    odds = design @ weights
    return float(formed @ odds - np.logaddexp(0.0, odds).sum() - weights @ penalty @ weights / 2.0)


def _logistic(odds: Floats) -> Floats:
    return np.asarray(np.exp(-np.logaddexp(0.0, -odds)))


def _mean(column: pl.Series) -> float:
    mean = column.mean()
    return float(mean) if isinstance(mean, int | float) else 0.0


def _filled(signs: pl.DataFrame, means: Sequence[float]) -> Floats:
    known = [pl.col(name).fill_null(mean) for name, mean in zip(SIGNS, means[: len(SIGNS)], strict=True)]
    return signs.select(known).to_numpy()


def _with_products(signs: Floats) -> Floats:
    return np.column_stack((signs, *(signs[:, one] * signs[:, other] for one, other in _PLACES)))
