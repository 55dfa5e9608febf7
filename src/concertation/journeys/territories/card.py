"""What a map says of one territory: who serves it by name, who serves something in it, who serves more than it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from concertation.core.faceting import Question, RecordList
from concertation.core.faceting.facet import Listing
from concertation.core.geography import UnionPopulation, found_in, lying_in, population_of_union
from concertation.core.text import Text
from concertation.journeys.observation import observe_register
from concertation.journeys.territories.answering import sources_of_population


@dataclass(frozen=True, slots=True)
class Named:
    """A record or an area by its name."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class TerritoryCard:
    """One area, with the records of the answer that concern it, each in one of three lists.

    ``inside`` serve something that lies in it, a part of it included; ``around`` serve something that it lies in,
    and neither it nor anything in it.
    """

    area: Named
    id: int
    kind: str
    code: str
    vintage: int | None
    population: UnionPopulation
    sources: tuple[Text, ...]
    parts: tuple[Named, ...]
    wider: tuple[Named, ...]
    by_name: tuple[Named, ...]
    inside: tuple[Named, ...]
    around: tuple[Named, ...]


def territory_card(
    records: RecordList, question: Question, key: str, *, listing: Listing, as_of: date
) -> TerritoryCard | None:
    """The card of the area of that key; ``None`` when there is none."""
    snapshot = observe_register(as_of=as_of)
    rows = snapshot["area"].filter(pl.col("key") == key).to_dicts()
    if not rows:
        return None
    row, area = rows[0], rows[0]["id"]
    owner = f"{listing}_id"
    found = records.find(Question(question.language, question.words, question.choices))
    found = found.filter(pl.col("facet.existence").cast(pl.String) == "holds")
    served = snapshot.holding(f"{listing}_area", owner, "area_id").join(found.select(owner), on=owner, how="semi")
    wider_ids = lying_in(snapshot).filter((pl.col("area_id") == area) & (pl.col("where_id") != area))["where_id"]
    inside_ids = found_in(snapshot).filter(pl.col("where_id") == area)["area_id"]
    by_name = served.filter(pl.col("area_id") == area)[owner]
    inside = served.filter(pl.col("area_id").is_in(inside_ids.implode()))[owner]
    around = served.filter(pl.col("area_id").is_in(wider_ids.implode()))[owner]
    part_ids = snapshot["area_part"].filter(pl.col("whole_id") == area)["part_id"]

    def owners(ids: pl.Series, but: list[int]) -> tuple[Named, ...]:
        kept = found.filter(pl.col(owner).is_in(ids.implode()) & ~pl.col(owner).is_in(but))
        return _named(kept)

    def areas(ids: pl.Series) -> tuple[Named, ...]:
        return _named(snapshot["area"].filter(pl.col("id").is_in(ids.implode())).sort("name_en", "key"))

    return TerritoryCard(
        area=_named(pl.DataFrame([row]))[0],
        id=area,
        kind=row["kind"],
        code=row["code"] or "",
        vintage=row["vintage"],
        population=population_of_union(snapshot, key),
        sources=tuple(sources_of_population(snapshot, [key])),
        parts=areas(part_ids),
        wider=areas(wider_ids),
        by_name=owners(by_name, []),
        inside=owners(inside, by_name.to_list()),
        around=owners(around, [*by_name.to_list(), *inside.to_list()]),
    )


def _named(rows: pl.DataFrame) -> tuple[Named, ...]:
    said = rows.select("key", en=pl.coalesce("name_en", "name_fr", "key"), fr=pl.coalesce("name_fr", "name_en", "key"))
    return tuple(Named(key, Text(en=en, fr=fr)) for key, en, fr in said.iter_rows())
