"""On what an answer rests: derived, inferred, stated or unknown, and what sources declare beside it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions

FACETS = ("reach", "sectors", "number", "kinds", "articulation", "arrangement")


def declared_values(snapshot: Snapshot) -> pl.DataFrame:
    """What sources declare: one row a partnership, one list of distinct values a facet (null when none).

    Columns ``partnership_id``, ``declared_<facet>`` and ``only_<facet>`` (the value when there is but one).
    Sources that disagree all stay, in alphabetical order.
    order.
    """
    declared = snapshot.holding("declared_type").select("partnership_id", "facet", "value").unique()
    frame = declared.select("partnership_id").unique()
    for facet in FACETS:
        values = pl.col(f"declared_{facet}")
        one = (
            declared.filter(pl.col("facet") == facet)
            .group_by("partnership_id")
            .agg(pl.col("value").sort().alias(f"declared_{facet}"))
            .with_columns(pl.when(values.list.len() == 1).then(values.list.first()).alias(f"only_{facet}"))
        )
        frame = frame.join(one, on="partnership_id", how="left")
    return frame


def only_declared(facet: str, codes: Sequence[str]) -> pl.Expr:
    """The declared value when sources agree on one term of the vocabulary, else null."""
    value = pl.col(f"only_{facet}")
    return pl.when(value.is_in(codes)).then(value)


def settled(
    facet: str,
    *,
    codes: Sequence[str],
    is_certain: pl.Expr,
    conventions: Conventions,
    stated: pl.Expr | None = None,
) -> list[pl.Expr]:
    """Value and basis of a facet from the columns ``<facet>`` (what facts say) and ``<facet>_coverage``.

    Derived when the facts settle the answer or cover enough of what is needed; inferred when they cover less
    but still enough; else stated when sources agree on a value; else unknown, with a null value.
    """
    found, coverage = pl.col(facet), pl.col(f"{facet}_coverage").fill_null(0.0)
    declared = only_declared(facet, codes) if stated is None else stated
    is_derived = found.is_not_null() & (is_certain.fill_null(False) | (coverage >= conventions.coverage_to_derive))
    is_inferred = found.is_not_null() & (coverage >= conventions.coverage_to_infer)
    return [
        pl.when(is_derived | is_inferred).then(found).otherwise(declared).alias(facet),
        pl.when(is_derived)
        .then(pl.lit("derived"))
        .when(is_inferred)
        .then(pl.lit("inferred"))
        .when(declared.is_not_null())
        .then(pl.lit("stated"))
        .otherwise(pl.lit("unknown"))
        .alias(f"{facet}_basis"),
        coverage.alias(f"{facet}_coverage"),
    ]
