"""Files of areas, as Statistics Canada and those who follow it write them."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from tests.exchange.shared_data import SHARED

from concertation.exchange.geography import AreaReading, read_areas
from concertation.exchange.unreadable_file import UnreadableFile

GEO = SHARED / "canada-geo"
needs_geography = pytest.mark.skipif(not GEO.exists(), reason="the census geography is not beside the project")

_SUBDIVISIONS = """CSDUID,DGUID,CDUID,PRUID,CMAUID,CSDNAME,population_2021
4611040,2021A00054611040,4611,46,46602,Winnipeg,749607.0
4607062,2021A00054607062,4607,46,610,Brandon,"51,313"
"""


def _read(text: str, name: str = "areas.csv", **options: int) -> AreaReading:
    return read_areas([(name, text.encode())], **options)


def test_a_subdivision_with_its_code_vintage_names_and_count() -> None:
    """Winnipeg, 749,607 in 2021 (Statistics Canada, table 98-10-0002); CMA 602 whatever its province is put before."""
    winnipeg, brandon = _read(_SUBDIVISIONS).areas
    assert (winnipeg.kind, winnipeg.code, winnipeg.vintage) == ("municipality", "4611040", 2021)
    assert (winnipeg.name_en, winnipeg.name_fr, winnipeg.province) == ("Winnipeg", "Winnipeg", "46")
    assert (winnipeg.metropolitan_code, winnipeg.population, winnipeg.population_year) == ("602", 749_607, 2021)
    assert brandon.population == 51_313


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("461104,,4611,46,,Winnipeg,1", "not-a-code"),  # a spreadsheet ate a digit
        ("4611040,,4607,46,,Winnipeg,1", "code-disagrees"),
        ("4611040,2021A00054607062,4611,46,,Winnipeg,1", "dguid-disagrees"),
        ("4611040,,4611,46,,,1", "no-area-name"),
        ("4611040,,4611,46,,Winnipeg,x", "suppressed-population"),
        ("4611040,,4611,46,,Winnipeg,many", "not-a-population"),
    ],
)
def test_each_slip_is_told(line: str, code: str) -> None:
    """Codes that contradict each other, names that lack, counts that are none."""
    reading = _read(f"CSDUID,DGUID,CDUID,PRUID,CMAUID,CSDNAME,population_2021\n{line}\n")
    assert [fault.code for fault in reading.faults] == [code]


def test_a_suppressed_count_is_unknown_and_not_zero() -> None:
    """« x » is Statistics Canada's mark of what it may not publish."""
    (row,) = _read("CSDUID,CSDNAME,population_2021\n4611040,Winnipeg,x\n").areas
    assert (row.population, row.population_year) == (None, None)


def test_codes_without_a_year_are_refused_unless_it_is_given() -> None:
    """Codes change with the censuses."""
    text = "HRID,HRENGNAME,HRFRNAME\n4601,Winnipeg Region,Région de Winnipeg\n"
    assert [fault.code for fault in _read(text).faults] == ["no-vintage"]
    (row,) = _read(text, vintage=2022).areas
    assert (row.kind, row.vintage, row.name_fr) == ("health_region", 2022, "Région de Winnipeg")


def test_a_bar_between_names_is_two_languages_only_where_places_have_two() -> None:
    """Sudbury has an English and a French name; a bar in British Columbia is part of one name."""
    text = (
        "CSDUID,CSDNAME,population_2021\n3553005,Greater Sudbury / Grand Sudbury,1\n"
        "5905026,Kootenay Boundary C / Christina Lake,1\n"
    )
    sudbury, kootenay = _read(text).areas
    assert (sudbury.name_en, sudbury.name_fr) == ("Greater Sudbury", "Grand Sudbury")
    assert kootenay.name_en == kootenay.name_fr == "Kootenay Boundary C / Christina Lake"


