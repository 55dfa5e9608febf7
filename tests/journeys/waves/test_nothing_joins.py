"""Nothing that the coordinator writes can be joined with an anonymous answer: trace, invitations, messages, logs."""

from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
from django.core import mail
from tests.journeys.waves.tables import NOW, opened, person, send, set_table

from concertation.journeys.waves.closing import close_wave
from concertation.journeys.waves.participation import funnel_of, heard_by_organisation
from concertation.journeys.waves.trace import ABOUT, note_deed
from concertation.store.models.surveys import SurveyDraft, SurveyInvitation, SurveyResponse, Wave, WaveEvent

pytestmark = pytest.mark.django_db

WORDS = "words that only one person wrote"


@pytest.fixture
def wave() -> Wave:
    """An anonymous wave: everybody was written to, Ana answered, Bo began, the others were reminded; it is closed."""
    set_table()
    found = opened(mode="anonymous", has_roster=False)
    send(found)
    SurveyInvitation.objects.filter(name="Ana").update(has_answered=True)
    SurveyResponse.objects.create(wave=found, answers={"open_1": WORDS})
    SurveyDraft.objects.create(wave=found, ballot_print="f" * 64, answers={"open_1": WORDS})
    send(found, "reminder", now=NOW + timedelta(days=4))
    return close_wave(found, by=None, now=NOW + timedelta(days=9))


def test_no_deed_is_written_when_somebody_answers(wave: Wave) -> None:
    """The deeds are those of the coordinator: their times say nothing of when anybody answered."""
    deeds = list(wave.events.order_by("id").values_list("deed", flat=True))
    assert deeds == ["prepared", "invited", "opened", "written_to", "reminded", "closed"]


def test_the_trace_holds_numbers_and_never_a_person(wave: Wave) -> None:
    """What a deed is about is counts, days and the mode."""
    told = json.dumps([event.about for event in wave.events.all()])
    values = [value for event in wave.events.all() for value in event.about.values()]
    assert {type(value) for value in values} <= {int, str}
    for secret in (WORDS, "Ana", "a@example.org", "house-1", "f" * 64):
        assert secret not in told


def test_a_deed_cannot_be_about_anything_else(wave: Wave) -> None:
    """A line that would name an invitation or an answer does not get written."""
    assert not ABOUT & {"invitation", "person", "response", "ballot"}
    with pytest.raises(AssertionError):
        note_deed(wave, "looked", by=None, now=NOW, invitation=3)
    assert WaveEvent.objects.filter(deed="looked").count() == 0


def test_an_invitation_of_an_anonymous_wave_learns_only_that_it_was_answered(wave: Wave) -> None:
    """Its columns before and after differ in that one."""
    ana, bo = person(wave, "Ana"), person(wave, "Bo")
    own = {"id", "name", "email", "has_answered", "reminders", "reminded_at", "representative_key"}
    same = [f.attname for f in SurveyInvitation._meta.concrete_fields if f.attname not in own]
    assert [getattr(ana, name) for name in same] == [getattr(bo, name) for name in same]
    assert (ana.has_answered, ana.has_begun, bo.has_begun) == (True, False, False)


def test_begun_is_unknown_and_not_nought(wave: Wave) -> None:
    """A draft of an anonymous wave is nobody's: the funnel has a hole there."""
    assert funnel_of(wave).begun is None
    assert {(one.key, one.answered) for one in heard_by_organisation(wave)} == {
        ("house-1", 1),
        ("house-2", 0),
        ("house-3", 0),
    }


def test_messages_say_nothing_of_answers(wave: Wave) -> None:
    """The reminder is the same for whoever began and whoever did not."""
    reminders = {m.to[0]: m for m in mail.outbox[4:]}
    assert "a@example.org" not in reminders
    bo, cy = (reminders[f"{letter}@example.org"].body for letter in "bc")
    without = [body.split("Answer the questions:")[0].replace("Bo", "X").replace("Cy", "X") for body in (bo, cy)]
    assert without[0].replace("House 1", "H") == without[1].replace("House 2", "H")
    assert all(WORDS not in message.body for message in mail.outbox)


def test_no_log_names_a_person_or_a_link(caplog: pytest.LogCaptureFixture) -> None:
    """Writing to people leaves no line that could be put beside the time of an answer."""
    set_table()
    with caplog.at_level(logging.DEBUG):
        found = opened(mode="anonymous", has_roster=False)
        send(found)
        close_wave(found, by=None, now=NOW)
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("concertation"))
    tokens = [line.split("/s/")[1].split("/")[0] for m in mail.outbox for line in m.body.splitlines() if "/s/" in line]
    assert tokens
    assert not [word for word in ("@example.org", *tokens) if word in ours]
