"""Typology 2: how many policy sectors the partners bring together."""

from __future__ import annotations

import numpy as np
import polars as pl

from concertation.core.snapshot import Snapshot

BREADTHS = ("one", "two", "several")


def breadth(count: pl.Expr) -> pl.Expr:
    """One, two or several sectors; null for none."""
    return (
        pl.when(count >= 3)
        .then(pl.lit("several"))
        .when(count == 2)
        .then(pl.lit("two"))
        .when(count == 1)
        .then(pl.lit("one"))
    )


def sectors(snapshot: Snapshot, members: pl.DataFrame) -> pl.LazyFrame:
    """The union of the partners' policy sectors, its breadth and its diversity.

    ``sector_count`` = |⋃ sectors of partners| among the partners whose sectors are known; ``blau`` = 1 − Σ
    p², where each partner spreads one unit evenly over its sectors (Blau 1977, Inequality and
    Heterogeneity), so that an organisation with many sectors weighs no more than another. The heading
    printed over this column of Garcea & Ashton's Table 1 is a slip: its values and the text mean policy
    sectors.

    Columns: ``partnership_id``, ``sectors``, ``sectors_is_certain`` ("several" cannot be undone by a
    partner whose sectors are unknown), ``sectors_coverage`` (share of partners with a known sector),
    ``sector_count``, ``blau``, ``sectors_said`` (the breadth the partnership itself claims). Null where no
    partner's sector is known.
    """
    partners = members.filter("is_partner").select("partnership_id", "organisation_id", "is_unnamed_group")
    sizes = (
        partners.lazy().group_by("partnership_id").agg(partners=pl.len(), has_group=pl.col("is_unnamed_group").any())
    )
    said = (
        snapshot.holding("partnership_sector")
        .lazy()
        .group_by("partnership_id")
        .agg(sectors_said=breadth(pl.col("sector").n_unique()))
    )
    return (
        sizes.join(_diversity(snapshot, partners).lazy(), on="partnership_id", how="left")
        .with_columns(sectors_coverage=(pl.col("covered").fill_null(0.0) / pl.col("partners")).round(9))
        .with_columns(sectors=breadth(pl.col("sector_count")))
        .join(said, on="partnership_id", how="full", coalesce=True)
        .select(
            "partnership_id",
            "sectors",
            "sectors_coverage",
            "sector_count",
            "sectors_said",
            sectors_is_certain=(pl.col("sectors") == "several")
            | ((pl.col("sectors_coverage") == 1.0) & ~pl.col("has_group") & (pl.col("partners") >= 2)),
            blau=1.0 - pl.col("squares") / pl.col("covered") ** 2,
        )
    )


def _diversity(snapshot: Snapshot, partners: pl.DataFrame) -> pl.DataFrame:
    """Masses of partnerships over sectors, as one dense table: few sectors, many partnerships."""
    links = (
        snapshot.holding("organisation_sector")
        .select("organisation_id", code=pl.col("sector").rank("dense").cast(pl.Int64) - 1)
        .unique()
        .with_columns(weight=1.0 / pl.len().over("organisation_id"))
    )
    indexed = partners.select("organisation_id", place=pl.col("partnership_id").rle_id().cast(pl.Int64))
    present = indexed.join(links, on="organisation_id", how="inner").select("place", "code", "weight")
    ids = partners.get_column("partnership_id").unique(maintain_order=True)
    width = links.select(pl.col("code").max().fill_null(0)).item() + 1
    masses = np.bincount(
        present["place"].to_numpy() * width + present["code"].to_numpy(),
        weights=present["weight"].to_numpy(),
        minlength=len(ids) * width,
    ).reshape(len(ids), width)
    columns = {
        "sector_count": (masses > 0).sum(axis=1),
        "covered": masses.sum(axis=1),
        "squares": (masses**2).sum(axis=1),
    }
    return pl.DataFrame({"partnership_id": ids, **columns}).filter(pl.col("sector_count") > 0)
