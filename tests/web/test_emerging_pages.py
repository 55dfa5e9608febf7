"""Emerging partnerships on pages: who comes in, what a card keeps, what is written, what a likely tie says."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from tests.conftest import LAST_DAY

from concertation.journeys.permission import Role, give_role
from concertation.store.models import CandidateJudgment, LifecycleEvent, Membership, Partnership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

ON = f"?as_of={LAST_DAY.isoformat()}"
_LIST, _PAIRS = f"/en/emerging/{ON}", f"/en/emerging/likely-ties/{ON}"
_CARD = f"/en/emerging/6e56692bdf18/{ON}"
_ANSWERS = f"/en/emerging/answers/{ON}"
_RECORD = f"/en/emerging/6e56692bdf18/record/{ON}"


def _client(role: Role = "steward", name: str = "vera") -> Client:
    user, _ = User.objects.get_or_create(username=name, first_name=name.capitalize())
    give_role(user=user, role=role)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def vera() -> Client:
    """Who keeps the whole register."""
    return _client()


@pytest.mark.parametrize("address", [_LIST, _CARD, _RECORD, _PAIRS, _ANSWERS])
def test_visitors_sign_in_and_viewers_are_refused(address: str) -> None:
    assert "/sign-in/" in Client().get(address)["Location"]
    assert _client("viewer", "ida").get(address).status_code == 403
    assert _client().get(address).status_code == 200


def test_the_card_names_what_exists_first_then_the_evidence(vera: Client) -> None:
    page = vera.get(_CARD).content.decode()
    assert 0 < page.index("Dunmere and Saint-Orvan Welcome Network") < page.index("Each of their 6 pairs")
    assert "sizes for children are missing" in page


def test_the_same_card_in_french_on_the_same_day(vera: Client) -> None:
    page = vera.get(_CARD).content.decode()
    assert f'href="/fr/emergents/6e56692bdf18/{ON}"' in page
    assert "Ce qui existe déjà" in vera.get(f"/fr/emergents/6e56692bdf18/{ON}").content.decode()


@pytest.mark.parametrize("address", [_CARD, f"/fr/emergents/6e56692bdf18/{ON}"])
def test_each_of_the_three_answers_has_a_key_of_its_own(vera: Client, address: str) -> None:
    keys = re.findall(r'data-key="(.)"', vera.get(address).content.decode())
    assert len(set(keys)) == len(keys) == 3


def test_a_group_that_acts_no_more_is_not_there(vera: Client) -> None:
    assert vera.get("/en/emerging/6e56692bdf18/?as_of=2024-06-30").status_code == 404
    assert "no group acts together" in vera.get("/en/emerging/?as_of=2010-01-01").content.decode()


def test_a_refusal_is_kept_told_and_taken_back(vera: Client) -> None:
    told = vera.post(_CARD, {"answer": "not", "reasons": "One winter only."}, follow=True)
    assert "not a partnership" in told.content.decode()
    assert "Nothing is left to look at" in told.content.decode()
    card = vera.get(_CARD).content.decode()
    assert "Vera said on" in card
    assert "One winter only." in card
    assert "Saint-Orvan Food Share" in vera.get(f"{_LIST}&state=not").content.decode()
    vera.post(_CARD, {"answer": "open"})
    assert "Saint-Orvan Food Share" in vera.get(_LIST).content.decode()


def test_put_off_it_stays_in_the_list(vera: Client) -> None:
    assert "unsure, for later" in vera.post(_CARD, {"answer": "later"}, follow=True).content.decode()
    assert "Saint-Orvan Food Share" in vera.get(_LIST).content.decode()


def test_a_card_without_an_answer_says_what_to_do(vera: Client) -> None:
    answer = vera.post(_CARD, {})
    assert answer.status_code == 422
    assert "Choose one of the answers" in answer.content.decode()
    assert not CandidateJudgment.objects.exists()


def test_the_form_has_all_that_was_found_and_a_person_completes_it(vera: Client) -> None:
    form = vera.post(_CARD, {"answer": "record"}, follow=True)
    assert form.content.decode().count('name="members"') == 4
    members = ["food--saint-orvan", "parish--saint-orvan", "interfaith--saint-orvan"]
    filled = {"name_en": "Saint-Orvan winter clothing", "since": "2025-10-17", "members": members}
    page = vera.post(_RECORD, filled | {"sectors": ["faith"], "areas": ["saint-orvan"]}, follow=True)
    born = Partnership.objects.get(name_en="Saint-Orvan winter clothing")
    assert born.is_synthetic
    assert LifecycleEvent.objects.get(partnership=born).stage == "emerging"
    assert Membership.objects.filter(partnership=born).count() == 3
    assert "Undo" in page.content.decode()
    assert CandidateJudgment.objects.get().partnership_key == born.key


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"members": ["food--saint-orvan", "parish--saint-orvan"]}, "Give it a name"),
        ({"name_en": "Alone", "members": ["food--saint-orvan"]}, "Tick two organisations"),
        (
            {"name_en": "When?", "members": ["food--saint-orvan", "parish--saint-orvan"], "since": "soon"},
            "soon",
        ),
    ],
)
def test_what_is_missing_is_said_beside_its_box_and_nothing_is_written(
    vera: Client, written: dict[str, object], said: str
) -> None:
    before = Partnership.objects.count()
    answer = vera.post(_RECORD, written)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Partnership.objects.count() == before


def test_a_name_that_is_there_already_is_shown_before_anything_is_written(vera: Client) -> None:
    filled = {
        "name_en": "Dunmere and Saint-Orvan Welcome Network",
        "members": ["food--saint-orvan", "parish--saint-orvan"],
    }
    assert "Perhaps it is already here" in vera.post(_RECORD, filled).content.decode()


def test_who_may_not_bring_in_a_partnership_is_not_offered_to() -> None:
    """A coordinator of one table may answer, not record."""
    user = User.objects.create(username="tom")
    give_role(user=user, role="coordinator", partnership="dunmere-network")
    tom = Client()
    tom.force_login(user)
    assert "Record as an emerging partnership" not in tom.get(_CARD).content.decode()
    assert tom.get(_RECORD).status_code == 403


def test_a_likely_tie_says_why_and_a_no_is_kept(vera: Client) -> None:
    page = vera.get(_PAIRS)
    first = page.context["pairs"][0]
    content = page.content.decode()
    assert "learned from" in content
    assert "in a hundred" in content
    vera.post(_PAIRS, {"one": first.one, "other": first.other, "answer": "not"})
    after = vera.get(_PAIRS).context["pairs"]
    assert (first.one, first.other) not in [(pair.one, pair.other) for pair in after]


@pytest.mark.parametrize(("one", "other"), [("nobody", "food--saint-orvan"), ("food--saint-orvan",) * 2])
def test_an_answer_about_no_pair_is_refused(vera: Client, one: str, other: str) -> None:
    assert vera.post(_PAIRS, {"one": one, "other": other, "answer": "not"}).status_code == 400


def test_a_refused_pair_is_found_among_the_answers_and_taken_back(vera: Client) -> None:
    one, other = re.findall(r'name="(?:one|other)" value="([^"]+)"', vera.get(_PAIRS).content.decode())[:2]
    vera.post(_PAIRS, {"one": one, "other": other, "answer": "not", "reasons": "They share a street alone."})
    page = vera.get(_ANSWERS).content.decode()
    assert "Vera, on" in page and "They share a street alone." in page and f"/organisations/{one}/" in page
    assert "No answer of this kind stands" in vera.get(f"{_ANSWERS}&answer=later").content.decode()
    number = re.search(r'name="id" value="(\d+)"', page)
    assert number
    answer = vera.post(_ANSWERS, {"id": number[1]}, follow=True)
    assert "Nobody has answered yet" in answer.content.decode()
    assert [row.answer for row in CandidateJudgment.objects.order_by("id")] == ["not", "open"]
    assert vera.post(_ANSWERS, {"id": "²"}).status_code == 400
    assert vera.post(_ANSWERS, {"id": "999999"}).status_code == 404