def test_zones_of_influence_are_no_metropolitan_areas() -> None:
    """996 to 999 tell how strongly a metropolitan area influences a subdivision outside it; 995 is Yellowknife."""
    text = "CSDUID,CMAUID,CSDNAME,population_2021\n6106023,995,Yellowknife,1\n4611050,996,Somewhere,1\n"
    assert [row.metropolitan_code for row in _read(text).areas] == ["995", None]


def test_outlines_complete_the_table() -> None:
    """A GeoJSON file of the same areas brings the outline, and the count stays."""
    outline = {"type": "Polygon", "coordinates": [[[-97, 49], [-96, 49], [-96, 50], [-97, 49]]]}
    feature = {"type": "Feature", "properties": {"CSDUID": "4611040", "CSDNAME": "Winnipeg"}, "geometry": outline}
    document = json.dumps({"type": "FeatureCollection", "features": [feature]})
    reading = read_areas([("a.csv", _SUBDIVISIONS.encode()), ("a.geojson", document.encode())], vintage=2021)
    assert reading.areas[0].geometry == outline
    assert reading.areas[0].population == 749_607


def test_an_area_that_two_lines_tell_differently_is_a_fault() -> None:
    """Neither is followed silently."""
    reading = _read("CSDUID,CSDNAME,population_2021\n4611040,Winnipeg,1\n4611040,Winnipeg,2\n")
    assert [fault.code for fault in reading.faults] == ["repeated-area"]


def test_a_custom_territory_is_one_line_a_part() -> None:
    """By code or by DGUID."""
    reading = _read(
        "territory_code,territory_en,territory_fr,CSDUID\nvalley,Valley,Vallée,4611040\nvalley,,,2021A00054607062\n"
    )
    assert [(part.territory, part.part_code) for part in reading.parts] == [
        ("valley", "4611040"),
        ("valley", "4607062"),
    ]


@pytest.mark.parametrize("content", [b'{"type": "Topology"}', b"{", b'{"type":"FeatureCollection","features":3}'])
def test_what_is_no_collection_of_areas_is_refused(content: bytes) -> None:
    """In one sentence."""
    with pytest.raises(UnreadableFile):
        read_areas([("map.geojson", content)])


@needs_geography
def test_both_levels_of_the_census_sum_to_the_population_of_canada() -> None:
    """36,991,981 people in 2021 (Statistics Canada, The Daily, 2022-02-09), at each level."""
    reading = read_areas(sorted(GEO.glob("*.csv")), vintage=2022)
    totals: Counter[str] = Counter()
    for row in reading.areas:
        totals[row.kind] += row.population or 0
    assert totals["municipality"] == totals["census_division"] == totals["province_territory"] == 36_991_981
    counts = Counter(row.kind for row in reading.areas)
    assert counts == {
        "municipality": 5161,
        "census_division": 293,
        "province_territory": 13,
        "census_metropolitan_area": 41,
        "census_agglomeration": 111,
        "health_region": 104,
    }
    assert sum(row.population is None for row in reading.areas if row.kind == "municipality") == 63
    assert not reading.faults


@needs_geography
def test_metropolitan_areas_are_the_sum_of_their_subdivisions() -> None:
    """Published totals of 2021: Toronto 6,202,225; Montréal 4,291,732; Ottawa–Gatineau in two provinces 1,488,307."""
    reading = read_areas([GEO / "census_subdivisions.csv"])
    totals: Counter[str | None] = Counter()
    for row in reading.areas:
        totals[row.metropolitan_code] += row.population or 0
    assert (totals["535"], totals["462"], totals["505"]) == (6_202_225, 4_291_732, 1_488_307)


@needs_geography
def test_every_outline_of_the_census_is_read() -> None:
    """5,161 subdivisions, one of which is a line of two points: told, and taken without it."""
    reading = read_areas([GEO / "census_subdivisions.geojson"])
    assert len(reading.areas) == 5161
    without = [row for row in reading.areas if row.geometry is None]
    assert len(without) == len([fault for fault in reading.faults if fault.code == "bad-outline"])
