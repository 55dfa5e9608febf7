"""The ten factors taken together: mean, weakest, and geometric mean, which a single weak factor pulls down."""

from __future__ import annotations

import polars as pl

from concertation.core.functioning.conventions import FunctioningConventions


def aggregate_factors(scores: pl.DataFrame, *, conventions: FunctioningConventions) -> pl.DataFrame:
    """Mean, minimum and geometric mean over the factors whose score may be shown.

    The article holds that functioning depends on most or all factors, so that the mean alone misreads it: the
    geometric mean (Πx)^{1/k} falls when one factor is weak, and the minimum names it. ``scores`` has a line a
    partnership × factor, whose ``score`` is null where it is unknown or suppressed: such factors are left out and told
    in ``known`` of ``asked``; with less than half of them known (``known_factors_share``) all three are null. The
    minimum over some factors can only be higher than that over all. Columns: partnership, mean, geometric_mean,
    minimum, weakest (factors that share the minimum, in order), known, asked.

    Source: domain, section 3; OECD & JRC (2008), Handbook on constructing composite indicators, p. 33, on geometric
    aggregation.
    """
    score = pl.col("score")
    enough = pl.col("known") >= pl.col("asked") * conventions.known_factors_share
    enough = enough & (pl.col("known") > 0)
    return (
        scores.group_by("partnership")
        .agg(
            score.mean().alias("mean"),
            score.log().mean().exp().alias("geometric_mean"),
            score.min().alias("minimum"),
            pl.col("factor").filter(score == score.min()).sort().alias("weakest"),
            score.count().alias("known"),
            pl.len().alias("asked"),
        )
        .with_columns(
            pl.when(enough).then(pl.col(name)).alias(name) for name in ("mean", "geometric_mean", "minimum", "weakest")
        )
        .sort("partnership")
    )
