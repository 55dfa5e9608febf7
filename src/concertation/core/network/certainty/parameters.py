"""Coefficients, bents and popularity as they may be: drawn again for each completed network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from concertation.core.network.certainty.dyad_model import DyadModel
from concertation.core.network.certainty.pair_features import POPULARITY_OF_NAMED
from concertation.core.network.certainty.popularity import popularity_noise
from concertation.core.network.certainty.reports import Floats, Indices, Reports


@dataclass(frozen=True, eq=False)
class Parameters:
    """Of each draw: ``beta`` (draws × coefficients), ``senders`` (draws × rows), ``noise`` (draws × organisations)."""

    beta: Floats
    senders: Floats
    noise: Floats


def drawn_parameters(
    reports: Reports, model: DyadModel, rows: int, draws: int, generator: np.random.Generator
) -> Parameters:
    """Parameters for so many ``rows`` of organisations: the Bayesian bootstrap of ``completed_rows``."""
    people = len(model.senders)
    weights = generator.exponential(size=(draws, people))
    weights *= people / weights.sum(axis=1, keepdims=True)
    widening = np.sqrt(people / generator.chisquare(model.freedom, draws))[:, None]
    donors = _drawn_by_weight(weights, rows, generator)
    blurred = model.senders[donors] + np.sqrt(model.sender_variance[donors]) * generator.standard_normal(donors.shape)
    usual = (weights @ model.senders / people)[:, None]
    return Parameters(
        beta=model.coefficients + widening * ((weights - 1.0) @ model.shifts),
        senders=widening * (blurred - usual),
        noise=popularity_noise(reports, draws, generator),
    )


def _drawn_by_weight(weights: Floats, count: int, generator: np.random.Generator) -> Indices:
    """Of each row of weights, ``count`` columns drawn in proportion to them."""
    ladder = np.cumsum(weights, axis=1)
    picks = generator.random((len(weights), count)) * ladder[:, -1:]
    places = [np.searchsorted(steps, pick, side="right") for steps, pick in zip(ladder, picks, strict=True)]
    return np.asarray(np.minimum(np.stack(places), weights.shape[1] - 1), dtype=np.int64)


def odds_of(model: DyadModel, x: Floats, parameters: Parameters, columns: Indices) -> Floats:
    """Draws × rows × columns, before closure and the other direction."""
    lean = parameters.beta[:, POPULARITY_OF_NAMED, None] / model.scale[POPULARITY_OF_NAMED]
    odds = np.moveaxis(x @ parameters.beta[:, : x.shape[-1]].T, -1, 0) + parameters.senders[:, :, None]
    return np.asarray(odds + (lean * parameters.noise[:, columns])[:, None, :])
