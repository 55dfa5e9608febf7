"""The records of a list, one row each, and what is joined to them: names, areas, sectors, bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from concertation.core.faceting.facet import ABSENT, Listing, facets_of
from concertation.core.faceting.record_list import SORTED, RecordList
from concertation.core.faceting.search import folded
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text
from concertation.core.typology.reach import placed_areas
from concertation.core.vocabulary import load_scheme

# The value of a record that serves the whole country, among provinces.
COUNTRY = "country"
_COUNTRY_WORDS = Text(en="Whole country", fr="Tout le pays")


def with_facets(frame: pl.DataFrame, listing: Listing, opened: Mapping[str, Mapping[str, Text]]) -> RecordList:
    """The list of these records: terms typed in the order of their vocabulary, open facets with their values.

    ``frame`` has the columns ``facet.<name>``; a term that the vocabulary does not hold is unknown.
    """
    facets = {
        name: facet.taking(opened[name]) if facet.is_open else facet for name, facet in facets_of(listing).items()
    }
    typed = []
    for facet in facets.values():
        known = pl.Enum(list(facet.values))
        column = pl.col(facet.column).cast(pl.List(known) if facet.is_multiple else known, strict=False)
        typed.append(column.list.sort(nulls_last=True) if facet.is_multiple else column)
    return RecordList(frame.with_columns(typed), facets)


def sort_names(frame: pl.DataFrame) -> list[pl.Series]:
    """The rank of each name in the order of each language, the other language standing in where one lacks.

    Keys settle ties, so that no two ranks are the same.
    """
    return [
        frame.select(pl.arg_sort_by([folded(pl.coalesce(f"name_{language}", f"name_{other}", "key")), "key"]))
        .to_series()
        .arg_sort()
        .alias(f"{SORTED}name_{language}")
        for language, other in (("en", "fr"), ("fr", "en"))
    ]


def gathered(pairs: pl.DataFrame, owner: str, value: str, name: str) -> pl.DataFrame:
    """One row an owner: the distinct values that it holds, as a list in the column ``name``."""
    return pairs.drop_nulls([owner, value]).unique([owner, value]).group_by(owner).agg(pl.col(value).alias(name))


def areas_served(snapshot: Snapshot, kind: str, owner: str) -> pl.DataFrame:
    """One row an owner: the keys of the areas it serves, and the codes of the provinces where they lie."""
    served = snapshot.holding(kind).select(owner, "area_id")
    keys = served.join(snapshot["area"].select("key", area_id="id"), on="area_id")
    provinces = served.join(placed_areas(snapshot), on="area_id").with_columns(
        province=pl.when("is_country").then(pl.lit(COUNTRY)).otherwise("province")
    )
    return gathered(keys, owner, "key", "facet.area").join(
        gathered(provinces, owner, "province", "facet.province"), on=owner, how="full", coalesce=True
    )


def area_words(snapshot: Snapshot) -> dict[str, Text]:
    """What each area is called, by its key."""
    names = snapshot["area"].select(
        "key", en=pl.coalesce("name_en", "name_fr", "key"), fr=pl.coalesce("name_fr", "name_en", "key")
    )
    return {key: Text(en=en, fr=fr) for key, en, fr in names.iter_rows()}


def province_words(snapshot: Snapshot) -> dict[str, Text]:
    """What each province is called, by its code: the vocabulary first, then the register, then the code itself."""
    official = load_scheme("province_territory")
    recorded = snapshot["area"].filter(pl.col("kind") == "province_territory").select("code", "name_en", "name_fr")
    words = {code: Text(en=en or fr, fr=fr or en) for code, en, fr in recorded.iter_rows() if code and (en or fr)}
    words |= {term.code: term.label for term in official} | {COUNTRY: _COUNTRY_WORDS}
    written = pl.concat([placed_areas(snapshot)["province"], snapshot["site"]["province"]]).drop_nulls().unique()
    return {code: words.get(code, Text(en=code, fr=code)) for code in sorted({*words, *written.to_list()})}


def with_existence(snapshot: Snapshot, kind: str, not_begun: pl.DataFrame | None) -> pl.DataFrame:
    """The records of a dated kind, and whether each holds on the day, ended before it, or has not begun."""
    ended = (pl.col("until") < snapshot.as_of).fill_null(False)
    standing = pl.when(ended).then(pl.lit("ended")).otherwise(pl.lit("holds"))
    known = snapshot[kind].with_columns(standing.alias("facet.existence"))
    if not_begun is None:
        return known
    later = not_begun.with_columns(pl.lit("not_yet").alias("facet.existence"))
    return pl.concat([known, later.select(known.columns)], how="vertical_relaxed")


def with_value(
    records: RecordList, names: Sequence[str], is_such: pl.Expr, words: Text, *, code: str = ABSENT
) -> RecordList:
    """A value more, with its words, where these facets have no term to show and yet are no unknown.

    It is ``ABSENT`` where the facets have no object.
    """
    if not records.frame.select(is_such.any()).item():
        return records
    facets, columns = dict(records.facets), []
    for name in names:
        facet = facets[name] = facets[name].taking({**facets[name].values, code: words})
        terms = pl.Enum(list(facet.values))
        dtype = pl.List(terms) if facet.is_multiple else terms
        value = pl.lit([code] if facet.is_multiple else code, dtype)
        columns.append(pl.when(is_such).then(value).otherwise(pl.col(facet.column).cast(dtype)).alias(facet.column))
    return RecordList(records.frame.with_columns(columns), facets)


def origin() -> pl.Expr:
    """Whether a record is documented or was invented."""
    return (
        pl.when(pl.col("is_synthetic").fill_null(False))
        .then(pl.lit("invented"))
        .otherwise(pl.lit("documented"))
        .alias("facet.origin")
    )


def band(score: str) -> pl.Expr:
    """Where a score of 0 to 100, as it is shown, stands: below 40, from 40, from 70; null stays null."""
    shown = pl.col(score).round()
    return (
        pl.when(shown >= 70)
        .then(pl.lit("high"))
        .when(shown >= 40)
        .then(pl.lit("middle"))
        .when(shown.is_not_null())
        .then(pl.lit("low"))
        .alias(f"facet.{score}")
    )
