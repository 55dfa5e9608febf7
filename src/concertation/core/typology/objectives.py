"""Whether a partnership pursues concrete objectives, symbolic ones, or both; and what it then does."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions

ORIENTATIONS = ("concrete", "symbolic", "both")


def objectives(snapshot: Snapshot, *, conventions: Conventions) -> pl.LazyFrame:
    """Concreteness of objectives, of outputs, and the distance between them.

    ``concreteness`` = Σ weight(concrete) / Σ weight over the objectives that hold on the day and whose kind
    is known; an objective that is both counts half. Weights count only when all are known; otherwise each
    objective weighs the same. ``realised_concreteness`` is the same figure over outputs so far;
    ``decoupling`` = declared − realised. Symbolic is no defect (Garcea & Ashton, « Les types de
    partenariats », last §). Null below the coverage at which facts answer. Columns also:
    ``objective_orientation``, its ``_basis`` and ``_coverage``.
    """
    declared = _concreteness(snapshot.holding("objective").lazy(), "concreteness")
    realised = _concreteness(snapshot["output"].lazy(), "realised_concreteness")
    joined = declared.join(realised, on="partnership_id", how="full", coalesce=True)
    coverage = pl.col("concreteness_coverage").fill_null(0.0)
    is_enough = coverage >= conventions.coverage_to_infer
    realised_is_enough = (
        pl.col("realised_concreteness_coverage").fill_null(0.0) >= conventions.coverage_to_infer
    )
    return (
        joined.with_columns(
            concreteness=pl.when(is_enough).then(pl.col("concreteness")),
            realised_concreteness=pl.when(realised_is_enough).then(pl.col("realised_concreteness")),
        )
        .with_columns(objective_orientation=_orientation(conventions))
        .select(
            "partnership_id",
            "objective_orientation",
            "concreteness",
            "realised_concreteness",
            pl.when(pl.col("concreteness").is_null())
            .then(pl.lit("unknown"))
            .when(coverage >= conventions.coverage_to_derive)
            .then(pl.lit("derived"))
            .otherwise(pl.lit("inferred"))
            .alias("objective_orientation_basis"),
            coverage.alias("objective_orientation_coverage"),
            decoupling=pl.col("concreteness") - pl.col("realised_concreteness"),
        )
    )


def _orientation(conventions: Conventions) -> pl.Expr:
    share = pl.col("concreteness").round(9)
    return (
        pl.when(share >= round(conventions.concrete_from, 9))
        .then(pl.lit("concrete"))
        .when(share <= round(conventions.symbolic_up_to, 9))
        .then(pl.lit("symbolic"))
        .when(share.is_not_null())
        .then(pl.lit("both"))
    )


def _concreteness(rows: pl.LazyFrame, name: str) -> pl.LazyFrame:
    known = pl.col("kind").is_in(ORIENTATIONS)
    part = (
        pl.when(pl.col("kind") == "concrete")
        .then(1.0)
        .when(pl.col("kind") == "symbolic")
        .then(0.0)
        .otherwise(0.5)
    )
    has_weights = pl.col("weight").filter(known).is_not_null().all() & (
        pl.col("weight").filter(known).sum() > 0
    )
    weighted = (part * pl.col("weight")).filter(known).sum() / pl.col("weight").filter(known).sum()
    return rows.group_by("partnership_id").agg(
        pl.when(has_weights).then(weighted).otherwise(part.filter(known).mean()).alias(name),
        known.fill_null(False).mean().alias(f"{name}_coverage"),
    )
