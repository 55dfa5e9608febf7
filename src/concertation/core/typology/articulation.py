"""Typology 5: how functions, roles and responsibilities are articulated (Kernaghan's four types)."""

from __future__ import annotations

from math import log

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.snapshot import Snapshot
from concertation.core.text import Text
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.periods import months_before
from concertation.core.typology.tallies import Owners, Places, distinct, halves, paired, side_by_side

# From the least to the most engaged (Garcea & Ashton, after Kernaghan, Borins & Marson 2000, p. 188-191).
ARTICULATIONS = ("consultative", "contributory", "operational", "collaborative")
SHARES = tuple(f"articulation_{code}" for code in ARTICULATIONS)

# The five facts that decide the type of an activity, each with how many participants it must hold for.
_NEEDED = {"co_decides": 2, "works": 2, "bears_cost": 2, "bears_risk": 2, "funds": 1}

_FLAGS = (*_NEEDED, "advises", "benefits")

# What is said in the place of a type when several share the first place.
TIED = "tied"
TIED_WORDS = Text(en="No form prevails", fr="Aucune forme ne domine")

# Shares closer than this are equal: hours added in another order differ in their last digits.
EQUAL = 1e-9


def activity_types(snapshot: Snapshot, *, conventions: Conventions) -> pl.DataFrame:
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
        .filter(
            (pl.col("since").is_null() | (pl.col("since") <= snapshot.as_of))
            & (pl.col("until").is_null() | (pl.col("until") >= earliest))
        )
        .select("partnership_id", "effort_hours", activity_id="id")
        .sort("activity_id")
    )
    counts = _participations(snapshot, Owners.of(activities["activity_id"]), conventions)
    known = pl.when(pl.col("count") > 0).then(pl.col("known") / (len(_NEEDED) * pl.col("count")))
    hours = pl.when((pl.col("count") > 0) & (pl.col("untimed") == 0)).then("hours")
    return (
        side_by_side([activities, counts])
        .with_columns(determined=_first_match(_holds), supported=_first_match(_surely_holds))
        .select(
            "activity_id",
            "partnership_id",
            type=pl.when(pl.col("count") > 0).then(
                pl.coalesce("determined", pl.when(pl.col("affirmed") > 0).then("supported"))
            ),
            is_determined=pl.col("determined").is_not_null() & (pl.col("count") > 0),
            coverage=known.fill_null(0.0),
            effort=pl.coalesce("effort_hours", hours),
        )
        .with_columns(coverage=pl.when("is_determined").then(1.0).otherwise("coverage"))
    )


def articulation_of_activities(activities: pl.DataFrame, partnerships: Owners) -> pl.DataFrame:
    """How much each partnership does of each of the four types; one row a partnership.

    Masses are hours when the hours of every typed activity are known, and otherwise numbers of activities.
    Columns: ``SHARES`` (masses, not yet shares: see ``with_shares``), ``determined_share``, ``typed_share``,
    ``found_coverage``; the last three are null without any activity.
    """
    kind, effort = pl.col("type"), pl.col("effort")
    sums = partnerships.tally(
        partnerships.places(activities["partnership_id"]),
        activities,
        activities=pl.lit(True),
        typed=kind.is_not_null(),
        determined=pl.col("is_determined"),
        untimed=kind.is_not_null() & effort.is_null(),
        coverage=pl.col("coverage"),
        hours=pl.when(kind.is_not_null()).then(effort),
        **{code: (kind == code).fill_null(False) for code in ARTICULATIONS},
        **{f"{code}_hours": pl.when(kind == code).then(effort) for code in ARTICULATIONS},
    )
    by_hours = (pl.col("untimed") == 0) & (pl.col("hours") > 0)
    has_some = pl.when(pl.col("activities") > 0)
    return sums.select(
        *(
            pl.when(by_hours).then(f"{code}_hours").otherwise(pl.col(code).cast(pl.Float64)).alias(share)
            for code, share in zip(ARTICULATIONS, SHARES, strict=True)
        ),
        determined_share=has_some.then(pl.col("determined") / pl.col("activities")),
        typed_share=has_some.then(pl.col("typed") / pl.col("activities")),
        found_coverage=has_some.then(pl.col("coverage") / pl.col("activities")),
    )


