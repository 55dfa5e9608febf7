"""What those who did not answer could change: bounds that no answer can cross, and a band that is plausible."""

from __future__ import annotations

import polars as pl

from concertation.core.functioning.conventions import FunctioningConventions


def silent_organisations(participation: pl.DataFrame) -> pl.DataFrame:
    """Member organisations of which nobody answered: partnership, organisation, invited.

    Who is silent is a fact of participation, never of answers: it is known in anonymous waves too.
    """
    return participation.filter(pl.col("heard") == 0).select("partnership", "organisation", "invited")


def response(participation: pl.DataFrame) -> pl.DataFrame:
    """Organisations and people: asked, heard, and their shares.

    Columns: partnership, members, organisations (heard), organisation_rate, invited, heard (people), response_rate.
    ``invited`` and ``response_rate`` are null where the number asked of some organisation is unknown.
    """
    invited = pl.when(pl.col("invited").null_count() == 0).then(pl.col("invited").sum())
    return (
        participation.group_by("partnership")
        .agg(
            pl.len().alias("members"),
            (pl.col("heard") > 0).sum().alias("organisations"),
            invited.alias("invited"),
            pl.col("heard").sum(),
        )
        .with_columns(
            (pl.col("organisations") / pl.col("members")).alias("organisation_rate"),
            pl.when(pl.col("invited") > 0).then(pl.col("heard") / pl.col("invited")).alias("response_rate"),
        )
        .sort("partnership")
    )


def silence_bounds(
    units: pl.DataFrame, wholes: pl.DataFrame, *, conventions: FunctioningConventions, lowest: int = 1, highest: int = 5
) -> pl.DataFrame:
    """How far each score could move if the silent had answered.

    ``units`` are those who answered, organisations or, in anonymous waves, people: partnership, factor, score (null is
    left out) and respondents (people behind the unit). ``wholes`` has ``whole``, the number that should have answered,
    a line a partnership. With u heard of U at mean m: worst (u·m + (U − u)·1)/U and best (… ·5)/U, which hold whatever
    the silent think (Manski); plausible_low and plausible_high put the mean of the lowest and of the highest third,
    ⌊u/3⌋ units, in their place. Were a third, or what both thirds leave, fewer than three units or five people, the
    band would tell what they answered: it is then null (``conventions``). Where nothing is missing all four are the
    score; all are null where ``whole`` is unknown. Columns: partnership, factor, silent, worst, best, plausible_low,
    plausible_high.

    Source: Manski, C. F. (2003). Partial identification of probability distributions, ch. 1; methods, section 1.
    """
    known = units.drop_nulls("score")
    third = pl.len() // 3
    by_score = pl.struct("score", "respondents")
    scores, counts = (pl.col(name).sort_by(by_score) for name in ("score", "respondents"))
    parts = counts.head(third).sum(), counts.tail(third).sum()
    fewest = pl.min_horizontal(*parts, pl.col("respondents").sum() - parts[0] - parts[1])
    table = (
        known.group_by("partnership", "factor")
        .agg(
            pl.len().cast(pl.Int64).alias("heard"),
            pl.col("score").mean().alias("mean"),
            scores.head(third).mean().alias("low"),
            scores.tail(third).mean().alias("high"),
            third.alias("third"),
            fewest.alias("people"),
        )
        .join(wholes.select("partnership", "whole"), on="partnership", how="left")
        .with_columns(pl.max_horizontal(pl.col("whole") - pl.col("heard"), 0).alias("silent"))
        .with_columns(pl.when(pl.col("whole").is_not_null()).then("silent").alias("silent"))
        .sort("partnership", "factor")
    )
    is_safe = conventions.meets_floor(respondents=pl.col("people"), organisations=pl.col("third"))
    shown = is_safe | (pl.col("silent") == 0)
    return table.select(
        "partnership",
        "factor",
        "silent",
        _if_silent_said(pl.lit(float(lowest))).alias("worst"),
        _if_silent_said(pl.lit(float(highest))).alias("best"),
        pl.when(shown).then(_if_silent_said(pl.col("low"))).alias("plausible_low"),
        pl.when(shown).then(_if_silent_said(pl.col("high"))).alias("plausible_high"),
    )


def _if_silent_said(value: pl.Expr) -> pl.Expr:
    heard, silent = pl.col("heard"), pl.col("silent")
    return (heard * pl.col("mean") + silent * value) / (heard + silent)
