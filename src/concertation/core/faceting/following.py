"""A list of organisations that follows the register: only what a change touched is made again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import polars as pl

from concertation.core.faceting.facet import ABSENT, Facet
from concertation.core.faceting.organisations import organisation_list
from concertation.core.faceting.record_list import SORTED, RecordList
from concertation.core.faceting.records import province_words, sort_names, with_existence
from concertation.core.geography import found_in
from concertation.core.snapshot import Snapshot
from concertation.core.text import Language, fold
from concertation.core.typology.reach import placed_areas

Touched = Mapping[str, Collection[int]]
Ranks = npt.NDArray[np.int64]

# Beyond, making the whole list again is quicker than finding the place of each name.
_MOST = 2_000
# Facts that say something of the organisation in their column ``organisation_id``.
_OF_ONE = ("organisation_name", "organisation_sector", "organisation_area", "site", "membership")


def follow_organisations(
    records: RecordList, *, before: Snapshot, after: Snapshot, touched: Touched, not_begun: pl.DataFrame
) -> RecordList:
    """What ``organisation_list`` answers for ``after``, given its answer for ``before`` and the facts that moved.

    ``not_begun`` is what begins after the day, now; ``touched`` holds the numbers of all facts that differ in what the
    list reads.
    """
    later = records.frame.filter(pl.col("facet.existence") == "not_yet")["organisation_id"]
    moved = concerned_organisations(before, after, touched)
    concerned = (moved or set()) | set(later) | set(not_begun["id"])
    if moved is not None and not (concerned or touched):
        return RecordList(records.frame, records.facets, records.search)
    if moved is None or len(concerned) > _MOST:
        return replace(organisation_list(after, not_begun=not_begun), search=records.search)
    ids = pl.Series(sorted(concerned), dtype=pl.Int64)
    part = organisation_list(_concerning(after, ids), not_begun=not_begun)
    facets = _facets_now(records.facets, part.facets, before, after)
    kept = ~records.frame["organisation_id"].is_in(ids.implode())
    frame = pl.concat([_typed(records.frame.filter(kept), facets), _typed(part.frame, facets)])
    ranks = [_ranks(records.frame, kept, part.frame, language) for language in ("en", "fr")]
    facets = _without_empty(frame, facets)
    return RecordList(_typed(frame, facets).with_columns(ranks), facets, records.search)


def reword_partnerships(records: RecordList, *, after: Snapshot, not_begun: pl.DataFrame) -> RecordList | None:
    """What ``partnership_list`` answers for ``after``, where no fact moved but in words, and none of a place.

    ``None`` where what had not begun is not what it was: a snapshot does not tell.
    """
    table = with_existence(after, "partnership", not_begun).rename({"id": "partnership_id"}).drop("facet.existence")
    later = records.frame.filter(pl.col("facet.existence") == "not_yet")[table.columns]
    if not later.equals(table[table.height - not_begun.height :]):
        return None
    frame = records.frame.with_columns(table.get_columns())
    return RecordList(frame.with_columns(sort_names(frame)), records.facets, records.search)


def concerned_organisations(before: Snapshot, after: Snapshot, touched: Touched) -> set[int] | None:
    """The organisations of which the list says something else than before, and perhaps a few more.

    ``None`` for all of them, where a province moved: sites name theirs by its code.
    """
    found = set(touched.get("organisation", ()))
    for snapshot in (before, after):
        for kind in _OF_ONE:
            found |= _owners(snapshot, kind, "id", touched.get(kind, ()))
        memberships = _owners(snapshot, "membership_role", "id", touched.get("membership_role", ()), "membership_id")
        found |= _owners(snapshot, "membership", "id", memberships)
        found |= _owners(snapshot, "membership", "partnership_id", touched.get("partnership", ()))
    if {"area", "area_part"} & set(touched):
        areas = _moved_areas(before, after) | set(touched.get("area", ()))
        for snapshot in (before, after):
            if snapshot["area"].filter(pl.col("id").is_in(list(areas)), pl.col("kind") == "province_territory").height:
                return None
            found |= _owners(snapshot, "organisation_area", "area_id", areas)
            found |= _owners(snapshot, "site", "area_id", areas)
    return found


def _owners(
    snapshot: Snapshot, kind: str, column: str, numbers: Collection[int], owner: str = "organisation_id"
) -> set[int]:
    if not numbers:
        return set()
    rows = snapshot[kind].select(column, owner).filter(pl.col(column).is_in(list(numbers)))
    return set(rows[owner].drop_nulls().to_list())


def _moved_areas(before: Snapshot, after: Snapshot) -> set[int]:
    """Areas that lie elsewhere than they did: a union that gained a part, a town that went to another province."""
    moved: set[int] = set()
    for lying in (placed_areas, found_in):
        one, other = lying(before), lying(after)
        for here, there in ((one, other), (other, one)):
            moved |= set(here.join(there, on=here.columns, how="anti", nulls_equal=True)["area_id"].to_list())
    return moved


def _concerning(snapshot: Snapshot, ids: pl.Series) -> Snapshot:
    """The part of the register that the list reads of these organisations."""
    few = ids.implode()
    tables = dict(snapshot.tables)
    tables["organisation"] = tables["organisation"].filter(pl.col("id").is_in(few))
    for kind in _OF_ONE:
        tables[kind] = tables[kind].filter(pl.col("organisation_id").is_in(few))
    memberships = tables["membership"]["id"].implode()
    roles = tables["membership_role"]
    tables["membership_role"] = roles.filter(pl.col("membership_id").is_in(memberships))
    return Snapshot(as_of=snapshot.as_of, tables=tables)


def _facets_now(
    old: Mapping[str, Facet], new: Mapping[str, Facet], before: Snapshot, after: Snapshot
) -> dict[str, Facet]:
    """The values of each facet: areas and provinces as the register has them now, the others with what is new."""
    facets = {name: facet.taking({**facet.values, **new[name].values}) for name, facet in old.items()}
    if before["area"] is not after["area"]:
        facets |= {"area": new["area"], "where": new["where"]}
    facets["province"] = facets["province"].taking(province_words(after))
    return facets


def _typed(frame: pl.DataFrame, facets: Mapping[str, Facet]) -> pl.DataFrame:
    """The columns under the terms that their facets have now; where they are the same, nothing is done."""
    changed = []
    for facet in facets.values():
        terms: pl.DataType = pl.Enum(list(facet.values))
        dtype = pl.List(terms) if facet.is_multiple else terms
        if facet.id != "family" and frame.schema[facet.column] != dtype:
            changed.append(pl.col(facet.column).cast(dtype))
    return frame.with_columns(changed)


def _without_empty(frame: pl.DataFrame, facets: dict[str, Facet]) -> dict[str, Facet]:
    """A value for records of which a facet says nothing is there while one of them is."""
    role = facets["role"]
    if ABSENT in role.values and not frame.select((pl.col("partnership_count") == 0).any()).item():
        facets["role"] = role.taking({code: words for code, words in role.values.items() if code != ABSENT})
    return facets


def _ranks(frame: pl.DataFrame, kept: pl.Series, part: pl.DataFrame, language: Language) -> pl.Series:
    """The rank of each name, those kept before those made again, as one order of all."""
    column = f"{SORTED}name_{language}"
    order = _order_of(frame[column].to_numpy().astype(np.int64), kept.to_numpy())
    stays = frame.select("name_en", "name_fr", "key").filter(kept)
    new = sorted((_sorted_as(row, language), place) for place, row in enumerate(_named(part)))
    places = [_place(key, order, stays, language) for key, _ in new]
    whole = np.insert(order, places, [stays.height + place for _, place in new])
    ranks = np.empty(len(whole), dtype=np.uint32)
    ranks[whole] = np.arange(len(whole), dtype=np.uint32)
    return pl.Series(column, ranks)


def _order_of(ranks: Ranks, kept: npt.NDArray[np.bool_]) -> Ranks:
    """The rows kept, by their places among those kept, in the order that they had."""
    order = np.empty(len(ranks), dtype=np.int64)
    order[ranks] = np.arange(len(ranks))
    order = order[kept[order]]
    return (np.cumsum(kept) - 1)[order]


def _place(key: tuple[str, str], order: Ranks, rows: pl.DataFrame, language: Language) -> int:
    """How many of the rows come before."""
    low, high = 0, len(order)
    while low < high:
        middle = (low + high) // 2
        if _sorted_as(rows.row(int(order[middle])), language) < key:
            low = middle + 1
        else:
            high = middle
    return low


def _named(frame: pl.DataFrame) -> list[tuple[str | None, ...]]:
    return frame.select("name_en", "name_fr", "key").rows()


def _sorted_as(row: tuple[str | None, ...], language: Language) -> tuple[str, str]:
    english, french, key = row
    name = (french or english) if language == "fr" else (english or french)
    return fold(name or key or ""), key or ""
