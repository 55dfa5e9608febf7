"""FollowTheMoney entities: schemata and properties of its model, ids that last, and reading them back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.exchange.rows_as_facts import as_facts
from tests.exchange.some_facts import Facts

from concertation.exchange.follow_the_money import (
    entity_id,
    is_follow_the_money,
    read_follow_the_money,
    write_follow_the_money,
)
from concertation.exchange.unreadable_file import UnreadableFile

_FACTS: Facts = {
    "organisation": {
        "school": {"name_en": "Board of the Schools", "name_fr": "Conseil des écoles", "is_governmental": True},
        "café": {"name_fr": "Café du Nord", "kind": "business", "website": "https://cafe.ca"},
    },
    "organisation_name": {
        "n1": {"organisation": "café", "kind": "acronym", "name": "CDN"},
        "n2": {"organisation": "café", "kind": "former", "name": "Bistro du Nord"},
    },
    "organisation_identifier": {"i": {"organisation": "café", "scheme": "business_number", "value": "870749777RR0001"}},
    "site": {"s": {"organisation": "café", "address_fr": "1, rue Principale", "city_fr": "Brandon"}},
    "partnership": {"table": {"name_en": "Table of the Valley", "since": date(2010, 1, 1)}},
    "membership": {"m": {"organisation": "school", "partnership": "table", "since": date(2011, 2, 3)}},
    "membership_role": {"r": {"membership": "m", "role": "funder"}},
}
# Properties of the schemata that we use (followthemoney 4, schema/*.yaml: Thing, LegalEntity, Interval, Interest).
_THING = {"name", "alias", "previousName", "weakAlias", "country", "wikidataId", "description", "addressEntity"}
_LEGAL_ENTITY = _THING | {
    "website", "incorporationDate", "dissolutionDate", "classification", "registrationNumber", "taxNumber",
}  # fmt: skip
_KNOWN = {
    "Organization": _LEGAL_ENTITY,
    "PublicBody": _LEGAL_ENTITY,
    "Membership": {"member", "organization", "role", "startDate", "endDate", "recordId"},
    "Address": {"full", "street", "city", "postalCode", "latitude", "longitude", "country"},
}


def _entities() -> list[dict[str, Any]]:
    return [json.loads(line) for line in write_follow_the_money(_FACTS).splitlines()]


def test_every_property_is_one_of_its_schema() -> None:
    """And every value is a list of texts."""
    for entity in _entities():
        assert set(entity["properties"]) <= _KNOWN[entity["schema"]], entity
        assert all(isinstance(value, str) for values in entity["properties"].values() for value in values)


def test_a_public_body_is_one_and_a_partnership_says_so() -> None:
    """The schema follows the coding of the register; the partnership is told by its classification."""
    schemata = {entity["id"]: entity["schema"] for entity in _entities()}
    assert schemata["concertation-organisation-school"] == "PublicBody"
    assert schemata[entity_id("organisation", "café")] == "Organization"
    assert schemata["concertation-membership-m"] == "Membership"


def test_an_entity_keeps_its_id() -> None:
    """The same code, the same id, in plain letters whatever the code is written with."""
    assert entity_id("organisation", "café") == entity_id("organisation", "café")
    assert entity_id("organisation", "café").isascii()
    assert entity_id("organisation", "café") != entity_id("organisation", "cafe")


def test_references_lead_to_entities_of_the_file() -> None:
    """Member, organization and address are ids of lines."""
    ids = {entity["id"] for entity in _entities()}
    used = {
        reference
        for entity in _entities()
        for name in ("member", "organization", "addressEntity")
        for reference in entity["properties"].get(name, [])
    }
    assert len(used) == 3
    assert used <= ids


def test_organisations_and_memberships_come_back() -> None:
    """Names go to the side they look written in; roles and kinds by their label in either language."""
    facts = as_facts(read_follow_the_money(write_follow_the_money(_FACTS).encode(), filename="x.ftm.json"))
    assert facts["organisation"]["school"] == {
        "name_en": "Board of the Schools",
        "name_fr": "Conseil des écoles",
        "is_governmental": True,
    }
    assert facts["membership"]["m"] == {
        "organisation": "school",
        "partnership": "table",
        "since": date(2011, 2, 3),
    }
    assert [row["role"] for row in facts["membership_role"].values()] == ["funder"]
    cafe = next(row for row in facts["organisation"].values() if row.get("website"))
    assert (cafe["name_fr"], cafe["kind"]) == ("Café du Nord", "business")
    names = sorted((row["kind"], row["name"]) for row in facts["organisation_name"].values())
    assert names == [("acronym", "CDN"), ("former", "Bistro du Nord")]
    assert [row["value"] for row in facts["organisation_identifier"].values()] == ["870749777RR0001"]


def test_what_is_not_kept_is_told() -> None:
    """Other schemata by their name and number, other properties with their line, broken lines as faults."""
    lines = [
        {"id": "1", "schema": "Company", "properties": {"name": ["Acme"], "jurisdiction": ["ca"], "phone": ["1"]}},
        {"id": "2", "schema": "Person", "properties": {"name": ["Ann"]}},
        {"id": "3", "schema": "Membership", "properties": {"member": ["2"], "organization": ["1"]}},
    ]
    text = "\n".join([*(json.dumps(line) for line in lines), "not json"])
    reading = read_follow_the_money(text.encode(), filename="x.json")
    told = sorted((fault.code, fault.place.row, fault.place.column) for fault in reading.faults)
    assert told == [
        ("column-left-aside", 1, "phone"),
        ("not-readable-line", 4, None),
        ("other-record", 1, None),
        ("record-left-aside", 3, None),
    ]
    assert [row.values["name_en"] for row in reading.rows] == ["Acme"]


def test_a_year_alone_is_a_date_of_that_precision() -> None:
    """FollowTheMoney dates may stop at the year."""
    line = {"id": "1", "schema": "Organization", "properties": {"name": ["Acme"], "incorporationDate": ["1997"]}}
    (row,) = read_follow_the_money(json.dumps(line).encode(), filename="x").rows
    assert (row.values["since"], row.values["date_precision"]) == (date(1997, 1, 1), "year")


@pytest.mark.parametrize("content", [b"", b"[]", b"[" * 100_000])
def test_what_holds_no_entity_is_refused(content: bytes) -> None:
    """Or recognised as something else."""
    assert not is_follow_the_money(content)


def test_an_empty_file_is_refused() -> None:
    """In one sentence."""
    with pytest.raises(UnreadableFile):
        read_follow_the_money(b"\n", filename="x")
