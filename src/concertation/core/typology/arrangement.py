"""How a partnership is organised: in one body, two bodies or several."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.tallies import Owners

ARRANGEMENTS = ("single_body", "two_bodies", "several_bodies")


def arrangement(snapshot: Snapshot, partnerships: Owners) -> pl.DataFrame:
    """Single, two or several bodies, counting every body that holds on the day; one row a partnership.

    The article names this characteristic in its text and leaves it out of Table 1 (Garcea & Ashton, « Les
    types de partenariats », § 1). A body inside another counts too (Concertation convention). No body on
    record: unknown. Columns: ``arrangement``, ``arrangement_coverage``, ``body_count``.
    """
    bodies = partnerships.count(partnerships.places(snapshot.holding("body", "partnership_id")["partnership_id"]))
    count = pl.col("body_count")
    return pl.DataFrame({"body_count": pl.Series(bodies).replace(0, None)}).with_columns(
        arrangement=pl.when(count >= 3)
        .then(pl.lit("several_bodies"))
        .when(count == 2)
        .then(pl.lit("two_bodies"))
        .when(count == 1)
        .then(pl.lit("single_body")),
        arrangement_coverage=pl.when(count > 0).then(1.0),
    )
