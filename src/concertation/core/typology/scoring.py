"""Scores out of 100 whose unknown items are neither zero nor their points: the score is an interval."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl


def low_of(item: str) -> str:
    """The column of the least share of its points that an item may bring."""
    return f"{item}_low"


def high_of(item: str) -> str:
    """The column of the greatest share of its points that an item may bring."""
    return f"{item}_high"


def from_yes_no(item: str, answer: pl.Expr) -> list[pl.Expr]:
    """Bounds of an item from a yes (all its points), a no (none), or an unknown (between)."""
    share = answer.cast(pl.Float64)
    return [share.fill_null(0.0).alias(low_of(item)), share.fill_null(1.0).alias(high_of(item))]


def any_known(yes: pl.Expr, unsaid: pl.Expr) -> pl.Expr:
    """From how many rows say yes and how many say nothing: yes, else unknown, else no."""
    return pl.when(yes > 0).then(True).when(unsaid == 0).then(False)


def scored(frame: pl.DataFrame, name: str, points: Mapping[str, float], *, coverage_to_score: float) -> pl.DataFrame:
    """The frame with columns ``<name>``, ``<name>_low``, ``<name>_high`` (0–100) and ``<name>_coverage`` (0–1).

    Each item brings between ``low`` and ``high`` of its points. ``coverage`` is the share of the points
    whose fate is known. ``<name>`` is the share obtained among the known points, put on 100, and always
    lies within the interval; it is null below the coverage that the convention asks for.
    """
    low, high, coverage = pl.col(f"{name}_low"), pl.col(f"{name}_high"), pl.col(f"{name}_coverage")
    return (
        frame.with_columns(
            pl.sum_horizontal(pl.col(low_of(item)) * weight for item, weight in points.items()).alias(f"{name}_low"),
            pl.sum_horizontal(pl.col(high_of(item)) * weight for item, weight in points.items()).alias(f"{name}_high"),
        )
        .with_columns(((100.0 - (high - low)) / 100.0).round(9).alias(f"{name}_coverage"))
        .with_columns(
            pl.when((coverage >= coverage_to_score) & (coverage > 0))
            .then(pl.max_horizontal(pl.min_horizontal(low / coverage, high), low))
            .alias(name)
        )
    )
