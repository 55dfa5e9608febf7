"""How far members rely on each other for what they need."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot


def dependences(snapshot: Snapshot) -> pl.DataFrame:
    """Each pair of members with a recorded dependence.

    The dependence of one on another for a resource is the share of its need that the other provides × (1 −
    substitutability); over several resources the strongest counts (Concertation convention). With both
    directions on record: ``mutual`` = their sum, ``imbalance`` = their absolute difference (Emerson 1962;
    Casciaro & Piskorski 2005). A direction that is not on record is unknown, not zero: both are then null.

    Columns ``partnership_id``, ``one``, ``other`` (``one`` < ``other``), ``one_on_other``, ``other_on_one``,
    ``mutual``, ``imbalance``.
    """
    strength = pl.col("share") * (1 - pl.col("substitutability"))
    arcs = (
        snapshot.holding("dependence")
        .filter(pl.col("dependent_id") != pl.col("provider_id"))
        .with_columns(strength=strength)
        .filter(pl.col("strength").is_not_null())
    )
    one, other = (
        pl.min_horizontal("dependent_id", "provider_id"),
        pl.max_horizontal("dependent_id", "provider_id"),
    )
    on_other = pl.col("dependent_id") == one
    return (
        arcs.group_by("partnership_id", one=one, other=other)
        .agg(
            one_on_other=pl.col("strength").filter(on_other).max(),
            other_on_one=pl.col("strength").filter(~on_other).max(),
        )
        .with_columns(
            mutual=pl.col("one_on_other") + pl.col("other_on_one"),
            imbalance=(pl.col("one_on_other") - pl.col("other_on_one")).abs(),
        )
        .sort("partnership_id", "one", "other")
    )


def dependence_summary(snapshot: Snapshot) -> pl.DataFrame:
    """Columns ``partnership_id``, ``dependence_pairs``, ``largest_imbalance``, ``largest_dependence``."""
    return (
        dependences(snapshot)
        .group_by("partnership_id")
        .agg(
            dependence_pairs=pl.len().cast(pl.Int64),
            largest_imbalance=pl.col("imbalance").max(),
            largest_dependence=pl.max_horizontal(pl.col("one_on_other").max(), pl.col("other_on_one").max()),
        )
    )
