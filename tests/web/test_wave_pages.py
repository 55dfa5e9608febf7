"""The coordinator's pages: a survey prepared, opened, followed and closed; what is missing, too many, or not theirs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.journeys.waves.tables import TABLE, coordinator, set_table, steward
from tests.store.smallest import add

from concertation.journeys.waves.closing import close_wave
from concertation.journeys.waves.inviting import Person, add_people
from concertation.journeys.waves.links import issue_link
from concertation.journeys.waves.opening import open_wave
from concertation.journeys.waves.preparing import prepare_wave, propose_draft
from concertation.store.models.surveys import SurveyInvitation, SurveyResponse, Wave

pytestmark = pytest.mark.django_db

WAVES = f"/en/partnerships/{TABLE}/waves/"
ENQUETES = f"/fr/partenariats/{TABLE}/enquetes/"


@pytest.fixture(autouse=True)
def _table() -> None:
    set_table()


@pytest.fixture
def rosa() -> Client:
    """The coordinator of the table, signed in."""
    client = Client()
    client.force_login(coordinator())
    return client


def prepared() -> Wave:
    """A draft as it is proposed today."""
    return prepare_wave(TABLE, propose_draft(TABLE, today=timezone.localdate()), by=None, now=timezone.now())


def opened() -> Wave:
    """The same, open; nobody was written to yet."""
    return open_wave(prepared(), by=None, now=timezone.now())


def answers_of_form(**changes: str) -> dict[str, str]:
    """What the form sends when nobody changed anything."""
    draft = propose_draft(TABLE, today=timezone.localdate())
    texts = {name: getattr(draft, name) for name in ("name_en", "name_fr", "consent_en", "consent_fr")}
    day = draft.closes_on.isoformat()
    asked = {"instrument": "functioning", "mode": "confidential", "has_roster": "1", "closes_on": day}
    return {**texts, **asked, "months_kept": "24", **changes}


def words_of(page: Any) -> str:
    """The page as it is read."""
    return str(page.content.decode())


def test_a_survey_is_prepared_opened_and_followed(rosa: Client) -> None:
    """Three presses: keep, open, and the messages have left; the page says how far it is."""
    assert "have not been asked yet" in words_of(rosa.get(WAVES))
    draft = rosa.post(f"{WAVES}new/", answers_of_form(), follow=True)
    assert "Nothing is missing." in words_of(draft)
    assert "4 people" in words_of(draft)
    address = draft.redirect_chain[-1][0]
    before = words_of(rosa.get(f"{address}open/"))
    assert "Hello Ana," in before
    assert "Bonjour Dée," in before
    after = words_of(rosa.post(f"{address}open/", follow=True))
    assert "4 messages have left." in after
    assert "of 4 people answered" in after
    assert [message.to for message in mail.outbox] == [[f"{letter}@example.org"] for letter in "abcd"]
    assert "http://testserver/fr/s/" in mail.outbox[-1].body


def test_what_is_missing_stands_with_the_way_to_it(rosa: Client) -> None:
    """The draft names it, the opening refuses it, nothing is sent."""
    wave = prepared()
    address = f"{WAVES}{wave.key}/"
    rosa.post(f"{address}questions/", {"own_en": ["Is it warm?"], "own_fr": [""]})
    page = words_of(rosa.get(address))
    assert "1 thing is missing:" in page
    assert f"{address}questions/#own" in page
    refused = words_of(rosa.post(f"{address}open/", follow=True))
    assert "has no French text" in refused
    assert mail.outbox == []
    french = words_of(rosa.get(f"{ENQUETES}{wave.key}/"))
    assert "1 élément manque\u00a0:" in french


def test_a_form_that_cannot_be_kept_keeps_what_was_written(rosa: Client) -> None:
    """A day and a number of months that are none: both told, nothing lost."""
    wrong = answers_of_form(closes_on="soon", months_kept="ever", name_en="Ours")
    page = rosa.post(f"{WAVES}new/", wrong)
    assert page.status_code == 422
    assert 'value="Ours"' in words_of(page)
    assert "Write a day, like 2026-05-31." in words_of(page)
    assert "from 1 to 120" in words_of(page)
    assert Wave.objects.count() == 0


def test_the_meeting_asked_about_is_chosen_and_told_to_whoever_answers(rosa: Client) -> None:
    """Among the last of the table; on the draft, on the page of the survey and on the first page of the link."""
    add("meeting", key="first-met", partnership=TABLE, on=date(2024, 3, 5), name_en="Kick-off", name_fr="Lancement")
    assert '<option value="first-met">March 5, 2024 · Kick-off</option>' in rosa.get(f"{WAVES}new/").content.decode()
    rosa.post(f"{WAVES}new/", answers_of_form(instrument="meeting", meeting_key="first-met"))
    wave = Wave.objects.get()
    assert (wave.meeting_key, wave.roster) == ("first-met", None)
    assert "about the meeting of March 5, 2024 · Kick-off" in words_of(rosa.get(f"{WAVES}{wave.key}/"))
    wave = open_wave(wave, by=None, now=timezone.now())
    assert "sur la réunion du 5\u00a0mars 2024 · Lancement" in words_of(rosa.get(f"{ENQUETES}{wave.key}/"))
    token = issue_link(wave.invitations.all()[0])
    assert "5\u00a0mars 2024 · Lancement" in words_of(Client().get(f"/fr/s/{token}/"))


def test_a_meeting_is_kept_only_with_the_questions_about_one(rosa: Client) -> None:
    """One of another table is no choice; with other questions the field says nothing."""
    add("meeting", key="first-met", partnership=TABLE, on=date(2024, 3, 5))
    for sent in ({"meeting_key": "first-met"}, {"instrument": "meeting", "meeting_key": "elsewhere"}):
        rosa.post(f"{WAVES}new/", answers_of_form(**sent))
        assert Wave.objects.latest("id").meeting_key == ""


def test_a_closed_survey_leads_to_its_results(rosa: Client) -> None:
    """An open one does not, nor one whose questions are about a meeting."""
    wave = opened()
    address = f"/en/partnerships/{TABLE}/functioning/?wave={wave.key}"
    assert address not in rosa.get(f"{WAVES}{wave.key}/").content.decode()
    close_wave(wave, by=None, now=timezone.now())
    assert address in rosa.get(f"{WAVES}{wave.key}/").content.decode()


def test_an_anonymous_survey_leaves_the_roster_out(rosa: Client) -> None:
    """Whoever ticks both gets what can be kept, and the consent that goes with it."""
    rosa.post(f"{WAVES}new/", answers_of_form(mode="anonymous"))
    wave = Wave.objects.get()
    assert (wave.mode, wave.roster) == ("anonymous", None)
    assert wave.consent_fr.startswith("Vous participez si vous le voulez")
    assert "anonymes" in wave.consent_fr


def test_a_list_that_is_wrong_is_shown_again_with_every_fault(rosa: Client) -> None:
    """Nobody is added; the lines stand where they were pasted."""
    wave = prepared()
    pasted = "Zoé, zoe@example.org, Nowhere\nYan, yan, House 2"
    page = rosa.post(f"{WAVES}{wave.key}/people/add/", {"do": "many", "pasted": pasted, "language": "fr"})
    assert page.status_code == 422
    assert "Line 1: The register knows no organisation “Nowhere”" in words_of(page)
    assert "Line 2: “yan” is not an e-mail address" in words_of(page)
    assert "Zoé, zoe@example.org, Nowhere" in words_of(page)
    assert wave.invitations.count() == 4


def test_a_person_is_added_by_hand_in_their_language(rosa: Client) -> None:
    """By the name of the organisation or its code."""
    wave = prepared()
    told = {"do": "one", "name": "Zoé", "email": "zoe@example.org", "organisation": "Maison 2", "language": "fr"}
    assert "1 person was added." in words_of(rosa.post(f"{WAVES}{wave.key}/people/add/", told, follow=True))
    assert wave.invitations.get(name="Zoé").language == "fr"
    empty = rosa.post(f"{WAVES}{wave.key}/people/add/", {"do": "one"})
    assert empty.status_code == 422


def test_a_link_is_shown_once_to_be_handed_over(rosa: Client) -> None:
    """The next look at the page shows none."""
    wave = opened()
    address = f"{WAVES}{wave.key}/people/{wave.invitations.get(name='Ana').pk}/"
    assert "http://testserver/en/s/" in words_of(rosa.post(address, {"do": "link"}))
    assert "/s/" not in words_of(rosa.get(address))


def test_reminders_are_shown_before_they_leave(rosa: Client) -> None:
    """Whom, what, and who was written to a short while ago; pressing twice sends once."""
    wave = opened()
    long_ago = timezone.now() - timedelta(days=5)
    SurveyInvitation.objects.update(invited_at=long_ago)
    SurveyInvitation.objects.filter(name="Ana").update(has_answered=True)
    page = words_of(rosa.get(f"{WAVES}{wave.key}/remind/"))
    assert "3 people will be written to" in page
    assert "a@example.org" not in page
    assert "3 messages have left." in words_of(rosa.post(f"{WAVES}{wave.key}/remind/", follow=True))
    again = words_of(rosa.post(f"{WAVES}{wave.key}/remind/", follow=True))
    assert "nothing was sent" in again
    assert len(mail.outbox) == 3
    assert "Everybody who is silent was written to in the last three days." in words_of(
        rosa.get(f"{WAVES}{wave.key}/remind/")
    )


def test_the_end_is_pressed_once_and_told(rosa: Client) -> None:
    """Closed; closed again is told plainly; a day that is past is refused; open again until later."""
    address = f"{WAVES}{opened().key}/closing/"
    assert "The survey is closed." in words_of(rosa.post(address, {"do": "close"}, follow=True))
    assert "the survey is closed. Nothing was changed." in words_of(rosa.post(address, {"do": "close"}, follow=True))
    assert "is past" in words_of(rosa.post(address, {"do": "reopen", "closes_on": "2020-01-01"}, follow=True))
    assert "Write a day" in words_of(rosa.post(address, {"do": "reopen", "closes_on": ""}, follow=True))
    later = (timezone.localdate() + timedelta(days=9)).isoformat()
    assert "open again" in words_of(rosa.post(address, {"do": "reopen", "closes_on": later}, follow=True))


def test_another_table_is_not_theirs(rosa: Client) -> None:
    """Neither its list, nor one of its surveys under the address of one's own table."""
    add("partnership", key="other", name_en="Other")
    theirs = prepare_wave("other", propose_draft("other", today=date(2026, 4, 10)), by=None, now=timezone.now())
    assert rosa.get("/en/partnerships/other/waves/").status_code == 403
    assert rosa.get(f"{WAVES}{theirs.key}/").status_code == 404
    assert Client().get(WAVES).status_code == 302


