"""Institutionalisation (INST): the routines that a partnership is observed to have, from 0 to 100."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.partners import Partners
from concertation.core.typology.periods import months_before
from concertation.core.typology.routines import age, meeting_regularity, succession, tie_intensity
from concertation.core.typology.scoring import any_known, from_yes_no, high_of, low_of, scored
from concertation.core.typology.tallies import Owners, side_by_side

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


def institutionalisation(snapshot: Snapshot, partners: Partners, *, conventions: Conventions) -> pl.DataFrame:
    """The nine routines of INST, each as bounds between 0 and 1, and the score as an interval.

    Regularity of meetings 15; intensity of ties between partners 10; dedicated staff 15; own budget 15; age
    5; a succession survived 10; a plan and its revision 10; accountability report 10; evaluation 10.
    Institutional routines are another axis than formality: an informal partnership may have many (Garcea &
    Ashton, Brandon). A routine of which nothing is on record is unknown. One row a partnership. Columns: the
    score's columns (see ``scored``), and each routine's ``_low`` and ``_high``.
    """
    partnerships = partners.partnerships
    frame = side_by_side(
        [
            meeting_regularity(snapshot, partnerships, conventions=conventions),
            tie_intensity(snapshot, partners),
            age(snapshot, partnerships, conventions=conventions),
            succession(snapshot, partnerships),
            _means(snapshot, partnerships),
            _plans(snapshot, partnerships, conventions),
            _reports(snapshot, partnerships, conventions),
            _accountable(snapshot, partnerships),
        ]
    )
    accounts_low = pl.coalesce(pl.col("has_account").cast(pl.Float64), pl.when("is_accountable").then(0.5))
    frame = frame.with_columns(
        *from_yes_no("staff", pl.coalesce("has_staff", pl.when("has_secretariat").then(True))),
        *from_yes_no("budget", pl.coalesce("has_budget", pl.when("is_funded").then(True))),
        *from_yes_no("evaluation", pl.col("has_evaluation")),
        accounts_low.fill_null(0.0).alias(low_of("accountability")),
        pl.col("has_account").cast(pl.Float64).fill_null(1.0).alias(high_of("accountability")),
    )
    both = [(low_of(item), 0.0) for item in INST_POINTS] + [(high_of(item), 1.0) for item in INST_POINTS]
    bounds = frame.with_columns(pl.col(name).fill_null(nothing) for name, nothing in both)
    return scored(bounds, "inst", INST_POINTS, coverage_to_score=conventions.coverage_to_score)


def _accountable(snapshot: Snapshot, partnerships: Owners) -> pl.DataFrame:
    held = snapshot.holding("partnership").select("id", is_accountable=pl.col("accountable_to_id").is_not_null())
    return partnerships.put(partnerships.places(held["id"]), held.drop("id"))


def _means(snapshot: Snapshot, partnerships: Owners) -> pl.DataFrame:
    """Dedicated staff and own budget; a secretariat is staff, a funding agreement by name is a budget."""
    in_force = pl.col("until").is_null() | (pl.col("until") >= snapshot.as_of)
    has_some = pl.col("amount").is_null() | (pl.col("amount") > 0)
    kinds = {"staff": pl.col("kind") == "dedicated_staff", "budget": pl.col("kind") == "own_budget"}
    rows = snapshot["resource"]
    counts = partnerships.tally(
        partnerships.places(rows["partnership_id"]),
        rows,
        **{f"{name}_on_record": is_such for name, is_such in kinds.items()},
        **{name: is_such & in_force & has_some for name, is_such in kinds.items()},
    )
    secretariats = snapshot.holding("body", "partnership_id", "kind").filter(pl.col("kind") == "secretariat")[
        "partnership_id"
    ]
    by_name = (pl.col("kind") == "contribution_agreement") & pl.col("names_partnership")
    funding = snapshot.holding("agreement", "partnership_id", "kind", "names_partnership").filter(by_name)[
        "partnership_id"
    ]
    return counts.select(
        *(pl.when(pl.col(f"{name}_on_record") > 0).then(pl.col(name) > 0).alias(f"has_{name}") for name in kinds),
        has_secretariat=pl.Series(partnerships.count(partnerships.places(secretariats)) > 0),
        is_funded=pl.Series(partnerships.count(partnerships.places(funding)) > 0),
    )


def _plans(snapshot: Snapshot, partnerships: Owners, conventions: Conventions) -> pl.DataFrame:
    """Half for a plan in force, half for a revision in the recent past; no revision on record is unknown."""
    recent = months_before(snapshot.as_of, conventions.routine_months)
    plans, revisions = snapshot["plan"], snapshot["plan_revision"].filter(pl.col("on") >= recent)
    every = snapshot["plan_revision"].drop_nulls("on")
    in_force = (pl.col("until").is_null() | (pl.col("until") >= snapshot.as_of)) & (
        pl.col("adopted_on").is_null() | (pl.col("adopted_on") <= snapshot.as_of)
    )
    is_revised, is_dated = (pl.col("id").is_in(rows["plan_id"].implode()) for rows in (revisions, every))
    counts = partnerships.tally(
        partnerships.places(plans["partnership_id"]),
        plans,
        plans=pl.lit(True),
        held=in_force,
        fresh=in_force & is_revised,
        dated=in_force & is_dated,
    )
    has_plan, is_fresh = (pl.col("held") > 0).cast(pl.Float64), (pl.col("fresh") > 0).cast(pl.Float64)
    is_stale = (pl.col("dated") > 0) & (pl.col("fresh") == 0)
    on_record = pl.when(pl.col("plans") > 0)
    return counts.select(
        on_record.then((has_plan + is_fresh) / 2).alias(low_of("plan")),
        on_record.then(pl.when(pl.col("held") == 0).then(0.0).when(is_stale).then(0.5).otherwise(1.0)).alias(
            high_of("plan")
        ),
    )


def _reports(snapshot: Snapshot, partnerships: Owners, conventions: Conventions) -> pl.DataFrame:
    wanted = {
        "has_account": (_ACCOUNTS, conventions.routine_months),
        "has_evaluation": (("evaluation",), conventions.evaluation_months),
    }
    rows, counted = snapshot["report"], {}
    for name, (kinds, months) in wanted.items():
        is_such = pl.col("kind").is_in(kinds)
        counted[name] = is_such
        counted[f"{name}_yes"] = is_such & (pl.col("on") >= months_before(snapshot.as_of, months))
        counted[f"{name}_unsaid"] = is_such & pl.col("on").is_null()
    counts = partnerships.tally(partnerships.places(rows["partnership_id"]), rows, **counted)
    return counts.select(
        pl.when(pl.col(name) > 0).then(any_known(pl.col(f"{name}_yes"), pl.col(f"{name}_unsaid"))).alias(name)
        for name in wanted
    )
