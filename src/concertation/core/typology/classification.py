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
    is_among_the_largest,
    with_shares,
)
from concertation.core.typology.basis import FACETS, declared_values, only_declared, settled
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.formality import FORM_POINTS, formality
from concertation.core.typology.institutionalisation import INST_POINTS, institutionalisation
from concertation.core.typology.number import CODINGS, KINDS, NUMBERS, number_and_kinds
from concertation.core.typology.objectives import objectives
from concertation.core.typology.partners import Partners, active_members
from concertation.core.typology.reach import REACHES, reach
from concertation.core.typology.scoring import high_of, low_of
from concertation.core.typology.sectors import BREADTHS, sectors
from concertation.core.typology.structure import articulation_of_structure, structure_elements
from concertation.core.typology.tallies import Owners, side_by_side

SCORES = tuple(f"{name}{suffix}" for name in ("form", "inst") for suffix in ("", "_low", "_high", "_coverage"))

# The bounds of each item of the two scores, from which a score is explained.
FORM_ITEMS = tuple(bound(item) for item in FORM_POINTS for bound in (low_of, high_of))
INST_ITEMS = tuple(bound(item) for item in INST_POINTS for bound in (low_of, high_of))

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
    *("hybridity", "is_hybrid", "articulation_is_tied", "articulation_gap"),
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
    null when none does; it never overrides what facts show. Where several articulations share the first place
    none prevails: ``articulation`` is null, ``articulation_is_tied`` true, and the basis says on what the
    shares rest. ``articulation_gap`` counts the steps from the realised articulation (in a tie, the nearest of
    those that share the first place) up to the most engaged declared one; only activities can realise one.
    Only facts open to all are read; restricted ones belong to ``examine``.

    Sources: Garcea & Ashton, Table 1 and « Les types de partenariats »; Concertation methods, typology.
    """
    return classify_in_full(snapshot, conventions=conventions)[list(COLUMNS)]


def classify_in_full(snapshot: Snapshot, *, conventions: Conventions | None = None) -> pl.DataFrame:
    """The same, followed by ``FORM_ITEMS`` and ``INST_ITEMS``: what each item brings to its score."""
    conventions = conventions or Conventions()
    held = snapshot.holding("partnership", "key", "id").rename({"id": "partnership_id"}).sort("partnership_id")
    partnerships = Owners.of(held["partnership_id"])
    settled_rows = _settle(side_by_side([held, *_parts(snapshot, partnerships, conventions)]), conventions)
    return settled_rows[[*COLUMNS, *FORM_ITEMS, *INST_ITEMS]]


def _parts(snapshot: Snapshot, partnerships: Owners, conventions: Conventions) -> list[pl.DataFrame]:
    members = active_members(snapshot)
    partners = Partners.among(members, partnerships)
    observed = articulation_of_activities(activity_types(snapshot, conventions=conventions), partnerships)
    suggested = articulation_of_structure(structure_elements(snapshot, partnerships))
    return [
        _declared(snapshot, partnerships),
        reach(snapshot, partnerships),
        sectors(snapshot, partners),
        number_and_kinds(members, partnerships, conventions=conventions),
        observed,
        suggested.rename({name: f"suggested_{name}" for name in suggested.columns}),
        arrangement(snapshot, partnerships),
        objectives(snapshot, partnerships, conventions=conventions),
        formality(snapshot, partners, conventions=conventions)[[*SCORES[:4], *FORM_ITEMS]],
        institutionalisation(snapshot, partners, conventions=conventions)[[*SCORES[4:], *INST_ITEMS]],
    ]


def _declared(snapshot: Snapshot, partnerships: Owners) -> pl.DataFrame:
    """What sources declare, with the rank of the most engaged articulation among it."""
    rows = snapshot.holding("declared_type", "partnership_id", "facet", "value").filter(
        pl.col("facet") == "articulation"
    )
    ranks = partnerships.tally(
        partnerships.places(rows["partnership_id"]), rows, **{code: pl.col("value") == code for code in ARTICULATIONS}
    )
    highest = pl.max_horizontal(pl.when(pl.col(code) > 0).then(rank) for rank, code in enumerate(ARTICULATIONS))
    return side_by_side([declared_values(snapshot, partnerships), ranks.select(declared_rank=highest.cast(pl.Int64))])


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
    suggested = [f"suggested_{share}" for share in SHARES]
    source = (
        pl.when(is_observed.fill_null(False) & (pl.sum_horizontal(SHARES) > 0))
        .then(pl.lit("activities"))
        .when(declared.is_not_null())
        .then(pl.lit("declaration"))
        .when(pl.sum_horizontal(suggested) > 0)
        .then(pl.lit("structure"))
    )
    frame = frame.with_columns(articulation_source=source)
    from_activities = pl.col("articulation_source") == "activities"
    from_structure = pl.col("articulation_source") == "structure"
    frame = with_shares(
        frame.with_columns(
            pl.when(from_activities).then(share).when(from_structure).then(other).alias(share)
            for share, other in zip(SHARES, suggested, strict=True)
        )
    )
    return frame.with_columns(
        articulation=pl.when(pl.col("articulation_source") == "declaration").then(declared).otherwise("found"),
        articulation_basis=pl.when(from_activities & is_derived)
        .then(pl.lit("derived"))
        .when(from_activities | from_structure)
        .then(pl.lit("inferred"))
        .when(pl.col("articulation_source") == "declaration")
        .then(pl.lit("stated"))
        .otherwise(pl.lit("unknown")),
        articulation_is_tied=pl.col("is_tied").fill_null(False),
        articulation_coverage=pl.col("found_coverage").fill_null(0.0),
        is_hybrid=pl.col("largest").round(9) < conventions.hybrid_below,
        articulation_gap=pl.when(from_activities).then(_gap()),
    )


def _gap() -> pl.Expr:
    """Steps from the nearest of the largest articulations to the declared one; the smaller claim where two are near."""
    ranks = enumerate(SHARES)
    steps = [pl.when(is_among_the_largest(share)).then(pl.col("declared_rank") - rank) for rank, share in ranks]
    smallest = pl.min_horizontal(step.abs() for step in steps)
    nearest = [pl.when(step.abs() == smallest).then(step) for step in steps]
    return pl.min_horizontal(nearest)
