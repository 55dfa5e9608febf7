"""How two organisations come to be tied, one way or both at once, learned from pairs that both answered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from concertation.core.network.certainty.dyad_model import DyadModel, Pairs, fit_dyads
from concertation.core.network.certainty.pair_features import NAMED_BACK_THROUGH
from concertation.core.network.certainty.reports import Flags, Floats, Indices

_ROUNDS = 30
_SETTLED = 1e-6
_LONGEST_STEP = 2.0
# Spreads of the normal law that keeps coefficients finite; that of ρ lets nearly all ties be returned.
_PRIOR_SPREAD, _MUTUAL_SPREAD = 1.0, 10.0
_LEAST_SPREAD = 0.05


@dataclass(frozen=True, eq=False)
class Models:
    """The law of an arc ``given`` the other of its pair, and that of ``both`` at once, where neither is known."""

    given: DyadModel
    both: DyadModel


@dataclass(frozen=True, eq=False)
class _Ends:
    """Pairs of respondents: who is ``one`` and who the ``other``, features each way, arcs, how much each counts."""

    one: Indices
    other: Indices
    forth: Floats
    back: Floats
    said: Flags
    returned: Flags
    counts: Floats


def fit_models(pairs: Pairs, centre: Floats, scale: Floats) -> Models:
    """Both laws, learned from the same pairs."""
    given = fit_dyads(pairs, centre, scale)
    return Models(given, fit_pairs(pairs, given))


def blind(x: Floats) -> Floats:
    """Even features without what j alone can tell, which says who is near it and not whether it names i."""
    unseen = x.copy()
    unseen[..., NAMED_BACK_THROUGH] = 0.0
    return unseen


def fit_pairs(pairs: Pairs, given: DyadModel) -> DyadModel:
    """The law of both arcs of a pair: P(yᵢⱼ, yⱼᵢ) ∝ exp(oᵢⱼ·yᵢⱼ + oⱼᵢ·yⱼᵢ + ρ·yᵢⱼ·yⱼᵢ), o = x·β + aᵢ + κ·cᵢⱼ.

    Where nearly all ties are returned, one arc given the other says little of which pairs are tied; the pair says all.
    c is ``heard_closure``; who names nobody is as ``given`` has it. Penalised quasi-likelihood, as there: the variance
    of a is found by expectation–maximisation, steps are Newton’s, all coefficients at once.

    Sources: those of ``fit_dyads``.
    """
    ends, people = _ends(pairs, given.quiet), len(pairs.named)
    count = ends.forth.shape[1] + 1
    theta, spread = np.r_[pairs.usual_odds, np.zeros(count - 1 + people)], 0.25
    prior = np.r_[1e-6, np.full(count - 2, _PRIOR_SPREAD**-2.0), _MUTUAL_SPREAD**-2.0]
    for _ in range(_ROUNDS):
        curve, slope, by_pair = _moments(ends, theta, people)
        penalty = np.r_[prior, np.full(people, 1 / spread)]
        curve[np.diag_indices_from(curve)] += penalty
        step = np.linalg.solve(curve, slope - penalty * theta)
        step *= min(1.0, _LONGEST_STEP / max(float(np.abs(step).max()), 1e-12))
        theta = theta + step
        variance = np.diag(np.linalg.inv(curve[count:, count:]))
        spread = float(np.average(theta[count:] ** 2 + variance, weights=1 - given.quiet))
        spread = max(spread, _LEAST_SPREAD**2)
        if np.abs(step).max() < _SETTLED:
            break
    shifts = _shifts(curve, by_pair, ends, people)
    return DyadModel(theta[:count], theta[count:], variance, shifts, given.centre, given.scale, given.quiet)


def _ends(pairs: Pairs, quiet: Floats) -> _Ends:
    one, other = np.triu_indices(len(pairs.named), 1)
    x = np.concatenate((blind(pairs.x[..., :-2]), pairs.heard[..., None]), axis=-1)
    named, heard = pairs.named > 0, 1 - quiet
    return _Ends(
        one,
        other,
        x[one, other],
        x[other, one],
        named[one, other],
        named[other, one],
        heard[one] * heard[other],
    )


def _moments(ends: _Ends, theta: Floats, people: int) -> tuple[Floats, Floats, Floats]:
    """Curvature and slope in β, κ, ρ and all aᵢ, and slopes in β, κ, ρ of each pair."""
    p, q, twice = _chances(ends, theta)
    left_p, left_q, left_twice = (
        ends.counts * left for left in (ends.said - p, ends.returned - q, (ends.said & ends.returned) - twice)
    )
    by_pair = np.column_stack([ends.forth * left_p[:, None] + ends.back * left_q[:, None], left_twice])
    slope = np.r_[by_pair.sum(axis=0), _by_end(ends, left_p, left_q, people)]
    return _curve(ends, p, q, twice, people), slope, by_pair


def _chances(ends: _Ends, theta: Floats) -> tuple[Floats, Floats, Floats]:
    """Of each pair, the chance of the arc forth, of the arc back, and of both."""
    beta, mutual, senders = np.split(theta, [ends.forth.shape[1], ends.forth.shape[1] + 1])
    there, here = ends.forth @ beta + senders[ends.one], ends.back @ beta + senders[ends.other]
    ways = np.stack([np.zeros_like(there), there, here, there + here + mutual])
    chance = np.exp(ways - ways.max(axis=0))
    chance /= chance.sum(axis=0)
    return chance[1] + chance[3], chance[2] + chance[3], chance[3]


def _curve(ends: _Ends, p: Floats, q: Floats, twice: Floats, people: int) -> Floats:
    """Variances and covariances of both arcs and of their product, summed as the coefficients weigh them."""
    forth, back = ends.forth, ends.back
    pp, qq, pq, pt, qt, tt = (
        ends.counts * part
        for part in (p * (1 - p), q * (1 - q), twice - p * q, twice * (1 - p), twice * (1 - q), twice * (1 - twice))
    )
    of_one = np.column_stack([forth * pp[:, None] + back * pq[:, None], pt])
    of_other = np.column_stack([back * qq[:, None] + forth * pq[:, None], qt])
    count = of_one.shape[1]
    one, other, inner = count + ends.one, count + ends.other, np.arange(count, count + people)
    curve = np.zeros((count + people, count + people))
    curve[: count - 1, :count] = forth.T @ of_one + back.T @ of_other
    curve[count - 1, :count] = np.r_[curve[: count - 1, count - 1], tt.sum()]
    curve[count:, :count] = _by_end(ends, of_one, of_other, people)
    curve[:count, count:] = curve[count:, :count].T
    curve[one, other] = curve[other, one] = pq
    curve[inner, inner] = _by_end(ends, pp, qq, people)
    return curve


def _by_end(ends: _Ends, of_one: Floats, of_other: Floats, people: int) -> Floats:
    """Sums by respondent of what each pair has for either of its ends."""
    square = np.zeros((people, people, *of_one.shape[1:]))
    square[ends.one, ends.other], square[ends.other, ends.one] = of_one, of_other
    return np.asarray(square.sum(axis=1))


def _shifts(curve: Floats, by_pair: Floats, ends: _Ends, people: int) -> Floats:
    """How far each respondent moves β, κ and ρ; each pair is of both its ends, so that its square counts once."""
    slopes, count = _by_end(ends, by_pair, by_pair, people), by_pair.shape[1]
    return np.asarray(slopes @ np.linalg.inv(curve)[:count, :count] / np.sqrt(2.0))
