"""How sure α and ω are: Feldt’s law for the one, draws of respondents for the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from concertation.core.functioning.distributions import fisher_quantile
from concertation.core.functioning.reliability import correlations_of_sums, omega_total, one_factor_loadings

Floats = NDArray[np.float64]

# How many times people are drawn again for the interval of ω.
OMEGA_DRAWS = 1_000


def alpha_interval(
    alpha: Floats, respondents: Floats, *, items: Floats | int, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Feldt’s interval of Cronbach’s α.

    (1 − α)/(1 − α̂) follows F with (n − 1)(k − 1) and n − 1 degrees of freedom, whence the limits
    1 − (1 − α̂)·F_{1−p}(n − 1, (n − 1)(k − 1)) and 1 − (1 − α̂)·F_p(same), p = (1 − ``confidence``)/2. It supposes
    normal, parallel items. ``nan`` where α is or where fewer than two people or items stand.

    Source: Feldt, L. S. (1965). The approximate sampling distribution of Kuder–Richardson reliability coefficient
    twenty. Psychometrika 30, pp. 357–370; as psych’s ``alpha.ci`` has it.
    """
    tail = (1.0 - confidence) / 2.0
    above = np.asarray(respondents, dtype=np.float64) - 1.0
    below = above * (items - 1)
    low, high = (
        1.0 - (1.0 - alpha) * fisher_quantile(np.full(above.shape, share), above, below) for share in (1.0 - tail, tail)
    )
    return low, high


def omega_interval(
    answers: Floats, *, seed: int, draws: int = OMEGA_DRAWS, confidence: float = 0.95
) -> tuple[float, float]:
    """Percentile interval of ω, from respondents drawn with replacement.

    ``answers`` is respondents × items of one factor, ``nan`` an unanswered item; each draw weighs respondents by how
    often they come, and correlations are those of ``pairwise_correlations``. Draws that have no ω (a Heywood case)
    are left out; when they are more than a tenth, both limits are ``nan``: the interval would tell of the others only.
    The same seed gives the same limits.

    Source: Kelley, K. & Pornprasertmanit, S. (2016). Confidence intervals for population reliability coefficients.
    Psychological Methods 21, pp. 69–92, who recommend the bootstrap for ω.
    """
    counts = np.random.default_rng(seed).multinomial(len(answers), np.full(len(answers), 1 / len(answers)), draws)
    omegas = omega_total(one_factor_loadings(_drawn_correlations(answers, counts.astype(np.float64))))
    found = omegas[~np.isnan(omegas)]
    if len(found) < 0.9 * draws:
        return float("nan"), float("nan")
    low, high = np.quantile(found, [(1.0 - confidence) / 2.0, (1.0 + confidence) / 2.0])
    return float(low), float(high)


def _drawn_correlations(answers: Floats, counts: Floats) -> Floats:
    """Pairwise correlations of each draw, from sums of products: one product of matrices for all draws."""
    answered = ~np.isnan(answers)
    x, seen = np.where(answered, answers, 0.0), answered.astype(np.float64)

    def summed(one: Floats, other: Floats) -> Floats:
        products = one[:, :, None] * other[:, None, :]
        return (counts @ products.reshape(len(answers), -1)).reshape(len(counts), *products.shape[1:])

    return correlations_of_sums(summed(seen, seen), summed(x, seen), summed(x * x, seen), summed(x, x))
