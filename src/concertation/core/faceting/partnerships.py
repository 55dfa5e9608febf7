"""The list of partnerships: one row each, with what classification settles and what its facets read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from concertation.core.faceting.record_list import SORTED, RecordList
from concertation.core.faceting.records import (
    area_words,
    areas_served,
    band,
    gathered,
    origin,
    province_words,
    sort_names,
    with_existence,
    with_facets,
    with_value,
)
from concertation.core.faceting.where import found_where, where_words
from concertation.core.overview import attention
from concertation.core.overview.emerging import last_stages
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text
from concertation.core.typology import classify
from concertation.core.typology.articulation import TIED, TIED_WORDS
from concertation.core.typology.partners import active_members

# Facets that describe what holds on the day: a partnership that ended, or has not begun, has none of them.
_OF_WHAT_HOLDS = (
    *("reach", "sectors", "number", "kinds", "articulation", "hybridity", "arrangement", "objectives"),
    *("form", "inst", "agreements", "where", "province", "area", "sector"),
)
_PRESSING = {"agreement_expiring": "expiring", "agreement_lapsed": "lapsed"}
_ABSENT_WORDS = Text(en="Does not hold on the day", fr="N’existe pas à cette date")


def partnership_list(
    snapshot: Snapshot, *, not_begun: pl.DataFrame | None = None, classification: pl.DataFrame | None = None
) -> RecordList:
    """Every partnership of the register with its facets as of the day, those that do not hold included.

    ``classification`` is what ``classify`` answers for the snapshot, where it is known already.
    ``not_begun`` has the columns of the table of partnerships and holds those that begin after the day, which
    a snapshot leaves out. What does not hold on the day has the value ``ABSENT`` in the facets that describe what
    holds; an empty cell is an unknown. A score stands in the band of its rounded value.
    """
    if classification is None:
        classification = classify(snapshot)
    frame = with_existence(snapshot, "partnership", not_begun).rename({"id": "partnership_id"})
    for part in (
        classification.drop("key"),
        last_stages(snapshot).select("partnership_id", pl.col("stage").alias("facet.stage")),
        _agreements(snapshot, classification),
        areas_served(snapshot, "partnership_area", "partnership_id"),
        found_where(snapshot, snapshot.holding("partnership_area"), "partnership_id"),
        _sectors(snapshot),
    ):
        frame = frame.join(part, on="partnership_id", how="left")
    frame = frame.with_columns(*_facets(), *sort_names(frame))
    opened = {
        "area": area_words(snapshot),
        "where": where_words(snapshot),
        "province": province_words(snapshot),
    }
    records = with_facets(frame, "partnership", opened)
    records = with_value(records, ["articulation"], pl.col("articulation_is_tied"), TIED_WORDS, code=TIED)
    is_absent = pl.col("facet.existence") != "holds"
    return _sorted(with_value(records, _OF_WHAT_HOLDS, is_absent, _ABSENT_WORDS))


def _facets() -> list[pl.Expr]:
    same = {"objectives": "objective_orientation"} | {
        name: name for name in ("reach", "sectors", "number", "kinds", "articulation", "arrangement")
    }
    hybrid = pl.when("is_hybrid").then(pl.lit("hybrid")).when(~pl.col("is_hybrid")).then(pl.lit("one_form"))
    return [
        *(pl.col(column).alias(f"facet.{name}") for name, column in same.items()),
        hybrid.alias("facet.hybridity"),
        band("form"),
        band("inst"),
        origin(),
    ]


def _agreements(snapshot: Snapshot, classification: pl.DataFrame) -> pl.DataFrame:
    """Each state in which a partnership has an agreement; what lapsed or is about to end is as the overview says."""
    until, since = pl.col("until"), pl.col("since")
    plain = snapshot["agreement"].select(
        "partnership_id",
        state=pl.when(until.is_null() & since.is_null())
        .then(pl.lit("undated"))
        .when(until.is_null() | (until >= snapshot.as_of))
        .then(pl.lit("in_force")),
    )
    on_record = plain.group_by("partnership_id").agg(is_past=pl.col("state").is_null().all())
    past = on_record.filter("is_past").select("partnership_id", state=pl.lit("past"))
    pressing = attention(snapshot, classification).select(
        "partnership_id", state=pl.col("matter").replace_strict(_PRESSING, default=None)
    )
    return gathered(pl.concat([plain, past, pressing]), "partnership_id", "state", "facet.agreements")


def _sectors(snapshot: Snapshot) -> pl.DataFrame:
    """The sectors of its partners, and those that it says it covers."""
    partners = active_members(snapshot).filter("is_partner").select("partnership_id", "organisation_id")
    brought = partners.join(snapshot.holding("organisation_sector"), on="organisation_id")
    said = snapshot.holding("partnership_sector")
    both = pl.concat([brought.select("partnership_id", "sector"), said.select("partnership_id", "sector")])
    return gathered(both, "partnership_id", "sector", "facet.sector")


def _sorted(records: RecordList) -> RecordList:
    """The columns by which the list is sorted: terms in the order of their vocabulary, numbers by size."""
    count = pl.coalesce("partner_count", pl.when(pl.col("partner_count_at_least") > 0).then("partner_count_at_least"))
    terms = ("reach", "sectors", "number", "kinds", "articulation", "arrangement", "objectives", "stage", "existence")
    by: Mapping[str, pl.Expr] = {
        "partners": count,
        "form": pl.col("form"),
        "inst": pl.col("inst"),
        "since": pl.col("since"),
        "until": pl.col("until"),
        **{name: pl.col(f"facet.{name}").to_physical() for name in terms},
    }
    frame = records.frame.with_columns(expression.alias(f"{SORTED}{name}") for name, expression in by.items())
    return replace(records, frame=frame)