def with_shares(masses: pl.DataFrame) -> pl.DataFrame:
    """Masses of the four types as shares that sum to one, with the largest type and the hybridity.

    ``largest`` is the largest share; ``found`` is the type that has it; when several share the first place
    no type prevails: ``found`` is null and ``is_tied`` true. ``hybridity`` = −Σ p ln p / ln 4. All null
    without any mass.
    """
    total = pl.sum_horizontal(SHARES)
    parts = masses.with_columns(total=pl.when(total > 0).then(total)).with_columns(
        pl.col(share) / pl.col("total") for share in SHARES
    )
    ranked = parts.with_columns(largest=pl.max_horizontal(SHARES)).with_columns(
        firsts=pl.sum_horizontal(is_among_the_largest(share).cast(pl.Int8) for share in SHARES)
    )
    found = pl.coalesce(
        pl.when(is_among_the_largest(share)).then(pl.lit(code))
        for code, share in zip(ARTICULATIONS, SHARES, strict=True)
    )
    entropy = pl.sum_horizontal(
        pl.when(pl.col(share) > 0).then(-pl.col(share) * pl.col(share).log()) for share in SHARES
    )
    has_shares = pl.when(pl.col("largest").is_not_null())
    return ranked.with_columns(
        found=pl.when(pl.col("firsts") == 1).then(found),
        is_tied=has_shares.then(pl.col("firsts") > 1),
        hybridity=has_shares.then(entropy / log(len(SHARES))),
    )


def is_among_the_largest(share: str) -> pl.Expr:
    """Whether none of the four shares is larger, from the column ``largest``."""
    return pl.col(share) >= pl.col("largest") - EQUAL


def _participations(snapshot: Snapshot, activities: Owners, conventions: Conventions) -> pl.DataFrame:
    """For each activity, on how many participants each fact surely and possibly holds, and what is known."""
    rows = snapshot["participation"].select("activity_id", "organisation_id", "hours", *_FLAGS)
    organisations = Owners.of(rows["organisation_id"])
    acting = organisations.places(rows["organisation_id"])
    places = activities.places(rows["activity_id"])
    rows, places, acting = _one_each(rows, places, acting)
    truth = {name: pl.col(name).fill_null(False) for name in _FLAGS}
    acts = {f"{name}_sure": truth[name] for name in _NEEDED} | {
        f"{name}_possible": pl.col(name).fill_null(True) for name in _NEEDED
    }
    counts = activities.tally(
        places,
        rows,
        count=pl.lit(True),
        hours=pl.col("hours"),
        untimed=pl.col("hours").is_null(),
        known=pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int32) for name in _NEEDED),
        affirmed=pl.any_horizontal(truth.values()),
        **acts,
    )
    # A record that stands for unnamed organisations acts as several: its acts count again.
    is_group = _are_groups(snapshot, organisations)[acting]
    again = activities.tally(places[is_group], rows.filter(is_group), **acts)
    more = conventions.participants_in_unnamed_group - 1
    return counts.with_columns(pl.col(name) + more * again[name] for name in acts)


def _are_groups(snapshot: Snapshot, organisations: Owners) -> NDArray[np.bool_]:
    """At the place of each organisation, whether it stands for unnamed ones; the place of strangers does not."""
    groups = snapshot["organisation"].filter("is_unnamed_group")["id"]
    are_groups = np.zeros(len(organisations) + 1, dtype=np.bool_)
    are_groups[organisations.places(groups)] = True
    are_groups[-1] = False
    return are_groups


def _one_each(rows: pl.DataFrame, activities: Places, organisations: Places) -> tuple[pl.DataFrame, Places, Places]:
    """Sources that tell of the same participation are joined: yes if one says yes, else no if one says no."""
    pairs = paired(activities, organisations)
    ordered = pl.Series(pairs).sort().to_numpy()
    repeated = distinct(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(repeated):
        return rows, activities, organisations
    is_repeated = pl.Series(pairs).is_in(pl.Series(repeated).implode())
    joined = (
        rows.with_columns(pair=pl.Series(pairs))
        .filter(is_repeated)
        .group_by("pair", maintain_order=True)
        .agg(
            pl.col("activity_id", "organisation_id").first(),
            pl.col("hours").max(),
            *(pl.col(name).cast(pl.Int8).max().cast(pl.Boolean) for name in _FLAGS),
        )
    )
    kept = ~is_repeated.to_numpy()
    of_joined = halves(joined["pair"].to_numpy())
    return (
        pl.concat([rows.filter(~is_repeated), joined.select(rows.columns)]),
        np.concatenate([activities[kept], of_joined[0]]),
        np.concatenate([organisations[kept], of_joined[1]]),
    )


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
