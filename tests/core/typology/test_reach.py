"""Typology 1: geographic reach (Garcea & Ashton, Table 1, column 1)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.core.typology.facts import Facts, snapshot_of

from concertation.core.typology import classify

AREAS: list[dict[str, Any]] = [
    {"id": 1, "kind": "country"},
    {"id": 2, "kind": "province_territory", "code": "46"},
    {"id": 3, "kind": "census_metropolitan_area", "province": "46"},
    {"id": 4, "kind": "municipality", "code": "4611040", "metropolitan_area_id": 3},
    {"id": 5, "kind": "municipality", "code": "4610052", "metropolitan_area_id": 3},
    {"id": 6, "kind": "municipality", "code": "4607062", "province": "46"},
    {"id": 7, "kind": "municipality", "code": "4806016"},
    {"id": 8, "kind": "census_division", "code": "4607"},
    {"id": 9, "kind": "health_region", "province": "46"},
    {"id": 10, "kind": "custom"},
    {"id": 11, "kind": "custom"},
    {"id": 12, "kind": "custom"},
    {"id": 13, "kind": "health_region"},
]
PARTS = [
    {"whole_id": 10, "part_id": 4},
    {"whole_id": 10, "part_id": 5},
    {"whole_id": 11, "part_id": 10},
    {"whole_id": 11, "part_id": 6},
]


def answer(*served: int, declared: tuple[str, ...] = (), areas: list[dict[str, Any]] = AREAS) -> dict[str, Any]:
    facts: Facts = {
        "partnership": [{}],
        "area": areas,
        "area_part": PARTS,
        "partnership_area": [{"partnership_id": 1, "area_id": area} for area in served],
        "declared_type": [{"partnership_id": 1, "facet": "reach", "value": value} for value in declared],
    }
    return classify(snapshot_of(facts)).row(0, named=True)


@pytest.mark.parametrize(
    ("served", "reach"),
    [
        ((6,), "local"),
        ((4, 5), "local"),
        ((3,), "local"),
        ((3, 4), "local"),
        ((4, 6), "regional"),
        ((8,), "regional"),
        ((9,), "regional"),
        ((2,), "provincial"),
        ((2, 6), "provincial"),
        ((6, 7), "national"),
        ((1,), "national"),
        ((10,), "local"),
        ((11,), "regional"),
        ((10, 7), "national"),
    ],
)
def test_the_areas_served_settle_the_reach(served: tuple[int, ...], reach: str) -> None:
    """One municipality or metropolitan area is local, several in a province regional, a province provincial."""
    row = answer(*served)
    assert (row["reach"], row["reach_basis"], row["reach_coverage"]) == (reach, "derived", 1.0)


def test_two_provinces_are_interprovincial_and_the_country_is_not() -> None:
    """The flag marks what crosses provinces short of the whole country."""
    assert answer(6, 7)["is_interprovincial"] is True
    assert answer(1)["is_interprovincial"] is False
    assert answer(6)["is_interprovincial"] is False


def test_all_provinces_and_territories_make_the_whole_country() -> None:
    """Thirteen whole provinces and territories are pan-Canadian, twelve are not."""
    codes = ("10", "11", "12", "13", "24", "35", "46", "47", "48", "59", "60", "61", "62")
    everywhere = range(20, 20 + len(codes))
    areas = [
        {"id": place, "kind": "province_territory", "code": code} for place, code in zip(everywhere, codes, strict=True)
    ]
    assert answer(*everywhere, areas=areas)["is_interprovincial"] is False
    assert answer(*everywhere[:12], areas=areas)["is_interprovincial"] is True


def test_a_metropolitan_area_across_a_border_is_local() -> None:
    """Ottawa–Gatineau is one metropolitan area in two provinces."""
    areas = [
        {"id": 1, "kind": "census_metropolitan_area", "code": "505"},
        {"id": 2, "kind": "municipality", "code": "3506008", "metropolitan_area_id": 1},
        {"id": 3, "kind": "municipality", "code": "2481017", "metropolitan_area_id": 1},
    ]
    row = answer(2, 3, areas=areas)
    assert (row["reach"], row["is_interprovincial"]) == ("local", False)


def test_an_area_that_cannot_be_placed_lowers_coverage() -> None:
    """A custom area without parts says nothing; alone it leaves the reach unknown."""
    assert (answer(12)["reach"], answer(12)["reach_basis"]) == (None, "unknown")
    row = answer(8, 12)
    assert (row["reach"], row["reach_basis"], row["reach_coverage"]) == ("regional", "inferred", 0.5)


def test_a_place_without_a_province_cannot_settle_regional() -> None:
    """A health region of an unknown province might lie in another one."""
    row = answer(13)
    assert (row["reach"], row["reach_basis"]) == (None, "unknown")


def test_no_area_on_record_is_unknown_and_a_declaration_is_stated() -> None:
    """A source's word stands in for facts, and says that it does."""
    assert answer()["reach_basis"] == "unknown"
    row = answer(declared=("regional",))
    assert (row["reach"], row["reach_basis"]) == ("regional", "stated")


def test_sources_that_disagree_settle_nothing() -> None:
    """The article calls one case local and regional; both are kept, neither is preferred."""
    row = answer(declared=("regional", "local"))
    assert (row["reach"], row["reach_basis"]) == (None, "unknown")
    assert row["declared_reach"] == ["local", "regional"]


def test_facts_stand_before_declarations() -> None:
    """A declaration never overrides what facts show."""
    row = answer(6, declared=("national",))
    assert (row["reach"], row["reach_basis"], row["declared_reach"]) == ("local", "derived", ["national"])
