"""What needs someone's attention: matters found in the facts, each with the day that makes it one."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from concertation.core.overview.conventions import OverviewConventions
from concertation.core.overview.distribution import FACETS
from concertation.core.overview.emerging import last_stages
from concertation.core.snapshot import Snapshot
from concertation.core.typology.periods import months_before

# In the order in which they press.
MATTERS = (
    "agreement_expiring",
    "agreement_lapsed",
    "actions_overdue",
    "review_due",
    "silent",
    "articulation_gap",
    "little_known",
)

_SCHEMA = {
    "matter": pl.String,
    "partnership_id": pl.Int64,
    "on": pl.Date,
    "count": pl.Int64,
    "record_id": pl.Int64,
}
_AT_REST = ("paused", "ended")


def attention(
    snapshot: Snapshot, classification: pl.DataFrame, *, conventions: OverviewConventions | None = None
) -> pl.DataFrame:
    """One row a matter, in the order of ``MATTERS`` and then by date.

    ``classification`` is what ``classify`` answers for the snapshot. Columns: ``matter``,
    ``partnership_id``, ``on`` (the day an agreement ends, a review falls due, the last meeting was held, the
    oldest action fell due), ``count`` (actions overdue, steps of the gap, facets unknown; 1 otherwise) and
    ``record_id`` (the agreement or the decision record, null otherwise).

    Only partnerships that hold on the day count. A partnership for which no meeting is recorded is unknown,
    not silent; an agreement without an end never expires; one followed by another of the same kind has been
    renewed. None of it is a judgement: the spans are conventions, and people decide.
    """
    conventions = conventions or OverviewConventions()
    existing = _existing(snapshot)
    matters = pl.concat(
        _conform(name, frame)
        for name, frame in (
            ("agreement_expiring", _expiring(snapshot, conventions)),
            ("agreement_lapsed", _lapsed(snapshot, conventions)),
            ("actions_overdue", _overdue(snapshot, conventions)),
            ("review_due", _reviews(snapshot, conventions)),
            ("silent", _silent(snapshot, conventions)),
            ("articulation_gap", _gaps(classification, conventions)),
            ("little_known", _little_known(classification, conventions)),
        )
    )
    order = pl.col("matter").replace_strict(list(MATTERS), range(len(MATTERS)), return_dtype=pl.Int64)
    return matters.join(existing, on="partnership_id", how="semi").sort(order, "on", "partnership_id", nulls_last=True)


def _conform(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    absent = [
        pl.lit(None, dtype=dtype).alias(column) for column, dtype in _SCHEMA.items() if column not in frame.columns
    ]
    return frame.with_columns(absent).select(
        pl.lit(name).alias("matter"),
        *(pl.col(column).cast(dtype) for column, dtype in _SCHEMA.items() if column != "matter"),
    )


def _existing(snapshot: Snapshot) -> pl.DataFrame:
    """Partnerships that hold on the day and have not entered their end."""
    ended = last_stages(snapshot).filter(pl.col("stage") == "ended")
    return snapshot.holding("partnership").select(partnership_id="id").join(ended, on="partnership_id", how="anti")


def _expiring(snapshot: Snapshot, conventions: OverviewConventions) -> pl.DataFrame:
    limit = snapshot.as_of + timedelta(days=conventions.expiring_within_days)
    ending = snapshot.holding("agreement").filter(pl.col("until") <= limit)
    return _not_renewed(snapshot, ending, after=pl.col("until"))


def _lapsed(snapshot: Snapshot, conventions: OverviewConventions) -> pl.DataFrame:
    oldest = months_before(snapshot.as_of, conventions.lapsed_within_months)
    ended = snapshot["agreement"].filter((pl.col("until") < snapshot.as_of) & (pl.col("until") >= oldest))
    return _not_renewed(snapshot, ended, after=pl.lit(snapshot.as_of))


def _not_renewed(snapshot: Snapshot, agreements: pl.DataFrame, *, after: pl.Expr) -> pl.DataFrame:
    """Without those whose partnership has another agreement of the same kind that goes on after the day."""
    others = snapshot["agreement"].select(
        "partnership_id", "kind", other="id", other_until=pl.col("until").fill_null(pl.date(9999, 12, 31))
    )
    last = after.alias("after")
    renewed = (
        agreements.with_columns(last)
        .join(others, on=["partnership_id", "kind"])
        .filter((pl.col("other") != pl.col("id")) & (pl.col("other_until") > pl.col("after")))
    )
    return agreements.join(renewed.select("id"), on="id", how="anti").select(
        "partnership_id", on="until", count=pl.lit(1), record_id="id"
    )


def _overdue(snapshot: Snapshot, conventions: OverviewConventions) -> pl.DataFrame:
    oldest = months_before(snapshot.as_of, conventions.overdue_within_months)
    is_open = pl.col("done_on").is_null() | (pl.col("done_on") > snapshot.as_of)
    late = is_open & (pl.col("due_on") < snapshot.as_of) & (pl.col("due_on") >= oldest)
    meetings = snapshot["meeting"].select("partnership_id", meeting_id="id")
    return (
        snapshot["action_item"]
        .filter(late)
        .join(meetings, on="meeting_id")
        .group_by("partnership_id")
        .agg(on=pl.col("due_on").min(), count=pl.len())
    )


def _reviews(snapshot: Snapshot, conventions: OverviewConventions) -> pl.DataFrame:
    """The latest decision record of each partnership, where it asked for a review that is due."""
    limit = snapshot.as_of + timedelta(days=conventions.review_within_days)
    return (
        snapshot["decision_record"]
        .filter(pl.col("decided_on").is_null() | (pl.col("decided_on") <= snapshot.as_of))
        .sort("decided_on", "id", nulls_last=False)
        .unique("partnership_id", keep="last")
        .filter(pl.col("review_on") <= limit)
        .select("partnership_id", on="review_on", count=pl.lit(1), record_id="id")
    )


def _silent(snapshot: Snapshot, conventions: OverviewConventions) -> pl.DataFrame:
    limit = months_before(snapshot.as_of, conventions.silent_after_months)
    at_rest = last_stages(snapshot).filter(pl.col("stage").is_in(_AT_REST))
    return (
        snapshot["meeting"]
        .group_by("partnership_id")
        .agg(on=pl.col("on").max())
        .filter(pl.col("on") < limit)
        .join(at_rest, on="partnership_id", how="anti")
        .with_columns(count=pl.lit(1))
    )


def _gaps(classification: pl.DataFrame, conventions: OverviewConventions) -> pl.DataFrame:
    return classification.filter(pl.col("articulation_gap").abs() >= conventions.gap_steps).select(
        "partnership_id", count="articulation_gap"
    )


def _little_known(classification: pl.DataFrame, conventions: OverviewConventions) -> pl.DataFrame:
    unknown = pl.sum_horizontal((pl.col(f"{facet}_basis") == "unknown").cast(pl.Int64) for facet in FACETS)
    return (
        classification.with_columns(count=unknown)
        .filter(pl.col("count") >= conventions.unknown_facets)
        .select("partnership_id", "count")
    )
