"""Open Referral's HSDS: what others publish is read with every loss told; what we publish comes back whole."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.exchange.rows_as_facts import as_facts
from tests.exchange.shared_data import SHARED
from tests.exchange.some_facts import Facts, some_facts

from concertation.exchange.hsds import read_hsds, write_hsds_json, write_hsds_package
from concertation.exchange.unreadable_file import UnreadableFile
from concertation.exchange.workbook import Reading, SameFile

SAMPLES = SHARED / "hsds"
needs_samples = pytest.mark.skipif(
    not SAMPLES.exists(), reason="the samples of Open Referral are not beside the project"
)


def _package(**files: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
    return target.getvalue()


def _sample(folder: str) -> Reading:
    files = {path.stem: path.read_text(encoding="utf-8") for path in sorted((SAMPLES / folder).glob("*.csv"))}
    return read_hsds(_package(**files), filename=f"{folder}.zip")


def _told(reading: Reading) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for fault in reading.faults:
        told.setdefault(fault.code, []).append(f"{fault.place.sheet}:{fault.place.column or ''}")
    return told


# A small document of 3.x, its columns those that schema/simple/schema.csv of the specification marks as required.
_ORGANIZATIONS = """id,name,description,website,uri,logo
8a1c9f4e-31f1-4b0b-a2a0-6f0f5d0f7a11,Harbour House,A settlement agency,https://example.org,,https://example.org/logo.png
"""
_LOCATIONS = """id,location_type,organization_id,name,latitude,longitude
0b8e7c1c-9f8b-4f39-9f7b-0d0a3b2f6c22,physical,8a1c9f4e-31f1-4b0b-a2a0-6f0f5d0f7a11,Main office,49.85,-99.95
"""
_ADDRESSES = """id,location_id,address_1,city,state_province,postal_code,country,address_type
1c9f8d2d-0a9c-4a4a-8a8c-1e1b4c3a7d33,0b8e7c1c-9f8b-4f39-9f7b-0d0a3b2f6c22,1 Main St,Brandon,MB,R7A 0A1,CA,physical
"""
_META = "id,name,language,character_set\n2d0a9e3e-1b0d-4b5b-9b9d-2f2c5d4b8e44,all,en,UTF-8\n"


def test_an_organization_its_location_and_address_become_an_organisation_and_a_site() -> None:
    """The UUID of the record is its code; the abbreviation of the province becomes its SGC code, 46 for Manitoba."""
    reading = read_hsds(
        _package(
            organizations=_ORGANIZATIONS, locations=_LOCATIONS, addresses=_ADDRESSES, meta_table_descriptions=_META
        )
    )
    facts = as_facts(reading)
    key = "8a1c9f4e-31f1-4b0b-a2a0-6f0f5d0f7a11"
    assert facts["organisation"] == {
        key: {"name_en": "Harbour House", "website": "https://example.org", "note": "A settlement agency"}
    }
    assert list(facts["site"].values()) == [
        {
            "organisation": key,
            "name_en": "Main office",
            "address_en": "1 Main St",
            "city_en": "Brandon",
            "province": "46",
            "postal_code": "R7A 0A1",
            "latitude": 49.85,
            "longitude": -99.95,
        }
    ]


def test_every_column_without_a_place_is_told_with_its_place() -> None:
    """The logo is left aside, and the person learns where it stood."""
    reading = read_hsds(_package(organizations=_ORGANIZATIONS, meta_table_descriptions=_META))
    left = [fault for fault in reading.faults if fault.code == "column-left-aside"]
    assert [(f.place.sheet, f.place.row, f.place.column) for f in left] == [("organizations.csv", 2, "logo")]
    assert all(fault.is_warning for fault in reading.faults)


def test_a_document_in_french_says_so_once() -> None:
    """The language of the tables (meta_table_description, HSDS 3.1) decides the side of the names."""
    reading = read_hsds(
        _package(organizations=_ORGANIZATIONS, meta_table_descriptions=_META.replace(",en,", ",French,"))
    )
    assert "name_fr" in reading.rows[0].values


def test_a_document_that_does_not_say_its_language_is_doubted_aloud() -> None:
    """Names taken as English without being told so are a warning."""
    assert "language-assumed" in _told(read_hsds(_package(organizations=_ORGANIZATIONS)))


@pytest.mark.parametrize(
    ("scheme", "kind", "identifier", "expected"),
    [
        ("GB-COH", "Company number", "1234567", ("org_id", "GB-COH-1234567")),  # org-id.guide: list-number
        ("XI-ROR", "ROR", "03yrm5c26", ("ror", "03yrm5c26")),
        ("CA-CRA_ACR", "Charity", "870749777RR0001", ("business_number", "870749777RR0001")),
        ("", "Business number", "870749777", ("business_number", "870749777")),
        ("", "Other", "17", ("other", "17")),
    ],
)
def test_identifiers_follow_org_id(scheme: str, kind: str, identifier: str, expected: tuple[str, str]) -> None:
    """The registries that the register names keep their name; any other list makes an org-id."""
    rows = (
        "id,organization_id,identifier_scheme,identifier_type,identifier\n"
        f"3e1b0f4f-2c1e-4c6c-8c0e-303d6e5c9f55,8a1c9f4e-31f1-4b0b-a2a0-6f0f5d0f7a11,{scheme},{kind},{identifier}\n"
    )
    facts = as_facts(read_hsds(_package(organizations=_ORGANIZATIONS, organization_identifiers=rows)))
    (found,) = facts["organisation_identifier"].values()
    assert (found["scheme"], found["value"]) == expected


def test_a_dguid_names_the_area_served() -> None:
    """The code inside a DGUID is that of the area: 2021A00054611040 is Winnipeg, 4611040."""
    areas = "id,service_id,name,uri\n1,s,Winnipeg,https://example.org/2021A00054611040\n"
    services = "id,organization_id,name,status\ns,8a1c9f4e-31f1-4b0b-a2a0-6f0f5d0f7a11,Language classes,active\n"
    facts = as_facts(read_hsds(_package(organizations=_ORGANIZATIONS, services=services, service_areas=areas)))
    (found,) = facts["organisation_area"].values()
    assert found["area"] == "4611040"


def test_short_identifiers_of_other_files_are_no_codes_of_ours() -> None:
    """« 1 » in one directory is not « 1 » in another: only a UUID becomes the code of the record."""
    organizations = "id,name,description\n1,Harbour House,Agency\n"
    reading = read_hsds(_package(organizations=organizations))
    assert reading.rows[0].key is None


@needs_samples
def test_the_sample_of_version_1_gives_its_ten_organisations_and_ten_sites() -> None:
    """README of the sample: 10 organizations with 10 tax numbers, 10 locations; 13 services and 131 remarks left."""
    reading = _sample("sample_data_v1/simple")
    facts = as_facts(reading)
    assert {kind: len(rows) for kind, rows in facts.items()} == {
        "organisation": 10,
        "organisation_identifier": 10,
        "organisation_name": 2,
        "site": 10,
    }
    told = _told(reading)
    assert "services.csv:" in told["table-left-aside"]
    assert "organizations.csv:legal_status" in told["column-left-aside"]
    assert any(row.get("website") == "http://example.com" for row in facts["organisation"].values())


@needs_samples
def test_every_file_of_the_sample_of_version_1_is_read_or_told() -> None:
    """No table disappears silently: each gives rows or a warning that names its file."""
    reading = _sample("sample_data_v1/all_resources")
    spoken = {row.place.sheet for row in reading.rows} | {fault.place.sheet for fault in reading.faults}
    files = {path.name for path in (SAMPLES / "sample_data_v1/all_resources").glob("*.csv")}
    silent = {"services_taxonomy.csv", "services_at_location.csv", "meta_table_descriptions.csv"}
    assert files - spoken == silent  # no rows at all; links alone; the language of the file


@needs_samples
@pytest.mark.parametrize("name", ["organization_full.json", "service_full.json"])
def test_the_compiled_examples_of_version_3_are_read(name: str) -> None:
    """One organization with an identifier, a location and a contact, wherever the nesting puts them."""
    reading = read_hsds(SAMPLES / "spec_v3_examples" / name)
    facts = as_facts(reading)
    assert {kind: len(rows) for kind, rows in facts.items()} == dict.fromkeys(
        ["organisation", "organisation_name", "organisation_identifier", "site", "representative"], 1
    )
    (identifier,) = facts["organisation_identifier"].values()
    assert identifier["value"] == "GB-COH-1234567"


@needs_samples
def test_a_latitude_of_100_is_left_aside_and_told() -> None:
    """The specification's own example stands at latitude 100."""
    reading = read_hsds(SAMPLES / "spec_v3_examples" / "organization_full.json")
    (told,) = [fault for fault in reading.faults if fault.code == "value-left-aside"]
    assert (told.place.row, told.place.column, told.found) == (1, "locations/0/latitude", "100")
    (site,) = as_facts(reading)["site"].values()
    assert "latitude" not in site
    assert site["longitude"] == 101.0


