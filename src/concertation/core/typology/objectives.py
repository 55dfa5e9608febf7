"""Whether a partnership pursues concrete objectives, symbolic ones, or both; and what it then does."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.tallies import Owners, side_by_side

ORIENTATIONS = ("concrete", "symbolic", "both")


def objectives(snapshot: Snapshot, partnerships: Owners, *, conventions: Conventions) -> pl.DataFrame:
    """Concreteness of objectives, of outputs, and the distance between them; one row a partnership.

    ``concreteness`` = Σ weight(concrete) / Σ weight over the objectives that hold on the day and whose kind
    is known; an objective that is both counts half. Weights count only when all are known; otherwise each
    objective weighs the same. ``realised_concreteness`` is the same figure over outputs so far;
    ``decoupling`` = declared − realised. Symbolic is no defect (Garcea & Ashton, « Les types de
    partenariats », last §). Null below the coverage at which facts answer. Columns also:
    ``objective_orientation``, its ``_basis`` and ``_coverage``.
    """
    declared = _concreteness(
        snapshot.holding("objective", "partnership_id", "kind", "weight"), "concreteness", partnerships
    )
    realised = _concreteness(snapshot["output"], "realised_concreteness", partnerships)
    coverage = pl.col("concreteness_coverage").fill_null(0.0)
    is_enough = coverage >= conventions.coverage_to_infer
    realised_is_enough = pl.col("realised_concreteness_coverage").fill_null(0.0) >= conventions.coverage_to_infer
    return (
        side_by_side([declared, realised])
        .with_columns(
            concreteness=pl.when(is_enough).then(pl.col("concreteness")),
            realised_concreteness=pl.when(realised_is_enough).then(pl.col("realised_concreteness")),
        )
        .with_columns(objective_orientation=_orientation(conventions))
        .select(
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


def _concreteness(rows: pl.DataFrame, name: str, partnerships: Owners) -> pl.DataFrame:
    kind, weight = pl.col("kind"), pl.col("weight")
    known = kind.is_in(ORIENTATIONS).fill_null(False)
    part = pl.when(kind == "concrete").then(1.0).when(kind == "symbolic").then(0.0).otherwise(0.5)
    sums = partnerships.tally(
        partnerships.places(rows["partnership_id"]),
        rows,
        rows=pl.lit(True),
        known=known,
        unweighted=known & weight.is_null(),
        weight=pl.when(known).then(weight),
        parts=pl.when(known).then(part),
        weighted_parts=pl.when(known).then(part * weight),
    )
    has_weights = (pl.col("unweighted") == 0) & (pl.col("weight") > 0)
    return sums.select(
        pl.when(has_weights)
        .then(pl.col("weighted_parts") / pl.col("weight"))
        .when(pl.col("known") > 0)
        .then(pl.col("parts") / pl.col("known"))
        .alias(name),
        pl.when(pl.col("rows") > 0).then(pl.col("known") / pl.col("rows")).alias(f"{name}_coverage"),
    )
