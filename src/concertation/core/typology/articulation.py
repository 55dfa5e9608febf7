"""Typology 5: how functions, roles and responsibilities are articulated (Kernaghan's four types)."""

from __future__ import annotations

from math import log

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.periods import months_before

# From the least to the most engaged (Garcea & Ashton, after Kernaghan, Borins & Marson 2000, p. 188-191).
ARTICULATIONS = ("consultative", "contributory", "operational", "collaborative")
SHARES = tuple(f"articulation_{code}" for code in ARTICULATIONS)

# The five facts that decide the type of an activity, each with how many participants it must hold for.
_NEEDED = {"co_decides": 2, "works": 2, "bears_cost": 2, "bears_risk": 2, "funds": 1}

_FLAGS = (*_NEEDED, "advises", "benefits")


def activity_types(snapshot: Snapshot, *, conventions: Conventions) -> pl.LazyFrame:
    """The type of each activity that was going on in the recent past.

    First match (Concertation convention, from the definitions of Garcea & Ashton): two participants or more
    co-decide, two or more do the work, and cost or risk is borne by two or more → collaborative; two or
    more do the work → operational; one or more funds or gives in kind → contributory; else consultative. A
    record that stands for several unnamed organisations acts as several.

    Columns: ``activity_id``, ``partnership_id``, ``type`` (null when no fact says anything),
    ``is_determined`` (unknown facts could not change it), ``coverage`` (share of the needed facts that are
    known), ``effort`` in hours (null when unknown).
    """
    earliest = months_before(snapshot.as_of, conventions.activity_months)
    activities = (
        snapshot["activity"]
        .lazy()
        .filter(
            (pl.col("since").is_null() | (pl.col("since") <= snapshot.as_of))
            & (pl.col("until").is_null() | (pl.col("until") >= earliest))
        )
        .select("partnership_id", "effort_hours", activity_id="id")
    )
    facts = (
        _participations(snapshot, conventions)
        .group_by("activity_id")
        .agg(
            pl.exclude("activity_id", "hours").sum(),
            hours=pl.when(pl.col("hours").null_count() == 0).then(pl.col("hours").sum()),
            count=pl.len(),
        )
        .with_columns(known=pl.col("known") / (len(_NEEDED) * pl.col("count")), affirms=pl.col("affirmed") > 0)
    )
    return (
        activities.join(facts, on="activity_id", how="left")
        .with_columns(determined=_first_match(_holds), supported=_first_match(_surely_holds))
        .select(
            "activity_id",
            "partnership_id",
            type=pl.coalesce("determined", pl.when("affirms").then("supported")),
            is_determined=pl.col("determined").is_not_null(),
            coverage=pl.when(pl.col("determined").is_not_null()).then(1.0).otherwise(pl.col("known").fill_null(0.0)),
            effort=pl.coalesce("effort_hours", "hours"),
        )
    )


def articulation_of_activities(activities: pl.LazyFrame) -> pl.LazyFrame:
    """The vector of four shares of each partnership, its largest type, and how mixed it is.

    Shares are weighted by hours when the hours of every typed activity are known, and otherwise give each
    activity the same weight. ``hybridity`` = −Σ p ln p / ln 4. A tie goes to the less engaged type. Columns:
    ``partnership_id``, the four shares, ``found`` (the largest), ``hybridity``, ``determined_share``,
    ``typed_share``, ``found_coverage``, ``activity_count``. Shares are null when no activity could be typed.
    """
    is_typed = pl.col("type").is_not_null()
    effort = pl.col("effort").filter(is_typed)
    weight = pl.when(effort.is_not_null().all() & (effort.sum() > 0))
    masses = [
        weight.then(pl.col("effort").filter(pl.col("type") == code).sum())
        .otherwise((pl.col("type") == code).sum().cast(pl.Float64))
        .alias(share)
        for code, share in zip(ARTICULATIONS, SHARES, strict=True)
    ]
    return with_shares(
        activities.group_by("partnership_id").agg(
            *masses,
            determined_share=pl.col("is_determined").mean(),
            typed_share=is_typed.mean(),
            found_coverage=pl.col("coverage").mean(),
            activity_count=pl.len().cast(pl.Int64),
        )
    )


