"""What say newcomers have: the highest rung of Arnstein's ladder that a decision on record shows."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot

# Arnstein 1969, A Ladder of Citizen Participation: eight rungs from the lowest.
RUNGS = (
    *("manipulation", "therapy", "informing", "consultation"),
    *("placation", "partnership", "delegated_power", "citizen_control"),
)


def newcomers_rung(snapshot: Snapshot) -> pl.DataFrame:
    """Highest rung shown by a decision of the partnership or by a recorded course of action.

    A promise is not counted: only decisions are. Columns ``partnership_id``, ``newcomers_rung`` (code),
    ``newcomers_rung_value`` (1–8), ``newcomers_rung_decisions`` (records that say so). Absent when none does.
    """
    decisions = snapshot["decision"].select("partnership_id", "newcomer_rung")
    courses = (
        snapshot["decision_record"]
        .filter(pl.col("decided_on") <= snapshot.as_of)
        .select("partnership_id", "newcomer_rung")
    )
    value = pl.col("newcomer_rung").replace_strict(
        list(RUNGS), range(1, len(RUNGS) + 1), default=None, return_dtype=pl.Int64
    )
    return (
        pl.concat([decisions, courses])
        .with_columns(value=value)
        .filter(pl.col("value").is_not_null())
        .group_by("partnership_id")
        .agg(newcomers_rung_value=pl.col("value").max(), newcomers_rung_decisions=pl.len().cast(pl.Int64))
        .with_columns(
            newcomers_rung=pl.col("newcomers_rung_value").replace_strict(
                range(1, len(RUNGS) + 1), list(RUNGS), return_dtype=pl.String
            )
        )
    )
