"""Typology 5: how functions, roles and responsibilities are articulated; hybrids are the norm."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions

FORMS = ("consultative", "contributory", "operational", "collaborative")


def activity_forms(snapshot: Snapshot, conventions: Conventions) -> pl.DataFrame:
    """Each recent activity with its form, the first that matches (convention, after Kernaghan et al. 2000).

    At least two co-decide, two work, and cost or risk is shared by two: collaborative; two work:
    operational; one funds or gives and one at most works: contributory; otherwise consultative. ``form`` is
    null when none of the seven facts is known for anyone.
    Columns: ``id``, ``partnership_id``, ``effort_hours``, ``form``.
    """
    oldest = snapshot.as_of - timedelta(days=conventions.recent_days)
    recent = snapshot["activity"].filter(pl.col("until").is_null() | (pl.col("until") >= oldest))
    facts = ("advises", "funds", "works", "co_decides", "bears_cost", "bears_risk", "benefits")
    counts = (
        snapshot["participation"]
        .group_by("activity_id")
        .agg(
            *(pl.col(fact).fill_null(False).sum().alias(fact) for fact in facts),
            pl.any_horizontal(pl.col(fact).is_not_null() for fact in facts).any().alias("is_known"),
        )
    )
    shares_burden = (pl.col("bears_cost") >= 2) | (pl.col("bears_risk") >= 2)
    form = (
        pl.when(~pl.col("is_known").fill_null(False))
        .then(None)
        .when((pl.col("co_decides") >= 2) & (pl.col("works") >= 2) & shares_burden)
        .then(pl.lit("collaborative"))
        .when(pl.col("works") >= 2)
        .then(pl.lit("operational"))
        .when(pl.col("funds") >= 1)
        .then(pl.lit("contributory"))
        .otherwise(pl.lit("consultative"))
    )
    return recent.join(counts, left_on="id", right_on="activity_id", how="left").select(
        "id", "partnership_id", "effort_hours", form.alias("form")
    )


def articulation(snapshot: Snapshot, conventions: Conventions) -> pl.DataFrame:
    """The vector of four shares, its label, its hybridity −Σp ln p / ln 4, and how it is known.

    Shares weigh activities by effort hours where all classified ones have them, otherwise equally. Without a
    classified activity the shares are *inferred* from structure (convention): each kind of evidence counts
    once — a council, committee or table is consultative; a secretariat staffed by two organisations,
    contributory; project teams, operational; a plan that was adopted and reviewed, shared decision-making.
    """
    derived = _shares(_weighted(activity_forms(snapshot, conventions)), "derived")
    inferred = _shares(_structural(snapshot), "inferred").join(derived, on="partnership_id", how="anti")
    shares = pl.concat([derived, inferred], how="diagonal_relaxed")
    largest = pl.max_horizontal(*(pl.col(f"articulation_{form}") for form in FORMS))
    label = pl.coalesce(
        pl.when(pl.col(f"articulation_{form}") == largest).then(pl.lit(form)) for form in FORMS
    )
    entropy = pl.sum_horizontal(
        pl.when(pl.col(f"articulation_{form}") > 0)
        .then(-pl.col(f"articulation_{form}") * pl.col(f"articulation_{form}").log(4))
        .otherwise(0.0)
        for form in FORMS
    )
    return shares.with_columns(
        articulation=label, hybridity=entropy, is_hybrid=largest < conventions.hybrid_below
    )


def _weighted(activities: pl.DataFrame) -> pl.DataFrame:
    classified = pl.col("form").is_not_null()
    has_hours = (pl.col("effort_hours").is_not_null() | ~classified).all().over("partnership_id")
    return activities.with_columns(
        weight=pl.when(has_hours).then(pl.col("effort_hours")).otherwise(1.0),
        articulation_coverage=classified.mean().over("partnership_id"),
    ).filter(classified)


def _structural(snapshot: Snapshot) -> pl.DataFrame:
    bodies = snapshot.holding("body")
    staffed = (
        snapshot.holding("body_member")
        .drop_nulls("organisation_id")
        .group_by("body_id")
        .agg(pl.col("organisation_id").n_unique().alias("organisations"))
    )
    by_body = bodies.join(staffed, left_on="id", right_on="body_id", how="left").select(
        "partnership_id",
        pl.when(pl.col("kind").is_in(["council", "advisory_committee", "steering_committee", "local_table"]))
        .then(pl.lit("consultative"))
        .when((pl.col("kind") == "secretariat") & (pl.col("organisations") >= 2))
        .then(pl.lit("contributory"))
        .when(pl.col("kind") == "project_team")
        .then(pl.lit("operational"))
        .alias("form"),
    )
    reviewed = (
        snapshot["plan"]
        .filter(pl.col("id").is_in(snapshot["plan_revision"]["plan_id"].implode()))
        .select("partnership_id", pl.lit("collaborative").alias("form"))
    )
    return (
        pl.concat([by_body.drop_nulls("form"), reviewed])
        .unique()
        .with_columns(weight=pl.lit(1.0), articulation_coverage=pl.lit(0.0))
    )


def _shares(weighted: pl.DataFrame, basis: str) -> pl.DataFrame:
    total = pl.col("weight").sum()
    return (
        weighted.group_by("partnership_id")
        .agg(
            *(
                (pl.col("weight").filter(pl.col("form") == form).sum() / total).alias(f"articulation_{form}")
                for form in FORMS
            ),
            pl.col("articulation_coverage").first(),
            total.alias("total"),
        )
        .filter(pl.col("total") > 0)
        .drop("total")
        .with_columns(articulation_basis=pl.lit(basis))
    )
