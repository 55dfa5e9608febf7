"""From symbiotic to parasitic: what each member gives and receives, with the uncertainty of the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.snapshot import Snapshot
from concertation.core.typology.chance import uniforms
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.inequality import gini
from concertation.core.typology.periods import months_before

SYMBIOSIS_SCHEMA: Mapping[str, Any] = {
    "partnership_id": pl.Int64,
    "symbiosis": pl.String,
    "symbiosis_agreement": pl.Float64,
    "symbiosis_members": pl.Int64,
    "symbiosis_coverage": pl.Float64,
    **{
        f"{name}{suffix}": pl.Float64
        for name in ("balance_mean", "balance_min", "balance_max", "benefit_cost_gini")
        for suffix in ("", "_low", "_high")
    },
}
BALANCE_SCHEMA: Mapping[str, Any] = {
    "partnership_id": pl.Int64,
    "organisation_id": pl.Int64,
    "given": pl.Float64,
    "received": pl.Float64,
    "balance": pl.Float64,
    "balance_low": pl.Float64,
    "balance_high": pl.Float64,
}

# Bounds that leave 2.5 % of the draws on either side.
_QUANTILES = (0.025, 0.975)
_FLOW = ("given", "received")
_LABELS = ("symbiotic", "parasitic", "mixed")

# Amounts drawn at a time: they stay within some tens of megabytes.
_CELLS = 1_000_000


def symbiosis(
    snapshot: Snapshot, members: pl.DataFrame, *, seed: int, conventions: Conventions
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Balances of members, and what they say of each partnership.

    s_i = (benefit_i − cost_i)/(benefit_i + cost_i) ∈ [−1, 1], for each partner of which both what it gives
    and what it receives in the recent past are on record (one side alone is unknown, not zero). Money,
    hours × rate and 0–10 ratings are put on one scale by the weights of ``conventions``; a row is read by
    the first of the three that it has. Triangular draws between the bounds of each row carry its
    uncertainty; a rating without bounds is uncertain by ``rating_spread``. The draws of a row depend on ``seed``
    and on its id alone, so that a partnership's figures do not depend on the others.

    Symbiotic: every s_i ≥ 0 and the Gini of benefit/cost ≤ .30. Parasitic pattern: some s_i ≤ −.25 while
    another ≥ +.25. Else mixed. Null with fewer than two members, or when too few partners are covered.
    ``symbiosis_agreement`` is the share of draws that give the same answer.

    Returns the frame of partnerships (``SYMBIOSIS_SCHEMA``) and the frame of members (``BALANCE_SCHEMA``).
    Source: Garcea & Ashton, « Les types de partenariats », last §; thresholds are Concertation conventions.
    """
    partners = members.filter("is_partner").select("partnership_id", "organisation_id")
    sides = _two_sided(_flows(snapshot, partners, conventions))
    sizes = sides.select("partnership_id", "organisation_id").unique().group_by("partnership_id").len("members")
    every = partners.group_by("partnership_id").len("partners")
    sizes = sizes.join(every, on="partnership_id").sort("members", "partnership_id")
    wholes, parts = [pl.DataFrame(schema=dict(SYMBIOSIS_SCHEMA))], [pl.DataFrame(schema=dict(BALANCE_SCHEMA))]
    for alike in _batches(sizes, sides, conventions.draws):
        rows = alike.join(sides, on="partnership_id").sort("partnership_id", "organisation_id", "direction", "id")
        balances, inequality, members_of = _simulate(rows, len(alike), seed=seed, draws=conventions.draws)
        wholes.append(_wholes(alike, balances, inequality, conventions))
        parts.append(members_of)
    return (
        pl.concat(wholes).sort("partnership_id"),
        pl.concat(parts).sort("partnership_id", "organisation_id"),
    )


def _flows(snapshot: Snapshot, partners: pl.DataFrame, conventions: Conventions) -> pl.DataFrame:
    """Contributions and benefits of the recent past on one scale, with bounds, in the order of their ids."""
    earliest = months_before(snapshot.as_of, conventions.activity_months)
    per_hour = conventions.dollars_per_hour / conventions.dollars_per_unit
    unit = (
        pl.when(pl.col("amount").is_not_null())
        .then(1.0 / conventions.dollars_per_unit)
        .when(pl.col("hours").is_not_null())
        .then(per_hour)
        .when(pl.col("rating").is_not_null())
        .then(1.0)
    )
    is_rating = pl.col("amount").is_null() & pl.col("hours").is_null()
    stated = pl.coalesce("amount", "hours", "rating")
    spread = pl.when(is_rating).then(conventions.rating_spread).otherwise(0.0)
    ceiling = pl.when(is_rating).then(10.0).otherwise(float("inf"))
    low = pl.coalesce("low", (stated - spread).clip(lower_bound=0.0))
    high = pl.coalesce("high", pl.min_horizontal(stated + spread, ceiling))
    return (
        snapshot["contribution"]
        .filter(pl.col("until").is_null() | (pl.col("until") >= earliest))
        .filter(pl.col("direction").is_in(_FLOW))
        .join(partners, on=["partnership_id", "organisation_id"], how="semi")
        .with_columns(
            unit=unit,
            stated=stated,
            floor=pl.min_horizontal(low, stated),
            top=pl.max_horizontal(high, stated),
        )
        .filter(pl.col("unit").is_not_null())
        .select(
            "id",
            "partnership_id",
            "organisation_id",
            "direction",
            mode=pl.col("stated") * pl.col("unit"),
            low=pl.col("floor") * pl.col("unit"),
            high=pl.col("top") * pl.col("unit"),
        )
    )


