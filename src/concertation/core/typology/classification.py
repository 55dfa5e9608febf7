"""Every typology of every partnership at once: one row a partnership that holds on the day."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.arrangement import ARRANGEMENTS, arrangement
from concertation.core.typology.articulation import (
    ARTICULATIONS,
    SHARES,
    activity_types,
    articulation_of_activities,
)
from concertation.core.typology.basis import FACETS, declared_values, only_declared, settled
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.formality import formality
from concertation.core.typology.institutionalisation import institutionalisation
from concertation.core.typology.number import CODINGS, KINDS, NUMBERS, number_and_kinds
from concertation.core.typology.objectives import objectives
from concertation.core.typology.partners import active_members
from concertation.core.typology.reach import REACHES, reach
from concertation.core.typology.sectors import BREADTHS, sectors
from concertation.core.typology.structure import articulation_of_structure, structure_elements

SCORES = tuple(f"{name}{suffix}" for name in ("form", "inst") for suffix in ("", "_low", "_high", "_coverage"))

COLUMNS = (
    "partnership_id",
    "key",
    *("reach", "reach_basis", "reach_coverage", "is_interprovincial", "area_count"),
    *("sectors", "sectors_basis", "sectors_coverage", "sector_count", "blau"),
    *("number", "number_basis", "number_coverage"),
    *("partner_count", "partner_count_at_least", "partner_count_with_observers_and_funders"),
    *("kinds", "kinds_basis", "kinds_coverage"),
    *("kinds_public_as_governmental", "kinds_public_as_non_governmental"),
    *("articulation", "articulation_basis", "articulation_coverage", "articulation_source"),
    *SHARES,
    *("hybridity", "is_hybrid", "articulation_gap"),
    *("arrangement", "arrangement_basis", "arrangement_coverage", "body_count"),
    *("objective_orientation", "objective_orientation_basis", "objective_orientation_coverage"),
    *("concreteness", "realised_concreteness", "decoupling"),
    *SCORES,
    *(f"declared_{facet}" for facet in FACETS),
)


def classify(snapshot: Snapshot, *, conventions: Conventions | None = None) -> pl.DataFrame:
    """The five typologies and the axes of every partnership that holds on the day.

    One row a partnership (also those whose beginning is unknown), sorted by ``partnership_id``, with the
    columns of ``COLUMNS``. Each facet comes with its basis (*derived*, *inferred*, *stated*, *unknown*) and
    its coverage; a null value means that too little is known. ``declared_<facet>`` lists what sources say,
    null when none does; it never overrides what facts show. ``articulation_gap`` counts the steps from the
    realised articulation up to the most engaged declared one; only activities can realise one. Only facts
    open to all are read; restricted ones belong to ``examine``.

    Sources: Garcea & Ashton, Table 1 and « Les types de partenariats »; Concertation methods, typology.
    """
    conventions = conventions or Conventions()
    members = active_members(snapshot)
    frame = snapshot.holding("partnership").select("key", partnership_id="id")
    for part in pl.collect_all(_parts(snapshot, members, conventions)):
        frame = frame.join(part, on="partnership_id", how="left")
    return _settle(frame, conventions).select(COLUMNS).sort("partnership_id")


def _parts(snapshot: Snapshot, members: pl.DataFrame, conventions: Conventions) -> list[pl.LazyFrame]:
    observed = articulation_of_activities(activity_types(snapshot, conventions=conventions))
    suggested = articulation_of_structure(structure_elements(snapshot))
    return [
        _declared(snapshot),
        reach(snapshot),
        sectors(snapshot, members),
        number_and_kinds(members, conventions=conventions),
        observed,
        suggested.rename({name: f"suggested_{name}" for name in (*SHARES, "found", "hybridity")}),
        arrangement(snapshot),
        objectives(snapshot, conventions=conventions),
        formality(snapshot, members, conventions=conventions).select("partnership_id", *SCORES[:4]),
        institutionalisation(snapshot, members, conventions=conventions).select("partnership_id", *SCORES[4:]),
    ]


def _declared(snapshot: Snapshot) -> pl.LazyFrame:
    """What sources declare, with the rank of the most engaged articulation among it."""
    declared = declared_values(snapshot).lazy()
    ranks = (
        declared.select("partnership_id", articulation="declared_articulation")
        .explode("articulation")
        .group_by("partnership_id")
        .agg(declared_rank=_rank(pl.col("articulation")).max())
    )
    return declared.join(ranks, on="partnership_id", how="left")


def _settle(frame: pl.DataFrame, conventions: Conventions) -> pl.DataFrame:
    said = pl.coalesce(
        only_declared("sectors", BREADTHS), pl.when(pl.col("declared_sectors").is_null()).then("sectors_said")
    )
    exprs = [
        *settled("reach", codes=REACHES, is_certain=pl.col("reach_is_certain"), conventions=conventions),
        *settled(
            "sectors",
            codes=BREADTHS,
            is_certain=pl.col("sectors_is_certain"),
            conventions=conventions,
            stated=said,
        ),
        *settled("number", codes=NUMBERS, is_certain=pl.lit(True), conventions=conventions),
        *settled("arrangement", codes=ARRANGEMENTS, is_certain=pl.lit(True), conventions=conventions),
        *_kinds(conventions),
        pl.col("partner_count_at_least").fill_null(0),
        pl.col("objective_orientation_basis").fill_null("unknown"),
        pl.col("objective_orientation_coverage").fill_null(0.0),
    ]
    return _settle_articulation(frame.with_columns(exprs), conventions)


def _kinds(conventions: Conventions) -> list[pl.Expr]:
    """The recorded coding with its basis; the two alternative codings where facts cover enough."""
    alternatives = [facet for facet in CODINGS if facet != "kinds"]
    return [
        *settled("kinds", codes=KINDS, is_certain=pl.col("kinds") == "mixed", conventions=conventions),
        *(
            pl.when((pl.col(facet) == "mixed") | (pl.col(f"{facet}_coverage") >= conventions.coverage_to_infer))
            .then(pl.col(facet))
            .alias(facet)
            for facet in alternatives
        ),
    ]


def _settle_articulation(frame: pl.DataFrame, conventions: Conventions) -> pl.DataFrame:
    """Activities first; then what sources state; then what the structure suggests."""
    is_derived = pl.col("determined_share") >= conventions.coverage_to_derive
    is_observed = is_derived | (pl.col("typed_share") >= conventions.coverage_to_infer)
    declared = only_declared("articulation", ARTICULATIONS)
    source = (
        pl.when(is_observed.fill_null(False) & pl.col("found").is_not_null())
        .then(pl.lit("activities"))
        .when(declared.is_not_null())
        .then(pl.lit("declaration"))
        .when(pl.col("suggested_found").is_not_null())
        .then(pl.lit("structure"))
    )
    frame = frame.with_columns(articulation_source=source)
    from_activities = pl.col("articulation_source") == "activities"
    from_structure = pl.col("articulation_source") == "structure"

    def chosen(name: str) -> pl.Expr:
        return pl.when(from_activities).then(name).when(from_structure).then(f"suggested_{name}")

    frame = frame.with_columns(
        *(chosen(name).alias(name) for name in (*SHARES, "hybridity")),
        articulation=pl.when(pl.col("articulation_source") == "declaration").then(declared).otherwise(chosen("found")),
        articulation_basis=pl.when(from_activities & is_derived.fill_null(False))
        .then(pl.lit("derived"))
        .when(from_activities | from_structure)
        .then(pl.lit("inferred"))
        .when(pl.col("articulation_source") == "declaration")
        .then(pl.lit("stated"))
        .otherwise(pl.lit("unknown")),
        articulation_coverage=pl.col("found_coverage").fill_null(0.0),
    )
    return frame.with_columns(
        is_hybrid=pl.max_horizontal(SHARES).round(9) < conventions.hybrid_below,
        articulation_gap=pl.when(from_activities).then(pl.col("declared_rank") - _rank(pl.col("articulation"))),
    )


def _rank(code: pl.Expr) -> pl.Expr:
    return code.replace_strict(list(ARTICULATIONS), range(len(ARTICULATIONS)), default=None, return_dtype=pl.Int64)
