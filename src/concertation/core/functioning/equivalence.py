"""Whether an item says the same in both languages: people who see the rest alike should answer it alike."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concertation.core.errors import InvalidData

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_STEPS = 60
_SETTLED = 1e-10
_HALVINGS = 30


@dataclass(frozen=True, slots=True)
class ProportionalOdds:
    """A fit of logit P(y ≤ k) = ζ_k − x·β: its ``coefficients`` β, ``thresholds`` ζ and ``log_likelihood``."""

    coefficients: Floats
    thresholds: Floats
    log_likelihood: float


@dataclass(frozen=True, slots=True)
class ItemEquivalence:
    """How one item differs between two groups of people who score the rest of its factor alike.

    ``log_odds`` is the effect of being in the second group on the log odds of a higher answer; ``uniform`` and
    ``non_uniform`` are p-values of the likelihood ratio, one degree of freedom each; ``r_squared_gain`` is what both
    effects add to Nagelkerke’s R²; ``differs`` joins both: p < .01 of the two degrees together, and a gain of .035 or
    more.
    """

    log_odds: float
    uniform: float
    non_uniform: float
    r_squared_gain: float
    differs: bool


def fit_proportional_odds(levels: Integers, predictors: Floats) -> ProportionalOdds:
    """Ordinal logistic regression by maximum likelihood.

    ``levels`` is the answer of each person, ``predictors`` people × variables (no constant), without missing values.
    Levels that nobody chose have no threshold. Newton’s method with the whole matrix of second derivatives, steps
    halved until the likelihood rises; it is concave, so that what settles is the maximum. Raises ``InvalidData`` when
    all gave one answer, or when it does not settle, as when a variable separates the answers.

    Source: McCullagh, P. (1980). Regression models for ordinal data. Journal of the Royal Statistical Society B 42,
    pp. 109–142; signs as R’s MASS::polr.
    """
    chosen, y = np.unique(levels, return_inverse=True)
    if len(chosen) < 2:
        raise InvalidData(count=1, listing="everybody gave the same answer")
    shares = np.cumsum(np.bincount(y))[:-1] / len(y)
    theta = np.concatenate([np.log(shares / (1.0 - shares)), np.zeros(predictors.shape[1])])
    likelihood, gradient, curvature = _derivatives(theta, y, predictors, len(chosen))
    for _step in range(_STEPS):
        step = _newton_step(curvature, gradient)
        if float(-gradient @ step) > -_SETTLED and np.abs(step).max() < 1e-6:
            return ProportionalOdds(theta[len(chosen) - 1 :], theta[: len(chosen) - 1], likelihood)
        theta, likelihood, gradient, curvature = _step_uphill(theta, step, likelihood, y, predictors, len(chosen))
    raise InvalidData(count=1, listing="the fit does not settle: the variables separate the answers")


def compare_item(levels: Integers, matching: Floats, group: NDArray[np.bool_]) -> ItemEquivalence:
    """Differential functioning of one item between two languages.

    Three nested fits: the item on the ``matching`` score (the mean of the other items of its factor); with the
    ``group`` (uniform); and with their product (non-uniform). Twice the gain of log-likelihood follows χ². People with
    a missing value are to be left out by the caller. Errors are those of ``fit_proportional_odds``.

    Source: Swaminathan & Rogers (1990), Journal of Educational Measurement 27, pp. 361–370; Zumbo, B. D. (1999). A
    handbook on the theory and methods of differential item functioning, pp. 26–27; thresholds of Jodoin, M. G. & Gierl,
    M. J. (2001). Applied Measurement in Education 14, p. 334.
    """
    centred = matching - matching.mean()
    member = group.astype(np.float64)
    columns = np.column_stack([centred, member, centred * member])
    fits = [fit_proportional_odds(levels, columns[:, :count]) for count in (1, 2, 3)]
    alone, uniform, full = (fit.log_likelihood for fit in fits)
    gain = _nagelkerke(full, levels) - _nagelkerke(alone, levels)
    together = math.exp(-max(0.0, full - alone))
    return ItemEquivalence(
        log_odds=float(fits[1].coefficients[1]),
        uniform=_chi_square_tail(2.0 * (uniform - alone)),
        non_uniform=_chi_square_tail(2.0 * (full - uniform)),
        r_squared_gain=gain,
        differs=together < 0.01 and gain >= 0.035,
    )


def _derivatives(theta: Floats, y: Integers, x: Floats, levels: int) -> tuple[float, Floats, Floats]:
    """Log-likelihood, its slopes and its curvature (negative definite) at ζ and β."""
    thresholds, beta = theta[: levels - 1], theta[levels - 1 :]
    padded = np.concatenate([[-np.inf], thresholds, [np.inf]])
    slope = x @ beta
    if not (np.diff(thresholds) > 0).all():
        return -np.inf, theta, np.eye(len(theta))
    upper, lower = _logistic(padded[y + 1] - slope), _logistic(padded[y] - slope)
    share = np.maximum(upper - lower, 1e-300)
    f, g = upper * (1 - upper), lower * (1 - lower)
    design_upper = np.column_stack([np.eye(levels + 1)[y + 1, 1:levels], -x])
    design_lower = np.column_stack([np.eye(levels + 1)[y, 1:levels], -x])
    inner = (f / share)[:, None] * design_upper - (g / share)[:, None] * design_lower
    second_upper, second_lower = f * (1 - 2 * upper) / share, g * (1 - 2 * lower) / share
    curvature = (
        design_upper.T @ (design_upper * second_upper[:, None])
        - design_lower.T @ (design_lower * second_lower[:, None])
        - inner.T @ inner
    )
    return float(np.log(share).sum()), inner.sum(axis=0), curvature


def _newton_step(curvature: Floats, gradient: Floats) -> Floats:
    try:
        return np.asarray(np.linalg.solve(curvature, -gradient), dtype=np.float64)
    except np.linalg.LinAlgError as flat:
        raise InvalidData(count=1, listing="the fit does not settle: the variables separate the answers") from flat


def _step_uphill(
    theta: Floats, step: Floats, likelihood: float, y: Integers, x: Floats, levels: int
) -> tuple[Floats, float, Floats, Floats]:
    for halving in range(_HALVINGS):
        there = theta + step / 2**halving
        reached = _derivatives(there, y, x, levels)
        if reached[0] >= likelihood - _SETTLED:
            return there, *reached
    raise InvalidData(count=1, listing="the fit does not settle: no step raises the likelihood")


def _logistic(value: Floats) -> Floats:
    with np.errstate(over="ignore"):
        return np.asarray(1.0 / (1.0 + np.exp(-value)))


def _nagelkerke(log_likelihood: float, levels: Integers) -> float:
    """(1 − (L₀/L)^{2/n})/(1 − L₀^{2/n}), L₀ of thresholds alone."""
    counts = np.unique(levels, return_counts=True)[1]
    n = counts.sum()
    empty = float((counts * np.log(counts / n)).sum())
    return (1.0 - math.exp(2.0 * (empty - log_likelihood) / n)) / (1.0 - math.exp(2.0 * empty / n))


def _chi_square_tail(value: float) -> float:
    """P(χ²₁ > value) = erfc(√(value/2))."""
    return math.erfc(math.sqrt(max(0.0, value) / 2.0))
