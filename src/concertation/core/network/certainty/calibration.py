"""Constants that make draws on respondents have as many arcs, and as many returned, as they told."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from concertation.core.network.certainty.dyad_model import Pairs, logistic
from concertation.core.network.certainty.pair_model import Models, blind
from concertation.core.network.certainty.parameters import drawn_parameters, odds_of
from concertation.core.network.certainty.reports import Floats, Reports

# As many draws as so many cells hold, forty at most.
_CELLS = 4_000_000
_MOST_DRAWS, _FEWEST_DRAWS = 40, 4
_ROUNDS = 25
_SETTLED = 1e-6
# Keeps the constants finite where every tie is returned, or none is.
_RIDGE = 1e-6


@dataclass(frozen=True, eq=False)
class Shifts:
    """What to add to all log-odds, then to ρ: for an arc whose other direction is known, and for pairs drawn both ways.

    Log-odds that vary from draw to draw would otherwise give too many arcs, the logistic law being convex below ½; and
    where nearly all ties are returned, one arc given the other says little of how many pairs are tied.
    """

    given: Floats
    both: Floats


def calibrated(reports: Reports, models: Models, pairs: Pairs, generator: np.random.Generator) -> Shifts:
    """The constants for which draws on pairs of respondents keep their arcs and returned arcs in number."""
    people = len(reports.respondents)
    draws = max(_FEWEST_DRAWS, min(_MOST_DRAWS, _CELLS // people**2))
    parameters = drawn_parameters(reports, models, people, draws, generator)
    x, noise = pairs.x[..., :-2], parameters.noise[:, reports.respondents]
    given, both = parameters.given, parameters.both
    seen = odds_of(models.given, x, given, noise) + given.shut * pairs.x[..., -2]
    unseen = odds_of(models.both, blind(x), both, noise) + both.shut * pairs.heard
    one, other = np.triu_indices(people, 1)
    return Shifts(
        given=_of_arcs((seen + given.mutual[:, None, None] * pairs.x[..., -1])[:, pairs.apart], pairs),
        both=_of_pairs(unseen[:, one, other], unseen[:, other, one], both.mutual[:, None], pairs),
    )


def _of_arcs(odds: Floats, pairs: Pairs) -> Floats:
    back, named = pairs.x[pairs.apart][:, -1], pairs.named[pairs.apart]
    aims, shift = np.array([named.mean(), (named * back).mean()]), np.zeros(2)
    for _ in range(_ROUNDS):
        expected = logistic(odds + shift[0] + shift[1] * back)
        got = np.array([expected.mean(), (expected * back).mean()])
        steep = (expected * (1 - expected)).mean(axis=0)
        both = (steep * back).mean()
        moved = _step(np.array([[steep.mean(), both], [both, both]]), aims - got)
        shift = shift + moved
        if np.abs(moved).max() < _SETTLED:
            break
    return shift


def _of_pairs(forth: Floats, back: Floats, mutual: Floats, pairs: Pairs) -> Floats:
    """Moments of a pair: arcs, and whether both stand; their covariances are the slopes."""
    one, other = np.triu_indices(len(pairs.named), 1)
    told = pairs.named[one, other], pairs.named[other, one]
    aims, shift = np.array([(told[0] + told[1]).mean(), (told[0] * told[1]).mean()]), np.zeros(2)
    for _ in range(_ROUNDS):
        first, second = forth + shift[0], back + shift[0]
        ways = np.stack([np.zeros_like(first), first, second, first + second + mutual + shift[1]])
        shares = np.exp(ways - ways.max(axis=0))
        shares /= shares.sum(axis=0)
        single, double = shares[1] + shares[2], shares[3]
        arcs = single + 2 * double
        shared = (2 * double - arcs * double).mean()
        curve = np.array([[(single + 4 * double - arcs**2).mean(), shared], [shared, (double - double**2).mean()]])
        moved = _step(curve, aims - np.array([arcs.mean(), double.mean()]))
        shift = shift + moved
        if np.abs(moved).max() < _SETTLED:
            break
    return shift


def _step(curve: Floats, missing: Floats) -> Floats:
    return np.asarray(np.clip(np.linalg.solve(curve + _RIDGE * np.eye(2), missing), -1.0, 1.0))
