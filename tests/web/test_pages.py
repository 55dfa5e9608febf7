"""The pages answer in both languages, as of any day, in a number of queries that does not grow."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(demonstration: None) -> Client:
    """Someone without an account, before the demonstration."""
    return Client()


@pytest.mark.parametrize("address", ["/en/", "/fr/", "/en/vocabularies/", "/fr/vocabulaires/"])
def test_each_page_answers(visitor: Client, address: str) -> None:
    """A person without an account may read what is public."""
    assert visitor.get(address).status_code == 200


def test_the_french_toggle_keeps_place_and_day(visitor: Client) -> None:
    """The link to the other language leads to the same page as of the same day."""
    page = visitor.get("/en/partnerships/calgary/?as_of=2014-06-30").content.decode()
    assert 'href="/fr/partenariats/calgary/?as_of=2014-06-30"' in page


def test_a_search_forgives_accents_and_word_order(visitor: Client) -> None:
    """« brandon etablissement » finds « Partenariat local en établissement de Brandon »."""
    page = visitor.get("/fr/partenariats/", {"q": "brandon ETABLISSEMENT"}).content.decode()
    assert "Partenariat local en établissement de Brandon" in page


def test_calgary_does_not_exist_before_its_founding(visitor: Client) -> None:
    """As of a day before 2013 the page says that there is nothing."""
    assert visitor.get("/en/partnerships/calgary/?as_of=2010-01-01").status_code == 404


def test_the_unknown_number_of_brandon_is_shown_as_at_least(visitor: Client) -> None:
    """Unknown is a value, on the page too."""
    page = visitor.get("/en/partnerships/brandon/?as_of=2014-06-30").content.decode()
    assert "the exact number is unknown" in page


def test_a_list_seen_again_asks_two_questions_of_the_database(
    visitor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Whether the register moved, for the snapshot and for the control of time; whatever the number of rows."""
    visitor.get("/en/partnerships/")
    with django_assert_max_num_queries(2):
        visitor.get("/en/partnerships/")
