"""How a partnership is organised: in one body, two bodies or several."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot

ARRANGEMENTS = ("single_body", "two_bodies", "several_bodies")


def arrangement(snapshot: Snapshot) -> pl.LazyFrame:
    """Single, two or several bodies, counting every body that holds on the day.

    The article names this characteristic in its text and leaves it out of Table 1 (Garcea & Ashton, « Les
    types de partenariats », § 1). A body inside another counts too (Concertation convention). No body on
    record: unknown. Columns: ``partnership_id``, ``arrangement``, ``arrangement_coverage``, ``body_count``.
    """
    count = pl.col("body_count")
    return (
        snapshot.holding("body")
        .lazy()
        .group_by("partnership_id")
        .agg(body_count=pl.len().cast(pl.Int64))
        .with_columns(
            arrangement=pl.when(count >= 3)
            .then(pl.lit("several_bodies"))
            .when(count == 2)
            .then(pl.lit("two_bodies"))
            .otherwise(pl.lit("single_body")),
            arrangement_coverage=pl.lit(1.0),
        )
    )
