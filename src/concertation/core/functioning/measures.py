"""Every figure of every factor of many partnerships at once; what may not be shown is not in the table."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.functioning.agreement import (
    SLIGHTLY_SKEWED_VARIANCE,
    mean_deviation,
    uniform_variance,
    within_group_agreement,
)
from concertation.core.functioning.bootstrap import bootstrap_means, expanded_tails
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.intervals import (
    count_members,
    numbers,
    organisation_units,
    range_outwards,
    summarise_units,
    with_spread,
)
from concertation.core.functioning.item_tables import ItemTable, tabulate_items
from concertation.core.functioning.reliability import (
    cronbach_alpha,
    omega_total,
    one_factor_loadings,
    pairwise_correlations,
    pairwise_covariances,
)
from concertation.core.functioning.reliability_intervals import alpha_interval, omega_interval
from concertation.core.functioning.scoring import score_partnerships, score_respondents
from concertation.core.functioning.silence import response, silence_bounds

Floats = NDArray[np.float64]

_KEYS = ["partnership", "factor"]
# Counts that are told whatever is suppressed.
_TOLD = ("respondents", "organisations", "is_suppressed", "is_anonymous")


def measure_factors(
    answers: pl.DataFrame,
    items: pl.DataFrame,
    participation: pl.DataFrame,
    *,
    conventions: FunctioningConventions,
    highest: int = 5,
) -> pl.DataFrame:
    """One line a partnership × factor with all that can be said of it.

    ``answers`` and ``items`` as in ``scoring``, ``participation`` as in ``intervals``. Columns: those of
    ``score_partnerships``; low, high, is_interval (of ``score``; in anonymous waves of ``score_by_respondents``);
    silent, worst, best, plausible_low, plausible_high; alpha, alpha_low, alpha_high, omega (null below thirty people);
    agreement, agreement_skewed, deviation. Where a factor is suppressed all but the counts is null;
    ``score_by_respondents`` is null too where, taken with ``score``, it would give few people away
    (``is_weighting_suppressed``). People of a partnership that ``participation`` lacks are scored without correction.
    """
    respondents = score_respondents(answers, items, highest=highest, conventions=conventions)
    heard = response(participation)
    scores = score_partnerships(respondents, conventions=conventions, heard=heard)
    units = organisation_units(respondents, participation)
    people = people_units(respondents)
    spreads = (
        _spread_of_organisations(units, participation, conventions, highest),
        _spread_of_people(people, heard, conventions),
    )
    parts = (
        pl.concat(spreads),
        _silence(units, people, heard, conventions, highest),
        unsafe_weightings(units, conventions=conventions),
        measure_cohesion(tabulate_items(answers, items, highest=highest), conventions=conventions, highest=highest),
    )
    for part in parts:
        scores = scores.join(part, on=_KEYS, how="left")
    hidden = pl.col("is_suppressed") | (pl.col("respondents") == 0)
    shown = [pl.when(~hidden).then(pl.col(name)).alias(name) for name in scores.columns if name not in (*_KEYS, *_TOLD)]
    by_people = pl.when(~pl.col("is_weighting_suppressed").fill_null(False)).then("score_by_respondents")
    return scores.with_columns(shown).with_columns(by_people.alias("score_by_respondents")).sort(_KEYS)


def people_units(respondents: pl.DataFrame) -> pl.DataFrame:
    """People of anonymous waves, each a unit of one respondent: partnership, factor, score, respondents."""
    nameless = pl.col("organisation").is_null().all().over("partnership")
    return (
        respondents.filter(nameless)
        .drop_nulls("score")
        .select(*_KEYS, "score", pl.lit(1, dtype=pl.Int64).alias("respondents"))
    )


def unsafe_weightings(units: pl.DataFrame, *, conventions: FunctioningConventions) -> pl.DataFrame:
    """Factors whose mean of people, beside the mean of organisations, would give few people away.

    n·mean_people − λ·o·mean_organisations leaves only the organisations whose number of people is not λ: where, for
    some λ, they are fewer than three with five people (and not none), the second mean may not be shown beside the
    first. Columns: partnership, factor, is_weighting_suppressed.
    """
    totals = units.group_by(_KEYS).agg(pl.len().alias("all"), pl.col("respondents").sum().alias("people"))
    rest = pl.col("all") - pl.col("count"), pl.col("people") - pl.col("count") * pl.col("respondents")
    is_few = (rest[0] > 0) & ~conventions.meets_floor(respondents=rest[1], organisations=rest[0])
    return (
        units.group_by(*_KEYS, "respondents")
        .agg(pl.len().alias("count"))
        .join(totals, on=_KEYS)
        .group_by(_KEYS)
        .agg(is_few.any().alias("is_weighting_suppressed"))
    )


def measure_cohesion(table: ItemTable, *, conventions: FunctioningConventions, highest: int = 5) -> pl.DataFrame:
    """How far items hold together and people agree, a line a partnership × factor.

    Columns: partnership, factor, alpha, alpha_low, alpha_high, omega (null with fewer than thirty people who answered
    an item of the factor), agreement and agreement_skewed (r_wg(j) against uniform and against slightly skewed
    answers), deviation (AD).
    """
    cohesion = pl.concat(_cohesion(table.partnerships, *part, conventions, highest) for part in table.by_size())
    known = cohesion.filter(pl.col("alpha").is_not_nan())
    alpha, people, count = (numbers(known[name]) for name in ("alpha", "people", "items"))
    low, high = alpha_interval(alpha, people, items=count, confidence=conventions.confidence)
    limits = known.select(*_KEYS, pl.Series("alpha_low", low), pl.Series("alpha_high", high))
    return cohesion.drop("people", "items").join(limits, on=_KEYS, how="left").fill_nan(None)


def _cohesion(
    partnerships: tuple[str, ...],
    factors: tuple[str, ...],
    points: Floats,
    conventions: FunctioningConventions,
    highest: int,
) -> pl.DataFrame:
    people = (~np.isnan(points)).any(axis=3).sum(axis=2)
    enough = people >= conventions.respondents_for_reliability
    covariances = pairwise_covariances(points)
    variances = np.diagonal(covariances, axis1=-2, axis2=-1)
    alpha, omega = np.full(people.shape, np.nan), np.full(people.shape, np.nan)
    alpha[enough], omega[enough] = cronbach_alpha(covariances[enough]), _omega(points[enough])
    columns = {
        "people": people,
        "items": np.full(people.shape, points.shape[-1]),
        "alpha": alpha,
        "omega": omega,
        "agreement": within_group_agreement(variances, random_variance=uniform_variance(points=highest)),
        "agreement_skewed": within_group_agreement(variances, random_variance=SLIGHTLY_SKEWED_VARIANCE),
        "deviation": mean_deviation(points),
    }
    owners = {"partnership": np.repeat(partnerships, len(factors)), "factor": np.tile(factors, len(partnerships))}
    return pl.DataFrame({**owners, **{name: values.ravel() for name, values in columns.items()}})


def with_omega_limits(
    measures: pl.DataFrame, answers: pl.DataFrame, items: pl.DataFrame, *, seed: int, highest: int = 5
) -> pl.DataFrame:
    """Adds ``omega_low`` and ``omega_high`` (``omega_interval``) to the lines whose ω is known; the rest stay null."""
    known = set(measures.drop_nulls("omega").select(_KEYS).iter_rows())
    table = tabulate_items(answers, items, highest=highest)
    limits = [
        (partnership, factor, *omega_interval(of_factor[~np.isnan(of_factor).all(axis=1)], seed=seed))
        for factors, points in table.by_size()
        for partnership, of_partnership in zip(table.partnerships, points, strict=True)
        for factor, of_factor in zip(factors, of_partnership, strict=True)
        if (partnership, factor) in known
    ]
    schema = {"partnership": pl.String, "factor": pl.String, "omega_low": pl.Float64, "omega_high": pl.Float64}
    return measures.join(pl.DataFrame(limits, schema=schema, orient="row").fill_nan(None), on=_KEYS, how="left")


def _omega(points: Floats) -> Floats:
    """Unknown with two items: any two loadings of one product fit."""
    if points.shape[-1] < 3 or not len(points):
        return np.full(points.shape[:-2], np.nan)
    return omega_total(one_factor_loadings(pairwise_correlations(points)))


def _spread_of_organisations(
    units: pl.DataFrame, participation: pl.DataFrame, conventions: FunctioningConventions, highest: int
) -> pl.DataFrame:
    means = summarise_units(units, _KEYS, count_members(participation))
    return with_spread(means, scale=(1.0, float(highest)), conventions=conventions).select(
        *_KEYS, "low", "high", "is_interval"
    )


def _spread_of_people(people: pl.DataFrame, heard: pl.DataFrame, conventions: FunctioningConventions) -> pl.DataFrame:
    """The exact bootstrap about the mean, narrowed by the share of the people asked who were not heard."""
    places = people.with_columns(pl.struct(_KEYS).rank("dense").alias("place") - 1).sort("place")
    means = (
        places.group_by(_KEYS, maintain_order=True)
        .agg(
            pl.col("score").mean(),
            pl.len().cast(pl.Int64).alias("count"),
            pl.col("score").min().alias("lowest"),
            pl.col("score").max().alias("highest"),
        )
        .join(heard.select("partnership", "invited"), on="partnership", how="left", maintain_order="left")
    )
    sizes = means["count"].to_numpy()
    tails = np.nan_to_num(expanded_tails(sizes, confidence=conventions.confidence), nan=0.5)
    limits = bootstrap_means(
        places["score"].to_numpy(), places["place"].cast(pl.Int64).to_numpy(), step=12, tails=tails
    )
    left = np.sqrt(np.nan_to_num(np.clip(1.0 - sizes / numbers(means["invited"]), 0.0, 1.0), nan=1.0))
    centre = means["score"].to_numpy()
    is_interval = pl.col("count") >= conventions.organisations_for_interval
    ranges = range_outwards(pl.col("lowest"), pl.col("highest"), step=conventions.range_step)
    bounds = [
        pl.when(is_interval).then(pl.lit(pl.Series(centre + left * (limit - centre), dtype=pl.Float64))).otherwise(one)
        for limit, one in zip(limits, ranges, strict=True)
    ]
    return means.select(*_KEYS, bounds[0].alias("low"), bounds[1].alias("high"), is_interval.alias("is_interval"))


def _silence(
    units: pl.DataFrame,
    people: pl.DataFrame,
    heard: pl.DataFrame,
    conventions: FunctioningConventions,
    highest: int,
) -> pl.DataFrame:
    return pl.concat(
        silence_bounds(
            one, heard.select("partnership", pl.col(whole).alias("whole")), conventions=conventions, highest=highest
        )
        for one, whole in ((units, "members"), (people, "invited"))
    )
