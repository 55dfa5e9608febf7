"""A cautious reading of the articulation from bodies and plans, where activities say nothing."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.articulation import ARTICULATIONS, SHARES, with_shares

COUNCILS = ("council", "steering_committee")
COUNSELS = ("advisory_committee", "local_table")
TEAMS = ("project_team",)


def structure_elements(snapshot: Snapshot) -> pl.LazyFrame:
    """Which elements of structure each partnership has on the day, one yes/no column an element.

    ``has_counsel`` advisory committee or local table; ``has_council`` council or steering committee;
    ``has_team`` project team; ``has_joint_secretariat`` a secretariat with people from two organisations or
    more; ``has_revised_plan`` a plan adopted and since revised.
    """
    bodies = snapshot.holding("body").lazy().select("partnership_id", "kind", body_id="id")
    staffing = (
        snapshot.holding("body_member")
        .lazy()
        .group_by("body_id")
        .agg(organisations=pl.col("organisation_id").drop_nulls().n_unique())
    )
    revised = snapshot["plan_revision"].lazy().select(id="plan_id").unique()
    plans = (
        snapshot.holding("plan")
        .lazy()
        .filter(pl.col("adopted_on").is_null() | (pl.col("adopted_on") <= snapshot.as_of))
        .join(revised, on="id", how="semi")
        .select("partnership_id", has_revised_plan=pl.lit(True))
        .unique()
    )
    kind = pl.col("kind")
    return (
        bodies.join(staffing, on="body_id", how="left")
        .group_by("partnership_id")
        .agg(
            has_counsel=kind.is_in(COUNSELS).any(),
            has_council=kind.is_in(COUNCILS).any(),
            has_team=kind.is_in(TEAMS).any(),
            has_joint_secretariat=((kind == "secretariat") & (pl.col("organisations") >= 2))
            .fill_null(False)
            .any(),
        )
        .join(plans, on="partnership_id", how="left")
        .with_columns(pl.col("has_revised_plan").fill_null(False))
    )


def articulation_of_structure(elements: pl.LazyFrame) -> pl.LazyFrame:
    """Shares of the four types that the structure suggests, each element weighing the same.

    Concertation convention, always shown as *inferred*: an advisory committee or a local table suggests
    consultation; a project team, operations; a secretariat staffed by two organisations or more,
    contribution; a council, consultation, unless it adopted and revised a plan and has a team or a joint
    secretariat to carry it out, which suggests shared decisions.
    """
    shared = (
        pl.col("has_council")
        & pl.col("has_revised_plan")
        & (pl.col("has_team") | pl.col("has_joint_secretariat"))
    )
    masses = {
        "consultative": pl.col("has_counsel") | (pl.col("has_council") & ~shared),
        "contributory": pl.col("has_joint_secretariat"),
        "operational": pl.col("has_team"),
        "collaborative": shared,
    }
    return with_shares(
        elements.with_columns(
            masses[code].cast(pl.Float64).alias(share)
            for code, share in zip(ARTICULATIONS, SHARES, strict=True)
        )
    ).select("partnership_id", *SHARES, "found", "hybridity")
