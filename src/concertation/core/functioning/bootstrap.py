"""The bootstrap of a mean without drawing: its law is a convolution of what was observed."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from concertation.core.functioning.distributions import student_quantile

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# Numbers of one block of convolutions: what keeps a block in the processor’s cache.
_BLOCK = 1 << 17
_ROUNDING = 1e-11


def bootstrap_means(scores: Floats, groups: Integers, *, step: int, tails: Floats) -> tuple[Floats, Floats]:
    """Percentile limits of the bootstrap of each group’s mean of respondents, free of simulation error.

    Scores lie on a lattice of ``step`` points a unit (12 holds the means of 1, 2, 3 and 4 items). The sum of R people
    drawn with replacement follows the R-fold convolution of the observed law, irfft(rfft(p)^R): what any number of
    draws tends to. The limits of group g are the smallest means whose probability reaches ``tails[g]`` and
    1 − ``tails[g]``. ``scores`` is one value a respondent (``nan`` is left out), ``groups`` its group, from 0 to
    len(tails) − 1. Returns two arrays of a value a group, ``nan`` for a group without scores.

    It serves means of people who are drawn one by one; organisations that are drawn whole need
    ``intervals.summarise_units``.

    Source: Fisher, N. I. & Hall, P. (1991). Bootstrap algorithms for small samples. Journal of Statistical Planning and
    Inference 27, pp. 157–169 (exact laws); Davison & Hinkley (1997), p. 27 and 5.3.
    """
    known = ~np.isnan(scores)
    order = np.argsort(groups[known], kind="stable")
    points = np.rint(scores[known][order] * step).astype(np.int64)
    sizes = np.bincount(groups[known], minlength=len(tails))
    low, high = np.full(len(tails), np.nan), np.full(len(tails), np.nan)
    heard = np.flatnonzero(sizes)
    if len(heard):
        n = sizes[heard]
        starts = np.concatenate([[0], np.cumsum(n)[:-1]])
        lower, upper = _limits(points, starts, n, tails[heard])
        low[heard], high[heard] = lower / (n * step), upper / (n * step)
    return low, high


def percentile_tails(groups: int, *, confidence: float = 0.95) -> Floats:
    """The plain percentile interval: the same tail, (1 − ``confidence``)/2, for every group."""
    return np.full(groups, (1.0 - confidence) / 2.0)


def expanded_tails(sizes: Integers, *, confidence: float = 0.95) -> Floats:
    """Tails that make a percentile interval as wide as Student’s for small groups.

    Φ(−√(n/(n − 1))·t_{n−1}): the percentile bootstrap is narrow by √((n − 1)/n) and takes normal quantiles for
    Student’s. ``nan`` for a group of one.

    Source: Hesterberg, T. C. (2015). What teachers should know about the bootstrap. The American Statistician 69,
    p. 378.
    """
    quantiles = student_quantile(np.full(len(sizes), (1.0 + confidence) / 2.0), sizes - 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        wide = -np.sqrt(sizes / (sizes - 1.0)) * quantiles
    values, place = np.unique(wide, return_inverse=True)
    normal = NormalDist()
    shares = [normal.cdf(value) if np.isfinite(value) else np.nan for value in values]
    return np.asarray(np.array(shares)[place])


def _limits(points: Integers, starts: Integers, sizes: Integers, tails: Floats) -> tuple[Floats, Floats]:
    """Limits of the sums, in lattice points, for groups that follow one another."""
    least = np.minimum.reduceat(points, starts)
    above = points - np.repeat(least, sizes)
    coarse = np.maximum(np.gcd.reduceat(above, starts), 1)
    above //= np.repeat(coarse, sizes)
    widths = np.maximum.reduceat(above, starts)
    lengths = _smooth_length(sizes * widths + 1)
    low, high = np.empty(len(sizes)), np.empty(len(sizes))
    kinds, kind = np.unique(np.stack([sizes, lengths]), axis=1, return_inverse=True)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    for place, (size, length) in enumerate(kinds.T):
        of_kind = np.flatnonzero(kind.ravel() == place)
        values = above[np.isin(owner, of_kind)].reshape(-1, size) if len(kinds.T) > 1 else above.reshape(-1, size)
        rows = max(1, _BLOCK // int(length))
        for first in range(0, len(of_kind), rows):
            block = of_kind[first : first + rows]
            low[block], high[block] = _sum_limits(values[first : first + rows], int(length), tails[block])
    return low * coarse + least * sizes, high * coarse + least * sizes


def _sum_limits(values: Integers, length: int, tails: Floats) -> tuple[Integers, Integers]:
    """The two limits of the sum of as many draws as there are values, one group a row."""
    groups, size = values.shape
    width = int(values.max()) + 1
    places = values + np.arange(groups)[:, None] * width
    shares = np.bincount(places.ravel(), minlength=groups * width).reshape(groups, width) / size
    law = np.fft.irfft(_power(np.fft.rfft(shares, n=length, axis=1), size), n=length, axis=1)
    reached = np.cumsum(law, axis=1)
    under = reached < tails[:, None] - _ROUNDING
    over = reached < 1.0 - tails[:, None] - _ROUNDING
    return under.sum(axis=1), over.sum(axis=1)


def _power(base: NDArray[np.complex128], exponent: int) -> NDArray[np.complex128]:
    """By squaring, which is much faster than logarithms."""
    result = None
    while exponent:
        if exponent & 1:
            result = base if result is None else result * base
        exponent >>= 1
        base = base * base if exponent else base
    assert result is not None
    return result


def _smooth_length(least: Integers) -> Integers:
    """The next number of the form 2ᵃ, 3·2ᵃ or 5·2ᵃ: lengths at which the transform is fast."""
    powers = 1 << np.arange(1, 40, dtype=np.int64)
    lengths = np.unique(np.concatenate([powers, 3 * powers, 5 * powers]))
    return np.asarray(lengths[np.searchsorted(lengths, least)])
