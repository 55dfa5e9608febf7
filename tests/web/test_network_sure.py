"""How sure is this: the page whole without a script, for whoever looks, with no more queries for more organisations."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.journeys.test_network import answer
from tests.journeys.waves.tables import NOW, opened, set_table, steward
from tests.store.smallest import add
from tests.web.test_network_of_few import _register

from concertation.journeys.background import do_work
from concertation.journeys.network.certainty import beside
from concertation.journeys.network.certainty.asked import CertaintyQuestion
from concertation.journeys.waves.closing import close_wave
from concertation.store.models import Work
from concertation.web.network import sure_parts

pytestmark = pytest.mark.django_db

_DAY = "as_of=2026-05-01"


def _page(
    address: str = "/en/network/sure/?tie=collaboration", client: Client | None = None, *, is_part: bool = False
) -> str:
    answered = (client or Client()).get(address, headers={"X-Part": "1"} if is_part else {})
    assert answered.status_code == 200
    return answered.content.decode()


def _reader() -> Client:
    client = Client()
    client.force_login(steward())
    return client


def test_an_empty_register_says_what_is_missing() -> None:
    page = _page()
    assert "Nobody has told a tie of this kind" in page
    assert "for those who may see answers" in page
    assert "Fewer than two kinds of ties" in page
    assert "style=" not in page


def test_words_are_side_by_side() -> None:
    """Ties 0–1 by both ends, 1–2 by one: density of three is 2/3 or 1/3."""
    _register(3, [(0, 1), (1, 0), (1, 2)])
    page = _page()
    assert "2 of 3 organisations have told ties of their own." in page
    assert "Of 2 ties that one end at least tells, 1 are told by both." in page
    assert "66.7%" in page and "33.3%" in page
    assert page.count("<h2") == 4


def test_the_page_speaks_french() -> None:
    _register(3, [(0, 1), (1, 0), (1, 2)])
    page = _page("/fr/reseau/certitude/?tie=collaboration")
    assert "Jusqu’où peut-on s’y fier?" in page and "2 organismes sur 3 ont dit eux-mêmes leurs liens." in page


def test_the_network_leads_there_with_its_day_and_kind() -> None:
    _register(3, [(0, 1), (1, 0), (1, 2)])
    for address in ("/en/network/", "/en/organisations/agency-0/network/"):
        page = _page(f"{address}?tie=collaboration&{_DAY}")
        assert f"/en/network/sure/?tie=collaboration&amp;{_DAY}" in page
        assert "Density: 66.7% by either end’s word, 33.3% by both." in page


@pytest.mark.parametrize(
    ("address", "words", "way"),
    [
        ("/en/network/", "Exact counts of what is on record.", "/en/network/sure/?tie=co_membership"),
        (
            "/fr/reseau/",
            "Comptes exacts de ce qui est consigné.",
            "/fr/reseau/certitude/?tie=co_membership",
        ),
        ("/en/network/compare/", "Is it more than chance?", "&amp;with=2019-06-30&amp;as_of=2020-06-30#sure-changed"),
        (
            "/fr/reseau/comparer/",
            "Est-ce plus que le hasard?",
            "&amp;with=2019-06-30&amp;as_of=2020-06-30#sure-changed",
        ),
    ],
)
def test_figures_without_an_interval_say_where_one_is(address: str, words: str, way: str) -> None:
    """Nobody takes a count of the record for a measure of the world."""
    _register(2, [(0, 1)])
    page = _page(f"{address}?tie=co_membership&as_of=2020-06-30")
    assert words in page and way in page


def test_who_was_silent_is_for_those_who_may_see_answers() -> None:
    set_table()
    wave = opened(has_roster=True)
    answer(wave, "Ana", house_2=4)
    answer(wave, "Cy", house_1=1)
    close_wave(wave, by=None, now=NOW + timedelta(days=9))
    address = f"/en/network/sure/?tie=collaboration&{_DAY}"
    page = _page(address, _reader())
    assert "2 of the 3 organisations on its list answered." in page and "1 did not answer" in page
    assert "Needs 10 organisations that answered; heard: 2 of 3." in page
    assert "With a second" not in page and "with a second one" in page
    assert "on its list answered" not in _page(address)


def test_a_long_roster_comes_by_a_request_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    set_table()
    wave = opened(has_roster=True)
    answer(wave, "Ana", house_2=4)
    close_wave(wave, by=None, now=NOW + timedelta(days=9))
    monkeypatch.setattr(sure_parts, "_LISTED_AT_ONCE", 2)
    client, address = _reader(), f"/en/network/sure/?tie=collaboration&{_DAY}"
    assert "on its list answered" not in _page(address, client)
    assert "on its list answered" in _page(f"{address}&part=silence", client)
    part = _page(f"{address}&part=silence", client, is_part=True)
    assert "on its list answered" in part and "<html" not in part


def test_what_takes_long_begins_when_a_reader_comes_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page alone begins nothing: those who fetch every page of a site would begin a work for each day."""
    set_table()
    monkeypatch.setattr(beside, "MOST_NODES", 2)
    page = _page("/en/network/sure/?tie=co_membership")
    assert "it is begun when you come to it" in page and not Work.objects.exists()
    part = _page("/en/network/sure/?tie=co_membership&part=changed", is_part=True)
    assert "it comes here by itself in a minute or two" in part
    assert Work.objects.count() == 1