@needs_samples
def test_directories_older_than_the_standard_are_read() -> None:
    """Ohana's sample: 8 organizations, 22 locations with mail and street addresses under the same numbers."""
    facts = as_facts(_sample("ohana_sample_csv"))
    assert (len(facts["organisation"]), len(facts["site"]), len(facts["representative"])) == (8, 22, 31)
    cities = {row.get("city_en") for row in facts["site"].values()}
    assert "Redwood City" in cities


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(some_facts())
def test_our_own_package_comes_back_whole(facts: Facts) -> None:
    """Whatever the register holds of what is shared, writing and reading change nothing and tell nothing."""
    reading = read_hsds(write_hsds_package(facts, language="fr"), filename="own.zip")
    assert as_facts(reading) == facts
    assert [fault.code for fault in reading.faults if not fault.is_warning] == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(some_facts())
def test_our_own_compiled_document_comes_back_whole(facts: Facts) -> None:
    """The same in JSON."""
    if not {"organisation", "partnership"} & set(facts):
        return
    reading = read_hsds(write_hsds_json(facts, language="en").encode(), filename="own.json")
    assert as_facts(reading) == facts


def test_the_same_facts_give_the_same_bytes_in_any_order() -> None:
    """A package can be compared with the one of last month."""
    one: Facts = {"organisation": {"a": {"name_en": "A"}, "b": {"name_en": "B"}}}
    other: Facts = {"organisation": {"b": {"name_en": "B"}, "a": {"name_en": "A"}}}
    assert write_hsds_package(one) == write_hsds_package(other)


