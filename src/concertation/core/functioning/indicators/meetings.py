"""Traces that meetings leave: who came, whether quorum was met, how long ago the last one was, who joined and came."""

from __future__ import annotations

import polars as pl

from concertation.core.functioning.indicators.trace import Ground, Trace, since_or_undated, where_dated

_THERE = ("present", "substitute")


def quorum_met(ground: Ground) -> Trace:
    """One case a recent meeting: whether quorum was met; unknown where the minutes do not say."""
    meetings = ground.snapshot["meeting"].filter(since_or_undated("on", ground.recent))
    return Trace.of_records("meeting", meetings, where_dated("on", pl.col("quorum_met")))


def months_since_meeting(ground: Ground) -> Trace:
    """One case a meeting: whole months between it and the day."""
    return Trace.of_records("meeting", ground.snapshot["meeting"], ground.months_since("on"))


def attendance(ground: Ground) -> Trace:
    """One case a recorded attendance of a member at a recent meeting: itself or a substitute was there."""
    rows = (
        ground.snapshot["attendance"]
        .filter(pl.col("membership_id").is_not_null())
        .join(ground.meetings(), on="meeting_id")
        .filter(since_or_undated("met_on", ground.recent))
    )
    return Trace.of_records("attendance", rows, where_dated("met_on", pl.col("status").is_in(_THERE)))


def joiners_came(ground: Ground) -> Trace:
    """One case a member that joined in the cycle and has had its first months: whether it came to a meeting in them.

    Unknown where no attendance of it is on record in those months.
    """
    span = f"{ground.conventions.joining_months}mo"
    joined = (
        ground.snapshot["membership"]
        .filter(~pl.col("is_observer").fill_null(False) & (pl.col("since") > ground.cycle))
        .select("partnership_id", "id", "since", settled=pl.col("since").dt.offset_by(span))
        .filter(pl.col("settled") <= ground.snapshot.as_of)
    )
    came = (
        ground.snapshot["attendance"]
        .select("meeting_id", "status", id="membership_id")
        .join(ground.meetings().drop("partnership_id"), on="meeting_id")
        .join(joined, on="id")
        .filter(pl.col("met_on").is_between(pl.col("since"), pl.col("settled")))
        .group_by("id")
        .agg(came=pl.col("status").is_in(_THERE).max())
    )
    return Trace.of_records("membership", joined.join(came, on="id", how="left"), pl.col("came"))
