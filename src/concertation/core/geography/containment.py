"""What lies in what: areas in the areas that contain them, by codes, metropolitan areas and unions."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot

# Subdivision, division, province, and unions of unions; deeper nesting than this is a fault in data.
_DEPTH = 8
# The codes of these kinds begin with the code of what contains them, cut at so many digits.
_CODED_BY_PROVINCE = ("municipality", "census_division", "health_region")


def lying_in(snapshot: Snapshot) -> pl.DataFrame:
    """For each area, every area that it lies in, itself included.

    Definition: an area lies in another when its code says so (Standard Geographical Classification: the first four
    digits of a subdivision are its division, the first two its province), when it names it as its metropolitan
    area, or when it is one of the parts of that union; and in all that the other lies in. A container of
    the same vintage is meant where there is one, else the newest. Shapes play no role.

    Columns: ``area_id``, ``where_id``. An area of unknown code and province lies in itself alone.
    """
    ids = snapshot["area"].select(area_id="id", where_id="id")
    return _closed(ids, pl.concat([_parts(snapshot), _metropolitan(snapshot), _coded(snapshot)]).unique())


def found_in(snapshot: Snapshot) -> pl.DataFrame:
    """For each area served, every area in which it makes its record be found.

    Definition: serving a union is serving its parts, so that ``found_in(area)`` is all that the area or one of its
    parts lies in. Serving an area is not serving what lies in it: a province-wide record is found in the
    province, not in each of its towns.

    Columns: ``area_id``, ``where_id``.
    """
    downwards = _parts(snapshot).select(area_id="where_id", where_id="area_id")
    own = snapshot["area"].select(area_id="id", where_id="id")
    served = _closed(own, downwards).rename({"where_id": "part_id"})
    inside = lying_in(snapshot).rename({"area_id": "part_id"})
    return served.join(inside, on="part_id").select("area_id", "where_id").unique()


def _closed(start: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """All that is reached from each start by steps, the start included."""
    reached, latest = start, start
    for _ in range(_DEPTH):
        onwards = latest.join(steps, left_on="where_id", right_on="area_id").select(
            "area_id", where_id="where_id_right"
        )
        latest = onwards.unique().join(reached, on=["area_id", "where_id"], how="anti")
        if latest.is_empty():
            break
        reached = pl.concat([reached, latest])
    return reached


def _parts(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot["area_part"].select(area_id="part_id", where_id="whole_id").drop_nulls()


def _metropolitan(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot["area"].select(area_id="id", where_id="metropolitan_area_id").drop_nulls()


def _coded(snapshot: Snapshot) -> pl.DataFrame:
    """The division and the province that each code begins with, where the register holds them."""
    areas = snapshot["area"].select("id", "kind", "code", "vintage", "province")
    is_subdivision = (pl.col("kind") == "municipality") & (pl.col("code").str.len_chars() == 7)
    is_coded = pl.col("kind").is_in(_CODED_BY_PROVINCE) & (pl.col("code").str.len_chars() >= 4)
    named = pl.coalesce(pl.col("province"), pl.when(is_coded).then(pl.col("code").str.slice(0, 2)))
    return pl.concat(
        [
            _containers(
                areas.filter(is_subdivision).with_columns(wanted=pl.col("code").str.slice(0, 4)),
                areas.filter(pl.col("kind") == "census_division"),
            ),
            _containers(
                areas.filter(~pl.col("kind").is_in(["province_territory", "country"])).with_columns(wanted=named),
                areas.filter(pl.col("kind") == "province_territory"),
            ),
        ]
    )


def _containers(areas: pl.DataFrame, containers: pl.DataFrame) -> pl.DataFrame:
    """One container an area: that of the same vintage, else the newest."""
    offered = containers.select(where_id="id", wanted="code", of="vintage").drop_nulls("wanted")
    pairs = areas.drop_nulls("wanted").join(offered, on="wanted")
    is_same = (pl.col("of") == pl.col("vintage")).fill_null(False)
    return (
        pairs.sort([is_same, pl.col("of"), pl.col("where_id")], descending=True, nulls_last=True)
        .unique("id", keep="first", maintain_order=True)
        .select(area_id="id", where_id="where_id")
    )
