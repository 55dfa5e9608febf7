"""Concrete and symbolic objectives, declared and realised. Symbolic is not a defect."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions


def objectives(snapshot: Snapshot, conventions: Conventions) -> pl.DataFrame:
    """``concreteness`` = Σ weight(concrete) / Σ weight of the objectives of known kind that hold.

    ``realised_concreteness`` is the same on outputs; ``decoupling`` = declared − realised. A missing weight
    counts as 1. Source: Garcea & Ashton, « Les types de partenariats »; thresholds are a convention.
    """
    declared = _concreteness(snapshot.holding("objective"), "concreteness")
    realised = _concreteness(snapshot["output"], "realised_concreteness")
    share = pl.col("concreteness")
    return declared.join(realised, on="partnership_id", how="full", coalesce=True).with_columns(
        decoupling=share - pl.col("realised_concreteness"),
        objective_orientation=pl.when(share >= conventions.concrete_from)
        .then(pl.lit("concrete"))
        .when(share <= conventions.symbolic_to)
        .then(pl.lit("symbolic"))
        .when(share.is_not_null())
        .then(pl.lit("both")),
    )


def _concreteness(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    weight = pl.col("weight").fill_null(1.0)
    return (
        frame.drop_nulls("kind")
        .group_by("partnership_id")
        .agg((weight.filter(pl.col("kind") == "concrete").sum() / weight.sum()).alias(name))
        .with_columns(pl.col(name).fill_nan(None))
    )
