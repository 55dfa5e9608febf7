"""The map that answers a question: territories with their tints, places, and what has no place on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from concertation.core.cartography import SEVERAL, Tint, tint_of
from concertation.core.cartography.tints import POPULATION, RECORDS
from concertation.core.faceting import ABSENT, Question, RecordList
from concertation.core.faceting.facet import Listing
from concertation.core.geography import UnionPopulation, population_of_union
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text
from concertation.journeys.observation import observe_register
from concertation.journeys.territories.outlines import area_shapes

# Decimals of degrees within which two sites are one place: about ten metres.
_SAME_PLACE = 4
# Sites drawn at most: more points than this are a stain. Tables and files have all of them.
MOST_SITES = 5_000
_AT = ["at_longitude", "at_latitude"]


@dataclass(frozen=True, slots=True)
class Territory:
    """An area served by name by at least one record of the answer."""

    id: int
    key: str
    name: Text
    kind: str
    code: str
    vintage: int | None
    records: int
    value: str | int | None
    shade: str
    population: UnionPopulation
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class MapPlace:
    """One point with the sites that stand there; ``key`` is that of the first."""

    key: str
    longitude: float
    latitude: float
    sites: tuple[Mapping[str, Any], ...]
    organisations: int
    shade: str


@dataclass(frozen=True, slots=True, eq=False)
class RegisterMap:
    """All that a map says; ``records`` counts the records of the answer, those without a place included.

    ``sites`` has a row for each site with coordinates, of which ``places`` gathers the first ``MOST_SITES``;
    ``unplaced`` a row for each record that neither a territory nor a place shows: ``key``, ``en``, ``fr``, ``reason``.
    """

    listing: Listing
    tint: Tint
    as_of: date
    territories: tuple[Territory, ...]
    places: tuple[MapPlace, ...]
    sites: pl.DataFrame
    unplaced: pl.DataFrame
    records: int

    @property
    def site_count(self) -> int:
        """How many sites have coordinates."""
        return self.sites.height

    @property
    def unplaced_count(self) -> int:
        """How many records have no place on the map."""
        return self.unplaced.height

    def territory(self, key: str) -> Territory | None:
        """The territory of that key, if a record of the answer serves it."""
        return next((one for one in self.territories if one.key == key), None)

    def place(self, key: str) -> MapPlace | None:
        """The place at which the site of that key stands."""
        at = self.sites.filter(pl.col("key") == key)
        if at.is_empty():
            return None
        beside = self.sites.join(at.select(_AT), on=_AT)
        return _place(beside.to_dicts(), self.tint if self.listing == "organisation" else None)


def draw_map(records: RecordList, question: Question, *, listing: Listing, tint: str, as_of: date) -> RegisterMap:
    """The map of the records that answer the question."""
    snapshot = observe_register(as_of=as_of)
    owner = f"{listing}_id"
    chosen = tint_of(tint, records.facets)
    found = _found(records, question, owner, chosen)
    holding = found.filter("holds")
    served = _served(snapshot, listing, owner, holding)
    sites = _sites(snapshot, listing, holding)
    territories = _territories(snapshot, served, chosen)
    drawn = {one.id for one in territories if one.is_drawn}
    return RegisterMap(
        listing=listing,
        tint=chosen,
        as_of=as_of,
        territories=territories,
        places=_places(sites.head(MOST_SITES), chosen if listing == "organisation" else None),
        sites=sites,
        unplaced=_unplaced(snapshot, listing, owner, found, served, drawn),
        records=found.height,
    )


def _found(records: RecordList, question: Question, owner: str, tint: Tint) -> pl.DataFrame:
    """The answer, in the order of its names, with the value that tints it."""
    value = pl.lit(None, pl.String) if tint.facet is None else pl.col(tint.facet.column).cast(pl.String)
    by_name = Question(question.language, question.words, question.choices)
    return records.find(by_name).select(
        owner,
        "key",
        en=pl.coalesce("name_en", "name_fr", "key"),
        fr=pl.coalesce("name_fr", "name_en", "key"),
        holds=pl.col("facet.existence").cast(pl.String) == "holds",
        value=pl.when(value != ABSENT).then(value),
    )


def _served(snapshot: Snapshot, listing: Listing, owner: str, holding: pl.DataFrame) -> pl.DataFrame:
    pairs = snapshot.holding(f"{listing}_area", owner, "area_id").unique().drop_nulls()
    return pairs.join(holding.select(owner, "value"), on=owner)


def _territories(snapshot: Snapshot, served: pl.DataFrame, tint: Tint) -> tuple[Territory, ...]:
    tallies = served.group_by("area_id").agg(records=pl.len(), value=_shared(pl.col("value")))
    rows = tallies.join(snapshot["area"], left_on="area_id", right_on="id").sort("name_en", "key")
    shapes = area_shapes()
    counts = populations(snapshot)
    found = []
    for row in rows.iter_rows(named=True):
        population = counts.get(row["key"]) or population_of_union(snapshot, row["key"])
        value = {RECORDS: row["records"], POPULATION: population.high}.get(tint.id, row["value"])
        found.append(
            Territory(
                id=row["area_id"],
                key=row["key"],
                name=_name(row),
                kind=row["kind"],
                code=row["code"] or "",
                vintage=row["vintage"],
                records=row["records"],
                value=value,
                shade=tint.shade_of(value),
                population=population,
                is_drawn=bool(shapes.pieces(row["area_id"])),
            )
        )
    return tuple(found)


def populations(snapshot: Snapshot) -> dict[str, UnionPopulation]:
    """The population of each area that is no union, read at once."""
    wholes = snapshot["area_part"].select(id="whole_id")
    areas = snapshot["area"].join(wholes, on="id", how="anti").select("key", "population", "population_year")
    return {
        key: UnionPopulation(
            low=count or 0,
            high=count,
            parts=1,
            missing=() if count is not None else (key,),
            years=(year,) if year is not None and count is not None else (),
        )
        for key, count, year in areas.iter_rows()
    }


def _name(row: Mapping[str, Any]) -> Text:
    english, french = row["name_en"] or row["name_fr"], row["name_fr"] or row["name_en"]
    return Text(en=english or row["key"], fr=french or row["key"])


def _shared(value: pl.Expr) -> pl.Expr:
    """The value that all hold, ``SEVERAL`` where they differ or one is unknown beside a known one, null of none."""
    return pl.when(value.n_unique() == 1).then(value.first()).otherwise(pl.lit(SEVERAL))


def _sites(snapshot: Snapshot, listing: Listing, holding: pl.DataFrame) -> pl.DataFrame:
    """The sites of the organisations of the answer, or of the members of its partnerships, that have coordinates."""
    sites = snapshot.holding("site").drop_nulls(["latitude", "longitude"])
    if listing == "organisation":
        owners = holding.select("organisation_id", "value", partnerships=pl.lit(None, pl.UInt32))
    else:
        memberships = snapshot.holding("membership", "partnership_id", "organisation_id")
        members = memberships.join(holding.select("partnership_id"), on="partnership_id", how="semi")
        owners = members.group_by("organisation_id").agg(
            value=pl.lit(None, pl.String), partnerships=pl.col("partnership_id").n_unique()
        )
    organisations = snapshot["organisation"].select(
        organisation_id="id",
        organisation="key",
        en=pl.coalesce("name_en", "name_fr", "key"),
        fr=pl.coalesce("name_fr", "name_en", "key"),
    )
    at = [pl.col(name[3:]).round(_SAME_PLACE).alias(name) for name in _AT]
    found = sites.join(owners, on="organisation_id").join(organisations, on="organisation_id")
    return found.with_columns(at).sort("en", "key")


def _places(sites: pl.DataFrame, tint: Tint | None) -> tuple[MapPlace, ...]:
    gathered: dict[tuple[float, float], list[dict[str, Any]]] = {}
    for row in sites.iter_rows(named=True):
        gathered.setdefault((row[_AT[0]], row[_AT[1]]), []).append(row)
    return tuple(_place(rows, tint) for rows in gathered.values())


def _place(rows: list[dict[str, Any]], tint: Tint | None) -> MapPlace:
    values = {row["value"] for row in rows}
    organisations = len({row["organisation_id"] for row in rows})
    value: str | int | None = next(iter(values)) if len(values) == 1 else SEVERAL
    if tint is not None and tint.id == RECORDS:
        value = organisations
    shade = "place" if tint is None or tint.id == POPULATION else tint.shade_of(value)
    first = rows[0]
    return MapPlace(first["key"], first[_AT[0]], first[_AT[1]], tuple(rows), organisations, shade)


def _unplaced(
    snapshot: Snapshot,
    listing: Listing,
    owner: str,
    found: pl.DataFrame,
    served: pl.DataFrame,
    drawn: set[int],
) -> pl.DataFrame:
    """In the order of names: what does not hold, what has nothing recorded, what has nothing that can be drawn."""
    recorded, shown = served.select(owner), served.filter(pl.col("area_id").is_in(list(drawn))).select(owner)
    if listing == "organisation":
        sites = snapshot.holding("site", "organisation_id", "latitude", "longitude")
        recorded = pl.concat([recorded, sites.select(owner)])
        shown = pl.concat([shown, sites.drop_nulls().select(owner)])
    rest = found.filter(~pl.col("holds") | ~pl.col(owner).is_in(shown[owner].implode()))
    reasons = rest.with_columns(
        reason=pl.when(~pl.col("holds"))
        .then(pl.lit("not_on_the_day"))
        .when(pl.col(owner).is_in(recorded[owner].implode()))
        .then(pl.lit("cannot_be_drawn"))
        .otherwise(pl.lit("nothing_recorded"))
    )
    return reasons.select("key", "en", "fr", "reason")


def sources_of_population(snapshot: Snapshot, keys: Sequence[str]) -> list[Text]:
    """The titles of the sources of the counts of these areas, or of their parts."""
    areas = snapshot["area"].filter(pl.col("key").is_in(list(keys)))
    parts = snapshot["area_part"].join(areas.select(whole_id="id"), on="whole_id").select(id="part_id")
    counted = pl.concat([areas.select("id"), parts]).join(snapshot["area"], on="id").drop_nulls("population")
    titles = snapshot["source"].join(counted.select(id="source_id").unique(), on="id").sort("key")
    return [
        Text(en=en or fr or key, fr=fr or en or key)
        for key, en, fr in titles.select("key", "title_en", "title_fr").iter_rows()
    ]
