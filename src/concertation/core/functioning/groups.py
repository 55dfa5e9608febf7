"""Whether two groups of partners see a factor differently: the difference, with its interval."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.intervals import numbers, student_margin, summarise_units

Floats = NDArray[np.float64]

# Groups of organisations: one line an organisation and cut. ``group`` is one of two, such as public and community.
GROUPS = pl.Schema({"partnership": pl.String, "organisation": pl.String, "cut": pl.String, "group": pl.String})
_KEYS = ("partnership", "factor", "cut", "group")


def score_groups(units: pl.DataFrame, groups: pl.DataFrame, participation: pl.DataFrame) -> pl.DataFrame:
    """Each group’s score of each factor: the mean of its organisations, with what an interval needs.

    ``units`` as ``organisation_units`` gives them; ``groups`` as ``GROUPS``; an organisation without a group in a cut
    is left out of that cut. Nothing is suppressed here: ``suppression.safe_cells`` says which may be published.
    Columns: those of ``summarise_units`` by partnership, factor, cut and group.
    """
    members = (
        participation.join(groups, on=["partnership", "organisation"])
        .group_by("partnership", "cut", "group")
        .agg(pl.len().cast(pl.Int64).alias("members"))
    )
    return summarise_units(units.join(groups, on=["partnership", "organisation"]), _KEYS, members)


def compare_groups(scores: pl.DataFrame, *, conventions: FunctioningConventions) -> pl.DataFrame:
    """The difference between the two groups of each cut, first minus second in alphabetical order, with its interval.

    Welch: d ± t_ν·√(v₁ + v₂), v the ``variance_of_mean`` of a group, and the degrees of freedom of Satterthwaite,
    ν = (v₁ + v₂)²/(v₁²/(o₁ − 1) + v₂²/(o₂ − 1)). Both groups need three organisations and, together, eight; else
    ``low`` and ``high`` are null and the difference stands alone. ``scores`` as ``score_groups`` gives them; a cut with
    one group, or with more than two, has no line. Columns: partnership, factor, cut, first, second, difference, low,
    high, organisations and members (of both).

    Source: Welch, B. L. (1947). The generalization of “Student’s” problem when several different population variances
    are involved. Biometrika 34, pp. 28–35.
    """
    keys = list(_KEYS[:-1])
    pairs = (
        scores.sort(_KEYS)
        .group_by(keys, maintain_order=True)
        .agg(pl.col("group", "score", "of_mean", "organisations", "members"))
        .filter(pl.col("group").list.len() == 2)
    )
    margin = welch_margin(
        *(numbers(pairs[name].list.get(side)) for side in (0, 1) for name in ("of_mean", "organisations")),
        confidence=conventions.confidence,
    )
    organisations = pl.col("organisations").list
    is_enough = (organisations.min() >= conventions.organisations) & (
        organisations.sum() >= conventions.organisations_for_interval
    )
    difference = pl.col("score").list.get(0) - pl.col("score").list.get(1)
    width = pl.when(is_enough).then(pl.lit(pl.Series(margin, dtype=pl.Float64)).fill_nan(None))
    return pairs.select(
        *keys,
        pl.col("group").list.get(0).alias("first"),
        pl.col("group").list.get(1).alias("second"),
        difference.alias("difference"),
        (difference - width).alias("low"),
        (difference + width).alias("high"),
        organisations.sum().alias("organisations"),
        pl.when(pl.col("members").list.eval(pl.element().is_not_null()).list.all())
        .then(pl.col("members").list.sum())
        .alias("members"),
    )


def welch_margin(first: Floats, n_first: Floats, second: Floats, n_second: Floats, *, confidence: float) -> Floats:
    """t_ν·√(v₁ + v₂), from the variances of two means and their counts; 0 where nothing varies."""
    total = first + second
    with np.errstate(invalid="ignore", divide="ignore"):
        freedom = total**2 / (first**2 / (n_first - 1.0) + second**2 / (n_second - 1.0))
    return np.where(total == 0, 0.0, student_margin(total, freedom, confidence=confidence))