def _two_sided(flows: pl.DataFrame) -> pl.DataFrame:
    """The flows of members of which both sides are on record and something moves."""
    amounts = flows.group_by("partnership_id", "organisation_id").agg(
        sides=pl.col("direction").n_unique(), moved=pl.col("mode").sum()
    )
    known = amounts.filter((pl.col("sides") == len(_FLOW)) & (pl.col("moved") > 0))
    return flows.join(known, on=["partnership_id", "organisation_id"], how="semi")


def _batches(sizes: pl.DataFrame, sides: pl.DataFrame, draws: int) -> Iterator[pl.DataFrame]:
    """Partnerships with as many members, a number at a time whose draws fit in memory."""
    rows = sides.group_by("partnership_id").len("rows")
    batch = pl.col("rows").cum_sum().over("members") * (draws + 1) // _CELLS
    batches = sizes.join(rows, on="partnership_id", maintain_order="left").with_columns(batch=batch)
    yield from batches.partition_by("members", "batch", maintain_order=True)


def _simulate(
    rows: pl.DataFrame, partnerships: int, *, seed: int, draws: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], pl.DataFrame]:
    """Balances (partnership × member × draw), inequality (partnership × draw), and the frame of members.

    The partnerships have as many members; rows are sorted, so that each member has its side given, then its
    side received. Draw 0 is what is stated.
    """
    side = rows.select("partnership_id", "organisation_id", "direction")
    starts = np.flatnonzero(side.select(pl.struct(pl.all()).rle_id().diff().fill_null(1)).to_series().to_numpy())
    totals = np.add.reduceat(_draws(rows, seed=seed, draws=draws), starts, axis=0)
    given, received = (totals[i::2].reshape(partnerships, -1, draws + 1) for i in range(len(_FLOW)))
    balances = (received - given) / (received + given)
    ratios = np.divide(received, given, out=np.full_like(given, np.inf), where=given > 0)
    spread = _spread(balances.reshape(-1, draws + 1))
    names = ("balance", "balance_low", "balance_high")
    members = side[starts[::2]].select(
        "partnership_id",
        "organisation_id",
        given=pl.Series(given[..., 0].ravel()),
        received=pl.Series(received[..., 0].ravel()),
        **{name: pl.Series(column) for name, column in zip(names, spread, strict=True)},
    )
    return balances, gini(ratios.swapaxes(1, 2)), members


def _draws(rows: pl.DataFrame, *, seed: int, draws: int) -> NDArray[np.float64]:
    """The amounts of each row: stated, then drawn from the triangle between its bounds."""
    low, mode, high = (rows[name].to_numpy()[:, None] for name in ("low", "mode", "high"))
    values = np.repeat(mode, draws + 1, axis=1)
    uncertain = (high > low)[:, 0]
    low, mode, high = low[uncertain], mode[uncertain], high[uncertain]
    u = uniforms(rows["id"].to_numpy()[uncertain], seed=seed, draws=draws)
    rising = low + np.sqrt(u * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    values[uncertain, 1:] = np.where(u * (high - low) < mode - low, rising, falling)
    return values


def _wholes(
    alike: pl.DataFrame, balances: NDArray[np.float64], inequality: NDArray[np.float64], conventions: Conventions
) -> pl.DataFrame:
    """What the balances of members say of each partnership."""
    lowest, highest = balances.min(axis=1), balances.max(axis=1)
    is_symbiotic = (lowest >= 0) & (inequality <= conventions.symbiotic_gini)
    is_parasitic = (lowest <= -conventions.parasitic_balance) & (highest >= conventions.parasitic_balance)
    labels = np.where(is_symbiotic, 0, np.where(is_parasitic, 1, 2))
    figures = {
        "balance_mean": balances.mean(axis=1),
        "balance_min": lowest,
        "balance_max": highest,
        "benefit_cost_gini": inequality,
    }
    spreads = {
        f"{name}{suffix}": pl.Series(column)
        for name, draws in figures.items()
        for suffix, column in zip(("", "_low", "_high"), _spread(draws), strict=True)
    }
    coverage = pl.col("members") / pl.col("partners")
    answers = pl.when((pl.col("members") >= 2) & (coverage >= conventions.coverage_to_infer))
    agreement = (labels[:, 1:] == labels[:, :1]).mean(axis=1) if labels.shape[1] > 1 else np.ones(len(labels))
    return alike.select(
        "partnership_id",
        symbiosis=answers.then(pl.Series([_LABELS[label] for label in labels[:, 0]], dtype=pl.String)),
        symbiosis_agreement=answers.then(pl.Series(agreement)),
        symbiosis_members=pl.col("members").cast(pl.Int64),
        symbiosis_coverage=coverage,
        **spreads,
    )


def _spread(draws: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Of each line the stated value, and bounds that always hold it."""
    value = draws[:, 0]
    low, high = np.quantile(draws[:, 1:], _QUANTILES, axis=1) if draws.shape[1] > 1 else (value, value)
    return value, np.minimum(low, value), np.maximum(high, value)
