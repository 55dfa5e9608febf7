"""What lies in what, and where serving an area makes a record be found: by codes and unions, never by shapes."""

from __future__ import annotations

from datetime import date

import polars as pl

from concertation.core.demonstration.rows import RowBook, rows_as_snapshot
from concertation.core.faceting import Choice, Question, partnership_list
from concertation.core.geography import found_in, lying_in
from concertation.core.snapshot import Snapshot

DAY = date(2025, 1, 1)


def _book() -> RowBook:
    """Manitoba, the division of Winnipeg, Winnipeg, Brandon, and a union of two."""
    book = RowBook()

    def area(key: str, kind: str, code: str | None = None, vintage: int | None = 2021, **values: str) -> None:
        book.write("area", key, kind=kind, code=code, vintage=vintage, name_en=key, name_fr=key, **values)

    area("manitoba", "province_territory", "46")
    area("manitoba-2016", "province_territory", "46", 2016)
    area("division", "census_division", "4611")
    area("metropolitan", "census_metropolitan_area", "602")
    area("winnipeg", "municipality", "4611040", metropolitan_area="metropolitan")
    area("brandon", "municipality", "4607062")
    area("health", "health_region", "4601", 2022)
    area("valley", "custom", vintage=None)
    area("nowhere", "custom", vintage=None)
    for part in ("winnipeg", "brandon"):
        book.write("area_part", f"valley.{part}", whole="valley", part=part)
    return book


def _pairs(frame: pl.DataFrame, snapshot: Snapshot) -> dict[str, set[str]]:
    keys = dict(snapshot["area"].select("id", "key").iter_rows())
    found: dict[str, set[str]] = {key: set() for key in keys.values()}
    for area, where in frame.select("area_id", "where_id").iter_rows():
        found[keys[area]].add(keys[where])
    return found


def test_codes_metropolitan_areas_and_unions_say_what_lies_in_what() -> None:
    """Winnipeg, 4611040: division 4611, province 46 (SGC 2021); the container of the same vintage is meant."""
    snapshot = rows_as_snapshot(_book(), as_of=DAY)
    inside = _pairs(lying_in(snapshot), snapshot)
    assert inside["winnipeg"] == {"winnipeg", "division", "manitoba", "metropolitan", "valley"}
    assert inside["brandon"] == {"brandon", "manitoba", "valley"}
    assert inside["valley"] == {"valley"}


def test_without_a_container_of_the_same_vintage_the_newest_is_meant() -> None:
    """Health regions of 2022 lie in the province of 2021, not of 2016."""
    snapshot = rows_as_snapshot(_book(), as_of=DAY)
    assert _pairs(lying_in(snapshot), snapshot)["health"] == {"health", "manitoba"}


def test_serving_a_union_is_serving_its_parts() -> None:
    """One part in the province is enough to be found there; serving the province is not serving its towns."""
    snapshot = rows_as_snapshot(_book(), as_of=DAY)
    found = _pairs(found_in(snapshot), snapshot)
    assert found["valley"] == {"valley", "winnipeg", "brandon", "division", "manitoba", "metropolitan"}
    assert found["manitoba"] == {"manitoba"}
    assert found["nowhere"] == {"nowhere"}


def test_unions_that_hold_each_other_come_to_an_end() -> None:
    """A fault in data: it is no reason never to answer."""
    book = _book()
    book.write("area_part", "valley.nowhere", whole="valley", part="nowhere")
    book.write("area_part", "nowhere.valley", whole="nowhere", part="valley")
    snapshot = rows_as_snapshot(book, as_of=DAY)
    assert "valley" in _pairs(found_in(snapshot), snapshot)["nowhere"]


def test_a_list_is_narrowed_by_where() -> None:
    """A table of the city is found in its province; one of the province is not found in the city."""
    book = _book()
    for key, area in (("city-table", "winnipeg"), ("province-table", "manitoba"), ("silent", None)):
        book.write("partnership", key, name_en=key, name_fr=key)
        if area:
            book.write("partnership_area", f"{key}.{area}", partnership=key, area=area)
    records = partnership_list(rows_as_snapshot(book, as_of=DAY))

    def keys(where: str) -> list[str]:
        question = Question("en", choices={"where": Choice(frozenset({where}))})
        return records.find(question)["key"].to_list()

    assert keys("manitoba") == ["city-table", "province-table"]
    assert keys("division") == ["city-table"]
    assert keys("unknown") == ["silent"]
    assert records.count(Question("en"))["where"]["manitoba"].records == 2
    assert records.facets["where"].values["manitoba"].fr == "manitoba"


def test_namesakes_are_told_apart_by_their_kind_and_year() -> None:
    """A division often has the name of its city."""
    book = RowBook()
    for key, kind, code in (("a", "municipality", "4611040"), ("b", "census_division", "4611")):
        book.write("area", key, kind=kind, code=code, vintage=2021, name_en="Winnipeg", name_fr="Winnipeg")
    values = partnership_list(rows_as_snapshot(book, as_of=DAY)).facets["where"].values
    assert (values["b"].en, values["b"].fr) == (
        "Winnipeg (census division, 2021)",
        "Winnipeg (division de recensement, 2021)",
    )
