"""FORM, 0 to 100: how far a partnership is written down and bound."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions

# Points of each item (convention; the items are those the article names, « Définitions » and « Documents »).
POINTS = {
    "legal_personality": 20,
    "partners_agreement": 20,
    "funding_agreement": 15,
    "terms_of_reference": 15,
    "decision_rule": 10,
    "roles": 10,
    "exit": 10,
}


def formality(snapshot: Snapshot, conventions: Conventions) -> pl.DataFrame:
    """``form`` with the bounds ``form_low`` and ``form_high`` that the unknown items leave open.

    An item is present, absent or unknown. ``form_low`` sums the points of present items; ``form_high`` adds
    those of unknown ones; ``form_coverage`` is the share of the points that is known; ``form`` = 100 × points
    present / points known, and null while coverage is under the convention. A recorded unwritten
    understanding makes the absence of written documents known.
    """
    items = form_items(snapshot)
    present = pl.sum_horizontal(
        pl.col(f"form_{item}").fill_null(False) * points for item, points in POINTS.items()
    )
    known = pl.sum_horizontal(
        pl.col(f"form_{item}").is_not_null() * points for item, points in POINTS.items()
    )
    return items.with_columns(
        form_low=present.cast(pl.Float64),
        form_coverage=known / 100,
        form_high=(present + 100 - known).cast(pl.Float64),
    ).with_columns(
        form=pl.when(pl.col("form_coverage") >= conventions.form_coverage).then(
            pl.col("form_low") / pl.col("form_coverage")
        )
    )


def form_items(snapshot: Snapshot) -> pl.DataFrame:
    """For each partnership the seven items: true, false, or null when nothing says."""
    day = snapshot.as_of
    agreements = snapshot.holding("agreement")
    signed = pl.col("signed_on") <= day
    kind = pl.col("kind")
    clauses = agreements.group_by("partnership_id").agg(
        _present(kind.is_in(["memorandum_of_understanding", "service_contract"]) & signed).alias(
            "form_partners_agreement"
        ),
        _present((kind == "contribution_agreement") & pl.col("names_partnership")).alias(
            "form_funding_agreement"
        ),
        _present((kind == "terms_of_reference") & (pl.col("approved_on") <= day)).alias(
            "form_terms_of_reference"
        ),
        _present(_written(kind, pl.col("defines_roles"))).alias("form_roles"),
        _present(_written(kind, pl.col("covers_exit"))).alias("form_exit"),
    )
    quorate = snapshot.holding("body").drop_nulls("quorum")["partnership_id"].unique()
    rule = pl.col("has_written_decision_rule")
    has_quorum = pl.col("id").is_in(quorate.implode())
    return (
        snapshot["partnership"]
        .select(
            pl.col("id").alias("partnership_id"),
            pl.col("has_legal_personality").alias("form_legal_personality"),
            pl.when(~rule).then(False).when(rule & has_quorum).then(True).alias("form_decision_rule"),
        )
        .join(clauses, on="partnership_id", how="left")
    )


def _present(condition: pl.Expr) -> pl.Expr:
    """True if one agreement has it, false if all are known not to, null otherwise."""
    return pl.when(condition.any()).then(True).when(condition.is_null().any()).then(None).otherwise(False)


def _written(kind: pl.Expr, clause: pl.Expr) -> pl.Expr:
    return pl.when(kind == "unwritten_understanding").then(False).otherwise(clause)
