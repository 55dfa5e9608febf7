"""Draws of what the silent would have told."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from concertation.core.network.certainty.calibration import Shifts, calibrated
from concertation.core.network.certainty.dyad_model import logistic, respondent_pairs
from concertation.core.network.certainty.pair_features import closure, heard_closure, pair_features
from concertation.core.network.certainty.pair_model import Models, blind, fit_models
from concertation.core.network.certainty.parameters import drawn_parameters, odds_of
from concertation.core.network.certainty.reports import Flags, Floats, Indices, Reports

# Cells drawn at once: bounds the memory of a large network.
_CELLS = 2_000_000
# Times the arcs of the silent are drawn again, half at a time, given one another.
_SWEEPS = 6


def completed_rows(reports: Reports, *, seed: int, draws: int) -> Iterator[Flags]:
    """Draws of the rows of the silent, each silent × organisations: proper multiple imputation.

    A draw weighs respondents by the Bayesian bootstrap, moves the coefficients of ``fit_models`` by one Newton step
    under these weights, widened as Student’s t has it for so few respondents, draws popularity from its beta law,
    gives each silent organisation the effect of a respondent drawn with the same weights, naming nobody where that one
    is of those who do not, then draws its arcs: to a respondent, given whether that one named it; between two silent,
    both at once from the joint law of the pair; and again ``_SWEEPS`` times, given whom it names. Two constants of each
    law make draws on respondents have as many arcs, and as many returned, as they told. The same seed gives the same
    draws.

    Sources: Rubin, D. B. (1981). The Bayesian bootstrap. Annals of Statistics 9, pp. 130–134; Huisman, M. (2009).
    Imputation of missing network data. Journal of Social Structure 10; Krause, R., Huisman, M., Steglich, C. &
    Snijders, T. (2020). Missing data in cross-sectional networks. Social Networks 62, pp. 99–112.
    """
    generator = np.random.default_rng(seed)
    pairs, centre, scale = respondent_pairs(reports)
    models = fit_models(pairs, centre, scale)
    shifts = calibrated(reports, models, pairs, generator)
    x = models.given.even(pair_features(reports, reports.silent, np.arange(reports.size)))
    step = max(1, _CELLS // max(len(reports.silent) * reports.size, 1))
    for first in range(0, draws, step):
        yield from _drawn(reports, models, x, shifts, min(step, draws - first), generator)


def _drawn(
    reports: Reports, models: Models, x: Floats, shifts: Shifts, draws: int, generator: np.random.Generator
) -> Flags:
    silent = reports.silent
    parameters = drawn_parameters(reports, models, len(silent), draws, generator)
    given, both, noise = parameters.given, parameters.both, parameters.noise
    odds = odds_of(models.given, x, given, noise) + shifts.given[0]
    inner = odds_of(models.both, blind(x[:, silent]), both, noise[:, silent]) + shifts.both[0]
    odds += (given.mutual + shifts.given[1])[:, None, None] * reports.told[:, silent].T
    mutual = (both.mutual + shifts.both[1])[:, None]
    rows = _draw(silent, odds, inner, mutual, generator)
    for _ in range(_SWEEPS):
        heard = heard_closure(reports, silent, rows)[:, :, silent]
        fresh = _draw(silent, odds + given.shut * closure(reports, rows), inner + both.shut * heard, mutual, generator)
        rows = np.where(_half(rows.shape, silent, generator), fresh, rows)
    return rows


def _draw(silent: Indices, odds: Floats, inner: Floats, mutual: Floats, generator: np.random.Generator) -> Flags:
    chance = generator.random(odds.shape)
    rows = chance < logistic(odds)
    one, other = np.triu_indices(len(silent), 1)
    forth, back = (one, silent[other]), (other, silent[one])
    rows[:, *forth], rows[:, *back] = _drawn_pairs(
        inner[:, one, other], inner[:, other, one], mutual, chance[:, *forth], chance[:, *back]
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
