"""Four routines that need more than a look: regular meetings, ties, age, and a succession survived."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.periods import months_before, whole_months_since
from concertation.core.typology.scoring import high_of, low_of

LEADING_ROLES = ("lead", "manager", "fiduciary")


def meeting_regularity(snapshot: Snapshot, *, conventions: Conventions) -> pl.LazyFrame:
    """Share of the recent periods that had at least one meeting.

    Periods (three months by default) are counted back from the day over the recent past (24 months), or
    since the partnership began, or since its first known meeting. Where no meeting is on record, an ongoing
    activity of kind "meeting" stands for regular meetings. Meetings without a date say nothing of
    regularity.
    """
    day, length = snapshot.as_of, conventions.meeting_period_months
    periods = conventions.routine_months // length
    starts = snapshot.holding("partnership").lazy().select("since", partnership_id="id")
    met = (
        snapshot["meeting"]
        .lazy()
        .filter(pl.col("on").is_not_null())
        .select("partnership_id", "on", period=whole_months_since(pl.col("on"), day) // length)
        .group_by("partnership_id")
        .agg(
            pl.col("on").min().alias("first"),
            *((pl.col("period") == period).any().alias(f"met_{period}") for period in range(periods)),
        )
    )
    counted = (
        met.join(starts, on="partnership_id")
        .with_columns(periods=(whole_months_since(pl.coalesce("since", "first"), day) // length).clip(1, periods))
        .select(
            "partnership_id",
            met=pl.sum_horizontal(pl.col(f"met_{period}") & (pl.col("periods") > period) for period in range(periods))
            / pl.col("periods"),
        )
    )
    ongoing = (
        snapshot.holding("activity")
        .lazy()
        .filter(
            (pl.col("kind") == "meeting")
            & (pl.col("until").is_null() | (pl.col("since") <= months_before(day, 12)).fill_null(True))
        )
        .select("partnership_id", is_ongoing=pl.lit(1.0))
        .unique()
    )
    share = pl.coalesce("met", "is_ongoing").clip(0.0, 1.0)
    return counted.join(ongoing, on="partnership_id", how="full", coalesce=True).select(
        "partnership_id", share.alias(low_of("meetings")), share.alias(high_of("meetings"))
    )


def dyads(snapshot: Snapshot, members: pl.DataFrame) -> pl.LazyFrame:
    """Each pair of partners with a known tie, as ``partnership_id``, ``one``, ``other``, ``intensity``.

    Ties recorded for the partnership, or without any partnership, count; several reports on a pair are
    averaged.
    """
    partners = members.lazy().filter("is_partner").select("partnership_id", "organisation_id")
    ties = (
        snapshot.holding("tie")
        .lazy()
        .filter(pl.col("intensity").is_not_null() & (pl.col("from_organisation_id") != pl.col("to_organisation_id")))
        .select("partnership_id", "intensity", one="from_organisation_id", other="to_organisation_id")
    )
    stated = _among(ties.filter(pl.col("partnership_id").is_not_null()), partners, "one")
    unattached = ties.filter(pl.col("partnership_id").is_null()).drop("partnership_id")
    anywhere = unattached.with_columns(organisation_id="one").join(partners, on="organisation_id")
    return (
        _among(pl.concat([stated, anywhere.select("partnership_id", "intensity", "one", "other")]), partners, "other")
        .group_by("partnership_id", one=pl.min_horizontal("one", "other"), other=pl.max_horizontal("one", "other"))
        .agg(intensity=pl.col("intensity").mean())
    )


def _among(ties: pl.LazyFrame, partners: pl.LazyFrame, side: str) -> pl.LazyFrame:
    """Ties whose organisation on one side is a partner of the partnership."""
    return ties.join(
        partners, left_on=["partnership_id", side], right_on=["partnership_id", "organisation_id"], how="semi"
    )


def tie_intensity(snapshot: Snapshot, members: pl.DataFrame) -> pl.LazyFrame:
    """Mean intensity of the pairs of partners, over five; a pair without a known tie is unknown, not zero."""
    sizes = members.lazy().filter("is_partner").group_by("partnership_id").agg(n=pl.len().cast(pl.Float64))
    known = (
        dyads(snapshot, members)
        .group_by("partnership_id")
        .agg(total=pl.col("intensity").sum() / 5.0, known=pl.len().cast(pl.Float64))
    )
    pairs = pl.col("n") * (pl.col("n") - 1) / 2
    return (
        known.join(sizes, on="partnership_id")
        .filter(pl.col("n") >= 2)
        .select(
            "partnership_id",
            (pl.col("total") / pairs).alias(low_of("ties")),
            ((pl.col("total") + pairs - pl.col("known")) / pairs).alias(high_of("ties")),
        )
    )


def age(snapshot: Snapshot, *, conventions: Conventions) -> pl.LazyFrame:
    """Years since the beginning over the years of maturity; else the oldest dated trace is a lower bound."""
    starts = snapshot.holding("partnership").lazy().select("since", partnership_id="id")
    undated = starts.filter(pl.col("since").is_null())
    traces = pl.concat(
        snapshot[kind].lazy().select("partnership_id", pl.col(column).alias("on"))
        for kind, column in (("meeting", "on"), ("lifecycle_event", "on"), ("membership", "since"))
    )
    oldest = (
        traces.join(undated, on="partnership_id", how="semi").group_by("partnership_id").agg(oldest=pl.col("on").min())
    )
    day = pl.lit(snapshot.as_of)
    share = ((day - pl.coalesce("since", "oldest")).dt.total_days() / 365.25 / conventions.mature_years).clip(0.0, 1.0)
    return starts.join(oldest, on="partnership_id", how="left").select(
        "partnership_id",
        share.fill_null(0.0).alias(low_of("age")),
        pl.when(pl.col("since").is_null()).then(1.0).otherwise(share).alias(high_of("age")),
    )


def succession(snapshot: Snapshot) -> pl.LazyFrame:
    """Whether a leading role or a chair changed hands and is held again on the day.

    Yes when a lead, a manager, a fiduciary or a chair ended and somebody holds the same seat on the day; no
    when the holders on the day have been there since a known date and nobody came before; else unknown.
    """
    owners = snapshot["membership"].lazy().select("partnership_id", membership_id="id")
    roles = (
        snapshot["membership_role"]
        .lazy()
        .filter(pl.col("role").is_in(LEADING_ROLES))
        .join(owners, on="membership_id")
        .select("partnership_id", pl.col("role").alias("seat"), "since", "until")
    )
    bodies = snapshot["body"].lazy().select("partnership_id", body_id="id")
    chairs = (
        snapshot["body_member"]
        .lazy()
        .filter(pl.col("chairs"))
        .join(bodies, on="body_id")
        .select("partnership_id", pl.col("body_id").cast(pl.String).alias("seat"), "since", "until")
    )
    has_ended = (pl.col("until") < snapshot.as_of).fill_null(False)
    seats = (
        pl.concat([roles, chairs])
        .group_by("partnership_id", "seat")
        .agg(
            had_another=has_ended.any(),
            is_held=(~has_ended).any(),
            is_dated=pl.col("since").filter(~has_ended).is_not_null().all(),
        )
    )
    answer = (
        pl.when((pl.col("had_another") & pl.col("is_held")).any())
        .then(1.0)
        .when((pl.col("is_held") & pl.col("is_dated") & ~pl.col("had_another")).all())
        .then(0.0)
    )
    return seats.group_by("partnership_id").agg(
        answer.fill_null(0.0).alias(low_of("succession")), answer.fill_null(1.0).alias(high_of("succession"))
    )
