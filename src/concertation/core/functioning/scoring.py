"""From answers to scores: a respondent’s, an organisation’s, a partnership’s; no large agency outvotes a small one."""

from __future__ import annotations

import polars as pl

from concertation.core.functioning.conventions import FunctioningConventions

# Columns of answers: one line an item answered. ``value`` is null for « I do not know » and « does not apply ».
ANSWERS = pl.Schema(
    {
        "partnership": pl.String,
        "organisation": pl.String,
        "respondent": pl.String,
        "item": pl.String,
        "value": pl.Int8,
    }
)
# Columns of an instrument’s items.
ITEMS = pl.Schema({"item": pl.String, "factor": pl.String, "is_reversed": pl.Boolean})


def score_respondents(
    answers: pl.DataFrame, items: pl.DataFrame, *, highest: int = 5, conventions: FunctioningConventions
) -> pl.DataFrame:
    """Each respondent’s score of each factor: the mean of the items answered, when at least half of them are.

    A reversed item counts as (1 + ``highest``) − x. Below half, or when nothing was answered, ``score`` is null:
    unknown, never a middle. Columns: partnership, organisation, respondent, factor, score, answered and asked
    (items).

    Source: methods, section 1; the rule of half is that of Schafer & Graham (2002), Psychological Methods 7, p. 158.
    """
    asked = items.group_by("factor").agg(pl.len().alias("asked"))
    people = answers.select("partnership", "organisation", "respondent").unique()
    means = (
        answers.drop_nulls("value")
        .join(items, on="item")
        .with_columns(
            pl.when("is_reversed").then(1 + highest - pl.col("value")).otherwise(pl.col("value")).alias("points")
        )
        .group_by("partnership", "respondent", "factor")
        .agg(pl.col("points").mean().alias("mean"), pl.len().alias("answered"))
    )
    enough = pl.col("answered") >= pl.col("asked") * conventions.answered_share
    return (
        people.join(asked, how="cross")
        .join(means, on=["partnership", "respondent", "factor"], how="left")
        .with_columns(
            pl.col("answered").fill_null(0),
            pl.when(enough).then("mean").alias("score"),
        )
        .select("partnership", "organisation", "respondent", "factor", "score", "answered", "asked")
        .sort("partnership", "organisation", "respondent", "factor")
    )


def score_organisations(respondents: pl.DataFrame) -> pl.DataFrame:
    """Each organisation’s score of each factor: the mean of its respondents whose score is known.

    People without an organisation (anonymous waves) are left out. Columns: partnership, organisation, factor, score
    (null when none is known), respondents (known).
    """
    return (
        respondents.drop_nulls("organisation")
        .group_by("partnership", "organisation", "factor")
        .agg(pl.col("score").mean(), pl.col("score").count().alias("respondents"))
        .sort("partnership", "organisation", "factor")
    )


def score_partnerships(
    respondents: pl.DataFrame, *, conventions: FunctioningConventions, heard: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Each partnership’s score of each factor, by organisations and, beside it, by respondents.

    ``score`` is the mean of the organisations; ``score_by_respondents`` the mean of the people. In anonymous waves,
    where nobody has an organisation, ``score`` is null and ``organisations`` is what ``heard`` says (columns
    partnership and organisations, from participation), null where it says nothing. Both scores are null where fewer
    than five respondents of three organisations answered, or of how many is not known (``is_suppressed``), and where
    nobody did. Columns: partnership, factor, score, score_by_respondents, respondents, organisations, is_suppressed,
    is_anonymous.
    """
    told = heard if heard is not None else pl.DataFrame(schema={"partnership": pl.String, "organisations": pl.Int64})
    people = respondents.group_by("partnership", "factor").agg(
        pl.col("score").mean().alias("score_by_respondents"),
        pl.col("score").count().cast(pl.Int64).alias("respondents"),
        pl.col("organisation").is_null().all().alias("is_anonymous"),
    )
    organisations = (
        score_organisations(respondents)
        .group_by("partnership", "factor")
        .agg(pl.col("score").mean(), (pl.col("respondents") > 0).sum().cast(pl.Int64).alias("named"))
    )
    enough = conventions.meets_floor(respondents=pl.col("respondents"), organisations=pl.col("organisations"))
    return (
        people.join(organisations, on=["partnership", "factor"], how="left")
        .join(told.select("partnership", pl.col("organisations").alias("told")), on="partnership", how="left")
        .with_columns(pl.when("is_anonymous").then("told").otherwise("named").alias("organisations"))
        .with_columns(enough.fill_null(False).alias("is_enough"))
        .with_columns(
            pl.when("is_enough").then("score").alias("score"),
            pl.when("is_enough").then("score_by_respondents").alias("score_by_respondents"),
            ((pl.col("respondents") > 0) & ~pl.col("is_enough")).alias("is_suppressed"),
        )
        .select(
            "partnership",
            "factor",
            "score",
            "score_by_respondents",
            "respondents",
            "organisations",
            "is_suppressed",
            "is_anonymous",
        )
        .sort("partnership", "factor")
    )
