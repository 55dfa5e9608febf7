"""How sure a factor’s score is: an interval by organisations, or a plain range where they are few."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.distributions import student_quantile

Floats = NDArray[np.float64]

# Who belongs to a wave: one line a member organisation. ``invited`` counts its representatives who were asked (null
# when nobody knows), ``heard`` those whose answers came in.
PARTICIPATION = pl.Schema(
    {"partnership": pl.String, "organisation": pl.String, "invited": pl.Int64, "heard": pl.Int64}
)


def organisation_margin(
    variance: Floats, organisations: Floats, *, members: Floats, within: Floats, confidence: float
) -> Floats:
    """Half the width of Student’s interval of a mean of organisations, drawn without replacement from the members.

    t_{o−1}·√v with v = (1 − o/O)·s²/o + (o/O)·w/o: ``variance`` s² of the o organisations’ scores (o − 1), O
    ``members``, and ``within`` w the mean over organisations of (1 − mᵢ/Mᵢ)·s_w²/mᵢ, what an organisation’s score owes
    to which of its Mᵢ representatives answered. When every member is heard by all its people nothing is left to chance
    and the margin is 0. Where ``members`` or ``within`` is unknown (``nan``) nothing is corrected, v = s²/o, which is
    wide rather than narrow. ``nan`` below two organisations. Arrays broadcast.

    Source: Cochran, W. G. (1977). Sampling techniques, 3rd ed., eq. 10.15 (two stages, units of equal weight). The
    choice of Student’s t over the bootstrap is that of ``python -m benchmarks.coverage``.
    """
    share = np.minimum(organisations / members, 1.0)
    corrected = (1.0 - share) * variance + share * within
    with np.errstate(invalid="ignore", divide="ignore"):
        of_mean = np.where(np.isnan(corrected), variance, corrected) / organisations
    quantile = student_quantile(np.full(np.shape(organisations), (1.0 + confidence) / 2.0), organisations - 1.0)
    return np.asarray(quantile * np.sqrt(of_mean))


def spread_by_organisations(
    respondents: pl.DataFrame, participation: pl.DataFrame, *, conventions: FunctioningConventions, highest: int = 5
) -> pl.DataFrame:
    """The interval of each factor, or its range below eight organisations.

    ``respondents`` as ``score_respondents`` gives them; those without an organisation (anonymous waves) are left out.
    ``participation`` has the columns of ``PARTICIPATION``; a partnership that it lacks is not corrected for the size of
    its membership. From eight organisations: mean ± ``organisation_margin``, kept on the scale. With three to seven:
    the scores of the lowest and of the highest organisation, widened to the half point, because the exact ones would
    give each organisation away. Below two: null. Columns: partnership, factor, low, high, variance (between the scores
    of organisations), is_interval.
    """
    by_organisation = _organisations(respondents, participation)
    members = participation.group_by("partnership").agg(pl.len().alias("members"))
    table = (
        by_organisation.group_by("partnership", "factor")
        .agg(
            pl.col("score").mean(),
            pl.col("score").var().alias("variance"),
            pl.len().alias("organisations"),
            pl.col("score").min().alias("lowest"),
            pl.col("score").max().alias("highest"),
            (pl.col("squares").sum() / (pl.col("respondents") - 1).sum()).alias("person"),
            ((1 - pl.col("respondents") / pl.col("invited")).clip(0) / pl.col("respondents")).alias("left"),
            pl.col("invited").null_count().alias("untold"),
        )
        .with_columns(pl.col("left").list.mean())
        .join(members, on="partnership", how="left")
        .sort("partnership", "factor")
    )
    unheard = pl.when(pl.col("untold") > 0).then(None).when(pl.col("left") == 0).then(0.0)
    table = table.with_columns(unheard.otherwise(pl.col("left") * pl.col("person").fill_nan(None)).alias("within"))
    margin = organisation_margin(
        *(_numbers(table, name) for name in ("variance", "organisations")),
        members=_numbers(table, "members"),
        within=_numbers(table, "within"),
        confidence=conventions.confidence,
    )
    is_interval = pl.col("organisations") >= conventions.organisations_for_interval
    step = conventions.range_step
    several = pl.col("organisations") >= 2
    return table.with_columns(pl.Series("margin", margin), is_interval.alias("is_interval")).select(
        "partnership",
        "factor",
        pl.when("is_interval")
        .then((pl.col("score") - pl.col("margin")).clip(1.0))
        .when(several)
        .then((pl.col("lowest") / step + 1e-9).floor() * step)
        .alias("low"),
        pl.when("is_interval")
        .then((pl.col("score") + pl.col("margin")).clip(None, highest))
        .when(several)
        .then((pl.col("highest") / step - 1e-9).ceil() * step)
        .alias("high"),
        "variance",
        "is_interval",
    )


def _organisations(respondents: pl.DataFrame, participation: pl.DataFrame) -> pl.DataFrame:
    """Each organisation’s score, its people, their squares about it, and how many were asked."""
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
    )


def _numbers(table: pl.DataFrame, name: str) -> Floats:
    return table[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
