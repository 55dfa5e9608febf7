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
# A law is searched by pieces of so many points; what lies outside of its window weighs e^−30, about 1e-13, a side.
_PIECE = 16
_NEGLIGIBLE = 30.0
_LENGTHS = _PIECE * np.unique([2**a * 3**b * 5**c for a in range(24) for b in range(8) for c in range(6)])


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
    first, last = _window(above, starts, sizes)
    shifts = first // sizes
    lengths = _smooth_length(last - shifts * sizes + 1)
    places = (above - np.repeat(shifts, sizes)) % np.repeat(lengths, sizes)
    low, high = np.empty(len(sizes)), np.empty(len(sizes))
    order = np.lexsort((lengths, sizes))
    for of_kind in np.split(order, 1 + np.flatnonzero(np.diff(sizes[order]) | np.diff(lengths[order]))):
        size, length = int(sizes[of_kind[0]]), int(lengths[of_kind[0]])
        rows = max(1, _BLOCK // length)
        for block in (of_kind[begin : begin + rows] for begin in range(0, len(of_kind), rows)):
            values = places[starts[block][:, None] + np.arange(size)]
            low[block], high[block] = _sum_limits(values, length, tails[block])
    origin = shifts * sizes
    return (low + origin) * coarse + least * sizes, (high + origin) * coarse + least * sizes


def _window(points: Integers, starts: Integers, sizes: Integers) -> tuple[Integers, Integers]:
    """Where the sum of as many draws surely lies: what is outside on a side has less than e^−_NEGLIGIBLE of its law.

    Chernoff’s bound, P(S − E(S) ≥ t) ≤ E(e^{θX})^R·e^{−θt}, holds for every θ > 0; √(2·_NEGLIGIBLE/R)/σ is the best one
    of a normal law. Source: Chernoff, H. (1952). Annals of Mathematical Statistics 23, p. 493.
    """
    means = np.add.reduceat(points, starts) / sizes
    away = points - np.repeat(means, sizes)
    spread = np.sqrt(np.add.reduceat(away * away, starts) / sizes)
    theta = np.sqrt(2.0 * _NEGLIGIBLE / sizes) / np.where(spread > 0, spread, 1.0)
    grown = np.exp(away * np.repeat(theta, sizes))
    up, down = (np.log(np.add.reduceat(share, starts) / sizes) for share in (grown, 1.0 / grown))
    lowest = np.floor(sizes * (means - down / theta) - _NEGLIGIBLE / theta)
    highest = np.ceil(sizes * (means + up / theta) + _NEGLIGIBLE / theta)
    whole = sizes * np.maximum.reduceat(points, starts)
    return np.maximum(lowest, 0).astype(np.int64), np.minimum(highest, whole).astype(np.int64)


def _sum_limits(places: Integers, length: int, tails: Floats) -> tuple[Integers, Integers]:
    """The two limits of the sum of as many draws as there are values, one group a row.

    The law lies on a circle of ``length`` points, which holds all of it that counts.
    """
    groups, size = places.shape
    flat = places + np.arange(groups)[:, None] * length
    shares = np.bincount(flat.ravel(), minlength=groups * length).reshape(groups, length) / size
    law = np.fft.irfft(_power(np.fft.rfft(shares, axis=1), size), n=length, axis=1).reshape(groups, -1, _PIECE)
    reached = np.cumsum(law @ np.ones(_PIECE), axis=1)
    return _first_reaching(law, reached, tails), _first_reaching(law, reached, 1.0 - tails)


def _first_reaching(law: Floats, reached: Floats, wanted: Floats) -> Integers:
    """The first point of each row at which its law has that much behind it: the piece first, then within the piece."""
    bound = wanted[:, None] - _ROUNDING
    pieces = np.minimum((reached < bound).sum(axis=1), reached.shape[1] - 1)
    rows = np.arange(len(law))
    before = np.where(pieces > 0, reached[rows, pieces - 1], 0.0)
    within = before[:, None] + np.cumsum(law[rows, pieces], axis=1)
    return np.asarray(_PIECE * pieces + (within < bound).sum(axis=1))


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
    """The next whole number of pieces that has no prime factor above 5: lengths at which the transform is fast."""
    return np.asarray(_LENGTHS[np.searchsorted(_LENGTHS, least)])
