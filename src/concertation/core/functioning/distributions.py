"""Quantiles of Student’s t and Fisher’s F, from the incomplete beta function."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

# The continued fraction settles in about √max(a, b) terms; a million observations need some thousand.
_TERMS = 5_000
_SETTLED = 1e-14
# Newton’s steps double the digits: after one this small, the next number has them all.
_NEAR = 1e-9
_TINY = 1e-300
# Enough to halve [0, 1] down to neighbouring numbers, should Newton’s steps never serve.
_STEPS = 80

_log_gamma = np.vectorize(math.lgamma, otypes=[np.float64])


def regularised_beta(x: ArrayLike, a: ArrayLike, b: ArrayLike) -> Floats:
    """I_x(a, b), the share of a beta law of shapes a and b that lies under x, for 0 ≤ x ≤ 1.

    Continued fraction of DLMF 8.17.22, with I_x(a, b) = 1 − I_{1−x}(b, a) where it converges faster. Arguments
    broadcast; ``nan`` where one is missing.

    Source: NIST Digital Library of Mathematical Functions, 8.17(v); evaluation by Lentz, W. J. (1976). Applied Optics
    15, p. 668.
    """
    x, a, b = (np.asarray(part, dtype=np.float64) for part in np.broadcast_arrays(x, a, b))
    turned = x > (a + 1.0) / (a + b + 2.0)
    at, one, other = np.where(turned, 1.0 - x, x), np.where(turned, b, a), np.where(turned, a, b)
    with np.errstate(divide="ignore", invalid="ignore"):
        front = (
            np.exp(one * np.log(at) + other * np.log1p(-at) + _log_gamma(a + b) - _log_gamma(a) - _log_gamma(b)) / one
        )
    share = front * _fraction(at, one, other)
    return np.asarray(np.where(turned, 1.0 - share, share))


def student_quantile(probability: ArrayLike, freedom: ArrayLike) -> Floats:
    """The value under which a share ``probability`` > ½ of Student’s t with that many degrees of freedom lies.

    From P(|T| > t) = I_{ν/(ν + t²)}(ν/2, ½). Degrees may be fractional; ``nan`` where they are not positive or are
    missing.

    Source: Abramowitz & Stegun (1964), 26.7.1; checked against their table 26.10.
    """
    probability, freedom = np.broadcast_arrays(probability, freedom)
    x = _beta_quantile(2.0 * (1.0 - probability), freedom / 2.0, np.full(freedom.shape, 0.5))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.sqrt(freedom * (1.0 - x) / x))


def fisher_quantile(probability: ArrayLike, above: ArrayLike, below: ArrayLike) -> Floats:
    """The value under which a share ``probability`` of Fisher’s F lies; ``above`` and ``below`` are its degrees.

    From P(F ≤ f) = I_x(ν₁/2, ν₂/2), x = ν₁f/(ν₁f + ν₂). ``nan`` where degrees are not positive or are missing.

    Source: Abramowitz & Stegun (1964), 26.6.2; checked against their table 26.9.
    """
    probability, above, below = np.broadcast_arrays(probability, above, below)
    x = _beta_quantile(probability, above / 2.0, below / 2.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(below * x / (above * (1.0 - x)))


def _fraction(x: Floats, a: Floats, b: Floats) -> Floats:
    """1/(1 + d₁/(1 + d₂/(1 + …))), from the front."""
    c = np.ones(x.shape)
    d = 1.0 / _away_from_zero(1.0 - (a + b) * x / (a + 1.0))
    value = d.copy()
    for m in range(1, _TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        step = value
        for term in (even, odd):
            d = 1.0 / _away_from_zero(1.0 + term * d)
            c = _away_from_zero(1.0 + term / c)
            step = c * d
            value *= step
        if not (np.abs(step - 1.0) > _SETTLED).any():
            break
    return value


def _away_from_zero(value: Floats) -> Floats:
    return np.where(np.abs(value) < _TINY, _TINY, value)


def _beta_quantile(probability: Floats, a: Floats, b: Floats) -> Floats:
    """Where I_x(a, b) reaches the probability, once for every distinct case."""
    cases, place = np.unique(np.stack([probability.ravel(), a.ravel(), b.ravel()]), axis=1, return_inverse=True)
    share, one, other = cases
    known = (one > 0) & (other > 0) & ~np.isnan(share)
    found = np.full(share.shape, np.nan)
    found[known] = _search(share[known], one[known], other[known])
    return np.asarray(found[place.ravel()].reshape(probability.shape))


def _search(share: Floats, a: Floats, b: Floats) -> Floats:
    """Newton’s steps where they stay between what is known to be too low and too high, else the middle."""
    low, high = np.zeros(share.shape), np.ones(share.shape)
    x = a / (a + b)
    constant = _log_gamma(a + b) - _log_gamma(a) - _log_gamma(b)
    for _step in range(_STEPS):
        beyond = regularised_beta(x, a, b) - share
        low, high = np.where(beyond < 0, x, low), np.where(beyond < 0, high, x)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            there = x - beyond / np.exp(constant + (a - 1.0) * np.log(x) + (b - 1.0) * np.log1p(-x))
        there = np.where((there > low) & (there < high), there, (low + high) / 2.0)
        settled = not (np.abs(there - x) > _NEAR * x).any()
        x = there
        if settled:
            break
    return x
