"""Two organisations become one while they are asked: whoever was asked or answered counts for the one that stands."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from tests.journeys.merging_register import base, write
from tests.store.small_waves import invite_to, open_wave

from concertation.journeys.answering.doors import Door
from concertation.journeys.answering.drafts import read_draft
from concertation.journeys.answering.roster import TICKED
from concertation.journeys.functioning.reading import read_waves
from concertation.journeys.merging import merge_organisations, plan_merge
from concertation.journeys.undoing import undo_change
from concertation.journeys.waves.finding import names_of_organisations
from concertation.journeys.waves.inviting import Person, add_people, correct_address, organisations_of
from concertation.journeys.waves.links import issue_link
from concertation.journeys.waves.participation import funnel_of, heard_by_organisation
from concertation.journeys.waves.roster import frozen_roster
from concertation.store.models import Change
from concertation.store.models.surveys import SurveyDraft, SurveyInvitation, SurveyResponse, Wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave() -> Wave:
    """One person of each of two records of one library; the one of the record that goes has answered."""
    write(base())
    wave = open_wave(instrument="functioning")
    invite_to(wave, organisation="library")
    gone = invite_to(wave, organisation="biblio")
    SurveyInvitation.objects.filter(pk=gone.pk).update(has_answered=True, email="zoe@example.org")
    SurveyResponse.objects.create(
        wave=wave,
        invitation=gone,
        organisation_key="biblio",
        language="fr",
        sent_at=timezone.now(),
        answers={"knowledge_1": 4},
    )
    _merge()
    return wave


def _merge() -> None:
    boss = User.objects.create_superuser("boss")
    seen = plan_merge(kept="library", absorbed="biblio").fingerprint
    merge_organisations(kept="library", absorbed="biblio", user=boss, reason="", choices={}, seen=seen)


def test_participation_counts_one_organisation(wave: Wave) -> None:
    """Two people of one organisation, which is heard."""
    (heard,) = heard_by_organisation(wave)
    assert (heard.key, heard.people, heard.answered) == ("library", 2, 1)
    funnel = funnel_of(wave)
    assert (funnel.organisations, funnel.organisations_heard, funnel.invited) == (1, 1, 2)
    assert organisations_of(wave) == {"library"}


def test_answers_are_scored_for_the_one_that_stands(wave: Wave) -> None:
    """In the columns that are measured, both in answers and in participation: the floors count one organisation."""
    (tables,) = read_waves([wave], [])
    assert set(tables.answers["organisation"]) == {"library"}
    assert tables.participation.select("organisation", "invited", "heard").rows() == [("library", 2, 1)]


def test_nobody_is_invited_twice_and_an_address_can_be_corrected(wave: Wave) -> None:
    """The person asked under the former key is known under the one that stands."""
    added = add_people(wave, [Person("library", email="zoe@example.org")], by=None, now=timezone.now())
    assert (added.people, added.already) == (0, 1)
    invitation = SurveyInvitation.objects.select_related("wave").get(organisation_key="biblio")
    correct_address(invitation, "zoe@example.ca", by=None)
    invitation.refresh_from_db()
    assert invitation.email == "zoe@example.ca"


def test_names_lead_on(wave: Wave) -> None:
    """Whoever answers reads the name of the organisation that stands."""
    names = names_of_organisations(["biblio", "library"])
    assert names["biblio"] == names["library"]
    assert frozen_roster(["library"])["organisations"][0][0] == "library"


def test_a_roster_asks_about_the_one_that_stands_and_an_undoing_gives_the_other_back() -> None:
    """What was said of the former record is read under the one that stands; nothing that was kept is written again."""
    write(base())
    wave = open_wave(instrument="functioning", roster=frozen_roster(["biblio", "library", "city"]))
    door = Door(invite_to(wave, organisation="city"))
    said = {TICKED: ["biblio"], "tie:biblio:intensity": 3, "tie:biblio:kinds": ["refers"], "tie:library:intensity": 5}
    SurveyDraft.objects.create(wave=wave, invitation=door.invitation, answers=said)
    _merge()
    door = Door(door.invitation)
    assert [one.key for one in door.questionnaire.organisations] == ["library", "city"]
    listed = door.questionnaire.listed("biblio")
    assert listed is not None and listed.key == "library"
    assert read_draft(door).answers == {
        TICKED: ["library"],
        "tie:library:intensity": 5,
        "tie:library:kinds": ["refers"],
    }
    assert SurveyDraft.objects.get().answers == said
    undo_change(Change.objects.latest("id").pk, user=User.objects.get(username="boss"))
    door = Door(door.invitation)
    assert {one.key for one in door.questionnaire.organisations} == {"biblio", "city", "library"}
    assert read_draft(door).answers == said


def test_of_two_that_became_one_the_other_leads_on_where_it_was_not_listed() -> None:
    """Under its name and its key; a page that was open meanwhile still saves."""
    write(base())
    wave = open_wave(instrument="functioning", roster=frozen_roster(["biblio", "city"]))
    token = issue_link(invite_to(wave, organisation="city"))
    client = Client()
    client.post("/en/answer/begin/", {"token": token})
    address = "/en/answer/the-organisations/"
    client.post(address, {"was-organisations": "", "organisations": "biblio"})
    _merge()
    assert 'value="library" checked' in client.get(address).content.decode()
    late = client.post(f"{address}biblio/", {"tie:biblio:intensity": "4"}, headers={"X-Autosave": "1"})
    assert late.json()["kept"]["tie:library:intensity"] == ["4"]
    assert SurveyDraft.objects.get().answers == {TICKED: ["library"], "tie:library:intensity": 4}
