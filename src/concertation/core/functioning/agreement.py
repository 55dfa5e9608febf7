"""How far the people of one partnership answer alike: r_wg(j) and average deviations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Variance of answers on five points of people who agree on nothing but lean a little to one side: LeBreton, J. M. &
# Senter, J. L. (2008). Answers to 20 questions about interrater reliability. Organizational Research Methods 11,
# table 2.
SLIGHTLY_SKEWED_VARIANCE = 1.34


def uniform_variance(*, points: int) -> float:
    """Variance of answers given at random on a scale of A points: (A² − 1)/12.

    Source: James, Demaree & Wolf (1984), p. 87.
    """
    return (points**2 - 1) / 12


def within_group_agreement(variances: Floats, *, random_variance: float) -> Floats:
    """r_wg(j): how much less the J answers of a group vary than answers given at random would.

    r = J(1 − s̄²/σ²)/(J(1 − s̄²/σ²) + s̄²/σ²), s̄² the mean over the J items of the variances within the group (n − 1)
    and σ² the variance of random answers. ``variances`` is … × items; the answer has the leading shape. Where people
    differ more than chance would make them, the answer is 0, as its authors set it; ``nan`` where a variance is
    missing.

    Source: James, L. R., Demaree, R. G. & Wolf, G. (1984). Estimating within-group interrater reliability with and
    without response bias. Journal of Applied Psychology 69, p. 88.
    """
    items = variances.shape[-1]
    share = variances.mean(axis=-1) / random_variance
    agreed = items * (1.0 - share)
    return np.asarray(np.where(share > 1.0, 0.0, np.where(np.isnan(share), np.nan, agreed / (agreed + share))))


def mean_deviation(answers: Floats) -> Floats:
    """AD_M(j): how far answers lie from the group’s mean, on average, in points of the scale.

    AD = mean over items of Σ|x − x̄|/n. ``answers`` is … × respondents × items, ``nan`` an unanswered item; each item
    counts those who answered it, and an item that nobody answered makes the answer ``nan``.

    Source: Burke, M. J., Finkelstein, L. M. & Dusig, M. S. (1999). On average deviation indices for estimating
    interrater agreement. Organizational Research Methods 2, p. 52.
    """
    answered = ~np.isnan(answers)
    n = answered.sum(axis=-2, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(answered, answers, 0.0).sum(axis=-2, keepdims=True) / n
        distances = np.where(answered, np.abs(answers - means), 0.0).sum(axis=-2) / n[..., 0, :]
    return np.asarray(distances.mean(axis=-1))