def test_a_day_that_is_not_earlier_is_refused_in_words() -> None:
    set_table()
    assert "The earlier day is not before the day" in _page(
        f"/en/network/sure/?tie=co_membership&with=2030-01-01&{_DAY}"
    )


def test_work_on_a_network_has_its_name_and_leads_to_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the words of the reader, not by its code."""
    set_table()
    monkeypatch.setattr(beside, "MOST_NODES", 2)
    asker = steward()
    question = CertaintyQuestion("co_membership", date(2026, 5, 1), date(2025, 5, 1))
    work = beside.begin_comparing("changed", question, user=asker)
    assert work is not None
    do_work(work.pk)
    client = Client()
    client.force_login(asker)
    page, line = _page(f"/fr/travaux/{work.pk}/", client), _page("/fr/travaux/", client)
    assert "Tables communes" in page and "Tables communes" in line
    assert "/fr/reseau/certitude/?tie=co_membership&amp;as_of=2026-05-01&amp;with=2025-05-01" in page


@pytest.mark.parametrize("tie", ["two_mode", "shared_members", "nothing"])
def test_a_kind_that_is_not_of_organisations_gives_the_usual_one(tie: str) -> None:
    assert "<strong>Shared tables.</strong>" in _page(f"/en/network/sure/?tie={tie}")


@pytest.mark.parametrize("size", [4, 12])
def test_more_organisations_ask_no_more_queries(
    size: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _register(size, [(one, (one + 1) % size) for one in range(size)])
    _page()
    with django_assert_max_num_queries(8):
        _page()


@pytest.mark.parametrize("more", [0, 6])
def test_more_organisations_on_a_roster_ask_no_more_queries(
    more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    set_table()
    for number in range(10, 10 + more):
        add("organisation", key=f"house-{number}", name_en=f"House {number}", name_fr=f"Maison {number}")
        add("membership", key=f"seat-{number}", partnership="table-1", organisation=f"house-{number}")
    wave = opened(has_roster=True)
    answer(wave, "Ana", house_2=4)
    close_wave(wave, by=None, now=NOW + timedelta(days=9))
    client, address = _reader(), f"/en/network/sure/?tie=collaboration&{_DAY}"
    _page(address, client)
    with django_assert_max_num_queries(34):
        assert f"1 of the {3 + more} organisations on its list answered." in _page(address, client)