def test_an_area_leaves_with_its_official_identifier() -> None:
    """Whoever reads service_areas.csv without our tables finds the DGUID: 2021A00054611040 is Winnipeg."""
    facts: Facts = {
        "organisation": {"h": {"name_en": "Harbour House"}},
        "area": {"w": {"kind": "municipality", "code": "4611040", "vintage": 2021, "name_en": "Winnipeg"}},
        "organisation_area": {"a": {"organisation": "h", "area": "w"}},
    }
    with zipfile.ZipFile(io.BytesIO(write_hsds_package(facts))) as archive:
        (row,) = csv.DictReader(io.StringIO(archive.read("service_areas.csv").decode()))
    assert (row["name"], row["uri"]) == ("Winnipeg", "urn:dguid:2021A00054611040")


def test_what_somebody_corrects_in_the_standard_table_is_followed() -> None:
    """A new name in organizations.csv counts, although our own table still has the old one."""
    facts: Facts = {"organisation": {"h": {"name_en": "Harbour House", "name_fr": "Maison du Havre"}}}
    with zipfile.ZipFile(io.BytesIO(write_hsds_package(facts))) as archive:
        files = {Path(name).stem: archive.read(name).decode() for name in archive.namelist() if name.endswith(".csv")}
    files["organizations"] = files["organizations"].replace("Harbour House", "Harbour Home")
    found = as_facts(read_hsds(_package(**files)))
    assert found["organisation"]["h"] == {"name_en": "Harbour Home", "name_fr": "Maison du Havre"}


