"""The pages of a partner who answers, without a script: each way through, and each thing that can go wrong."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.store.small_waves import invite_to, open_wave
from tests.store.smallest import add

from concertation.journeys.answering.questionnaire import questionnaire_of
from concertation.journeys.waves.links import issue_link
from concertation.journeys.waves.roster import frozen_roster
from concertation.store.models.surveys import SurveyDraft, SurveyInvitation, SurveyResponse, Wave
from concertation.web.answering.quiet import is_answering_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """A browser that refuses what forms without a token of Django are refused for."""
    return Client(enforce_csrf_checks=True)


def _begin(client: Client, wave: Wave, **columns: Any) -> tuple[SurveyInvitation, str]:
    invitation = invite_to(wave, **columns)
    token = issue_link(invitation)
    client.post("/en/answer/begin/", {"token": token})
    return invitation, token


def _codes(wave: Wave) -> list[str]:
    return [item.code for item in questionnaire_of(wave).instrument.items]


def _page(wave: Wave) -> str:
    return questionnaire_of(wave).pages[0]


def _kept(invitation: SurveyInvitation) -> dict[str, Any]:
    answers: dict[str, Any] = SurveyDraft.objects.get(invitation=invitation).answers
    return answers


@pytest.mark.parametrize(("language", "mode"), [("en", "confidential"), ("fr", "confidential"), ("en", "anonymous")])
def test_from_the_link_to_the_thanks(client: Client, language: str, mode: str) -> None:
    """The first page, every topic, the check, the sending; no session and no cookie of forms on the way."""
    wave = open_wave(mode)
    token = issue_link(invite_to(wave))
    first = client.get(f"/{language}/s/{token}/")
    assert first.status_code == 200
    with override(language):
        begin, check, sent = (reverse(f"answering-{name}") for name in ("begin", "check", "sent"))
    page = client.post(begin, {"token": token}, follow=True)
    assert token not in "".join(address for address, _ in page.redirect_chain)
    code = _codes(wave)[0]
    answer = client.post(page.request["PATH_INFO"], {code: "4", "do": "continue"}, follow=True)
    assert answer.status_code == 200
    assert client.post(check, {"do": "send"})["Location"] == sent
    assert "<h1>" in client.get(sent).content.decode()
    assert SurveyResponse.objects.get().answers == {code: 4}
    assert set(client.cookies) == {"answering-en", "answering-fr"}


def test_every_page_says_what_not_to_keep_and_its_cookie_goes_nowhere_else(client: Client) -> None:
    """No referrer, nothing kept by the browser; the cookie is for these pages, for no script, for no other site."""
    wave = open_wave()
    _, token = _begin(client, wave)
    for address in (f"/en/s/{token}/", f"/en/answer/{_page(wave)}/", "/en/answer/check/", "/fr/repondre/verifier/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "no-store")
        assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", answer.content.decode())
    cookie = client.cookies["answering-en"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/en/answer/", True, "Strict")
    assert client.cookies["answering-fr"]["path"] == "/fr/repondre/"


def test_the_cookie_is_sealed_not_only_signed(client: Client) -> None:
    """Nobody reads in it which invitation it is of, nor the ballot."""
    _begin(client, open_wave("anonymous"))
    value = client.cookies["answering-en"].value
    assert "ballot" not in value
    with pytest.raises(signing.BadSignature):
        signing.loads(value)
    client.cookies["answering-en"] = value[:-4] + "AAAA"
    assert client.get("/en/answer/check/").status_code == 410


def test_answers_are_kept_by_a_script_as_they_are_given(client: Client) -> None:
    """The answer says what is kept, and which version it is now."""
    wave = open_wave()
    invitation, _ = _begin(client, wave)
    code = _codes(wave)[0]
    told = client.post(f"/en/answer/{_page(wave)}/", {code: "unknown"}, headers={"X-Autosave": "1"}).json()
    assert (told["version"], told["kept"][code], told["told"]) == (1, ["unknown"], "")
    assert _kept(invitation) == {code: "unknown"}


def test_an_older_page_that_saves_late_is_merged_and_told(client: Client) -> None:
    """Another device answered the second question meanwhile: it stays, and the page says so."""
    wave = open_wave()
    invitation, token = _begin(client, wave)
    first, second = _codes(wave)[:2]
    elsewhere = Client()
    elsewhere.post("/en/answer/begin/", {"token": token})
    elsewhere.post(f"/en/answer/{_page(wave)}/", {second: "5"})
    late = client.post(f"/en/answer/{_page(wave)}/", {first: "1", second: "", "version": "0", "do": "continue"})
    assert "on another device" in late.content.decode()
    assert _kept(invitation) == {first: 1, second: 5}


@pytest.mark.parametrize(("language", "words"), [("en", "Leave without an answer"), ("fr", "Laisser sans réponse")])
def test_a_choice_is_taken_back(client: Client, language: str, words: str) -> None:
    """Each question of choice offers it, without a script too; what the page does not name stays as it was."""
    wave = open_wave()
    invitation, _ = _begin(client, wave)
    first, second = _codes(wave)[:2]
    with override(language):
        address = reverse("answering-topic", args=[_page(wave)])
    client.post(address, {first: "4", second: "unknown"})
    page = client.get(address).content.decode()
    asked = questionnaire_of(wave).asked_on(_page(wave))
    assert page.count(words) == len(asked)
    assert f'<input type="radio" name="{first}" value="">' in page
    client.post(address, {f"was-{first}": "4", first: "", f"was-{second}": "unknown", "do": "continue"})
    assert _kept(invitation) == {second: "unknown"}


def test_a_script_takes_a_choice_back(client: Client) -> None:
    """Saved as it is given, like any other answer."""
    wave = open_wave()
    invitation, _ = _begin(client, wave)
    code = _codes(wave)[0]
    client.post(f"/en/answer/{_page(wave)}/", {code: "2"})
    sent = {f"was-{code}": "2", code: ""}
    told = client.post(f"/en/answer/{_page(wave)}/", sent, headers={"X-Autosave": "1"}).json()
    assert (told["kept"][code], told["brought"]) == ([], [])
    assert _kept(invitation) == {}


def test_an_answer_that_is_none_is_told_and_the_others_are_kept(client: Client) -> None:
    """The page comes back with the focus on what is wrong."""
    wave = open_wave()
    invitation, _ = _begin(client, wave)
    first, second = _codes(wave)[:2]
    answer = client.post(f"/en/answer/{_page(wave)}/", {first: "9", second: "2", "do": "continue"})
    assert answer.status_code == 422
    assert "“9” is not one of the answers" in answer.content.decode()
    assert _kept(invitation) == {second: 2}


def test_the_language_changes_mid_way_with_what_was_not_saved_yet(client: Client) -> None:
    """Without a script the toggle is a button of the form."""
    wave = open_wave()
    invitation, _ = _begin(client, wave)
    code = _codes(wave)[0]
    there = client.post(f"/en/answer/{_page(wave)}/", {code: "3", "do": "language"})
    assert there["Location"] == f"/fr/repondre/{_page(wave)}/"
    shown = client.get(there["Location"]).content.decode()
    assert re.search(rf'name="{code}" value="3" checked', shown)
    assert "Continuer" in shown
    assert _kept(invitation) == {code: 3}


def test_the_check_shows_what_has_no_answer(client: Client) -> None:
    """As something to answer or to leave."""
    wave = open_wave()
    _begin(client, wave)
    total = len(_codes(wave))
    client.post(f"/en/answer/{_page(wave)}/", {_codes(wave)[0]: "3"})
    shown = client.get("/en/answer/check/").content.decode()
    assert f"{total - 1} questions have no answer" in shown
    nothing = Client()
    _begin(nothing, wave, organisation="house-2")
    assert nothing.post("/en/answer/check/", {"do": "send"}).status_code == 422


def test_a_replay_in_an_anonymous_wave_is_told_plainly(client: Client) -> None:
    """The cookie of before the sending is sent once more: the answers count, once."""
    wave = open_wave("anonymous")
    _, token = _begin(client, wave)
    client.post(f"/en/answer/{_page(wave)}/", {_codes(wave)[0]: "3"})
    before = client.cookies["answering-en"].value
    client.post("/en/answer/check/", {"do": "send"})
    client.cookies["answering-en"] = before
    again = client.post("/en/answer/check/", {"do": "send"})
    assert again.status_code == 409
    assert "already sent with this link" in again.content.decode()
    assert SurveyResponse.objects.count() == 1
    assert "can be neither changed nor deleted" in client.get(f"/en/s/{token}/").content.decode()


def test_an_unknown_link_is_told(client: Client) -> None:
    """In the language of the address."""
    assert "Ce lien n’ouvre rien" in client.get("/fr/s/nothing/").content.decode()
    assert client.get("/en/s/nothing/").status_code == 410
    assert client.post("/en/answer/begin/", {"link": "http://example.org/en/s/nothing/"}).status_code == 410


def test_what_was_sent_may_be_read_and_deleted_after_the_close(client: Client) -> None:
    """Access and deletion on request need no letter."""
    wave = open_wave()
    _, token = _begin(client, wave)
    client.post(f"/en/answer/{_page(wave)}/", {_codes(wave)[0]: "3"})
    client.post("/en/answer/check/", {"do": "send"})
    Wave.objects.update(state="closed")
    again = Client()
    shown = again.post("/en/answer/begin/", {"token": token}, follow=True)
    assert "What you sent" in shown.content.decode()
    again.post("/en/answer/delete/", {"do": "delete", "decline": "1"})
    assert not SurveyResponse.objects.exists()
    assert SurveyInvitation.objects.get().has_declined


def test_a_cookie_that_is_lost_loses_no_answer(client: Client) -> None:
    """The page asks whose it is, carries what was chosen, and saves it once the link is pasted."""
    wave = open_wave()
    invitation, token = _begin(client, wave)
    code = _codes(wave)[0]
    client.cookies.clear()
    lost = client.post(f"/en/answer/{_page(wave)}/", {code: "5", f"was-{code}": "", "do": "continue"})
    assert lost.status_code == 410
    carried = re.findall(r'name="([^"]+)"[^>]*(?:value="([^"]*)">|hidden>\n([^<]*)<)', lost.content.decode())
    fields = {name: value or text for name, value, text in carried}
    fields["link"] = f"https://example.org/en/s/{token}/"
    client.post("/en/answer/begin/", fields, follow=True)
    assert _kept(invitation) == {code: 5}


def test_a_browser_that_keeps_no_cookie_is_told(client: Client) -> None:
    """Right after Begin, not after twelve pages."""
    assert "did not keep the cookie" in client.get("/en/answer/?begun=1").content.decode()


def test_a_form_of_another_site_is_refused(client: Client) -> None:
    """Browsers say where a form comes from; those that do not have a cookie that other sites cannot use."""
    token = issue_link(invite_to(open_wave()))
    answer = client.post("/en/answer/begin/", {"token": token}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not client.cookies


def test_no_further_message_is_one_press_and_may_be_taken_back(client: Client) -> None:
    """From the message, without beginning; a reading alone changes nothing."""
    invitation = invite_to(open_wave())
    address = f"/en/s/{issue_link(invitation)}/decline/"
    client.get(address)
    assert not SurveyInvitation.objects.get().has_declined
    client.post(address)
    assert SurveyInvitation.objects.get().has_declined
    client.post(address, {"do": "write"})
    assert not SurveyInvitation.objects.get().has_declined


@pytest.fixture
def roster_wave() -> Wave:
    """A wave with a roster of three organisations beside one’s own."""
    for key, english, french in (("a", "Alpha", "Alpha"), ("e", "Welcome", "Élan"), ("z", "Zebra", "Zèbre")):
        add("organisation", key=key, name_en=english, name_fr=french)
    add("organisation", key="house-1", name_en="Own", name_fr="Soi")
    return open_wave(roster=frozen_roster(["a", "e", "z", "house-1"]))


def test_the_roster_finds_without_a_script_and_keeps_what_was_ticked(client: Client, roster_wave: Wave) -> None:
    """Finding saves first; the ticked ones come first; one’s own organisation is not listed."""
    invitation, _ = _begin(client, roster_wave)
    page = "/en/answer/the-organisations/"
    assert "Own" not in client.get(page).content.decode()
    found = client.post(page, {"organisations": ["z"], "was-organisations": "", "q": "ela", "do": "search"})
    shown = client.get(found["Location"]).content.decode()
    assert re.findall(r'name="organisations" value="(\w)"', shown) == ["z", "e"]
    client.post(page, {"organisations": ["z", "e"], "was-organisations": "z", "q": "ela", "do": "continue"})
    assert _kept(invitation) == {"organisations": ["e", "z"]}


def test_each_ticked_organisation_has_a_page_and_no_other(client: Client, roster_wave: Wave) -> None:
    """One after the other, in the order of the list."""
    invitation, _ = _begin(client, roster_wave)
    client.post("/en/answer/the-organisations/", {"organisations": ["e", "z"]})
    there = client.post("/en/answer/the-organisations/e/", {"tie:e:intensity": "3", "tie:e:kinds": ["", "referral"]})
    assert there["Location"].endswith("/z/")
    assert _kept(invitation)["tie:e:kinds"] == ["referral"]
    assert client.get("/en/answer/the-organisations/a/")["Location"] == "/en/answer/"


def test_a_wave_that_closed_meanwhile_gives_back_what_was_written(client: Client, roster_wave: Wave) -> None:
    """Words that were on their way are shown to copy."""
    _begin(client, roster_wave)
    Wave.objects.update(closes_on=date(2026, 1, 1))
    answer = client.post("/en/answer/who-is-missing/", {"who_is_missing": "The new mosque."})
    assert answer.status_code == 410
    assert "The new mosque." in answer.content.decode()
    assert not SurveyDraft.objects.exists()


def test_none_of_these_is_an_answer(client: Client, roster_wave: Wave) -> None:
    """And an organisation that is not listed is named in words."""
    invitation, _ = _begin(client, roster_wave)
    client.post("/en/answer/the-organisations/", {"none": "1", "other_organisations": "The new mosque"})
    assert _kept(invitation) == {"organisations": [], "other_organisations": "The new mosque"}


def test_the_roster_asks_as_much_of_the_database_for_ten_as_for_two_hundred(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    """The list is frozen with the wave."""
    for size in (10, 200):
        keys = [add("organisation", key=f"o{size}-{n}", name_en=f"O {n}", name_fr=f"O {n}") for n in range(size)]
        browser = Client()
        _begin(browser, open_wave(roster=frozen_roster(keys)))
        browser.get("/en/answer/the-organisations/")
        with django_assert_max_num_queries(3):
            shown = browser.get("/en/answer/the-organisations/")
        assert shown.content.count(b'name="organisations"') == size


def test_the_addresses_kept_out_of_the_log_are_those_of_answering() -> None:
    """In both languages, and none of the others."""
    for language in ("en", "fr"):
        with override(language):
            for name in (
                "answering",
                "answering-begin",
                "answering-check",
                "answering-sent",
                "answering-organisations",
            ):
                assert is_answering_address(reverse(name))
            assert is_answering_address(reverse("survey-link", args=["token"]))
            assert is_answering_address(reverse("survey-decline", args=["token"]))
            assert not is_answering_address(reverse("partnerships"))
            assert not is_answering_address(reverse("sign-in"))


def test_a_failure_of_ours_is_logged_by_its_place_alone(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the address, nor the words of the failure, which may quote an answer."""
    wave = open_wave()
    _, token = _begin(client, wave)

    words = " ".join(("the", "answer", "was", "3"))

    def fail(*_: object) -> None:
        raise ValueError(words)

    monkeypatch.setattr("concertation.web.answering.arriving.expected_minutes", fail)
    answer = client.get(f"/en/s/{token}/")
    assert answer.status_code == 500
    assert "It is our fault" in answer.content.decode()
    client.get("/en/s/nothing/")
    assert "ValueError" in caplog.text
    assert not [word for word in (token, "/s/", words, "nothing") if word in caplog.text]
