"""Who acts with whom: pairs of organisations that take part in the same activities."""

from __future__ import annotations

import polars as pl

from concertation.core.network.ties.pairing import pairs_within
from concertation.core.network.ties.span import Span
from concertation.core.network.ties.told import Told, tellings
from concertation.core.snapshot import Snapshot


def joint_activities(snapshot: Snapshot, span: Span) -> Told:
    """One row a pair and an activity that went on in the span and in which both take part; the fact is the activity.

    The weight of each row is 1: those of a pair add up to the number of activities that it shares.
    """
    activities = snapshot["activity"].filter(span.held()).select("since", "until", activity_id="id", fact_key="key")
    parts = snapshot["participation"].select("activity_id", "organisation_id").unique()
    paired = pairs_within(
        parts.join(activities.select("activity_id"), on="activity_id", how="semi"), "activity_id", "organisation_id"
    )
    together = paired.rows.rename({"organisation_id": "from_id", "organisation_id_other": "to_id"}).join(
        activities, on="activity_id", maintain_order="left"
    )
    return tellings(
        snapshot,
        together.with_columns(weight=pl.lit(1.0)),
        layer="joint_activities",
        fact_kind="activity",
        remarks=paired.remarks,
    )
