"""A cautious reading of the articulation from bodies and plans, where activities say nothing."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.articulation import ARTICULATIONS, SHARES
from concertation.core.typology.tallies import Owners, Places, distinct, halves, paired

COUNCILS = ("council", "steering_committee")
COUNSELS = ("advisory_committee", "local_table")
TEAMS = ("project_team",)


def structure_elements(snapshot: Snapshot, partnerships: Owners) -> pl.DataFrame:
    """Which elements of structure each partnership has on the day, one yes/no column an element.

    ``has_counsel`` advisory committee or local table; ``has_council`` council or steering committee;
    ``has_team`` project team; ``has_joint_secretariat`` a secretariat with people from two organisations or
    more; ``has_revised_plan`` a plan adopted and since revised. One row a partnership.
    """
    bodies = snapshot.holding("body", "partnership_id", "id", "kind")
    kind = pl.col("kind")
    secretariats = Owners.of(bodies.filter(kind == "secretariat")["id"])
    joint = pl.Series(secretariats.ids[_staffing(snapshot, secretariats) >= 2])
    elements = partnerships.tally(
        partnerships.places(bodies["partnership_id"]),
        bodies,
        has_counsel=kind.is_in(COUNSELS),
        has_council=kind.is_in(COUNCILS),
        has_team=kind.is_in(TEAMS),
        has_joint_secretariat=pl.col("id").is_in(joint.implode()),
    )
    plans = partnerships.count(partnerships.places(_revised_plans(snapshot)["partnership_id"]))
    return elements.with_columns(has_revised_plan=pl.Series(plans)).select(pl.all() > 0)


def _staffing(snapshot: Snapshot, bodies: Owners) -> Places:
    """From how many organisations the people of each body come on the day."""
    seats = snapshot.holding("body_member", "body_id", "organisation_id").drop_nulls()
    places = bodies.places(seats["body_id"])
    is_theirs = places < len(bodies)
    seated = seats["organisation_id"].filter(pl.Series(is_theirs))
    pairs = paired(places[is_theirs], Owners.of(seated).places(seated))
    return bodies.count(halves(distinct(pairs))[0])


def _revised_plans(snapshot: Snapshot) -> pl.DataFrame:
    revised = snapshot["plan_revision"]["plan_id"]
    is_adopted = pl.col("adopted_on").is_null() | (pl.col("adopted_on") <= snapshot.as_of)
    return snapshot.holding("plan", "id", "partnership_id", "adopted_on").filter(
        is_adopted & pl.col("id").is_in(revised.implode())
    )


def articulation_of_structure(elements: pl.DataFrame) -> pl.DataFrame:
    """Masses of the four types that the structure suggests, each element weighing the same.

    Concertation convention, always shown as *inferred*: an advisory committee or a local table suggests
    consultation; a project team, operations; a secretariat staffed by two organisations or more,
    contribution; a council, consultation, unless it adopted and revised a plan and has a team or a joint
    secretariat to carry it out, which suggests shared decisions.
    """
    shared = pl.col("has_council") & pl.col("has_revised_plan") & (pl.col("has_team") | pl.col("has_joint_secretariat"))
    masses = {
        "consultative": pl.col("has_counsel") | (pl.col("has_council") & ~shared),
        "contributory": pl.col("has_joint_secretariat"),
        "operational": pl.col("has_team"),
        "collaborative": shared,
    }
    return elements.select(
        masses[code].cast(pl.Float64).alias(share) for code, share in zip(ARTICULATIONS, SHARES, strict=True)
    )
