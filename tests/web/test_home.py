"""The first page: what is known, what is emerging, what needs attention, and how to begin."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.conftest import LAST_DAY

from concertation.journeys.demonstration import load_demonstration
from concertation.journeys.overview import survey_register

pytestmark = pytest.mark.django_db
DAY = {"as_of": LAST_DAY.isoformat()}


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/", "A register begins with what you already have"),
        ("/fr/", "Un registre commence avec ce que vous avez déjà"),
    ],
)
def test_an_empty_register_says_how_to_begin(address: str, words: str) -> None:
    """Empty states say what to do next."""
    assert words in Client().get(address).content.decode()


def test_each_cell_of_table_one_leads_to_its_partnerships(demonstration: None) -> None:
    """A count that cannot be opened is not evidence."""
    page = Client().get("/en/", DAY).content.decode()
    assert f'href="/en/partnerships/?as_of={LAST_DAY}&amp;reach=local"' in page


def test_the_counts_of_a_column_add_up_to_the_partnerships(demonstration: None) -> None:
    """The unknown is a value, counted with the others."""
    overview = survey_register(as_of=LAST_DAY)
    for facet in ("reach", "sectors", "number", "kinds", "articulation"):
        assert sum(cell.count for cell in overview.cells if cell.facet == facet) == overview.counts["partnership"]


def test_records_of_several_unnamed_organisations_are_not_counted_as_one(demonstration: None) -> None:
    """« Employers of Brandon » is no organisation: the article does not say how many there are."""
    counts = survey_register(as_of=LAST_DAY).counts
    assert counts["unnamed_group"] > 0
    assert counts["organisation"] + counts["unnamed_group"] == 325


def test_planted_matters_are_found_on_the_first_page(demonstration: None) -> None:
    """The invented region holds lapsed and expiring agreements, an emerging partnership and declared–realised gaps."""
    page = Client().get("/en/", DAY).content.decode()
    for words in ("agreements lapsed", "agreements end within six months", "say one thing", "Emerging"):
        assert words in page


def test_changes_are_told_to_those_who_may_see_the_history(demonstration: None) -> None:
    """A visitor reads facts, not who entered them."""
    client = Client()
    assert "Last changes" not in client.get("/en/").content.decode()
    client.post("/en/sign-in/", {"username": "lise", "password": "demonstration-lise"})
    assert "Brandon and Calgary, from Garcea and Ashton" in client.get("/en/").content.decode()


def test_the_first_page_seen_again_asks_one_question(
    demonstration: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Whether the register moved; whatever the number of rows."""
    Client().get("/en/")
    with django_assert_max_num_queries(1):
        Client().get("/en/")


def test_a_past_day_is_said_on_the_page(demonstration: None) -> None:
    """Pages say plainly when they show the past."""
    assert (
        "tel que le décrivent les faits consignés depuis"
        in Client().get("/fr/", {"as_of": "2014-06-30"}).content.decode()
    )


def test_the_slider_steps_from_event_to_event(demonstration: None) -> None:
    """Calgary’s partnership begins on a day of 2013: from the last day before it, the next event is there."""
    page = Client().get("/en/partnerships/", {"as_of": "2012-12-31", "q": "calgary"}).content.decode()
    assert 'href="/en/partnerships/?q=calgary&amp;as_of=2013-01-01" rel="next"' in page


def test_loading_again_changes_nothing_that_the_first_page_tells(demonstration: None) -> None:
    """The demonstration is loaded once."""
    before = survey_register(as_of=LAST_DAY)
    load_demonstration(last_day=LAST_DAY)
    assert survey_register(as_of=LAST_DAY) == before