def test_the_way_to_surveys_is_shown_to_those_who_run_them(rosa: Client) -> None:
    """On the page of the table, and at home when one presses."""
    assert WAVES in words_of(rosa.get(f"/en/partnerships/{TABLE}/"))
    assert WAVES not in words_of(Client().get(f"/en/partnerships/{TABLE}/"))
    opened()
    assert "4 people not written to yet" in words_of(rosa.get("/en/"))
    assert "Surveys under way" not in words_of(Client().get("/en/"))


def test_a_steward_reads_answers_only_with_a_reason() -> None:
    """In the words of the scale; the trace of the survey shows it to the coordinator."""
    wave = opened()
    ana = wave.invitations.get(name="Ana")
    told = {"organisation_key": "house-1", "language": "en", "sent_at": timezone.now()}
    SurveyResponse.objects.create(wave=wave, invitation=ana, answers={"knowledge_1": 4}, **told)
    client = Client()
    client.force_login(steward())
    address = f"{WAVES}{wave.key}/people/{ana.pk}/answers/"
    assert "4 – Agree" not in words_of(client.get(address))
    assert "Say why" in words_of(client.post(address, {"do": "read", "reason": " "}))
    assert "4 – Agree" in words_of(client.post(address, {"do": "read", "reason": "They asked."}))
    assert "read (House 1): They asked." in words_of(client.get(f"{WAVES}{wave.key}/"))
    assert client.post(address, {"do": "export", "reason": "Access"}).json()["answers"] == {"knowledge_1": 4}