def with_shares(masses: pl.LazyFrame) -> pl.LazyFrame:
    """Masses of the four types as shares that sum to one, with the largest type and the hybridity."""
    total = pl.sum_horizontal(SHARES)
    normalised = masses.with_columns(pl.when(total > 0).then(pl.col(share) / total).alias(share) for share in SHARES)
    largest = pl.max_horizontal(SHARES)
    found = pl.coalesce(
        pl.when(pl.col(share) >= largest - 1e-12).then(pl.lit(code))
        for code, share in zip(ARTICULATIONS, SHARES, strict=True)
    )
    entropy = pl.sum_horizontal(
        pl.when(pl.col(share) > 0).then(-pl.col(share) * pl.col(share).log()).otherwise(0.0) for share in SHARES
    )
    return normalised.with_columns(
        found=found,
        hybridity=pl.when(largest.is_not_null()).then(entropy / log(len(SHARES))),
    )


def _participations(snapshot: Snapshot, conventions: Conventions) -> pl.LazyFrame:
    """For each participation, what it surely and possibly adds to the counts of its activity."""
    rows = _one_each(snapshot["participation"].select("activity_id", "organisation_id", "hours", *_FLAGS))
    groups = (
        snapshot["organisation"]
        .lazy()
        .filter("is_unnamed_group")
        .select(organisation_id="id", heads=pl.lit(conventions.participants_in_unnamed_group, dtype=pl.Int32))
    )
    heads = pl.col("heads").fill_null(1)
    return (
        rows.lazy()
        .join(groups, on="organisation_id", how="left")
        .select(
            "activity_id",
            "hours",
            *((heads * pl.col(name).fill_null(False)).alias(f"{name}_sure") for name in _NEEDED),
            *((heads * pl.col(name).fill_null(True)).alias(f"{name}_possible") for name in _NEEDED),
            known=pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int32) for name in _NEEDED),
            affirmed=pl.any_horizontal(pl.col(name).fill_null(False) for name in _FLAGS).cast(pl.Int32),
        )
    )


def _one_each(rows: pl.DataFrame) -> pl.DataFrame:
    """Sources that tell of the same participation are joined: yes if one says yes, else no if one says no."""
    if rows.is_empty():
        return rows
    is_repeated = rows.select(pl.struct("activity_id", "organisation_id").is_duplicated()).to_series()
    if not is_repeated.any():
        return rows
    joined = (
        rows.filter(is_repeated)
        .group_by("activity_id", "organisation_id")
        .agg(pl.col("hours").max(), *(pl.col(name).cast(pl.Int8).max().cast(pl.Boolean) for name in _FLAGS))
    )
    return pl.concat([rows.filter(~is_repeated), joined])


def _holds(name: str) -> pl.Expr:
    """True, false, or null when unknown facts could decide."""
    enough = _NEEDED[name]
    return pl.when(pl.col(f"{name}_sure") >= enough).then(True).when(pl.col(f"{name}_possible") < enough).then(False)


def _surely_holds(name: str) -> pl.Expr:
    return (pl.col(f"{name}_sure") >= _NEEDED[name]).fill_null(False)


def _first_match(holds: object) -> pl.Expr:
    test = holds if callable(holds) else _holds
    works = test("works")
    shares_burden = test("bears_cost") | test("bears_risk")
    is_collaborative = test("co_decides") & works & shares_burden
    funds = test("funds")
    return (
        pl.when(is_collaborative)
        .then(pl.lit("collaborative"))
        .when(is_collaborative.is_null() | works.is_null())
        .then(None)
        .when(works)
        .then(pl.lit("operational"))
        .when(funds.is_null())
        .then(None)
        .when(funds)
        .then(pl.lit("contributory"))
        .otherwise(pl.lit("consultative"))
    )
