"""Answering: drafts, sending, changing one’s mind, and what is refused plainly."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from tests.store.answered import answer, write
from tests.store.small_waves import invite_to, open_wave
from tests.store.smallest import add

from concertation.journeys.answering.ballots import ballot_in, code_of, draw_ballot
from concertation.journeys.answering.doors import begin, door_of, takes_answers
from concertation.journeys.answering.drafts import read_draft
from concertation.journeys.answering.expecting import expected_minutes, note_minutes
from concertation.journeys.answering.leaving import decline, delete_answers
from concertation.journeys.answering.questionnaire import questionnaire_of
from concertation.journeys.answering.refusals import AlreadySent, NothingToSend, UnknownCode, WaveClosed, WaveNotOpen
from concertation.journeys.answering.roster import found_by, thaw_organisations, ties_in
from concertation.journeys.answering.sending import send_answers
from concertation.journeys.waves.roster import frozen_roster
from concertation.store.models.surveys import SurveyDraft, SurveyResponse, Wave, WaveEvent

pytestmark = pytest.mark.django_db


def _items(wave: Wave) -> list[str]:
    return [item.code for item in questionnaire_of(wave).instrument.items]


def test_a_confidential_response_may_be_sent_again_until_the_wave_closes() -> None:
    """The later sending replaces the earlier one."""
    wave = open_wave()
    first = _items(wave)[0]
    invitation = invite_to(wave)
    door = answer(invitation, {first: 2})
    write(door, {first: 5})
    send_answers(door, language="fr")
    response = SurveyResponse.objects.get()
    assert (response.answers, response.language, response.organisation_key) == ({first: 5}, "fr", "house-1")
    Wave.objects.update(state="closed")
    with pytest.raises(WaveClosed):
        send_answers(door_of(invitation.pk), language="en")


def test_a_draft_is_found_again_from_any_device_by_the_link_alone() -> None:
    """A confidential draft belongs to its invitation."""
    wave = open_wave()
    first = _items(wave)[0]
    invitation = invite_to(wave)
    write(begin(invitation), {first: 3})
    assert read_draft(begin(invitation)).answers == {first: 3}


def test_an_anonymous_draft_is_found_again_by_its_code_alone() -> None:
    """Typed as people type: small letters, spaces, O for 0 and I for 1."""
    wave = open_wave("anonymous")
    invitation, first = invite_to(wave), _items(wave)[0]
    door = begin(invitation)
    write(door, {first: 3})
    typed = code_of(door.ballot).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_draft(begin(invitation, code=typed)).answers == {first: 3}
    assert read_draft(begin(invitation)).answers == {}


def test_a_code_that_opens_nothing_is_told() -> None:
    """Nor does the code of another wave."""
    wave, other = open_wave("anonymous"), open_wave("anonymous")
    elsewhere = begin(invite_to(other))
    write(elsewhere, {_items(other)[0]: 1})
    for code in ("nothing", code_of(draw_ballot()), code_of(elsewhere.ballot)):
        with pytest.raises(UnknownCode):
            begin(invite_to(wave), code=code)


def test_a_second_sending_with_the_same_link_is_refused_and_adds_nothing() -> None:
    """Double submit, replay, or two devices: one link counts once in an anonymous wave."""
    wave = open_wave("anonymous")
    first = _items(wave)[0]
    invitation = invite_to(wave)
    elsewhere = begin(invitation)
    write(elsewhere, {first: 1})
    answer(invitation, {first: 2})
    with pytest.raises(AlreadySent):
        send_answers(elsewhere, language="en")
    assert [one.answers for one in SurveyResponse.objects.all()] == [{first: 2}]
    with pytest.raises(AlreadySent):
        begin(door_of(invitation.pk).invitation)


def test_a_wave_that_closes_while_somebody_sends_takes_nothing() -> None:
    """The door was open when the page was asked for."""
    wave = open_wave()
    door = begin(invite_to(wave))
    write(door, {_items(wave)[0]: 2})
    Wave.objects.update(state="closed", closed_at=timezone.now())
    with pytest.raises(WaveClosed):
        send_answers(door, language="en")
    assert not SurveyResponse.objects.exists()


def test_the_closing_day_is_the_last_one() -> None:
    """Whatever the hour: the day of the installation counts."""
    wave = open_wave(closes_on=date(2026, 6, 30))
    assert takes_answers(wave, on=date(2026, 6, 30))
    assert not takes_answers(wave, on=date(2026, 7, 1))


def test_a_draft_wave_is_not_open() -> None:
    """A link that is tried before the day says to keep it."""
    wave = open_wave(state="draft", opened_at=None)
    with pytest.raises(WaveNotOpen):
        begin(invite_to(wave))


def test_nothing_is_not_sent() -> None:
    """A response without an answer would count as one."""
    door = begin(invite_to(open_wave()))
    with pytest.raises(NothingToSend):
        send_answers(door, language="en")
    assert not door_of(door.invitation.pk).invitation.has_answered


def test_what_was_sent_is_deleted_on_request_and_the_trace_says_only_that() -> None:
    """Draft and response are gone; the person may answer anew."""
    wave = open_wave()
    invitation = invite_to(wave)
    door = answer(invitation, {_items(wave)[0]: 2})
    assert delete_answers(door)
    assert not SurveyResponse.objects.exists()
    assert not SurveyDraft.objects.exists()
    invitation.refresh_from_db()
    assert not (invitation.has_answered or invitation.has_begun)
    event = WaveEvent.objects.get()
    assert (event.deed, event.about, event.made_by, event.made_by_name) == ("deleted_on_request", {}, None, "")


def test_an_anonymous_draft_is_deleted_and_what_was_sent_stays() -> None:
    """What was sent cannot be found."""
    wave = open_wave("anonymous")
    first = _items(wave)[0]
    answer(invite_to(wave), {first: 2})
    door = begin(invite_to(wave))
    write(door, {first: 5})
    assert not delete_answers(door)
    assert (SurveyResponse.objects.count(), SurveyDraft.objects.count(), WaveEvent.objects.count()) == (1, 0, 0)


def test_whoever_declines_may_still_answer() -> None:
    """And may ask to be written to again."""
    invitation = invite_to(open_wave())
    decline(invitation)
    assert begin(door_of(invitation.pk).invitation).invitation.has_declined
    decline(invitation, declines=False)
    assert not door_of(invitation.pk).invitation.has_declined


def test_expected_minutes_are_the_median_of_earlier_waves() -> None:
    """3, 4, 6, 9, 30: the third of five; the present wave does not count itself."""
    earlier, now = open_wave(), open_wave()
    for minutes in (3, 4, 6, 9, 30):
        note_minutes(earlier, minutes)
    note_minutes(now, 100)
    found = expected_minutes(now)
    assert (found.minutes, found.people) == (6, 5)


def test_waves_that_ask_of_organisations_are_counted_apart() -> None:
    """Forty statements took three minutes; with the organisations five more are expected, until somebody took them."""
    earlier, now = open_wave(instrument="functioning"), open_wave(instrument="functioning", roster=frozen_roster([]))
    for _ in range(5):
        note_minutes(earlier, 3)
    words = len(questionnaire_of(now).open_questions)
    assert (expected_minutes(now).minutes, expected_minutes(now).people) == (8 + words + 5, 0)


def test_few_people_make_no_median() -> None:
    """Four are fewer than five: the estimate of forty statements is eight minutes, five a minute, and one by words."""
    earlier, now = open_wave(instrument="functioning"), open_wave(instrument="functioning")
    for minutes in (1, 1, 1, 1):
        note_minutes(earlier, minutes)
    words = len(questionnaire_of(now).instrument.open_questions)
    assert len(questionnaire_of(now).instrument.items) == 40
    assert (expected_minutes(now).minutes, expected_minutes(now).people) == (8 + words, 0)


@pytest.mark.parametrize("minutes", [None, -1, -60, 181])
def test_a_clock_that_changed_counts_for_nobody(minutes: int | None) -> None:
    """The sitting that went backwards, or lasted a day, is nobody’s time; the answers are sent all the same."""
    wave = open_wave()
    answer(invite_to(wave), {_items(wave)[0]: 2}, minutes=minutes)
    assert expected_minutes(open_wave()).people == 0
    assert SurveyResponse.objects.count() == 1


def test_the_roster_freezes_names_in_both_languages_sorted() -> None:
    """A name in one language stands for both; what the register holds no more stands under its key."""
    add("organisation", key="z", name_en="Zebra House", name_fr="Maison du zèbre")
    add("organisation", key="e", name_en="", name_fr="Élan d’accueil")
    frozen = frozen_roster(["z", "e", "z", "gone"])
    assert frozen["organisations"] == [
        ["e", "Élan d’accueil", "Élan d’accueil"],
        ["gone", "gone", "gone"],
        ["z", "Zebra House", "Maison du zèbre"],
    ]


def test_a_few_letters_find_an_organisation_without_its_accents() -> None:
    """The beginnings of words, in either language."""
    add("organisation", key="e", name_en="Welcome Spirit", name_fr="Élan d’accueil")
    listed = thaw_organisations(frozen_roster(["e"]))
    for query in ("elan", "ACC", "spir wel", ""):
        assert [one.key for one in found_by(listed, query)] == ["e"]
    assert not found_by(listed, "lan")


def test_what_is_sent_of_the_roster_is_of_the_ticked_organisations_alone() -> None:
    """What was said of one that was ticked, then not, does not leave the draft."""
    for key in ("a", "b"):
        add("organisation", key=key, name_en=key, name_fr=key)
    wave = open_wave(roster=frozen_roster(["a", "b"]))
    said = {"tie:a:intensity": 3, "tie:b:intensity": 5, "tie:a:kinds": ["referral"]}
    answer(invite_to(wave), {"organisations": ["a"], **said, "nonsense": 1})
    sent = SurveyResponse.objects.get().answers
    assert sent == {"tie:a:intensity": 3, "tie:a:kinds": ["referral"], "organisations": ["a"]}
    assert ties_in(sent) == {"a": {"intensity": 3, "kinds": ["referral"]}}


def test_a_code_is_read_by_groups_and_as_it_is_typed() -> None:
    """Twenty letters, four by four; anything else is no code."""
    ballot = draw_ballot()
    assert len(code_of(ballot)) == 24
    assert ballot_in(f" {code_of(ballot).lower()} ") == ballot
    assert ballot_in(ballot[:-1]) == ballot_in("") == ballot_in("é" * 20) == ""


def test_no_topic_has_the_address_of_another_page() -> None:
    """A topic called “check” would never be shown."""
    wave = open_wave(instrument="functioning")
    taken = {"begin", "later", "check", "sent", "delete"}
    assert not taken & set(questionnaire_of(wave).pages)
