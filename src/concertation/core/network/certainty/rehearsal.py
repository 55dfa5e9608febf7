"""How far an interval must reach to hold what respondents told, tried by hiding some of them as well."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from concertation.core.network.certainty.completed import completed_networks
from concertation.core.network.certainty.conventions import CertaintyConventions
from concertation.core.network.certainty.reports import Floats
from concertation.core.network.network import Network

# Respondents that stay when others are hidden.
_FEWEST_LEFT = 6
# Extremes of a few hundred draws lie about half again as far as the quantiles at 2.5 and 97.5 %.
_WIDEST = 1.5
_UNHEARD_OF = 10.0
_TINY = 1e-9
# Of organisations, those who are truly first: the ones whose figures are read.
_FIRST = 0.2


def rehearsals(
    heard: Network, share: float, seed: int, conventions: CertaintyConventions, group: str | None
) -> tuple[tuple[Network, ...], ...]:
    """Completed networks of those ``heard``, a ``share`` of them hidden: some draws a trial, each of its own hidden.

    None where nobody was silent, too few would be left, or so many were heard that trials take long.
    """
    generator = np.random.default_rng((seed, 2))
    hidden = min(max(1, round(share * heard.size)), heard.size - _FEWEST_LEFT)
    if share <= 0.0 or hidden < 1 or heard.size > conventions.most_rehearsed:
        return ()
    trials = []
    for _ in range(conventions.rehearsals):
        answered = np.ones(heard.size, dtype=np.bool_)
        answered[generator.choice(heard.size, hidden, replace=False)] = False
        again, draws = int(generator.integers(2**32)), conventions.rehearsal_draws
        trials.append(tuple(completed_networks(heard, answered, seed=again, draws=draws, group=group)))
    return tuple(trials)


def distances(truth: Floats, values: Floats, confidence: float) -> Floats:
    """How far the truth lies from the median of the draws, in half-widths of the interval on that side.

    Of a measure of each organisation, for the fifth who are truly first. NaN where either is unknown.
    """
    tail = (1.0 - confidence) / 2.0
    truth, values = np.atleast_1d(truth), values.reshape(len(values), -1)
    first = np.argsort(-truth, kind="stable")[: max(1, round(_FIRST * len(truth)))]
    known = first[~np.isnan(truth[first]) & ~np.isnan(values[:, first]).all(axis=0)]
    found = np.full(len(first), np.nan)
    if not len(known):
        return found
    low, middle, high = np.nanquantile(values[:, known], [tail, 0.5, 1.0 - tail], axis=0)
    away = np.abs(truth[known] - middle)
    half = np.where(truth[known] > middle, high - middle, middle - low)
    found[: len(known)] = np.where(away <= _TINY, 0.0, np.minimum(away / np.maximum(half, _TINY), _UNHEARD_OF))
    return found


def calibrated_tail(away: Floats, confidence: float) -> float:
    """The quantile at which the interval begins, so that it would have held as many of the truths as it promises.

    Φ(−z·f): f is the quantile of the distances at ``confidence``, between 1 (never narrower) and 1.5; z that of the
    normal law. Quantiles of draws are networks that may be, so that no interval leaves what a measure can be.

    Source: Beran, R. (1987). Prepivoting to reduce level error of confidence sets. Biometrika 74, pp. 457–468.
    """
    normal = NormalDist()
    known = away[~np.isnan(away)]
    reach = float(np.clip(np.quantile(known, confidence), 1.0, _WIDEST)) if len(known) else 1.0
    return normal.cdf(normal.inv_cdf((1.0 - confidence) / 2.0) * reach)
