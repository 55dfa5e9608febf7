"""Two measures of how unequally something is shared."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def herfindahl(shares: ArrayLike) -> float:
    """Herfindahl–Hirschman index Σ p² of amounts as shares; 1 when one holds all, 1/n when all equal.

    Not a number when there is nothing to share. Hirschman 1945; Herfindahl 1950.
    """
    amounts = np.asarray(shares, dtype=float)
    total = amounts.sum()
    return float(((amounts / total) ** 2).sum()) if total > 0 else float("nan")


def gini(values: ArrayLike) -> NDArray[np.float64]:
    """Gini coefficient along the last axis: Σ_i Σ_j |x_i − x_j| / (2 n² mean); 0 when all are equal.

    Infinite values are taken as the limit: with k of n infinite, (n − k)/n. Zero when all values are zero.
    Values must not be negative. Gini 1912, in the form of Sen 1973.
    """
    x = np.sort(np.asarray(values, dtype=float), axis=-1)
    n = x.shape[-1]
    infinite = np.isinf(x).sum(axis=-1)
    finite = np.where(np.isinf(x), 0.0, x)
    ranks = np.arange(1, n + 1)
    total = finite.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        usual = 2 * (ranks * finite).sum(axis=-1) / (n * total) - (n + 1) / n
    usual = np.where(total > 0, usual, 0.0)
    return np.where(infinite > 0, (n - infinite) / n, usual)
