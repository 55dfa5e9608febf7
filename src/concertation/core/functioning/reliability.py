"""How far the items of one factor measure one thing: Cronbach’s α and McDonald’s ω."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Newton steps reach rounding error in about ten from the starting point below; a case that has not settled is unknown.
_STEPS = 100
_SETTLED = 1e-12
_HALVINGS = 20
# Below this a sum of squares is rounding: the item does not vary.
_NOTHING = 1e-9
# A loading this large has left the scale for good: nothing of one factor settles there.
_ASTRAY = 3.0
# Keeps a step of Newton downhill where the surface curves the other way.
_DAMPING = 1e-3


def pairwise_covariances(answers: Floats) -> Floats:
    """Covariances of items, each from the respondents who answered both.

    ``answers`` is respondents × items, or partnerships × respondents × items; ``nan`` is an unanswered item.
    Returns items × items, or one such matrix a partnership: Σ(x − x̄)(y − ȳ)/(n − 1) over the n respondents who
    answered both items, the means taken over those same respondents. A pair with fewer than two is ``nan``.

    Source: R’s ``cov(use = "pairwise.complete.obs")``, on which psych’s ``alpha`` rests (Revelle 2024).
    """
    answered = ~np.isnan(answers)
    x = np.where(answered, answers, 0.0)
    seen = answered.astype(np.float64)
    transposed = np.swapaxes(x, -1, -2)
    n = np.swapaxes(seen, -1, -2) @ seen
    first = transposed @ seen
    with np.errstate(invalid="ignore", divide="ignore"):
        covariances: Floats = (transposed @ x - first * np.swapaxes(first, -1, -2) / n) / (n - 1.0)
    return np.where(n >= 2, covariances, np.nan)


def pairwise_correlations(answers: Floats) -> Floats:
    """Correlations of items, each from the respondents who answered both.

    Shapes and blanks as in ``pairwise_covariances``; both standard deviations are those of the same respondents, so
    that none is beyond 1. ``nan`` for a pair that fewer than two answered, or of which one does not vary.

    Source: R’s ``cor(use = "pairwise.complete.obs")``, on which psych’s ``fa`` rests.
    """
    answered = ~np.isnan(answers)
    x = np.where(answered, answers, 0.0)
    seen = answered.astype(np.float64)
    transposed, stood = np.swapaxes(x, -1, -2), np.swapaxes(seen, -1, -2)
    return correlations_of_sums(stood @ seen, transposed @ seen, np.swapaxes(x * x, -1, -2) @ seen, transposed @ x)


def correlations_of_sums(n: Floats, first: Floats, squares: Floats, products: Floats) -> Floats:
    """Correlations from sums over those who answered both items of each pair.

    … × k × k each: their number, Σx of the row’s item, Σx² of the row’s item, and Σxy.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        own = squares - first**2 / n
        joint = products - first * np.swapaxes(first, -1, -2) / n
        both = np.sqrt(own * np.swapaxes(own, -1, -2))
        return np.asarray(np.where(both > _NOTHING, np.clip(joint / both, -1.0, 1.0), np.nan))


def cronbach_alpha(covariances: Floats) -> Floats:
    """Cronbach’s α: the reliability of a sum of items that measure one thing equally well.

    α = k/(k − 1) · (1 − Σσ²ᵢ/σ²_total), where σ²_total is the sum of all k × k covariances. It is a lower bound of the
    reliability when the items measure unequally, and can be below zero. ``covariances`` is … × k × k; the answer has
    the leading shape. ``nan`` where a covariance is missing, where nothing varies, or when k is 1.

    Source: Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16, p. 299.
    """
    k = covariances.shape[-1]
    total = covariances.sum(axis=(-1, -2))
    own = np.trace(covariances, axis1=-2, axis2=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(total > 0, k / np.float64(k - 1) * (1.0 - own / total), np.nan))