def test_every_required_column_of_version_3_is_filled() -> None:
    """schema/simple/schema.csv, constraints_required: what a validator asks of each table we write."""
    facts: Facts = {
        "organisation": {"h": {"name_fr": "Maison du Havre", "kind": "settlement_agency"}},
        "partnership": {"p": {"name_en": "Table"}},
        "site": {"s": {"organisation": "h", "city_fr": "Brandon"}},
        "organisation_identifier": {"i": {"organisation": "h", "scheme": "other", "value": "7"}},
    }
    with zipfile.ZipFile(io.BytesIO(write_hsds_package(facts))) as archive:
        tables = {
            Path(n).stem: list(csv.DictReader(io.StringIO(archive.read(n).decode())))
            for n in archive.namelist()
            if n.endswith(".csv")
        }
    required = {
        "organizations": ("id", "name", "description"),
        "programs": ("id", "name", "description"),
        "locations": ("id", "location_type"),
        "organization_identifiers": ("id", "identifier_type", "identifier"),
        "attributes": ("id", "link_id", "taxonomy_term_id", "link_entity"),
        "taxonomy_terms": ("id", "name", "description"),
        "taxonomies": ("id", "name", "description"),
    }
    for table, columns in required.items():
        assert tables[table], table
        assert all(row[column] for row in tables[table] for column in columns), table
    assert tables["organizations"][1]["parent_organization_id"] == ""


@needs_samples
def test_we_write_no_column_that_version_3_does_not_know() -> None:
    """The field list of the specification holds every column of our standard tables."""
    with (SAMPLES / "hsds_v3_schema.csv").open(encoding="utf-8") as file:
        known = {(row["table_name"], row["name"]) for row in csv.DictReader(file)}
    from concertation.exchange.hsds.names import standard_table  # noqa: PLC0415 used by this check alone
    from concertation.exchange.hsds.writing import _COLUMNS  # noqa: PLC0415 used by this check alone

    written = {(standard_table(table), column) for table, columns in _COLUMNS.items() for column in columns}
    assert written <= known


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 broken",
        b"{",
        b"[" * 100_000,
        json.dumps({"id": "1", "name": "x", "description": float("nan")}).encode(),
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_document_is_refused_in_one_sentence(content: bytes) -> None:
    """Whatever arrives, one error that says what to do."""
    with pytest.raises(UnreadableFile):
        read_hsds(content, filename="directory.json")


def test_an_archive_that_swells_is_refused_before_it_is_opened() -> None:
    """A member of 40 MB of zeros packs into 40 KB: a thousand times, where a directory shrinks ten times."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("organizations.csv", b"0" * (40 * 1024 * 1024))
    with pytest.raises(UnreadableFile):
        read_hsds(target.getvalue(), filename="bomb.zip")


def test_letters_misread_before_are_told_and_kept() -> None:
    """HSDS is UTF-8: « Ã© » was written so, and one bad cell does not close a directory of thousands."""
    reading = read_hsds(_package(organizations=_ORGANIZATIONS.replace("Harbour House", "CafÃ©")))
    assert reading.rows[0].values["name_en"] == "CafÃ©"
    assert "misread-letters" in _told(reading)


def test_references_stay_within_the_file() -> None:
    """A site points at the row of its organisation, not at a name that may mean another."""
    reading = read_hsds(_package(organizations=_ORGANIZATIONS, locations=_LOCATIONS))
    site = next(row for row in reading.rows if row.kind_id == "site")
    assert isinstance(site.values["organisation"], SameFile)
