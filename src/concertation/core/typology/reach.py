"""Typology 1: the geographic reach of a partnership, from the areas it serves."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot

REACHES = ("local", "regional", "provincial", "national")

# Ten provinces and three territories (Statistics Canada, Standard Geographical Classification 2021).
PROVINCES_AND_TERRITORIES = 13

# A custom area may be made of custom areas; deeper nesting than this is a fault in data.
_DEPTH = 6

_UNITS = ("municipality", "census_metropolitan_area", "census_agglomeration")
_CODED_BY_PROVINCE = ("province_territory", "census_division", "municipality")


def reach(snapshot: Snapshot) -> pl.LazyFrame:
    """Local, regional, provincial or national, and whether it crosses provinces short of the whole country.

    Rule (Garcea & Ashton, Table 1, column 1; thresholds are Concertation conventions): all areas in one
    municipality or one census metropolitan area or agglomeration → local; several within one province, or a
    census division or health region → regional; a whole province → provincial; more → national. A custom
    area is read through its parts. A metropolitan area that straddles a provincial border is local.

    Columns: ``partnership_id``, ``reach`` (what facts say, null when they do not), ``reach_is_certain``
    (unknown areas could not change it), ``reach_coverage`` (share of the areas served that can be placed),
    ``is_interprovincial``, ``area_count``.
    """
    served = snapshot.holding("partnership_area").lazy().select("partnership_id", "area_id")
    placed = served.join(placed_areas(snapshot).lazy(), on="area_id", how="left").unique(
        ["partnership_id", "area_id", "leaf_id"]
    )
    counts = placed.group_by("partnership_id").agg(
        areas=pl.len(),
        known=pl.col("is_placed").fill_null(False).sum(),
        has_one_unit=pl.col("unit_id").min() == pl.col("unit_id").max(),
        wide=(pl.col("is_placed") & pl.col("unit_id").is_null()).fill_null(False).sum(),
        has_several_provinces=pl.col("province").min() != pl.col("province").max(),
        unplaced=pl.col("province").is_null().sum(),
        has_whole_province=pl.col("is_province").any(),
        is_country=pl.col("is_country").fill_null(False).any(),
    )
    area_counts = served.unique().group_by("partnership_id").agg(area_count=pl.len().cast(pl.Int64))
    everywhere = (
        placed.filter("is_province")
        .group_by("partnership_id")
        .agg(has_all_provinces=pl.col("province").n_unique() == PROVINCES_AND_TERRITORIES)
    )
    one_unit = pl.col("has_one_unit").fill_null(False) & (pl.col("wide") == 0)
    crosses = pl.col("has_several_provinces").fill_null(False) & ~one_unit
    value = (
        pl.when(pl.col("known") == 0)
        .then(None)
        .when(pl.col("is_country") | crosses)
        .then(pl.lit("national"))
        .when(pl.col("has_whole_province"))
        .then(pl.lit("provincial"))
        .when(one_unit)
        .then(pl.lit("local"))
        .otherwise(pl.lit("regional"))
    )
    counts = counts.join(area_counts, on="partnership_id", how="left").join(everywhere, on="partnership_id", how="left")
    whole_country = pl.col("is_country") | pl.col("has_all_provinces").fill_null(False)
    return counts.with_columns(reach=value).select(
        "partnership_id",
        "reach",
        reach_is_certain=(pl.col("reach") == "national")
        | ((pl.col("known") == pl.col("areas")) & ((pl.col("unplaced") == 0) | (pl.col("reach") == "local"))),
        reach_coverage=_coverage(),
        is_interprovincial=pl.when(pl.col("reach").is_not_null()).then(
            (pl.col("reach") == "national") & ~whole_country
        ),
        area_count=pl.col("area_count"),
    )


def _coverage() -> pl.Expr:
    """An area counts as placed when it lies in a known unit, or in a known province where that matters."""
    placed = (
        pl.when(pl.col("reach") == "local")
        .then(pl.col("known"))
        .otherwise(pl.min_horizontal("known", pl.col("areas") - pl.col("unplaced")))
    )
    return pl.when(pl.col("reach") == "national").then(1.0).otherwise(placed / pl.col("areas")).cast(pl.Float64)


def placed_areas(snapshot: Snapshot) -> pl.DataFrame:
    """For each area, the areas it is finally made of, each placed in its unit and its province."""
    areas = snapshot["area"]
    kind = pl.col("kind")
    placed = areas.select(
        pl.col("id").alias("leaf_id"),
        unit_id=pl.coalesce(pl.col("metropolitan_area_id"), pl.when(kind.is_in(_UNITS)).then(pl.col("id"))),
        province=pl.coalesce(
            pl.col("province"),
            pl.when(kind.is_in(_CODED_BY_PROVINCE)).then(pl.col("code").str.slice(0, 2)),
        ),
        is_country=kind == "country",
        is_province=kind == "province_territory",
        is_custom=kind == "custom",
    ).with_columns(is_placed=~pl.col("is_custom") | pl.col("unit_id").is_not_null())
    return _leaves(snapshot).join(placed, on="leaf_id", how="left")


def _leaves(snapshot: Snapshot) -> pl.DataFrame:
    reached = snapshot["area"].select(area_id="id", leaf_id="id")
    parts = snapshot["area_part"].select("whole_id", "part_id")
    for _ in range(_DEPTH):
        if not len(reached.join(parts, left_on="leaf_id", right_on="whole_id", how="semi")):
            break
        reached = (
            reached.join(parts, left_on="leaf_id", right_on="whole_id", how="left")
            .select("area_id", leaf_id=pl.coalesce("part_id", "leaf_id"))
            .unique()
        )
    return reached
