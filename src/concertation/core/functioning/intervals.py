"""How sure a mean of organisations is: an interval, or a plain range where organisations are few."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.distributions import student_quantile

Floats = NDArray[np.float64]

# Who belongs to a wave: one line a member organisation. ``invited`` counts its representatives who were asked (null
# when nobody knows), ``heard`` those whose answers came in.
PARTICIPATION = pl.Schema({"partnership": pl.String, "organisation": pl.String, "invited": pl.Int64, "heard": pl.Int64})
# Keeps a score that lies on a half point from being widened by the rounding of a mean.
_ROUNDING = 1e-9


def variance_of_mean(variance: Floats, organisations: Floats, *, members: Floats, within: Floats) -> Floats:
    """The variance of a mean of o organisations heard out of the O members.

    v = ((1 − o/O)·s² + (o/O)·w)/o: ``variance`` s² of the scores of organisations (o − 1), ``within`` w the mean over
    organisations of (1 − mᵢ/Mᵢ)·s_w²/mᵢ, what an organisation’s score owes to which of its Mᵢ representatives answered.
    When every member is heard by all its people nothing is left to chance and v is 0. Where ``members`` or ``within``
    is unknown (``nan``) nothing is corrected, v = s²/o, which is wide rather than narrow. Arrays broadcast.

    Source: Cochran, W. G. (1977). Sampling techniques, 3rd ed., eq. 10.15 (two stages, units of equal weight).
    """
    share = np.minimum(organisations / members, 1.0)
    corrected = (1.0 - share) * variance + share * within
    return np.asarray(np.where(np.isnan(corrected), variance, corrected) / organisations)


def student_margin(variance: Floats, freedom: Floats, *, confidence: float) -> Floats:
    """Half the width of Student’s interval: t_ν·√v; ``nan`` without a degree of freedom.

    Chosen over the percentile, bias-corrected and studentised bootstraps by ``python -m benchmarks.coverage``.
    """
    return np.asarray(
        student_quantile(np.full(np.shape(freedom), (1.0 + confidence) / 2.0), freedom) * np.sqrt(variance)
    )


def organisation_units(respondents: pl.DataFrame, participation: pl.DataFrame) -> pl.DataFrame:
    """Each organisation’s score of each factor, and what it owes to which of its people answered.

    ``respondents`` as ``score_respondents`` gives them; unknown scores, and people without an organisation (anonymous
    waves), are left out. ``owed`` is (1 − m/M)·s_w²/m for m people heard of the M ``invited``, with s_w² pooled over
    the organisations of the partnership where several answered; 0 when all were heard; null when M is unknown, or when
    no organisation has several. Columns: partnership, organisation, factor, score, respondents, owed.
    """
    squares, people = pl.col("squares").sum(), (pl.col("respondents") - 1).sum()
    pooled = pl.when(people > 0).then(squares / people)
    left = (1 - pl.col("respondents") / pl.col("invited")).clip(0) / pl.col("respondents")
    return (
        respondents.drop_nulls(["organisation", "score"])
        .group_by("partnership", "organisation", "factor")
        .agg(
            pl.col("score").mean(),
            pl.len().cast(pl.Int64).alias("respondents"),
            ((pl.col("score") - pl.col("score").mean()) ** 2).sum().alias("squares"),
        )
        .join(
            participation.select("partnership", "organisation", "invited"),
            on=["partnership", "organisation"],
            how="left",
        )
        .with_columns(pooled.over("partnership", "factor").alias("pooled"), left.alias("left"))
        .with_columns(pl.when(pl.col("left") == 0).then(0.0).otherwise(pl.col("left") * pl.col("pooled")).alias("owed"))
        .select("partnership", "organisation", "factor", "score", "respondents", "owed")
        .sort("partnership", "factor", "organisation")
    )


def summarise_units(units: pl.DataFrame, keys: Sequence[str], members: pl.DataFrame) -> pl.DataFrame:
    """Means of organisations by ``keys`` and the variance of each mean.

    ``units`` as ``organisation_units`` gives them; ``members`` has the number of ``members`` by some of the keys, null
    or absent where unknown. Columns: the keys, score, variance (of organisations), organisations, respondents,
    lowest, highest, members, of_mean (``variance_of_mean``).
    """
    table = (
        units.group_by(keys)
        .agg(
            pl.col("score").mean(),
            pl.col("score").var().alias("variance"),
            pl.len().cast(pl.Int64).alias("organisations"),
            pl.col("respondents").sum(),
            pl.col("score").min().alias("lowest"),
            pl.col("score").max().alias("highest"),
            pl.when(pl.col("owed").null_count() == 0).then(pl.col("owed").mean()).alias("within"),
        )
        .join(members, on=[name for name in members.columns if name != "members"], how="left")
        .sort(keys)
    )
    of_mean = variance_of_mean(
        numbers(table["variance"]),
        numbers(table["organisations"]),
        members=numbers(table["members"]),
        within=numbers(table["within"]),
    )
    return table.with_columns(pl.Series("of_mean", of_mean, dtype=pl.Float64)).drop("within")


def with_spread(
    means: pl.DataFrame, *, scale: tuple[float, float], conventions: FunctioningConventions
) -> pl.DataFrame:
    """Adds ``low``, ``high`` and ``is_interval`` to what ``summarise_units`` gives.

    From eight organisations: mean ± ``student_margin`` with o − 1 degrees of freedom, kept on the ``scale``. With two
    to seven: from the lowest organisation to the highest, widened to the half point, because the exact ones would give
    each organisation away. With one: null.
    """
    margin = student_margin(
        numbers(means["of_mean"]), numbers(means["organisations"]) - 1.0, confidence=conventions.confidence
    )
    is_interval = pl.col("organisations") >= conventions.organisations_for_interval
    is_range = pl.col("organisations") >= 2
    low, high = range_outwards(pl.col("lowest"), pl.col("highest"), step=conventions.range_step)
    return means.with_columns(
        pl.when(is_interval)
        .then((pl.col("score") - _column(margin)).clip(*scale))
        .when(is_range)
        .then(low)
        .alias("low"),
        pl.when(is_interval)
        .then((pl.col("score") + _column(margin)).clip(*scale))
        .when(is_range)
        .then(high)
        .alias("high"),
        is_interval.alias("is_interval"),
    )


def range_outwards(lowest: pl.Expr, highest: pl.Expr, *, step: float) -> tuple[pl.Expr, pl.Expr]:
    """A range widened to the next multiples of ``step``."""
    return ((lowest / step + _ROUNDING).floor() * step, (highest / step - _ROUNDING).ceil() * step)


def count_members(participation: pl.DataFrame) -> pl.DataFrame:
    """How many organisations belong to each partnership: partnership, members."""
    return participation.group_by("partnership").agg(pl.len().cast(pl.Int64).alias("members"))


def numbers(column: pl.Series) -> Floats:
    """A column as floats, ``nan`` for what is unknown."""
    return column.cast(pl.Float64).fill_null(float("nan")).to_numpy()


def _column(values: Floats) -> pl.Expr:
    return pl.lit(pl.Series(values, dtype=pl.Float64))