def one_factor_loadings(correlations: Floats) -> Floats:
    """Loadings λ of one factor that leave the least behind outside the diagonal (minres).

    Minimises Σ_{i<j} (r_ij − λᵢλⱼ)², by Newton’s method from the first principal axis; the sign is chosen so that the
    loadings sum to a positive number. ``correlations`` is … × k × k with k ≥ 3; the answer is … × k. ``nan`` where a
    correlation is missing, where the steps do not settle, or where a loading is beyond 1 (a Heywood case: one item
    would hold more than all its variance).

    Source: Harman, H. H. & Jones, W. H. (1966). Factor analysis by minimizing residuals (minres). Psychometrika 31,
    p. 351.
    """
    flat = correlations.reshape(-1, *correlations.shape[-2:])
    whole = ~np.isnan(flat).any(axis=(-1, -2))
    loadings = np.full(flat.shape[:-1], np.nan)
    if whole.any():
        loadings[whole] = _minimise_residuals(flat[whole])
    return loadings.reshape(correlations.shape[:-1])


def omega_total(loadings: Floats) -> Floats:
    """McDonald’s ω of one factor: the share of the variance of the sum that the factor holds.

    ω = (Σλ)²/((Σλ)² + Σ(1 − λ²)), for standardised items. ``loadings`` is … × k; ``nan`` where they are missing.

    Source: McDonald, R. P. (1999). Test theory: a unified treatment, p. 89.
    """
    common = loadings.sum(axis=-1) ** 2
    return np.asarray(common / (common + (1.0 - loadings**2).sum(axis=-1)))


def _minimise_residuals(correlations: Floats) -> Floats:
    """Damped Newton for every case at once; those that have settled, or have left the scale, are left alone."""
    values, vectors = np.linalg.eigh(correlations)
    loadings = vectors[..., -1] * np.sqrt(values[..., -1:]) * 0.9
    moving = np.arange(len(loadings))
    settled = np.zeros(len(loadings), dtype=bool)
    for _step in range(_STEPS):
        change = _downhill(correlations[moving], loadings[moving])
        loadings[moving] -= change
        largest = np.abs(change).max(axis=-1)
        settled[moving] = largest < _SETTLED
        moving = moving[(largest >= _SETTLED) & (np.abs(loadings[moving]).max(axis=-1) < _ASTRAY)]
        if not len(moving):
            break
    settled &= np.abs(loadings).max(axis=-1) <= 1.0
    signs = np.where(loadings.sum(axis=-1, keepdims=True) < 0, -1.0, 1.0)
    return np.where(settled[..., None], loadings * signs, np.nan)


def _downhill(correlations: Floats, loadings: Floats) -> Floats:
    """Newton’s step, shortened where it would lead uphill."""
    k = correlations.shape[-1]
    off = 1.0 - np.eye(k)
    outer = loadings[..., :, None] * loadings[..., None, :]
    gradient = -(((correlations - outer) * off) @ loadings[..., None])[..., 0]
    own = (loadings**2).sum(axis=-1, keepdims=True) - loadings**2
    curvature = (outer * 2.0 - correlations) * off + np.eye(k) * own[..., None, :]
    lowest = np.linalg.eigvalsh(curvature)[..., :1, None]
    curvature = curvature + np.eye(k) * np.maximum(0.0, _DAMPING - lowest)
    change = np.linalg.solve(curvature, gradient[..., None])[..., 0]
    before = _left_behind(correlations, loadings)
    for _halving in range(_HALVINGS):
        worse = _left_behind(correlations, loadings - change) > before + _SETTLED
        if not worse.any():
            break
        change = np.where(worse[..., None], change / 2.0, change)
    return change


def _left_behind(correlations: Floats, loadings: Floats) -> Floats:
    residuals = correlations - loadings[..., :, None] * loadings[..., None, :]
    return np.asarray(
        (residuals**2).sum(axis=(-1, -2)) - (np.diagonal(residuals, axis1=-2, axis2=-1) ** 2).sum(axis=-1)
    )
