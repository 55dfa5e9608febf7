"""A survey run by program: prepared, peopled, opened, reminded, closed, opened again; refused in plain words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.api.conftest import ROOT

from concertation.journeys.tokens import Scope
from concertation.store.models import Meeting
from concertation.store.models.surveys import Wave

pytestmark = pytest.mark.django_db
WAVES = f"{ROOT}partnerships/fallow-families/waves"


@pytest.fixture
def ana(program: Any) -> Client:
    """A coordinator’s program that writes."""
    client: Client = program("ana", Scope.WRITE)
    return client


def _post(client: Client, address: str, **body: Any) -> Any:
    return client.post(address, json.dumps(body), content_type="application/json")


def test_a_survey_goes_from_draft_to_closed_and_open_again(ana: Client) -> None:
    """Five people speak for the members; one is added; each is written to once and reminded when asked so."""
    draft = _post(ana, WAVES, name_en="Spring", name_fr="Printemps").json()
    address = f"{WAVES}/{draft['key']}"
    assert (draft["state"], draft["names"]) == ("draft", {"en": "Spring", "fr": "Printemps"})
    organisation = ana.get(address).json()["heard"][0]["organisation"]
    zoe = {"organisation": organisation, "name": "Zoé", "email": "zoe@example.org", "language": "fr"}
    assert _post(ana, f"{address}/people", people=[zoe, zoe]).json() == {"added": 1, "already": 1}
    opened = _post(ana, f"{address}/open").json()
    assert (opened["state"], opened["messages"]["left"], len(mail.outbox)) == ("open", 6, 6)
    assert _post(ana, f"{address}/invite").json()["messages"]["left"] == 0
    assert _post(ana, f"{address}/remind").json()["messages"] == {"left": 0, "undelivered": 0, "held_back": 6}
    assert _post(ana, f"{address}/remind", is_anyway=True).json()["messages"]["left"] == 6
    assert _post(ana, f"{address}/close").json()["state"] == "closed"
    day = timezone.localdate().isoformat()
    assert _post(ana, f"{address}/reopen", closes_on=day).json()["state"] == "open"


def test_what_is_missing_is_told_at_once_and_nothing_is_opened(ana: Client) -> None:
    """409, with each fault in both languages."""
    draft = _post(ana, WAVES, name_fr="", closes_on="2020-01-01").json()
    refused = _post(ana, f"{WAVES}/{draft['key']}/open")
    assert (refused.status_code, refused.json()["code"]) == (409, "wave-not-ready")
    told = [fault["sentences"] for fault in refused.json()["errors"]]
    assert len(told) == 2 and all(one["en"] != one["fr"] for one in told)
    assert not mail.outbox


def test_people_are_added_all_or_none(ana: Client) -> None:
    """Each fault names its place in the list."""
    draft = _post(ana, WAVES).json()
    people = [{"organisation": "nobody", "name": "Zoé"}, {"organisation": "nobody", "email": "no address"}]
    refused = _post(ana, f"{WAVES}/{draft['key']}/people", people=people)
    assert (refused.status_code, refused.json()["code"]) == (422, "not-invited")
    assert {fault["name"] for fault in refused.json()["errors"]} == {"invitations.1", "invitations.2"}


def test_the_wrong_moment_is_told(ana: Client) -> None:
    """A draft is not closed, and no reminder leaves for it; no roster in an anonymous survey."""
    draft = _post(ana, WAVES, mode="anonymous").json()
    for deed in ("close", "remind", "invite"):
        refused = _post(ana, f"{WAVES}/{draft['key']}/{deed}")
        assert (refused.status_code, refused.json()["code"]) == (409, "wave-wrong-state"), deed
    assert _post(ana, WAVES, mode="anonymous", has_roster=True).json()["code"] == "roster-not-anonymous"


def test_a_survey_about_a_meeting_names_it(ana: Client) -> None:
    """A meeting of this table, with the questions about a meeting; the organisations one deals with are not asked."""
    key = Meeting.objects.filter(partnership__key="fallow-families").order_by("on").values_list("key", flat=True)[0]
    draft = _post(ana, WAVES, instrument="meeting", meeting=key).json()
    assert ana.get(f"{WAVES}/{draft['key']}").json()["meeting"] == draft["meeting"] == key
    wave = Wave.objects.get(key=draft["key"])
    assert (wave.meeting_key, wave.roster) == (key, None)
    assert "meeting" not in _post(ana, WAVES, instrument="meeting").json()


def test_a_meeting_of_another_table_or_beside_other_questions_is_refused(ana: Client) -> None:
    """And no draft is left behind."""
    others = Meeting.objects.exclude(partnership__key="fallow-families").values_list("key", flat=True)
    own = Meeting.objects.filter(partnership__key="fallow-families").values_list("key", flat=True)
    before = Wave.objects.count()
    for body in ({"instrument": "meeting", "meeting": others[0]}, {"meeting": own[0]}):
        refused = _post(ana, WAVES, **body)
        assert (refused.status_code, refused.json()["code"]) == (422, "meeting-not-asked"), body
    assert Wave.objects.count() == before


def test_a_reader_and_a_visitor_may_not(program: Any) -> None:
    """Not even prepare."""
    assert _post(program("ana", Scope.READ), WAVES).status_code == 403
    assert _post(program("nadia", Scope.WRITE), WAVES).status_code == 403
    assert _post(Client(), WAVES).status_code == 401
