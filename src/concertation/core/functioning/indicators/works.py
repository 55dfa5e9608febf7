"""Traces of what partners do, give and get: activities, contributions, benefits, outputs, and ties both ways."""

from __future__ import annotations

import polars as pl

from concertation.core.functioning.indicators.trace import Ground, Trace, since_or_undated, used, where_dated

_LEARNING = ("professional_development", "research")


def _activities(ground: Ground) -> pl.DataFrame:
    """Activities that went on in the cycle."""
    return ground.snapshot["activity"].filter(since_or_undated("until", ground.cycle))


def learning_activities(ground: Ground) -> Trace:
    """One case an activity of the cycle: 1 where the partners learn or study something."""
    return Trace.of_records("activity", _activities(ground), pl.col("kind").is_in(_LEARNING))


def parts_benefit(ground: Ground) -> Trace:
    """One case a part taken in an activity of the cycle: whether it brings the organisation a benefit."""
    activities = _activities(ground).select("partnership_id", activity_id="id")
    parts = ground.snapshot["participation"].join(activities, on="activity_id")
    return Trace.of_records("participation", parts, pl.col("benefits"))


def partners_contributing(ground: Ground) -> Trace:
    """One case a partner: it gave something in the cycle."""
    given = ground.snapshot["contribution"].filter(
        (pl.col("direction") == "given") & since_or_undated("until", ground.cycle)
    )
    return ground.named_in_book(given, used("contribution", given))


def outputs_shown(ground: Ground) -> Trace:
    """One case an output of the cycle: it has a source, or a statement of another source agrees with it."""
    agreeing = ground.snapshot["statement"].filter((pl.col("subject_kind") == "output") & pl.col("agrees"))
    outputs = ground.snapshot["output"].filter(since_or_undated("on", ground.cycle))
    is_shown = pl.col("source_id").is_not_null() | pl.col("key").is_in(agreeing["subject_key"].implode())
    return Trace.of_records("output", outputs, where_dated("on", is_shown))


def ties_returned(ground: Ground) -> Trace:
    """One case a tie that one partner states with another: whether the other states one too.

    Unknown where the other has stated no tie in that partnership: it may not have been asked.
    """
    sides = ("partnership_id", "from_organisation_id", "to_organisation_id")
    ties = ground.snapshot.holding("tie", "id", "intensity", *sides).filter(
        (pl.col("intensity") > 0).fill_null(True) & (pl.col("from_organisation_id") != pl.col("to_organisation_id"))
    )
    for side in sides[1:]:
        are_partners = ground.partners.select("partnership_id", pl.col("organisation_id").alias(side))
        ties = ties.join(are_partners, on=["partnership_id", side], how="semi")
    stated = ties.select(sides).unique()
    back = stated.select(
        "partnership_id",
        from_organisation_id="to_organisation_id",
        to_organisation_id="from_organisation_id",
        returned=pl.lit(True),
    )
    spoke = stated.select("partnership_id", to_organisation_id="from_organisation_id", spoke=pl.lit(True)).unique()
    cases = stated.join(back, on=sides, how="left").join(spoke, on=["partnership_id", "to_organisation_id"], how="left")
    amount = pl.coalesce("returned", pl.when("spoke").then(False)).cast(pl.Float64)
    return Trace(cases.select("partnership_id", amount=amount), (used("tie", ties),))
