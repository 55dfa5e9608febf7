"""All facets of all partnerships at once, as columns."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.articulation import articulation
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.formality import formality
from concertation.core.typology.members import members_on
from concertation.core.typology.objectives import objectives
from concertation.core.typology.partners import kinds, number, sectors
from concertation.core.typology.reach import reach

FACETS = ("reach", "sectors", "number", "kinds", "articulation", "arrangement")


def classify(snapshot: Snapshot, *, conventions: Conventions | None = None) -> pl.DataFrame:
    """One row for each partnership that holds on the day, sorted by id.

    For each facet ``f``: ``f`` (a vocabulary code, null when unknown), ``f_basis`` (*derived* from facts,
    *stated* by a source alone, *inferred* from partial facts, *unknown*), ``f_coverage`` (0 to 1) and
    ``declared_f`` (what a source says, kept beside). Counts, shares and FORM stand in columns of their own.
    """
    settings = conventions or Conventions()
    members = members_on(snapshot)
    frame = snapshot.holding("partnership").select(pl.col("id").alias("partnership_id"), "key")
    for part in (
        reach(snapshot),
        sectors(snapshot, members),
        number(members),
        kinds(members),
        articulation(snapshot, settings),
        arrangement(snapshot),
        objectives(snapshot, settings),
        formality(snapshot, settings),
        declared_types(snapshot),
    ):
        frame = frame.join(part, on="partnership_id", how="left")
    return _with_bases(frame, settings).sort("partnership_id")


def arrangement(snapshot: Snapshot) -> pl.DataFrame:
    """One, two or several bodies hold the partnership (Garcea & Ashton, « Les types de partenariats »)."""
    count = pl.col("body_count")
    return (
        snapshot.holding("body")
        .group_by("partnership_id")
        .agg(pl.len().cast(pl.Int64).alias("body_count"))
        .with_columns(
            arrangement=pl.when(count == 1)
            .then(pl.lit("single_body"))
            .when(count == 2)
            .then(pl.lit("two_bodies"))
            .otherwise(pl.lit("several_bodies")),
            arrangement_coverage=pl.lit(1.0),
        )
    )


def declared_types(snapshot: Snapshot) -> pl.DataFrame:
    """What sources declare of each facet; null where two sources disagree (both stay in the register)."""
    declared = snapshot.holding("declared_type")
    return declared.group_by("partnership_id").agg(
        pl.when(pl.col("value").filter(pl.col("facet") == facet).n_unique() == 1)
        .then(pl.col("value").filter(pl.col("facet") == facet).first())
        .alias(f"declared_{facet}")
        for facet in FACETS
    )


def _with_bases(frame: pl.DataFrame, settings: Conventions) -> pl.DataFrame:
    certain = {
        "sectors": pl.col("sector_count") >= 3,
        "kinds": pl.col("kinds") == "mixed",
        "number": pl.lit(True),
    }
    bases = []
    for facet in FACETS:
        enough = pl.col(f"{facet}_coverage") >= settings.derived_coverage
        if facet == "sectors":
            enough = pl.col("sectors_coverage") >= 1
        if facet == "articulation":
            enough = enough & (pl.col("articulation_basis") == "derived")
        bases.append(
            pl.when(pl.col(facet).is_not_null() & (enough | certain.get(facet, pl.lit(False))))
            .then(pl.lit("derived"))
            .when(pl.col(facet).is_not_null())
            .then(pl.lit("inferred"))
            .when(pl.col(f"declared_{facet}").is_not_null())
            .then(pl.lit("stated"))
            .otherwise(pl.lit("unknown"))
            .alias(f"{facet}_basis")
        )
    return frame.with_columns(bases).with_columns(
        pl.coalesce(facet, f"declared_{facet}").alias(facet) for facet in FACETS
    )
