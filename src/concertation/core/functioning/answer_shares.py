"""How the answers to one item are spread, told coarsely enough that nobody can be counted."""

from __future__ import annotations

import polars as pl

from concertation.core.functioning.conventions import FunctioningConventions


def share_answers(
    answers: pl.DataFrame,
    items: pl.DataFrame,
    *,
    heard: pl.DataFrame,
    conventions: FunctioningConventions,
    highest: int = 5,
) -> pl.DataFrame:
    """The shares of people below, at and above the middle of the scale, item by item, as the item was asked.

    Each to the nearest tenth, so that no person can be counted and nothing be subtracted exactly; rounded alone, the
    three may sum to 0.9 or 1.1. ``silent`` is the share, to the tenth, of those who sent answers and said « I do not
    know » or « does not apply », or left the item. Null under five people of three organisations; in anonymous waves
    the organisations are those of ``heard`` (partnership, organisations). Columns: partnership, item, below, middle,
    above, silent, respondents.
    """
    middle = (1 + highest) / 2
    value = pl.col("value")
    known = value.count()
    people = answers.select("partnership", "respondent").unique().group_by("partnership").agg(pl.len().alias("people"))
    named = pl.col("organisation").filter(value.is_not_null()).drop_nulls().n_unique()
    return (
        answers.join(items.select("item"), on="item")
        .group_by("partnership", "item")
        .agg(
            *((test.sum() / known).alias(name) for name, test in _sides(middle)),
            known.cast(pl.Int64).alias("respondents"),
            named.cast(pl.Int64).alias("named"),
        )
        .join(people, on="partnership")
        .join(heard.select("partnership", "organisations"), on="partnership", how="left")
        .with_columns(
            (1 - pl.col("respondents") / pl.col("people")).alias("silent"),
            pl.when(pl.col("named") > 0).then("named").otherwise("organisations").alias("told"),
        )
        .with_columns(
            pl.when(conventions.meets_floor(respondents=pl.col("respondents"), organisations=pl.col("told")))
            .then(pl.col(name).round(1))
            .alias(name)
            for name in ("below", "middle", "above", "silent")
        )
        .select("partnership", "item", "below", "middle", "above", "silent", "respondents")
        .sort("partnership", "item")
    )


def _sides(middle: float) -> tuple[tuple[str, pl.Expr], ...]:
    value = pl.col("value")
    return ("below", value < middle), ("middle", value == middle), ("above", value > middle)
