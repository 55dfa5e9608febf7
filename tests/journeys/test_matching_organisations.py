"""Organisations of the register that may be one, with their reasons."""

from __future__ import annotations

from typing import Any

import pytest

from concertation.journeys.matching import count_possible_doubles, possible_doubles, register_organisations
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Organisation

pytestmark = pytest.mark.django_db

ORGANISATIONS = {
    "ocsb": {"name_en": "Ottawa Catholic School Board", "website": "https://www.ocsb.example/about"},
    "csco": {"name_fr": "Conseil scolaire catholique d’Ottawa", "website": "http://ocsb.example"},
    "library": {"name_en": "Brandon Public Library"},
    "shelter": {"name_en": "Oak House Shelter", "acronym_en": "OHS"},
    "refuge": {"name_fr": "Refuge Oak"},
}
IDENTIFIERS = {
    "n1": {"organisation": "shelter", "scheme": "business_number", "value": "12345 6789 RR0001"},
    "n2": {"organisation": "refuge", "scheme": "business_number", "value": "123456789"},
}
SITES = {
    "s1": {"organisation": "ocsb", "city_en": "Ottawa", "province": "ON", "postal_code": "K1A 0B1"},
    "s2": {"organisation": "csco", "city_fr": "Ottawa", "province": "ON", "postal_code": "k1a0b1"},
}


@pytest.fixture
def register() -> None:
    """Two pairs of doubles and one organisation apart."""
    with recording(kind="imported", reason="a list"):
        insert_facts({"organisation": ORGANISATIONS, "organisation_identifier": IDENTIFIERS, "site": SITES})


@pytest.mark.usefixtures("register")
def test_doubles_are_found_with_their_reasons() -> None:
    """By the business number however it is written; by the translated name, the place and the site."""
    numbered, named = possible_doubles()
    assert (numbered.one, numbered.other) == ("shelter", "refuge")
    assert numbered.reasons[0].says.fr == "même numéro d’entreprise (123456789)"
    assert (named.one, named.other) == ("ocsb", "csco")
    said = [reason.says.en for reason in named.reasons]
    assert "same Web site (ocsb.example)" in said
    assert "same place (Ottawa, On)" in said
    assert any(reason.startswith("names “Ottawa Catholic School Board”") for reason in said)


@pytest.mark.usefixtures("register")
def test_what_is_corrected_is_compared_again() -> None:
    """Nothing is remembered of names that are no more."""
    before = count_possible_doubles()
    with recording(kind="edited", reason="a slip"):
        library = Organisation.objects.get(key="library")
        library.name_en = "Oak House Shelter"
        library.save()
    assert count_possible_doubles() > before


@pytest.mark.usefixtures("register")
def test_pages_of_doubles_follow_each_other() -> None:
    """The second page begins where the first ends."""
    first, second = possible_doubles(count=1), possible_doubles(start=1, count=1)
    assert first + second == possible_doubles(count=2)


@pytest.mark.usefixtures("register")
def test_reading_the_register_takes_four_queries(django_assert_num_queries: Any) -> None:
    """However many organisations there are."""
    with django_assert_num_queries(4):
        assert len(register_organisations().keys) == len(ORGANISATIONS)
