"""The indicators of every partnership at once, as one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from concertation.core.functioning.indicators import decisions, meetings, papers, works
from concertation.core.functioning.indicators.conventions import IndicatorConventions
from concertation.core.functioning.indicators.indicator import Indicator, all_indicators
from concertation.core.functioning.indicators.trace import Ground, Trace
from concertation.core.snapshot import Snapshot

TRACES: Mapping[str, Callable[[Ground], Trace]] = {
    trace.__name__: trace
    for trace in (
        meetings.joiners_came,
        works.learning_activities,
        papers.partners_signed,
        decisions.proposals_adopted,
        decisions.partners_proposing,
        decisions.decided_together,
        meetings.attendance,
        works.ties_returned,
        meetings.quorum_met,
        meetings.months_since_meeting,
        papers.roles_on_record,
        decisions.actions_shared,
        papers.documents_current,
        decisions.actions_on_time,
        papers.months_since_revision,
        papers.months_since_account,
        works.partners_contributing,
        papers.means_held,
        works.outputs_shown,
        works.parts_benefit,
    )
}

COLUMNS = pl.Schema(
    {
        "partnership_id": pl.Int64,
        "partnership": pl.String,
        "indicator": pl.String,
        "factor": pl.String,
        "value": pl.Float64,
        "low": pl.Float64,
        "high": pl.Float64,
        "shown": pl.Float64,
        "known": pl.UInt32,
        "cases": pl.UInt32,
        "coverage": pl.Float64,
        "band": pl.String,
    }
)


def measure_indicators(snapshot: Snapshot, *, conventions: IndicatorConventions) -> pl.DataFrame:
    """Every indicator of every partnership that holds on the day: one line each, in the order of the indicators.

    A share is (cases that show it) / (cases that say), a count the number that show it, a number of months the least
    of those known. ``value`` is null, and so is ``band``, where no case is on record, where fewer than
    ``coverage_to_show`` of them say, or, of things that recur, fewer than ``fewest_cases``: unknown, never zero.
    ``low`` and ``high`` bound a share by what its silent cases could be. Columns: ``COLUMNS``; ``shown`` is the number
    of cases that show it, and null for months. ``band`` is “low”, “mixed” or “good”, as that of a score.
    """
    ground = Ground.of(snapshot, conventions)
    partnerships = snapshot.holding("partnership", "id", "key").select(partnership_id="id", partnership="key")
    tables = [_table(one, TRACES[one.code](ground), partnerships, conventions) for one in all_indicators()]
    return pl.concat(tables).cast(dict(COLUMNS)).select(COLUMNS.names())  # type: ignore[arg-type]


def _table(one: Indicator, trace: Trace, partnerships: pl.DataFrame, conventions: IndicatorConventions) -> pl.DataFrame:
    amount = pl.col("amount")
    tallied = trace.cases.group_by("partnership_id").agg(
        cases=pl.len(), known=amount.count(), shown=pl.when(amount.count() > 0).then(amount.sum()), least=amount.min()
    )
    return (
        partnerships.join(tallied, on="partnership_id", how="left", maintain_order="left")
        .with_columns(pl.col("cases", "known").fill_null(0))
        .with_columns(coverage=pl.when(pl.col("cases") > 0).then(pl.col("known") / pl.col("cases")).otherwise(0.0))
        .with_columns(pl.when(_is_enough(one, conventions)).then(_VALUES[one.unit]).alias("value"))
        .with_columns(
            pl.lit(one.code).alias("indicator"),
            pl.lit(one.factor).alias("factor"),
            *_bounds(one),
            _band(one, conventions).alias("band"),
            *([pl.lit(None).alias("shown")] if one.unit == "months" else []),
        )
        .cast({name: COLUMNS[name] for name in ("shown", "low", "high", "value", "band")})
        .select(COLUMNS.names())
    )


_VALUES = {"share": pl.col("shown") / pl.col("known"), "count": pl.col("shown"), "months": pl.col("least")}


def _is_enough(one: Indicator, conventions: IndicatorConventions) -> pl.Expr:
    fewest = conventions.fewest_cases if one.recurs else 1
    return (pl.col("known") >= fewest) & (pl.col("coverage") >= conventions.coverage_to_show)


def _bounds(one: Indicator) -> tuple[pl.Expr, pl.Expr]:
    """What a share would be if every silent case were against it, or for it."""
    if one.unit != "share":
        return pl.lit(None).alias("low"), pl.lit(None).alias("high")
    silent = pl.col("cases") - pl.col("known")
    is_shown = pl.when(pl.col("value").is_not_null())
    return (
        is_shown.then(pl.col("shown") / pl.col("cases")).alias("low"),
        is_shown.then((pl.col("shown") + silent) / pl.col("cases")).alias("high"),
    )


def _band(one: Indicator, conventions: IndicatorConventions) -> pl.Expr:
    threshold, value, falls = conventions.thresholds[one.code], pl.col("value"), one.unit == "months"
    is_good = value <= threshold.good if falls else value >= threshold.good
    is_mixed = value <= threshold.mixed if falls else value >= threshold.mixed
    reached = pl.when(is_good).then(pl.lit("good")).when(is_mixed).then(pl.lit("mixed")).otherwise(pl.lit("low"))
    return pl.when(value.is_not_null()).then(reached)
