"""The list of organisations: one row each, with what its facets read."""

from __future__ import annotations

import polars as pl

from concertation.core.faceting.facet import Facet
from concertation.core.faceting.record_list import SORTED, RecordList
from concertation.core.faceting.records import (
    area_words,
    areas_served,
    gathered,
    origin,
    province_words,
    sort_names,
    with_existence,
    with_facets,
    with_value,
)
from concertation.core.faceting.where import found_where, places_served, where_words
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text
from concertation.core.vocabulary import load_scheme

_NO_PARTNERSHIP = Text(en="Belongs to no partnership", fr="Membre d’aucun partenariat")
# Columns of the register that a list of a million need not carry.
_LEFT_OUT = ("website", "source_id", "locator", "is_unnamed_group", "kind", "is_governmental")


def organisation_list(snapshot: Snapshot, *, not_begun: pl.DataFrame | None = None) -> RecordList:
    """Every organisation of the register with its facets as of the day, those that do not hold included.

    ``not_begun`` has the columns of the table of organisations and holds those that begin after the day.

    ``partnership_count`` counts the partnerships that hold on the day and to which it belongs, observers
    included; no membership on record is none, as the register records memberships from the partnerships' side.
    ``is_group`` marks the records that stand for several unnamed organisations.
    """
    frame = with_existence(snapshot, "organisation", not_begun).rename({"id": "organisation_id"})
    for part in (
        _aliases(snapshot),
        gathered(snapshot.holding("organisation_sector"), "organisation_id", "sector", "facet.sector"),
        _places(snapshot),
        found_where(snapshot, places_served(snapshot), "organisation_id"),
        _memberships(snapshot),
        _roles(snapshot),
    ):
        frame = frame.join(part, on="organisation_id", how="left")
    frame = frame.with_columns(
        pl.col("partnership_count").fill_null(0), is_group=pl.col("is_unnamed_group")
    ).with_columns(
        *_facets(),
        *sort_names(frame),
    )
    frame = frame.drop(_LEFT_OUT)
    opened = {
        "area": area_words(snapshot),
        "where": where_words(snapshot),
        "province": province_words(snapshot),
    }
    records = with_facets(frame, "organisation", opened)
    records = with_value(records, ["role"], pl.col("partnership_count") == 0, _NO_PARTNERSHIP)
    return RecordList(records.frame.with_columns(_sorted()), {**records.facets, "family": _families(records)})


def _facets() -> list[pl.Expr]:
    kinds = load_scheme("organisation_kind")
    families = {term.code: term.parent or term.code for term in kinds}
    count, group = pl.col("partnership_count"), pl.col("is_group")
    governmental = pl.col("is_governmental")
    how_many = ["none", "one", "two", "three_or_more"]
    return [
        pl.col("kind").replace_strict(families, default=None).alias("facet.family"),
        pl.col("kind").alias("facet.kind"),
        pl.when(governmental)
        .then(pl.lit("governmental"))
        .when(~governmental)
        .then(pl.lit("non_governmental"))
        .alias("facet.coding"),
        count.clip(0, 3).replace_strict(range(4), how_many).alias("facet.how_many"),
        _names().alias("facet.names"),
        pl.when(group).then(pl.lit("group")).otherwise(pl.lit("one")).alias("facet.standing"),
        origin(),
    ]


def _names() -> pl.Expr:
    english, french = pl.col("name_en"), pl.col("name_fr")
    return (
        pl.when(french.is_null())
        .then(pl.lit("english_only"))
        .when(english.is_null())
        .then(pl.lit("french_only"))
        .when(english == french)
        .then(pl.lit("same"))
        .otherwise(pl.lit("both"))
    )


def _aliases(snapshot: Snapshot) -> pl.DataFrame:
    return (
        snapshot["organisation_name"]
        .group_by("organisation_id")
        .agg(pl.col("name").drop_nulls().str.join(" ").alias("aliases"))
    )


def _places(snapshot: Snapshot) -> pl.DataFrame:
    """The areas that it serves; its provinces are those of its areas and of its sites."""
    served = areas_served(snapshot, "organisation_area", "organisation_id")
    sites = snapshot.holding("site").select("organisation_id", "province")
    provinces = pl.concat(
        [served.select("organisation_id", province="facet.province").explode("province", empty_as_null=True), sites],
        how="vertical_relaxed",
    )
    return served.drop("facet.province").join(
        gathered(provinces, "organisation_id", "province", "facet.province"),
        on="organisation_id",
        how="full",
        coalesce=True,
    )


def _current(snapshot: Snapshot) -> pl.DataFrame:
    """Memberships on the day in partnerships that hold on the day."""
    holding = snapshot.holding("partnership").select(partnership_id="id")
    return snapshot.holding("membership").join(holding, on="partnership_id", how="semi")


def _memberships(snapshot: Snapshot) -> pl.DataFrame:
    return (
        _current(snapshot)
        .group_by("organisation_id")
        .agg(pl.col("partnership_id").n_unique().cast(pl.Int64).alias("partnership_count"))
    )


def _roles(snapshot: Snapshot) -> pl.DataFrame:
    memberships = _current(snapshot).select("organisation_id", membership_id="id")
    held = snapshot.holding("membership_role").join(memberships, on="membership_id")
    return gathered(held, "organisation_id", "role", "facet.role")


def _sorted() -> list[pl.Expr]:
    return [
        pl.col("partnership_count").alias(f"{SORTED}how_many"),
        pl.col("facet.kind").to_physical().alias(f"{SORTED}kind"),
        pl.col("facet.coding").to_physical().alias(f"{SORTED}coding"),
        pl.col("since").alias(f"{SORTED}since"),
        pl.coalesce("acronym_en", "acronym_fr").str.to_lowercase().alias(f"{SORTED}acronym"),
    ]


def _families(records: RecordList) -> Facet:
    """The top terms of the vocabulary of kinds."""
    scheme = load_scheme("organisation_kind")
    return records.facets["family"].taking({term.code: term.label for term in scheme.top_terms})
