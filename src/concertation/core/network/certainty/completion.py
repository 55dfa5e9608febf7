"""Draws of what the silent would have told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from concertation.core.network.certainty.dyad_model import DyadModel, Pairs, fit_dyads, logistic, respondent_pairs
from concertation.core.network.certainty.pair_features import POPULARITY_OF_NAMED, closure, pair_features
from concertation.core.network.certainty.popularity import popularity_noise
from concertation.core.network.certainty.reports import Flags, Floats, Indices, Reports

# Cells drawn at once: bounds the memory of a large network.
_CELLS = 2_000_000
# Times the arcs of the silent are drawn again, half at a time, given one another.
_SWEEPS = 6
_CALIBRATION_DRAWS = 40
_CALIBRATION_ROUNDS = 6


@dataclass(frozen=True, eq=False)
class _Parameters:
    """Of each draw: ``beta`` (draws × coefficients), ``senders`` (draws × rows), ``noise`` (draws × organisations)."""

    beta: Floats
    senders: Floats
    noise: Floats


def completed_rows(reports: Reports, *, seed: int, draws: int) -> Iterator[Flags]:
    """Draws of the rows of the silent, each silent × organisations: proper multiple imputation.

    A draw weighs respondents by the Bayesian bootstrap, moves the coefficients of ``fit_dyads`` by one Newton step
    under these weights, widened as Student’s t has it for so few respondents, draws popularity from its beta law,
    gives each silent organisation the effect of a respondent drawn with the same weights, then draws its arcs: to a
    respondent, given whether that one named it; between two silent, both at once from the joint law of the pair; and
    again ``_SWEEPS`` times, given whom it names. Two constants make draws on respondents have as many arcs, and as many
    returned, as they told. The same seed gives the same draws.

    Sources: Rubin, D. B. (1981). The Bayesian bootstrap. Annals of Statistics 9, pp. 130–134; Huisman, M. (2009).
    Imputation of missing network data. Journal of Social Structure 10; Krause, R., Huisman, M., Steglich, C. &
    Snijders, T. (2020). Missing data in cross-sectional networks. Social Networks 62, pp. 99–112.
    """
    generator = np.random.default_rng(seed)
    pairs, centre, scale = respondent_pairs(reports)
    model = fit_dyads(pairs, centre, scale)
    shift = _calibrated(reports, model, pairs, generator)
    x = model.even(pair_features(reports, reports.silent, np.arange(reports.size)))
    step = max(1, _CELLS // max(len(reports.silent) * reports.size, 1))
    for first in range(0, draws, step):
        yield from _drawn(reports, model, x, shift, min(step, draws - first), generator)


def _drawn(
    reports: Reports, model: DyadModel, x: Floats, shift: Floats, draws: int, generator: np.random.Generator
) -> Flags:
    parameters = _parameters(reports, model, len(reports.silent), draws, generator)
    odds = _odds(model, x, parameters, np.arange(reports.size)) + shift[0]
    shut, mutual = parameters.beta[:, -2, None, None], parameters.beta[:, -1, None, None] + shift[1]
    rows = _draw(reports, odds, mutual, generator)
    for _ in range(_SWEEPS):
        given = odds + shut * closure(reports, rows.astype(np.float32))
        fresh = _draw(reports, given, mutual, generator)
        rows = np.where(_half(rows.shape, reports.silent, generator), fresh, rows)
    return rows


def _parameters(
    reports: Reports, model: DyadModel, rows: int, draws: int, generator: np.random.Generator
) -> _Parameters:
    people = len(model.senders)
    weights = generator.exponential(size=(draws, people))
    weights *= people / weights.sum(axis=1, keepdims=True)
    widening = np.sqrt(people / generator.chisquare(model.freedom, draws))[:, None]
    donors = _drawn_by_weight(weights, rows, generator)
    blurred = model.senders[donors] + np.sqrt(model.sender_variance[donors]) * generator.standard_normal(donors.shape)
    usual = (weights @ model.senders / people)[:, None]
    return _Parameters(
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


def _odds(model: DyadModel, x: Floats, parameters: _Parameters, columns: Indices) -> Floats:
    """Draws × rows × columns, before closure and the other direction."""
    lean = parameters.beta[:, POPULARITY_OF_NAMED, None] / model.scale[POPULARITY_OF_NAMED]
    odds = np.moveaxis(x @ parameters.beta[:, : x.shape[-1]].T, -1, 0) + parameters.senders[:, :, None]
    return np.asarray(odds + (lean * parameters.noise[:, columns])[:, None, :])


def _calibrated(reports: Reports, model: DyadModel, pairs: Pairs, generator: np.random.Generator) -> Floats:
    """What to add to all log-odds and to ρ, for draws on respondents to keep their arcs and returned arcs in number.

    Log-odds that vary from draw to draw would otherwise give too many arcs, the logistic law being convex below ½.
    """
    parameters = _parameters(reports, model, len(reports.respondents), _CALIBRATION_DRAWS, generator)
    odds = _odds(model, pairs.x[..., :-2], parameters, reports.respondents)
    odds = odds + np.einsum("ijk,dk->dij", pairs.x[..., -2:], parameters.beta[:, -2:])
    odds, back, named = odds[:, pairs.apart], pairs.x[pairs.apart][:, -1], pairs.named[pairs.apart]
    aims, shift = np.array([named.mean(), (named * back).mean()]), np.zeros(2)
    for _ in range(_CALIBRATION_ROUNDS):
        expected = logistic(odds + shift[0] + shift[1] * back).mean(axis=0)
        got = np.array([expected.mean(), (expected * back).mean()])
        steep = expected * (1 - expected)
        both = (steep * back).mean()
        curve = np.array([[steep.mean(), both], [both, both]]) + 1e-9 * np.eye(2)
        shift = shift + np.clip(np.linalg.solve(curve, aims - got), -1, 1)
    return shift


def _draw(reports: Reports, odds: Floats, mutual: Floats, generator: np.random.Generator) -> Flags:
    silent = reports.silent
    chance = generator.random(odds.shape)
    rows = chance < logistic(odds + mutual * reports.told[:, silent].T)
    one, other = np.triu_indices(len(silent), 1)
    forth, back = (one, silent[other]), (other, silent[one])
    rows[:, *forth], rows[:, *back] = _drawn_pairs(
        odds[:, *forth], odds[:, *back], mutual[:, 0], chance[:, *forth], chance[:, *back]
    )
    rows[:, np.arange(len(silent)), silent] = False
    return rows


def _half(shape: tuple[int, ...], silent: Indices, generator: np.random.Generator) -> Flags:
    """Half of the cells, both directions of a pair of silent together."""
    half = generator.random(shape, dtype=np.float32) < 0.5
    one, other = np.triu_indices(len(silent), 1)
    half[:, other, silent[one]] = half[:, one, silent[other]]
    return half


def _drawn_pairs(forth: Floats, back: Floats, mutual: Floats, one: Floats, other: Floats) -> tuple[Flags, Flags]:
    """Both arcs of pairs of silent: P(yᵢⱼ, yⱼᵢ) ∝ exp(oᵢⱼ·yᵢⱼ + oⱼᵢ·yⱼᵢ + ρ·yᵢⱼ·yⱼᵢ), drawn from two chances."""
    is_forth = one < logistic(forth + np.logaddexp(0.0, back + mutual) - np.logaddexp(0.0, back))
    return is_forth, other < logistic(back + mutual * is_forth)
