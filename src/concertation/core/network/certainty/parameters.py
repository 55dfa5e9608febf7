"""Coefficients, bents and popularity as they may be: drawn again for each completed network."""

from __future__ import annotations

from dataclasses import dataclass
import os

import numpy as np

from concertation.core.network.certainty.dyad_model import DyadModel
from concertation.core.network.certainty.pair_features import POPULARITY_OF_NAMED
from concertation.core.network.certainty.popularity import popularity_noise
from concertation.core.network.certainty.reports import Floats, Indices, Reports


OPT = {'steady': 'steady' in os.environ.get('OPT',''), 'pair': 'pair' in os.environ.get('OPT','')}

@dataclass(frozen=True, eq=False)
class Parameters:
    """Of each draw: ``beta`` (draws × coefficients), ``senders`` (draws × rows), ``noise`` (draws × organisations)."""

    beta: Floats
    senders: Floats
    noise: Floats
    pair_beta: Floats | None = None
    pair_senders: Floats | None = None


def drawn_parameters(
    reports: Reports, model: DyadModel, pair_model: DyadModel, rows: int, draws: int, generator: np.random.Generator
) -> Parameters:
    """Parameters for so many ``rows`` of organisations: the Bayesian bootstrap of ``completed_rows``."""
    people = len(model.senders)
    weights = generator.exponential(size=(draws, people))
    weights *= people / weights.sum(axis=1, keepdims=True)
    widening = np.sqrt(people / generator.chisquare(model.freedom, draws))[:, None]
    donors = _drawn_by_weight(weights, rows, generator)
    noise = generator.standard_normal(donors.shape)
    mute = np.where(generator.random(donors.shape) < model.quiet[donors], -30.0, 0.0)
    steady = OPT["steady"]

    def bents(one: DyadModel) -> Floats:
        usual = (weights @ ((1 - model.quiet) * one.senders) / (weights @ (1 - model.quiet)))[:, None]
        own = one.senders[donors] - usual
        blur = np.sqrt(one.sender_variance[donors]) * noise
        return mute + ((own + widening * blur) if steady else widening * (own + blur))

    def moved(one: DyadModel) -> Floats:
        return one.coefficients + widening * ((weights - 1.0) @ one.shifts)

    return Parameters(moved(model), bents(model), popularity_noise(reports, draws, generator), moved(pair_model), bents(pair_model))



def _drawn_by_weight(weights: Floats, count: int, generator: np.random.Generator) -> Indices:
    """Of each row of weights, ``count`` columns drawn in proportion to them."""
    ladder = np.cumsum(weights, axis=1)
    picks = generator.random((len(weights), count)) * ladder[:, -1:]
    places = [np.searchsorted(steps, pick, side="right") for steps, pick in zip(ladder, picks, strict=True)]
    return np.asarray(np.minimum(np.stack(places), weights.shape[1] - 1), dtype=np.int64)


def odds_of(model: DyadModel, x: Floats, parameters: Parameters, columns: Indices, both: bool = False) -> Floats:
    """Draws × rows × columns, before closure and the other direction."""
    if both:
        parameters = Parameters(parameters.pair_beta, parameters.pair_senders, parameters.noise)
    lean = parameters.beta[:, POPULARITY_OF_NAMED, None] / model.scale[POPULARITY_OF_NAMED]
    odds = np.moveaxis(x @ parameters.beta[:, : x.shape[-1]].T, -1, 0) + parameters.senders[:, :, None]
    return np.asarray(odds + (lean * parameters.noise[:, columns])[:, None, :])
