"""Typology 1: the geographic region that a partnership serves."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot


def reach(snapshot: Snapshot) -> pl.DataFrame:
    """Local, regional, provincial or national, from the areas served on the day.

    All areas within one municipality, or one metropolitan area or agglomeration: *local*; several places of
    one province: *regional*; a whole province: *provincial*; more: *national*, flagged interprovincial when
    short of the country. A custom area stands for its parts. ``reach_coverage`` is the share of areas whose
    place is known (1 when all are). Partnerships without areas are absent. Source: Garcea & Ashton, Table 1;
    thresholds are a convention.
    """
    areas = snapshot["area"].select(
        pl.col("id").alias("area_id"), "kind", "code", "province", "metropolitan_area_id"
    )
    parts = snapshot["area_part"].select(pl.col("whole_id").alias("area_id"), "part_id")
    served = (
        snapshot.holding("partnership_area")
        .select("partnership_id", "area_id")
        .join(parts, on="area_id", how="left")
        .select("partnership_id", pl.coalesce("part_id", "area_id").alias("area_id"))
        .unique()
        .join(areas, on="area_id", how="left")
    )
    is_local = pl.col("kind").is_in(["municipality", "census_metropolitan_area", "census_agglomeration"])
    province = (
        pl.when(pl.col("kind") == "province_territory").then(pl.col("code")).otherwise(pl.col("province"))
    )
    place = pl.when(is_local).then(pl.coalesce("metropolitan_area_id", "area_id"))
    counted = (
        served.with_columns(place=place, located=province)
        .group_by("partnership_id")
        .agg(
            (pl.col("kind") == "country").any().alias("whole_country"),
            (pl.col("kind") == "province_territory").any().alias("whole_province"),
            is_local.all().alias("all_local"),
            pl.col("place").drop_nulls().n_unique().alias("places"),
            pl.col("located").drop_nulls().n_unique().alias("provinces"),
            (pl.col("place").is_not_null() | pl.col("located").is_not_null() | (pl.col("kind") == "country"))
            .mean()
            .alias("reach_coverage"),
        )
    )
    one_place = pl.col("all_local") & (pl.col("places") == 1)
    crosses = ~one_place & (pl.col("provinces") > 1)
    return counted.select(
        "partnership_id",
        pl.when(pl.col("whole_country") | crosses)
        .then(pl.lit("national"))
        .when(pl.col("whole_province"))
        .then(pl.lit("provincial"))
        .when(one_place)
        .then(pl.lit("local"))
        .when(pl.col("reach_coverage") > 0)
        .then(pl.lit("regional"))
        .alias("reach"),
        (crosses & ~pl.col("whole_country")).alias("is_interprovincial"),
        "whole_country",
        "places",
        "provinces",
        "reach_coverage",
    )
