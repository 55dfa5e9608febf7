"""What to work on first: factors far from the aim, that matter, and on which people agree; with their items."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from concertation.core.errors import InvalidData
from concertation.core.functioning.conventions import FunctioningConventions


def rank_levers(
    factors: pl.DataFrame, *, conventions: FunctioningConventions, importance: Mapping[str, float] | None = None
) -> pl.DataFrame:
    """The factors by how much would be won by working on them, most first.

    pull = max(0, aim − score) × importance × agreement: the distance to the aim (4.0) in points, the share that the
    caller gives the factor (equal shares by default; shares are brought to a sum of 1 over all factors asked), and
    r_wg(j), from 0 to 1. What people do not see alike is a disagreement to talk over before it is a lever. ``factors``
    has a line a partnership × factor with ``score`` and ``agreement``; where one of them is null, or the aim is
    reached, the factor is no lever and has no line. Raises ``InvalidData`` for an importance below zero, or when all
    are zero. Columns: partnership, factor, rank, pull, distance, importance, agreement; the first ``levers`` of each
    partnership, ties in alphabetical order.
    """
    shares = _shares(sorted(set(factors["factor"])), importance)
    distance = (conventions.aim - pl.col("score")).alias("distance")
    return (
        factors.join(shares, on="factor")
        .drop_nulls(["score", "agreement"])
        .with_columns(distance)
        .with_columns((pl.col("distance") * pl.col("importance") * pl.col("agreement")).alias("pull"))
        .filter(pl.col("pull") > 0)
        .sort("partnership", "pull", "factor", descending=[False, True, False])
        .with_columns((pl.int_range(pl.len()).over("partnership") + 1).alias("rank"))
        .filter(pl.col("rank") <= conventions.levers)
        .select("partnership", "factor", "rank", "pull", "distance", "importance", "agreement")
    )


def score_items(
    answers: pl.DataFrame,
    items: pl.DataFrame,
    *,
    heard: pl.DataFrame,
    conventions: FunctioningConventions,
    highest: int = 5,
) -> pl.DataFrame:
    """The mean of each item, reversed ones turned, told to one decimal.

    By organisations, and by people in anonymous waves. Null under five people of three organisations; in anonymous
    waves the organisations are those of ``heard`` (partnership, organisations). One decimal because items left blank
    by a few, set beside the factor’s score, would otherwise tell what those few said elsewhere. Columns: partnership,
    factor, item, score, respondents, organisations.
    """
    points = pl.when("is_reversed").then(1 + highest - pl.col("value")).otherwise(pl.col("value"))
    keys = ["partnership", "factor", "item"]
    known = answers.drop_nulls("value").join(items, on="item").with_columns(points.cast(pl.Float64).alias("points"))
    enough = conventions.meets_floor(respondents=pl.col("respondents"), organisations=pl.col("organisations"))
    return (
        known.group_by(*keys, "organisation")
        .agg(pl.col("points").mean().alias("score"), pl.len().cast(pl.Int64).alias("respondents"))
        .group_by(keys)
        .agg(
            pl.col("score").mean(),
            pl.col("respondents").sum(),
            pl.col("organisation").count().cast(pl.Int64).alias("named"),
        )
        .join(heard.select("partnership", pl.col("organisations").alias("told")), on="partnership", how="left")
        .with_columns(pl.when(pl.col("named") > 0).then("named").otherwise("told").alias("organisations"))
        .with_columns(pl.when(enough).then(pl.col("score").round(1)).alias("score"))
        .select(*keys, "score", "respondents", "organisations")
        .sort("partnership", "factor", "score", "item", nulls_last=True)
    )


def _shares(factors: list[str], importance: Mapping[str, float] | None) -> pl.DataFrame:
    weights = [1.0 if importance is None else importance.get(factor, 0.0) for factor in factors]
    if factors and (min(weights) < 0 or not sum(weights)):
        raise InvalidData(count=1, listing="importance: a share of zero or more for each factor, not all zero")
    total = sum(weights)
    return pl.DataFrame(
        {"factor": factors, "importance": [weight / total for weight in weights]},
        schema={"factor": pl.String, "importance": pl.Float64},
    )
