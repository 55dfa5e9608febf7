"""Who counts as a partner on the day."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot


def members_on(snapshot: Snapshot) -> pl.DataFrame:
    """Memberships that hold, one row each, with what the typologies need of the organisation.

    Columns: ``id``, ``partnership_id``, ``organisation_id``, ``is_partner`` (neither an observer nor a pure
    funder: one whose only roles on the day are *funder* or *member*, with *funder* among them),
    ``is_unnamed_group``, ``is_governmental``, ``kind``.
    """
    memberships = snapshot.holding("membership").select(
        "id", "partnership_id", "organisation_id", pl.col("is_observer").fill_null(False)
    )
    roles = (
        snapshot.holding("membership_role")
        .group_by("membership_id")
        .agg(
            (pl.col("role") == "funder").any().alias("funds"),
            (~pl.col("role").is_in(["funder", "member"])).any().alias("does_more"),
        )
    )
    organisations = snapshot["organisation"].select(
        pl.col("id").alias("organisation_id"),
        pl.col("is_unnamed_group").fill_null(False),
        "is_governmental",
        "kind",
    )
    return (
        memberships.join(roles, left_on="id", right_on="membership_id", how="left")
        .join(organisations, on="organisation_id", how="left")
        .with_columns(
            is_partner=~pl.col("is_observer")
            & ~(pl.col("funds").fill_null(False) & ~pl.col("does_more").fill_null(False))
        )
        .drop("funds", "does_more")
    )