def test_a_steward_reads_what_somebody_told_of_organisations() -> None:
    """Which were ticked, how close, what passes, and trust, each under the name that the organisation has."""
    wave = opened()
    ana = wave.invitations.get(name="Ana")
    tie: dict[str, Any] = {"intensity": 3, "kinds": ["referral", "advice"], "trust_1": 2, "mistrust_2": "unknown"}
    answers: dict[str, Any] = {"organisations": ["house-2"], "who_is_missing": "The school board."}
    answers |= {f"tie:house-2:{part}": value for part, value in tie.items()}
    told = {"organisation_key": "house-1", "language": "en", "sent_at": timezone.now()}
    SurveyResponse.objects.create(wave=wave, invitation=ana, answers=answers, **told)
    client = Client()
    client.force_login(steward())
    page = words_of(client.post(f"{WAVES}{wave.key}/people/{ana.pk}/answers/", {"do": "read", "reason": "They asked."}))
    for said in (
        "3 – Coordination",
        "We send people to its services.<br>We turn to it",
        "2 – Disagree",
        "I do not know",
    ):
        assert said in page
    assert ">House 2</h2>" in page
    assert ">House 3</h2>" not in page
    assert "The school board." in page


@pytest.mark.parametrize("page", ["", "people/", "remind/", "people/?show=silent"])
def test_two_thousand_invitations_ask_the_database_no_more(
    rosa: Client, page: str, django_assert_max_num_queries: Any
) -> None:
    """Fifty are shown; the number of questions to the database is that of a small survey."""
    wave = opened()
    SurveyInvitation.objects.update(invited_at=timezone.now() - timedelta(days=5))
    address = f"{WAVES}{wave.key}/{page}"
    rosa.get(address)
    with django_assert_max_num_queries(60) as small:
        rosa.get(address)
    people = [Person(f"house-{n % 3 + 1}", f"Person {n}", f"p{n}@example.org") for n in range(2_000)]
    add_people(wave, people, by=None, now=timezone.now())
    SurveyInvitation.objects.update(invited_at=timezone.now() - timedelta(days=5))
    with django_assert_max_num_queries(len(small)):
        shown = rosa.get(address)
    assert shown.status_code == 200
    assert words_of(shown).count("@example.org") <= 110


def test_a_closed_survey_says_until_when_answers_are_kept(rosa: Client) -> None:
    """In the reader's language."""
    wave = close_wave(opened(), by=None, now=timezone.now())
    assert "réponses conservées jusqu’au" in words_of(rosa.get(f"{ENQUETES}{wave.key}/"))
