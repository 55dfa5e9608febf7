"""The page that a table looks at together, in every state that a wave can be in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from tests.conftest import LAST_DAY

from concertation.journeys.demonstration_surveys import publish_survey_rounds
from concertation.journeys.functioning import see_functioning
from concertation.store.history import recording
from concertation.store.models import Organisation
from concertation.store.models.surveys import SurveyInvitation, Wave

pytestmark = pytest.mark.django_db

PAGE = "/en/partnerships/merrow-lip/functioning/"
PAGE_FR = "/fr/partenariats/merrow-lip/fonctionnement/"


@pytest.fixture(scope="module")
def published(demonstration: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        publish_survey_rounds()


def _of(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def _shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_everyone_reads_what_was_published_in_either_language(published: None) -> None:
    english, french = _shown(Client(), PAGE), _shown(Client(), PAGE_FR)

    assert "What to work on first" in english
    assert "Par où commencer" in french
    assert "most of all Resources" in english
    assert "as published on" in english


def test_names_of_those_who_were_silent_stay_at_the_table(published: None) -> None:
    assert "Port Merrow Care Homes" not in _shown(Client(), PAGE)
    assert "Port Merrow Care Homes" in _shown(_of("ana"), PAGE)


def test_a_hole_is_drawn_as_a_hole(published: None) -> None:
    first = Wave.objects.filter(partnership_key="merrow-lip").earliest("opened_at")

    assert "too few" in _shown(Client(), f"{PAGE}?wave={first.key}")


def test_the_first_wave_has_nothing_to_compare_itself_with(published: None) -> None:
    first = Wave.objects.filter(partnership_key="merrow-lip").earliest("opened_at")

    assert "What changed since" not in _shown(Client(), f"{PAGE}?wave={first.key}")


def test_an_anonymous_wave_says_that_nothing_is_known_of_groups(demonstration: None) -> None:
    shown = _shown(_of("ana"), "/en/partnerships/wexcombe-lip/functioning/")

    assert "This survey is anonymous" in shown
    assert "Scores are means of people" in shown


def test_what_is_not_published_is_said_to_be_kept_back(demonstration: None) -> None:
    shown = _shown(Client(), "/en/partnerships/wexcombe-lip/functioning/")

    assert "has not published them" in shown
    assert "factors-figure" not in shown


def test_an_open_wave_shows_no_score_to_anybody(demonstration: None) -> None:
    address = "/en/partnerships/cinder-workplace/functioning/"

    assert "Partners are answering until" in _shown(Client(), address)
    assert "people of" in _shown(_of("ana"), address)
    assert "factors-figure" not in _shown(_of("ana"), address)


def test_a_partnership_that_nobody_asked_says_what_to_do(demonstration: None) -> None:
    assert "Nobody has asked the partners yet" in _shown(Client(), "/en/partnerships/belorme-lip/functioning/")


def test_a_wave_of_the_past_is_seen_as_of_its_day(published: None) -> None:
    before_all = (LAST_DAY - timedelta(days=900)).isoformat()

    assert "Nobody has asked" in _shown(Client(), f"{PAGE}?as_of={before_all}")


def test_a_wave_of_another_partnership_is_not_there(published: None) -> None:
    assert Client().get(f"/en/partnerships/belorme-lip/functioning/?wave={_last().key}").status_code == 404


def test_each_factor_has_a_page_and_an_unknown_one_has_none(published: None) -> None:
    shown = _shown(Client(), f"{PAGE}documents/")

    assert "Cronbach’s α" in shown
    assert "the register shows more than partners feel" in shown
    assert Client().get(f"{PAGE}weather/").status_code == 404


def test_a_factor_says_why_it_has_no_reliability(published: None) -> None:
    second = Wave.objects.filter(partnership_key="merrow-lip").order_by("opened_at")[1]

    assert "Needs 30 people who answered" in _shown(Client(), f"{PAGE}documents/?wave={second.key}")


def test_the_guide_asks_in_both_languages(published: None) -> None:
    shown = _shown(Client(), f"{PAGE}guide/")

    assert "What did we do differently, and how do we keep it?" in shown
    assert "Qu’avons-nous fait autrement, et comment le maintenir?" in shown


def test_who_places_a_factor_lower_is_said_in_words(published: None) -> None:
    """Not a bare difference with its sign: on the page, in the news and in the guide."""
    words = "community partners place it lower than public partners do"
    assert _shown(Client(), PAGE).count(words) == 2
    assert words in _shown(Client(), f"{PAGE}guide/")
    french = "les partenaires communautaires le situent plus bas que les partenaires publics"
    assert french in _shown(Client(), PAGE_FR)


def test_how_far_partnerships_differ_is_reckoned_for_whoever_sees_all_results(published: None) -> None:
    """When asked for, in both languages, with its caution; a representative of one table is not offered it."""
    steward = _of("marc")
    assert "across#across" in _shown(steward, f"{PAGE}leadership/")
    shown = _shown(steward, f"{PAGE}leadership/?across")
    assert "From the latest surveys of 2 partnerships" in shown
    assert "ICC(1)" in shown and "rank none" in shown
    assert "des 2 partenariats" in _shown(steward, f"{PAGE_FR}leadership/?across")
    for client in (_of("nadia"), Client()):
        assert "ICC" not in _shown(client, f"{PAGE}leadership/?across")


def test_an_anonymous_wave_tells_no_number_of_organisations_for_a_factor(published: None) -> None:
    """How many organisations answered is known; of which ones those are who could judge a factor is not."""
    shown = _shown(_of("ana"), "/en/partnerships/wexcombe-lip/functioning/documents/")
    assert "people could judge it" in shown
    assert "organisations could judge it" not in shown


def test_the_profile_shows_the_last_wave_at_a_glance(published: None) -> None:
    assert 'id="last-wave"' in _shown(Client(), "/en/partnerships/merrow-lip/")
    assert 'id="last-wave"' not in _shown(Client(), "/en/partnerships/belorme-lip/")


@pytest.mark.parametrize("format", ["csv", "xlsx", "parquet", "json", "dictionary.csv"])
def test_what_is_shown_is_taken_away(published: None, format: str) -> None:
    answer = Client().get(f"/en/partnerships/merrow-lip/functioning.{format}")

    assert answer.status_code == 200
    assert format in answer["Content-Disposition"]
    assert len(answer.content) > 500


def test_no_file_and_no_page_holds_an_answer_of_a_person(published: None) -> None:
    keys = set(SurveyInvitation.objects.filter(wave=_last()).values_list("email", flat=True))
    told = _of("ana").get("/en/partnerships/merrow-lip/functioning.json").content.decode()

    assert not [key for key in keys if key in told or key in _shown(_of("ana"), PAGE)]
    assert {"respondent", "invitation", "answers"}.isdisjoint(_keys_of(json.loads(told)))


def _keys_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for one in value.values():
            yield from _keys_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from _keys_of(one)


def _last() -> Wave:
    return Wave.objects.filter(partnership_key="merrow-lip").latest("opened_at")


def test_a_group_that_lost_a_member_is_not_told_beside_what_was_published(published: None) -> None:
    """The difference of two cuts would be that one organisation."""
    ana = User.objects.get(username="ana")
    assert _told_groups(ana)
    with recording(kind="edit", reason="The union is public after all.", name="Ana"):
        Organisation.objects.filter(key="union--port-merrow").update(is_governmental=True)

    assert "kind" not in _told_groups(ana)


def _told_groups(user: User) -> set[str]:
    seen = see_functioning(partnership="merrow-lip", wave=None, user=user, as_of=LAST_DAY)
    assert seen.figures is not None
    return {one["cut"] for one in seen.figures["groups"] if one["score"]["state"] == "known"}


def test_what_the_register_shows_is_drawn_in_its_band(published: None) -> None:
    """Texts in force, four of four: good, though partners place documents low."""
    shown = _shown(Client(), f"{PAGE}documents/")

    assert "trace-band parting" in shown
    assert "Texts in force: 4 of 4 (100%)." in shown
    assert "nothing known in the register" not in shown


def test_a_factor_says_whether_it_says_the_same_in_both_languages(published: None) -> None:
    assert "Needs 100 people who answered in each language." in _shown(Client(), f"{PAGE}documents/")
