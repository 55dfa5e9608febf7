"""Institutionalisation (INST): the routines that a partnership is observed to have, from 0 to 100."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.periods import months_before
from concertation.core.typology.routines import age, meeting_regularity, succession, tie_intensity
from concertation.core.typology.scoring import from_yes_no, high_of, low_of, scored

# Points out of 100 (Concertation convention, a reading of the article's two cases).
INST_POINTS = {
    "meetings": 15.0,
    "ties": 10.0,
    "staff": 15.0,
    "budget": 15.0,
    "age": 5.0,
    "succession": 10.0,
    "plan": 10.0,
    "accountability": 10.0,
    "evaluation": 10.0,
}

_ACCOUNTS = ("accountability_report", "annual_report", "audit")


def institutionalisation(
    snapshot: Snapshot, members: pl.DataFrame, *, conventions: Conventions
) -> pl.LazyFrame:
    """The nine routines of INST, each as bounds between 0 and 1, and the score as an interval.

    Regularity of meetings 15; intensity of ties between partners 10; dedicated staff 15; own budget 15; age
    5; a succession survived 10; a plan and its revision 10; accountability report 10; evaluation 10.
    Institutional routines are another axis than formality: an informal partnership may have many (Garcea &
    Ashton, Brandon). A routine of which nothing is on record is unknown. Columns: ``partnership_id``, the
    score's columns (see ``scored``), and each routine's ``_low`` and ``_high``.
    """
    frame = snapshot.holding("partnership").lazy().select("since", "accountable_to_id", partnership_id="id")
    parts = (
        meeting_regularity(snapshot, conventions=conventions),
        tie_intensity(snapshot, members),
        age(snapshot, conventions=conventions),
        succession(snapshot),
        _means(snapshot),
        _plans(snapshot, conventions),
        _reports(snapshot, conventions),
    )
    for part in parts:
        frame = frame.join(part, on="partnership_id", how="left")
    accounts_low = pl.coalesce(
        pl.col("has_account").cast(pl.Float64), pl.when(pl.col("accountable_to_id").is_not_null()).then(0.5)
    )
    frame = frame.with_columns(
        *from_yes_no("staff", pl.coalesce("has_staff", pl.when("has_secretariat").then(True))),
        *from_yes_no("budget", pl.coalesce("has_budget", pl.when("is_funded").then(True))),
        *from_yes_no("evaluation", pl.col("has_evaluation")),
        accounts_low.fill_null(0.0).alias(low_of("accountability")),
        pl.col("has_account").cast(pl.Float64).fill_null(1.0).alias(high_of("accountability")),
    )
    both = [(low_of(item), 0.0) for item in INST_POINTS] + [(high_of(item), 1.0) for item in INST_POINTS]
    return frame.with_columns(pl.col(name).fill_null(nothing) for name, nothing in both).with_columns(
        scored("inst", INST_POINTS, coverage_to_score=conventions.coverage_to_score)
    )


def _means(snapshot: Snapshot) -> pl.LazyFrame:
    """Dedicated staff and own budget; a secretariat is staff, a funding agreement by name is a budget."""
    in_force = pl.col("until").is_null() | (pl.col("until") >= snapshot.as_of)
    has_some = pl.col("amount").is_null() | (pl.col("amount") > 0)
    on_record = {"has_staff": "dedicated_staff", "has_budget": "own_budget"}
    resources = (
        snapshot["resource"]
        .lazy()
        .group_by("partnership_id")
        .agg(
            pl.when((pl.col("kind") == code).any())
            .then((in_force & has_some & (pl.col("kind") == code)).any())
            .alias(name)
            for name, code in on_record.items()
        )
    )
    secretariats = (
        snapshot.holding("body")
        .lazy()
        .filter(pl.col("kind") == "secretariat")
        .select("partnership_id", has_secretariat=pl.lit(True))
        .unique()
    )
    funded = (
        snapshot.holding("agreement")
        .lazy()
        .filter((pl.col("kind") == "contribution_agreement") & pl.col("names_partnership"))
        .select("partnership_id", is_funded=pl.lit(True))
        .unique()
    )
    return resources.join(secretariats, on="partnership_id", how="full", coalesce=True).join(
        funded, on="partnership_id", how="full", coalesce=True
    )


def _plans(snapshot: Snapshot, conventions: Conventions) -> pl.LazyFrame:
    """Half for a plan in force, half for a revision in the recent past; no revision on record is unknown."""
    recent = months_before(snapshot.as_of, conventions.routine_months)
    revisions = (
        snapshot["plan_revision"]
        .lazy()
        .group_by(id="plan_id")
        .agg(last=pl.col("on").max(), revisions=pl.len())
    )
    in_force = pl.col("until").is_null() | (pl.col("until") >= snapshot.as_of)
    is_adopted = pl.col("adopted_on").is_null() | (pl.col("adopted_on") <= snapshot.as_of)
    is_fresh = (pl.col("last") >= recent).filter(in_force & is_adopted)
    return (
        snapshot["plan"]
        .lazy()
        .join(revisions, on="id", how="left")
        .group_by("partnership_id")
        .agg(
            has_plan=(in_force & is_adopted).any(),
            is_revised=is_fresh.any(),
            is_stale=is_fresh.is_not_null().any() & ~is_fresh.any(),
        )
        .select(
            "partnership_id",
            ((pl.col("has_plan").cast(pl.Float64) + pl.col("is_revised").cast(pl.Float64)) / 2).alias(
                low_of("plan")
            ),
            pl.when(~pl.col("has_plan"))
            .then(0.0)
            .when(pl.col("is_stale"))
            .then(0.5)
            .otherwise(1.0)
            .alias(high_of("plan")),
        )
    )


def _reports(snapshot: Snapshot, conventions: Conventions) -> pl.LazyFrame:
    def seen(kinds: tuple[str, ...], months: int) -> pl.Expr:
        is_such = pl.col("kind").is_in(kinds)
        is_recent = pl.col("on") >= months_before(snapshot.as_of, months)
        return pl.when(is_such.any()).then(is_recent.filter(is_such).any(ignore_nulls=False))

    return (
        snapshot["report"]
        .lazy()
        .group_by("partnership_id")
        .agg(
            has_account=seen(_ACCOUNTS, conventions.routine_months),
            has_evaluation=seen(("evaluation",), conventions.evaluation_months),
        )
    )
