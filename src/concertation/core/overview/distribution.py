"""The five typologies of the whole register: how many partnerships in each cell of Table 1."""

from __future__ import annotations

import polars as pl

FACETS = ("reach", "sectors", "number", "kinds", "articulation")


def distribution(classification: pl.DataFrame) -> pl.DataFrame:
    """How many partnerships take each value of each typology, and on what basis.

    ``classification`` is what ``classify`` answers. One row for each facet, value and basis found, with
    ``facet``, ``value`` (null where unknown), ``basis`` (*derived*, *inferred*, *stated*, *unknown*) and
    ``count``. The counts of a facet add up to the number of partnerships: an unknown is counted, never
    dropped.

    Source: Garcea & Ashton, Table 1.
    """
    return pl.concat(
        classification.group_by(value=facet, basis=f"{facet}_basis")
        .agg(count=pl.len())
        .select(facet=pl.lit(facet), value="value", basis="basis", count=pl.col("count").cast(pl.Int64))
        .sort("value", "basis", nulls_last=True)
        for facet in FACETS
    )
