"""From symbiotic to parasitic: what each member gives and receives, with the uncertainty of the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.snapshot import Snapshot
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


def symbiosis(
    snapshot: Snapshot, members: pl.DataFrame, *, seed: int, conventions: Conventions
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Balances of members, and what they say of each partnership.

    s_i = (benefit_i − cost_i)/(benefit_i + cost_i) ∈ [−1, 1], for each partner of which both what it gives
    and what it receives in the recent past are on record (one side alone is unknown, not zero). Money,
    hours × rate and 0–10 ratings are put on one scale by the weights of ``conventions``; a row is read by
    the first of the three that it has. Triangular draws between the bounds of each row carry its
    uncertainty; a rating without bounds is uncertain by ``rating_spread``. The draws depend on ``seed`` and
    on the partnership alone.

    Symbiotic: every s_i ≥ 0 and the Gini of benefit/cost ≤ .30. Parasitic pattern: some s_i ≤ −.25 while
    another ≥ +.25. Else mixed. Null with fewer than two members, or when too few partners are covered.
    ``symbiosis_agreement`` is the share of draws that give the same answer.

    Returns the frame of partnerships (``SYMBIOSIS_SCHEMA``) and the frame of members (``BALANCE_SCHEMA``).
    Source: Garcea & Ashton, « Les types de partenariats », last §; thresholds are Concertation conventions.
    """
    partners = members.filter("is_partner").select("partnership_id", "organisation_id")
    sizes = dict(partners.group_by("partnership_id").len().iter_rows())
    wholes, parts = [], []
    for partnership_id, rows in _by_partnership(_flows(snapshot, partners, conventions)):
        given, received, organisations = _simulate(rows, partnership_id, seed=seed, draws=conventions.draws)
        if not organisations:
            continue
        coverage = len(organisations) / sizes[partnership_id]
        balances = (received - given) / (received + given)
        ratios = np.divide(received, given, out=np.full_like(given, np.inf), where=given > 0)
        inequality = gini(ratios)
        wholes.append(_whole(partnership_id, balances, inequality, coverage, conventions))
        parts += [
            (partnership_id, organisation, given[0, i], received[0, i], *_spread(balances[:, i]))
            for i, organisation in enumerate(organisations)
        ]
    return (
        pl.DataFrame(wholes, schema=dict(SYMBIOSIS_SCHEMA)),
        pl.DataFrame(parts, schema=dict(BALANCE_SCHEMA), orient="row"),
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
        .sort("partnership_id", "id")
    )


def _by_partnership(flows: pl.DataFrame) -> Iterator[tuple[int, pl.DataFrame]]:
    for (partnership_id,), rows in flows.group_by("partnership_id", maintain_order=True):
        yield int(str(partnership_id)), rows


def _simulate(
    rows: pl.DataFrame, partnership_id: int, *, seed: int, draws: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[int]]:
    """Totals given and received, one line a draw and one column a member; line 0 is what is stated."""
    low, mode, high = (rows[name].to_numpy() for name in ("low", "mode", "high"))
    generator = np.random.default_rng([seed, partnership_id])
    values = np.repeat(mode[None, :], draws + 1, axis=0)
    uncertain = high > low
    if uncertain.any():
        values[1:, uncertain] = generator.triangular(
            low[uncertain], mode[uncertain], high[uncertain], size=(draws, int(uncertain.sum()))
        )
    organisation, direction = rows["organisation_id"].to_numpy(), rows["direction"].to_numpy()
    sides = {side: set(organisation[direction == side].tolist()) for side in _FLOW}
    known = sorted(sides["given"] & sides["received"])
    totals = [
        np.stack(
            [values[:, (organisation == one) & (direction == side)].sum(axis=1) for one in known], axis=1
        )
        if known
        else np.empty((draws + 1, 0))
        for side in _FLOW
    ]
    moves = [i for i in range(len(known)) if totals[0][0, i] + totals[1][0, i] > 0]
    return totals[0][:, moves], totals[1][:, moves], [known[i] for i in moves]


def _whole(
    partnership_id: int,
    balances: NDArray[np.float64],
    inequality: NDArray[np.float64],
    coverage: float,
    conventions: Conventions,
) -> dict[str, Any]:
    lowest, highest = balances.min(axis=1), balances.max(axis=1)
    is_symbiotic = (lowest >= 0) & (inequality <= conventions.symbiotic_gini)
    is_parasitic = (lowest <= -conventions.parasitic_balance) & (highest >= conventions.parasitic_balance)
    labels = np.where(is_symbiotic, "symbiotic", np.where(is_parasitic, "parasitic", "mixed"))
    answers = balances.shape[1] >= 2 and coverage >= conventions.coverage_to_infer
    figures = {
        "balance_mean": balances.mean(axis=1),
        "balance_min": lowest,
        "balance_max": highest,
        "benefit_cost_gini": inequality,
    }
    spreads = {
        f"{name}{suffix}": number
        for name, draws in figures.items()
        for suffix, number in zip(("", "_low", "_high"), _spread(draws), strict=True)
    }
    return {
        "partnership_id": partnership_id,
        "symbiosis": str(labels[0]) if answers else None,
        "symbiosis_agreement": float((labels[1:] == labels[0]).mean()) if answers else None,
        "symbiosis_members": balances.shape[1],
        "symbiosis_coverage": coverage,
        **spreads,
    }


def _spread(draws: NDArray[np.float64]) -> tuple[float, float, float]:
    """The stated value, and bounds that always hold it."""
    value = float(draws[0])
    low, high = np.quantile(draws[1:], _QUANTILES) if len(draws) > 1 else (value, value)
    return value, min(float(low), value), max(float(high), value)
