"""Who sees a factor differently: groups, and organisations where the reader may see them."""

from __future__ import annotations

import polars as pl


def each_alone(units: pl.DataFrame) -> pl.DataFrame:
    """Every organisation as a group of its own, in the columns of ``GROUPS``.

    For readers whom the wave’s consent names (stewards of a confidential wave) only: an organisation alone is always
    under the floor of what others may see.
    """
    return units.select(
        "partnership", "organisation", pl.lit("organisation").alias("cut"), pl.col("organisation").alias("group")
    ).unique()


def distance_from_others(units: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """How far each group’s score lies from that of all other organisations, in units of the factor’s spread.

    (x̄_g − x̄_others)/s, with s the standard deviation of the scores of all organisations of the partnership (o − 1):
    +1 says that the group sees the factor one spread better than the rest. ``units`` as ``organisation_units`` gives
    them, ``groups`` as ``GROUPS``. Null where s is 0 or unknown, or where nobody else answered. Nothing is suppressed
    here: a distance is a difference of two means, and both cells must be publishable. Columns: partnership, factor,
    cut, group, distance, score, others, organisations (of the group), respondents.
    """
    keys = ["partnership", "factor"]
    whole = units.group_by(keys).agg(
        pl.col("score").sum().alias("sum"),
        pl.len().cast(pl.Int64).alias("count"),
        pl.col("score").std().alias("spread"),
    )
    others = (pl.col("sum") - pl.col("score") * pl.col("organisations")) / (pl.col("count") - pl.col("organisations"))
    is_known = (pl.col("spread") > 0) & (pl.col("count") > pl.col("organisations"))
    return (
        units.join(groups, on=["partnership", "organisation"])
        .group_by(*keys, "cut", "group")
        .agg(pl.col("score").mean(), pl.len().cast(pl.Int64).alias("organisations"), pl.col("respondents").sum())
        .join(whole, on=keys)
        .with_columns(pl.when(pl.col("count") > pl.col("organisations")).then(others).alias("others"))
        .with_columns(pl.when(is_known).then((pl.col("score") - pl.col("others")) / pl.col("spread")).alias("distance"))
        .select(*keys, "cut", "group", "distance", "score", "others", "organisations", "respondents")
        .sort(*keys, "cut", "group")
    )
