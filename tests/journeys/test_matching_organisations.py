"""Organisations of the register that may be one, with their reasons."""

from __future__ import annotations

from typing import Any

import pytest
from tests.store.smallest import add

from concertation.journeys.background import do_work, signals
from concertation.journeys.matching import (
    Asked,
    PossibleMatch,
    comparison_at_hand,
    count_matches,
    find_matches,
    register_organisations,
)
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


def _found(start: int = 0, count: int = 50) -> tuple[PossibleMatch, ...]:
    comparison_at_hand()
    return find_matches(Asked(), start=start, count=count)


@pytest.mark.usefixtures("register")
def test_doubles_are_found_with_their_reasons() -> None:
    """By the business number however it is written; by the translated name, the place and the site."""
    numbered, named = _found()
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
    before = len(_found())
    with recording(kind="edited", reason="a slip"):
        library = Organisation.objects.get(key="library")
        library.name_en = "Oak House Shelter"
        library.save()
    assert len(_found()) > before


@pytest.mark.usefixtures("register")
def test_pages_of_doubles_follow_each_other() -> None:
    """The second page begins where the first ends."""
    assert _found(count=1) + _found(start=1, count=1) == _found(count=2)
    assert count_matches(Asked()) == 2


@pytest.mark.usefixtures("register")
def test_turning_a_page_compares_nothing(django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison is kept for as long as nothing that is compared changes."""
    comparison_at_hand()
    monkeypatch.setattr("concertation.journeys.matching.working_out.find_doubles", None)
    with django_assert_num_queries(5):
        assert comparison_at_hand().is_current


@pytest.mark.usefixtures("register")
def test_a_large_register_is_compared_away_from_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is work beside the pages: asked for once, with its progress; then its pairs are there."""
    monkeypatch.setattr("concertation.journeys.matching.working_out.AT_ONCE", 0)
    first, second = comparison_at_hand(), comparison_at_hand()
    assert first.is_missing and first.is_under_way
    assert first.work == second.work
    do_work(first.work.pk)  # type: ignore[union-attr]  # under way
    first.work.refresh_from_db()  # type: ignore[union-attr]  # as above
    assert first.work.state == "done"  # type: ignore[union-attr]  # as above
    assert comparison_at_hand().is_current
    assert count_matches(Asked()) == 2


@pytest.mark.usefixtures("register")
def test_a_comparison_that_was_stopped_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped in the middle, it keeps nothing, and looking again does not begin it; a change of the register does."""
    monkeypatch.setattr("concertation.journeys.matching.working_out.AT_ONCE", 0)
    work = comparison_at_hand().work
    assert work is not None
    signals.wish_stop(work.pk)
    do_work(work.pk)
    work.refresh_from_db()
    assert (work.state, count_matches(Asked())) == ("cancelled", 0)
    again = comparison_at_hand()
    assert (again.is_under_way, again.is_current) == (False, False)
    add("organisation", key="another", name_en="Another House")
    assert comparison_at_hand().is_under_way


@pytest.mark.usefixtures("register")
def test_reading_the_register_takes_four_queries(django_assert_num_queries: Any) -> None:
    """However many organisations there are."""
    with django_assert_num_queries(4):
        assert len(register_organisations().keys) == len(ORGANISATIONS)
