"""Typology 2: how many policy sectors the partners bring together."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.snapshot import Snapshot
from concertation.core.typology.partners import Partners
from concertation.core.typology.tallies import Owners, coded, halves, side_by_side

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


def sectors(snapshot: Snapshot, partners: Partners) -> pl.DataFrame:
    """The union of the partners' policy sectors, its breadth and its diversity; one row a partnership.

    ``sector_count`` = |⋃ sectors of partners| among the partners whose sectors are known; ``blau`` = 1 − Σ
    p², where each partner spreads one unit evenly over its sectors (Blau 1977, Inequality and
    Heterogeneity), so that an organisation with many sectors weighs no more than another. The heading
    printed over this column of Garcea & Ashton's Table 1 is a slip: its values and the text mean policy
    sectors.

    Columns: ``sectors``, ``sectors_is_certain`` ("several" cannot be undone by a partner whose sectors are
    unknown), ``sectors_coverage`` (share of partners with a known sector), ``sector_count``, ``blau``,
    ``sectors_said`` (the breadth the partnership itself claims). Null where no partner's sector is known.
    """
    partnerships = partners.partnerships
    sizes = partnerships.tally(partners.places, partners.rows, partners=pl.lit(True), groups=pl.col("is_unnamed_group"))
    said = pl.DataFrame({"said": _said(snapshot, partnerships)})
    covered = pl.col("covered")
    return (
        side_by_side([sizes, _diversity(snapshot, partners), said])
        .with_columns(sectors=breadth(pl.col("sector_count")), sectors_coverage=(covered / pl.col("partners")).round(9))
        .select(
            "sectors",
            pl.when(pl.col("partners") > 0).then("sectors_coverage"),
            pl.when(pl.col("sector_count") > 0).then("sector_count"),
            sectors_said=breadth(pl.col("said")),
            sectors_is_certain=(pl.col("sectors") == "several")
            | ((pl.col("sectors_coverage") == 1.0) & (pl.col("groups") == 0) & (pl.col("partners") >= 2)),
            blau=pl.when(pl.col("sector_count") > 0).then(1.0 - pl.col("squares") / covered**2),
        )
    )


def _said(snapshot: Snapshot, partnerships: Owners) -> NDArray[np.int64]:
    """How many sectors each partnership claims."""
    rows = snapshot.holding("partnership_sector", "partnership_id", "sector").drop_nulls("sector")
    codes, known = coded(rows["sector"])
    claims = partnerships.crossed(partnerships.places(rows["partnership_id"]), codes, len(known))
    said: NDArray[np.int64] = (claims > 0).sum(axis=1)
    return said


def _diversity(snapshot: Snapshot, partners: Partners) -> pl.DataFrame:
    """Masses of partnerships over sectors, as one dense table: few sectors, many partnerships."""
    links = snapshot.holding("organisation_sector", "organisation_id", "sector").drop_nulls("sector").unique()
    codes, known = coded(links["sector"])
    places = partners.organisations.places(links["organisation_id"])
    spread = partners.organisations.crossed(places, codes, len(known)).astype(np.float64)
    spread /= np.maximum(spread.sum(axis=1, keepdims=True), 1.0)
    _, organisations = halves(partners.pairs)
    masses = (
        np.stack([partners.partnerships.total(partners.places, weights[organisations]) for weights in spread.T], axis=1)
        if len(known)
        else np.zeros((len(partners.partnerships), 1))
    )
    return pl.DataFrame(
        {
            "sector_count": (masses > 0).sum(axis=1),
            "covered": masses.sum(axis=1),
            "squares": (masses**2).sum(axis=1),
        }
    )
