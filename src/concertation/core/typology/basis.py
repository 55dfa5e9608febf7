"""On what an answer rests: derived, inferred, stated or unknown, and what sources declare beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.tallies import Owners, coded, distinct, halves, paired, side_by_side

FACETS = ("reach", "sectors", "number", "kinds", "articulation", "arrangement")


def declared_values(snapshot: Snapshot, partnerships: Owners) -> pl.DataFrame:
    """What sources declare: one row a partnership, one list of distinct values a facet (null when none).

    Columns ``declared_<facet>`` and ``only_<facet>`` (the value when there is but one). Sources that disagree
    all stay, in alphabetical order.
    """
    declared = snapshot.holding("declared_type", "partnership_id", "facet", "value").drop_nulls("value")
    return side_by_side(_declared(declared.filter(pl.col("facet") == facet), facet, partnerships) for facet in FACETS)


def _declared(rows: pl.DataFrame, facet: str, partnerships: Owners) -> pl.DataFrame:
    if rows.is_empty():
        nothing = pl.DataFrame(schema={f"declared_{facet}": pl.List(pl.String), f"only_{facet}": pl.String})
        return partnerships.put(np.empty(0, dtype=np.int64), nothing)
    codes, values = coded(rows["value"])
    owners, found = halves(distinct(paired(partnerships.places(rows["partnership_id"]), codes)))
    lists = (
        pl.DataFrame({"place": owners, "value": values.gather(found)})
        .with_columns(pl.col("place").set_sorted())
        .group_by("place", maintain_order=True)
        .agg(pl.col("value").alias(f"declared_{facet}"))
    )
    several = pl.col(f"declared_{facet}").list
    answers = lists.select(
        f"declared_{facet}", pl.when(several.len() == 1).then(several.first()).alias(f"only_{facet}")
    )
    return partnerships.put(lists["place"].to_numpy(), answers)


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
