"""Coefficients, bents and popularity as they may be: drawn again for each completed network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from concertation.core.network.certainty.dyad_model import DyadModel
from concertation.core.network.certainty.pair_features import POPULARITY_OF_NAMED
from concertation.core.network.certainty.pair_model import Models
from concertation.core.network.certainty.popularity import popularity_noise
from concertation.core.network.certainty.reports import Flags, Floats, Indices, Reports

# Log-odds of an organisation that names nobody.
_NEVER = -30.0


@dataclass(frozen=True, eq=False)
class Drawn:
    """Of each draw of one model: ``beta`` (draws × coefficients) and ``senders`` (draws × rows)."""

    beta: Floats
    senders: Floats

    @property
    def shut(self) -> Floats:
        """The coefficient of closure."""
        return self.beta[:, -2, None, None]

    @property
    def mutual(self) -> Floats:
        """ρ."""
        return self.beta[:, -1]


@dataclass(frozen=True, eq=False)
class Parameters:
    """Draws of both models, of an arc ``given`` the other and of ``both`` at once, and of popularity.

    ``noise`` is draws × organisations.
    """

    given: Drawn
    both: Drawn
    noise: Floats


def drawn_parameters(
    reports: Reports, models: Models, rows: int, draws: int, generator: np.random.Generator
) -> Parameters:
    """Parameters for so many ``rows`` of organisations: the Bayesian bootstrap of ``completed_rows``."""
    people = len(reports.respondents)
    weights = generator.exponential(size=(draws, people))
    weights *= people / weights.sum(axis=1, keepdims=True)
    widening = np.sqrt(people / generator.chisquare(models.given.freedom, draws))[:, None]
    donors = _drawn_by_weight(weights, rows, generator)
    blur = widening * generator.standard_normal(donors.shape)
    is_quiet = generator.random(donors.shape) < models.given.quiet[donors]
    given, both = (_drawn(one, weights, widening, donors, blur, is_quiet) for one in (models.given, models.both))
    return Parameters(given, both, noise=popularity_noise(reports, draws, generator))


def _drawn(
    model: DyadModel, weights: Floats, widening: Floats, donors: Indices, blur: Floats, is_quiet: Flags
) -> Drawn:
    """What is not known of a bent is widened, and not the bent: hubs that were heard would name more than all."""
    counted = weights * (1 - model.quiet)
    usual = (counted @ model.senders / counted.sum(axis=1))[:, None]
    bent = model.senders[donors] - usual + np.sqrt(model.sender_variance[donors]) * blur
    return Drawn(
        beta=model.coefficients + widening * ((weights - 1.0) @ model.shifts),
        senders=np.where(is_quiet, _NEVER, bent),
    )


def _drawn_by_weight(weights: Floats, count: int, generator: np.random.Generator) -> Indices:
    """Of each row of weights, ``count`` columns drawn in proportion to them."""
    ladder = np.cumsum(weights, axis=1)
    picks = generator.random((len(weights), count)) * ladder[:, -1:]
    places = [np.searchsorted(steps, pick, side="right") for steps, pick in zip(ladder, picks, strict=True)]
    return np.asarray(np.minimum(np.stack(places), weights.shape[1] - 1), dtype=np.int64)


def odds_of(model: DyadModel, x: Floats, drawn: Drawn, noise: Floats) -> Floats:
    """Draws × rows × columns, before closure and the other direction; ``noise`` is that of the columns."""
    lean = drawn.beta[:, POPULARITY_OF_NAMED, None] / model.scale[POPULARITY_OF_NAMED]
    odds = np.moveaxis(x @ drawn.beta[:, : x.shape[-1]].T, -1, 0) + drawn.senders[:, :, None]
    return np.asarray(odds + (lean * noise)[:, None, :])
