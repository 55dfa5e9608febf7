"""How one organisation comes to name another, learned from pairs that both answered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from concertation.core.network.certainty.pair_features import closure, heard_closure, pair_features
from concertation.core.network.certainty.reports import Flags, Floats, Reports

_ROUNDS = 40
_SETTLED = 1e-8
_LONGEST_STEP = 2.0
# Spread of the normal law that keeps coefficients finite where the pairs separate (features have spread 1).
_PRIOR_SPREAD = 2.5
_LEAST_SPREAD = 0.05
# Of those that name nobody whatever: how many are supposed before any is heard; and the normal law of senders, summed.
_FIRST_SHARE = 0.5
_TINY = 1e-300
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(7)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()


@dataclass(frozen=True, eq=False)
class DyadModel:
    """Log-odds that i names j: x·β + aᵢ + κ·cᵢⱼ + ρ·(j names i).

    x are ``pair_features`` made even (``centre``, ``scale``), c is ``closure``. ``coefficients`` are β, κ, ρ;
    ``senders`` the aᵢ of respondents and ``sender_variance`` theirs, given what they told; ``shifts`` (respondents ×
    coefficients) how far each respondent moves the coefficients when it counts once more; ``quiet`` the chance that a
    respondent is one of those that name nobody, whoever they are asked about.
    """

    coefficients: Floats
    senders: Floats
    sender_variance: Floats
    shifts: Floats
    centre: Floats
    scale: Floats
    quiet: Floats

    @property
    def freedom(self) -> int:
        """Respondents beyond coefficients, three at the least."""
        return max(len(self.senders) - len(self.coefficients), 3)

    def even(self, features: Floats) -> Floats:
        """Features as the coefficients expect them."""
        return (features - self.centre) / self.scale


@dataclass(frozen=True, eq=False)
class Pairs:
    """Ordered pairs of respondents: ``x`` with closure and the other direction last, ``named``, and which are pairs.

    ``heard`` is closure through respondents alone, which can be told of two silent organisations too.
    """

    x: Floats
    named: Floats
    apart: Flags
    heard: Floats

    @property
    def usual_odds(self) -> float:
        """Log-odds of an arc, whoever it is of: where a fit begins."""
        share = np.clip(self.named[self.apart].mean(), 1e-3, 1 - 1e-3)
        return float(np.log(share / (1 - share)))


def respondent_pairs(reports: Reports) -> tuple[Pairs, Floats, Floats]:
    """What the model is learned from, and the centre and scale of its features."""
    rows = reports.respondents
    apart = ~np.eye(len(rows), dtype=np.bool_)
    features = pair_features(reports, rows, rows)
    centre, scale = features[apart].mean(axis=0), features[apart].std(axis=0)
    centre[0], scale = 0.0, np.where(scale > 1e-9, scale, 1.0)
    named = reports.told[np.ix_(rows, rows)]
    shut = closure(reports, reports.told[rows])[:, rows]
    x = np.concatenate(((features - centre) / scale, shut[..., None], named.T[..., None]), axis=-1)
    heard = heard_closure(reports, rows, reports.told[rows])[:, rows]
    return Pairs(x, named, apart, heard), centre, scale


def fit_dyads(pairs: Pairs, centre: Floats, scale: Floats) -> DyadModel:
    """The model of pairs of respondents: penalised quasi-likelihood, one arc given all others.

    aᵢ is normal, its variance found by expectation–maximisation. ρ is the reciprocity of p₁: given the other direction,
    an arc of p₁ has this law. Coefficients have a normal prior (spread 2.5), so that pairs that separate do no harm.
    Some may name nobody whatever: whoever named nobody counts as far as the law makes that likely (zero inflation).

    Sources: Holland, P. W. & Leinhardt, S. (1981). An exponential family of probability distributions for directed
    graphs. JASA 76, pp. 33–50; van Duijn, M., Snijders, T. & Zijlstra, B. (2004). p2: a random effects model with
    covariates for directed graphs. Statistica Neerlandica 58, pp. 234–254; Breslow, N. & Clayton, D. (1993).
    Approximate inference in generalized linear mixed models. JASA 88, pp. 9–25; Lambert, D. (1992). Zero-inflated
    Poisson regression. Technometrics 34, pp. 1–14.
    """
    people, _, count = pairs.x.shape
    beta, senders, spread = np.r_[pairs.usual_odds, np.zeros(count - 1)], np.zeros(people), 0.25
    penalty = np.diag(np.r_[1e-6, np.full(count - 1, _PRIOR_SPREAD**-2.0)])
    quiet, share = np.zeros(people), _FIRST_SHARE
    for _ in range(_ROUNDS):
        curve, slope, step, moved, variance = _newton(pairs, beta, senders, spread, penalty, 1 - quiet)
        beta, senders = beta + step, senders + moved
        spread = max(float(np.average(senders**2 + variance, weights=1 - quiet)), _LEAST_SPREAD**2)
        quiet = _quiet(pairs, beta, spread, share)
        share = float(quiet.mean())
        if max(np.abs(step).max(), np.abs(moved).max()) < _SETTLED:
            break
    shifts = np.linalg.solve(curve, _by_respondent(slope, pairs, beta, senders, 1 - quiet).T).T
    return DyadModel(beta, senders, variance, np.asarray(shifts), centre, scale, quiet)


def _by_respondent(slope: Floats, pairs: Pairs, beta: Floats, senders: Floats, counts: Floats) -> Floats:
    """Slopes by respondent: of what it told; of ρ, of the pairs it is in, since both arcs of a pair say the same."""
    left = counts[:, None] * pairs.apart * (pairs.named - logistic(pairs.x @ beta + senders[:, None]))
    received = (left * pairs.x[..., -1]).sum(axis=0)
    return np.column_stack([slope[:, :-1], (slope[:, -1] + received) / np.sqrt(2.0)])


def _newton(
    pairs: Pairs, beta: Floats, senders: Floats, spread: float, penalty: Floats, counts: Floats
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """One step of β and of the senders, each sender’s effect swept out: curvature, slopes, both steps, variances.

    A respondent counts as much as ``counts`` has it.
    """
    expected = logistic(pairs.x @ beta + senders[:, None])
    counted = counts[:, None] * pairs.apart
    left, weight = counted * (pairs.named - expected), counted * expected * (1 - expected)
    own = weight.sum(axis=1) + 1 / spread
    weighted = pairs.x * weight[..., None]
    cross = weighted.sum(axis=1)
    flat = len(penalty)
    whole = weighted.reshape(-1, flat).T @ pairs.x.reshape(-1, flat) + penalty
    curve = whole - cross.T @ (cross / own[:, None])
    slope = np.einsum("ijk,ij->ik", pairs.x, left)
    of_sender = left.sum(axis=1) - senders / spread
    step = np.linalg.solve(curve, slope.sum(axis=0) - penalty @ beta - cross.T @ (of_sender / own))
    step = np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
    moved = np.clip((of_sender - cross @ step) / own, -_LONGEST_STEP, _LONGEST_STEP)
    return curve, slope, step, moved, 1 / own


def _quiet(pairs: Pairs, beta: Floats, spread: float, share: float) -> Floats:
    """Of each respondent, the chance that it is one of those that name nobody; ``share`` are, before any is heard."""
    quiet = np.zeros(len(pairs.named))
    rows = np.flatnonzero(pairs.named.sum(axis=1) == 0)
    odds = pairs.x[rows] @ beta + np.sqrt(spread) * _NODES[:, None, None]
    by_chance = _WEIGHTS @ np.exp(-(np.logaddexp(0.0, odds) * pairs.apart[rows]).sum(axis=-1))
    quiet[rows] = share / np.maximum(share + (1 - share) * by_chance, _TINY)
    return quiet


def logistic(odds: Floats) -> Floats:
    """1/(1 + e^−odds)."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30))))
