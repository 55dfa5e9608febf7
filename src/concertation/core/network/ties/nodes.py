"""Who is in a network: organisations and partnerships of a span, with what is known of each."""

from __future__ import annotations

import polars as pl

from concertation.core.faceting.records import areas_served, gathered
from concertation.core.network.ties.co_membership import stays
from concertation.core.network.ties.span import Span
from concertation.core.snapshot import Snapshot
from concertation.core.vocabulary import load_scheme

# In place of a sector, for who works in more than one.
SEVERAL = "several"


def organisation_nodes(snapshot: Snapshot, span: Span) -> pl.DataFrame:
    """Every organisation that held in the span, by key.

    Columns: ``key``, ``organisation_id``, ``label_en`` and ``label_fr`` (one stands for the other where it lacks),
    ``kind`` and ``family`` (its top term), ``is_governmental``, ``sectors`` (all of them), ``sector`` (the only one,
    or ``several``), ``areas``, ``provinces`` (codes; lists), ``latitude`` and ``longitude`` (of its first site that
    has them), ``table_count`` (partnerships to which it belongs in the span), ``is_unnamed_group``,
    ``is_synthetic``. Null where unknown, but ``table_count``, which is 0 without a membership on record.
    """
    families = {term.code: term.parent or term.code for term in load_scheme("organisation_kind")}
    frame = snapshot["organisation"].filter(span.held())
    frame = frame.select(
        "key",
        *_labels(),
        "kind",
        "is_governmental",
        organisation_id="id",
        family=pl.col("kind").replace_strict(families, default=None, return_dtype=pl.String),
        is_unnamed_group=pl.col("is_unnamed_group").fill_null(False),
        is_synthetic=pl.col("is_synthetic").fill_null(False),
    )
    tables = stays(snapshot, span).group_by("organisation_id").agg(table_count=pl.col("partnership_id").n_unique())
    for part in (_sectors(snapshot, span, "organisation"), _places(snapshot, "organisation"), _sites(snapshot), tables):
        frame = frame.join(part, on="organisation_id", how="left")
    return frame.with_columns(pl.col("table_count").fill_null(0).cast(pl.Int64)).sort("key")


def partnership_nodes(snapshot: Snapshot, span: Span) -> pl.DataFrame:
    """Every partnership that held in the span, by key.

    Columns: ``key``, ``partnership_id``, ``label_en``, ``label_fr``, ``sectors``, ``sector``, ``areas``,
    ``provinces``, ``member_count`` (organisations that belong to it in the span), ``is_synthetic``.
    """
    frame = snapshot["partnership"].filter(span.held())
    frame = frame.select("key", *_labels(), partnership_id="id", is_synthetic=pl.col("is_synthetic").fill_null(False))
    members = stays(snapshot, span).group_by("partnership_id").agg(member_count=pl.col("organisation_id").n_unique())
    for part in (_sectors(snapshot, span, "partnership"), _places(snapshot, "partnership"), members):
        frame = frame.join(part, on="partnership_id", how="left")
    return frame.with_columns(pl.col("member_count").fill_null(0).cast(pl.Int64)).sort("key")


def _labels() -> tuple[pl.Expr, pl.Expr]:
    return (
        pl.coalesce("name_en", "name_fr", "key").alias("label_en"),
        pl.coalesce("name_fr", "name_en", "key").alias("label_fr"),
    )


def _sectors(snapshot: Snapshot, span: Span, kind: str) -> pl.DataFrame:
    rows = snapshot[f"{kind}_sector"].filter(span.held())
    found = gathered(rows, f"{kind}_id", "sector", "sectors").with_columns(pl.col("sectors").list.sort())
    several = pl.col("sectors").list
    return found.with_columns(sector=pl.when(several.len() == 1).then(several.first()).otherwise(pl.lit(SEVERAL)))


def _places(snapshot: Snapshot, kind: str) -> pl.DataFrame:
    """Areas served on the day of the snapshot: territories change little, and codes are those of that day."""
    served = areas_served(snapshot, f"{kind}_area", f"{kind}_id")
    return served.select(
        f"{kind}_id",
        areas=pl.col("facet.area").list.sort(),
        provinces=pl.col("facet.province").list.sort(),
    )


def _sites(snapshot: Snapshot) -> pl.DataFrame:
    placed = snapshot["site"].filter(pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null())
    first = placed.sort("id").unique("organisation_id", keep="first", maintain_order=True)
    return first.select("organisation_id", "latitude", "longitude")
