"""Typology 1: the geographic reach of a partnership, from the areas it serves."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.tallies import Owners, Places, distinct, halves, paired

REACHES = ("local", "regional", "provincial", "national")

# Ten provinces and three territories (Statistics Canada, Standard Geographical Classification 2021).
PROVINCES_AND_TERRITORIES = 13

# A custom area may be made of custom areas; deeper nesting than this is a fault in data.
_DEPTH = 6

_UNITS = ("municipality", "census_metropolitan_area", "census_agglomeration")
_CODED_BY_PROVINCE = ("province_territory", "census_division", "municipality")


def reach(snapshot: Snapshot, partnerships: Owners) -> pl.DataFrame:
    """Local, regional, provincial or national, and whether it crosses provinces short of the whole country.

    Rule (Garcea & Ashton, Table 1, column 1; thresholds are Concertation conventions): all areas in one
    municipality or one census metropolitan area or agglomeration → local; several within one province, or a
    census division or health region → regional; a whole province → provincial; more → national. A custom
    area is read through its parts. A metropolitan area that straddles a provincial border is local.

    One row a partnership. Columns: ``reach`` (what facts say, null when they do not), ``reach_is_certain``
    (unknown areas could not change it), ``reach_coverage`` (share of the areas served that can be placed),
    ``is_interprovincial``, ``area_count``.
    """
    served = _served(snapshot, partnerships)
    one_unit = (pl.col("units") == 1) & (pl.col("wide") == 0)
    value = (
        pl.when(pl.col("known") == 0)
        .then(None)
        .when((pl.col("country") > 0) | ((pl.col("provinces") > 1) & ~one_unit))
        .then(pl.lit("national"))
        .when(pl.col("whole") > 0)
        .then(pl.lit("provincial"))
        .when(one_unit)
        .then(pl.lit("local"))
        .otherwise(pl.lit("regional"))
    )
    whole_country = (pl.col("country") > 0) | (pl.col("whole_provinces") == PROVINCES_AND_TERRITORIES)
    is_national, is_placed = pl.col("reach") == "national", pl.col("known") == pl.col("areas")
    return served.with_columns(reach=value).select(
        "reach",
        reach_is_certain=is_national | (is_placed & ((pl.col("unplaced") == 0) | (pl.col("reach") == "local"))),
        reach_coverage=pl.when(pl.col("areas") > 0).then(_coverage()),
        is_interprovincial=pl.when(pl.col("reach").is_not_null()).then(is_national & ~whole_country),
        area_count=pl.when(pl.col("served") > 0).then("served"),
    )


def _served(snapshot: Snapshot, partnerships: Owners) -> pl.DataFrame:
    """What the areas of each partnership are: how many, placed or not, in how many units and provinces."""
    rows = snapshot.holding("partnership_area", "partnership_id", "area_id")
    areas = Owners.of(rows["area_id"])
    pairs = paired(partnerships.places(rows["partnership_id"]), areas.places(rows["area_id"]))
    owners, codes = halves(distinct(pairs))
    ranked = placed_areas(snapshot).with_columns(pl.col("province").rank("dense").cast(pl.Int64))
    leaves = pl.DataFrame({"place": owners, "area_id": areas.ids[codes]}).join(ranked, on="area_id", how="left")
    places = leaves["place"].to_numpy()
    counts = partnerships.tally(
        places,
        leaves,
        areas=pl.lit(True),
        known=pl.col("is_placed"),
        wide=pl.col("is_placed") & pl.col("unit_id").is_null(),
        unplaced=pl.col("province").is_null(),
        whole=pl.col("is_province"),
        country=pl.col("is_country"),
    )
    provinces = leaves["province"]
    return counts.with_columns(
        served=partnerships.count(owners),
        units=_different(partnerships, places, leaves["unit_id"]),
        provinces=_different(partnerships, places, provinces),
        whole_provinces=_different(partnerships, places, provinces.set(~leaves["is_province"].fill_null(False), None)),
    )


def _different(partnerships: Owners, places: Places, ids: pl.Series) -> Places:
    """How many different ids the rows of each partnership have; unknown ones do not count."""
    is_known = ids.is_not_null().to_numpy()
    known = ids.drop_nulls()
    pairs = paired(places[is_known], Owners.of(known).places(known))
    return partnerships.count(halves(distinct(pairs))[0])


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
