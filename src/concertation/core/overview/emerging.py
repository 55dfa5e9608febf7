"""Existing and emerging: which partnerships are being born on the day."""

from __future__ import annotations

import polars as pl

from concertation.core.overview.conventions import OverviewConventions
from concertation.core.snapshot import Snapshot
from concertation.core.typology.periods import months_before

STAGES_BEFORE_ACTIVE = ("emerging", "proposed", "forming")


def emerging(snapshot: Snapshot, *, conventions: OverviewConventions | None = None) -> pl.DataFrame:
    """Partnerships that hold on the day and are emerging, proposed, forming, or new; the most recent first.

    Columns: ``partnership_id``, ``stage`` (the last one entered, null where none is recorded), ``on`` (the
    day of that stage, else the beginning), ``is_new`` (began within the span of the conventions) and
    ``origin_id`` (the partnership that it was spawned by, split from or is nested in, null where none is
    recorded). A beginning that is unknown is not taken for new.

    Source: Garcea & Ashton, Conclusions, § 3 (« partenariats existants et émergents »).
    """
    conventions = conventions or OverviewConventions()
    recent = months_before(snapshot.as_of, conventions.new_for_months)
    return (
        snapshot.holding("partnership")
        .select("since", partnership_id="id")
        .join(last_stages(snapshot), on="partnership_id", how="left")
        .join(_origins(snapshot), on="partnership_id", how="left")
        .with_columns(is_new=(pl.col("since") > recent).fill_null(False))
        .filter(
            pl.col("stage").is_in(STAGES_BEFORE_ACTIVE).fill_null(False)
            | (pl.col("is_new") & pl.col("stage").ne_missing("ended"))
        )
        .select("partnership_id", "stage", on=pl.coalesce("on", "since"), is_new="is_new", origin_id="origin_id")
        .sort("on", "partnership_id", descending=[True, False], nulls_last=True)
    )


def last_stages(snapshot: Snapshot) -> pl.DataFrame:
    """The last stage of life that each partnership had entered by the day: ``partnership_id, stage, on``.

    Stages of unknown date come before the dated ones; a partnership without stages has no row.
    """
    return (
        snapshot["lifecycle_event"]
        .sort("on", "id", nulls_last=False)
        .unique("partnership_id", keep="last", maintain_order=True)
        .select("partnership_id", "stage", "on")
    )


def _origins(snapshot: Snapshot) -> pl.DataFrame:
    return (
        snapshot["lineage"]
        .filter(pl.col("kind").is_in(["spawned", "split_from", "nested_in"]))
        .sort("on", "id", nulls_last=False)
        .unique("result_id", keep="last")
        .select(partnership_id="result_id", origin_id="origin_id")
    )
