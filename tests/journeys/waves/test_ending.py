"""The end of a wave: by hand, at midnight of this place, again; what is kept, and what is deleted for good."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from tests.journeys.waves.tables import NOW, coordinator, last_deed, opened, person, send, set_table, steward

from concertation.core.errors import NotAllowed
from concertation.journeys.waves.answers import CannotBeFound, NothingSent, erase_answers, export_answers, read_answers
from concertation.journeys.waves.closing import (
    AnswersGone,
    DayPast,
    ResultsSeen,
    close_wave,
    note_results_seen,
    reopen_wave,
    set_last_day,
)
from concertation.journeys.waves.finding import WrongState
from concertation.journeys.waves.keeping import delete_answers, expires_on
from concertation.journeys.waves.tending import tend_waves
from concertation.store.models.surveys import PublishedCut, SurveyDraft, SurveyLink, SurveyResponse, Wave

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _table() -> None:
    set_table()


def answered(wave: Wave, name: str = "Ana", **answers: Any) -> SurveyResponse:
    """What somebody sent in a confidential wave."""
    one = person(wave, name)
    type(one).objects.filter(pk=one.pk).update(has_answered=True, has_begun=True)
    return SurveyResponse.objects.create(
        wave=wave,
        invitation=one,
        organisation_key=one.organisation_key,
        language=one.language,
        sent_at=NOW,
        answers=answers or {"knowledge_1": 4},
    )


@pytest.mark.parametrize(
    ("last", "before", "after"),
    [
        # Standard time in Winnipeg: midnight is 06:00 in universal time.
        (date(2026, 1, 15), datetime(2026, 1, 16, 5, 59, tzinfo=UTC), datetime(2026, 1, 16, 6, 0, tzinfo=UTC)),
        # The clocks go forward on 8 March 2026 at two o'clock: the day has 23 hours, and ends an hour earlier.
        (date(2026, 3, 8), datetime(2026, 3, 9, 4, 59, tzinfo=UTC), datetime(2026, 3, 9, 5, 0, tzinfo=UTC)),
        (date(2026, 3, 7), datetime(2026, 3, 8, 5, 59, tzinfo=UTC), datetime(2026, 3, 8, 6, 0, tzinfo=UTC)),
        # They go back on 1 November 2026: the day has 25 hours, and ends an hour later.
        (date(2026, 11, 1), datetime(2026, 11, 2, 5, 59, tzinfo=UTC), datetime(2026, 11, 2, 6, 0, tzinfo=UTC)),
        (date(2026, 10, 31), datetime(2026, 11, 1, 4, 59, tzinfo=UTC), datetime(2026, 11, 1, 5, 0, tzinfo=UTC)),
    ],
)
def test_a_wave_closes_at_midnight_of_this_place(last: date, before: datetime, after: datetime) -> None:
    """The last minute of the last day is still open, the first of the next is not, whatever the clocks do."""
    wave = opened()
    Wave.objects.filter(pk=wave.pk).update(closes_on=last)
    assert tend_waves(now=before).closed == ()
    assert [one.key for one in tend_waves(now=after).closed] == [wave.key]
    assert tend_waves(now=after).closed == ()


def test_closing_deletes_what_was_not_sent_and_keeps_what_was() -> None:
    """Said in the trace, as numbers."""
    wave = opened()
    answered(wave)
    SurveyDraft.objects.create(wave=wave, invitation=person(wave, "Cy"), answers={"knowledge_1": 2})
    close_wave(wave, by=None, now=NOW)
    assert (SurveyDraft.objects.count(), SurveyResponse.objects.count()) == (0, 1)
    assert last_deed(wave).about == {"answers": 1, "drafts": 1}


def test_a_wave_closes_once() -> None:
    """The second press is told so."""
    wave = close_wave(opened(), by=None, now=NOW)
    with pytest.raises(WrongState):
        close_wave(wave, by=None, now=NOW)
    assert list(wave.events.values_list("deed", flat=True)).count("closed") == 1


def test_the_last_day_moves_and_a_closed_wave_opens_again() -> None:
    """Never to a day that is past."""
    wave = opened()
    set_last_day(wave, date(2026, 6, 1), by=None, now=NOW)
    close_wave(wave, by=None, now=NOW)
    with pytest.raises(DayPast):
        reopen_wave(wave, date(2026, 4, 9), by=None, now=NOW)
    again = reopen_wave(wave, date(2026, 6, 15), by=None, now=NOW)
    assert (again.state, again.closed_at, again.closes_on) == ("open", None, date(2026, 6, 15))
    assert send(again).left == 4


def test_a_wave_whose_results_were_seen_stays_closed() -> None:
    """Five answers seen, a sixth added: the difference would be the sixth."""
    wave = close_wave(opened(), by=None, now=NOW)
    note_results_seen(wave, by=None, now=NOW)
    note_results_seen(wave, by=None, now=NOW)
    assert wave.events.filter(deed="results_seen").count() == 1
    with pytest.raises(ResultsSeen):
        reopen_wave(wave, date(2026, 6, 1), by=None, now=NOW)


def test_answers_are_kept_as_long_as_was_said_and_then_deleted_for_good() -> None:
    """Twenty-four months after it closed; published figures stay, links and drafts do not."""
    wave = opened()
    send(wave)
    answered(wave)
    PublishedCut.objects.create(wave=wave, cut="all", figures={"n": 5}, published_at=NOW, published_by_name="Ana")
    closed = close_wave(wave, by=None, now=NOW)
    assert expires_on(closed) == date(2028, 4, 10)
    assert tend_waves(now=datetime(2028, 4, 9, 17, tzinfo=UTC)).expired == ()
    assert len(tend_waves(now=datetime(2028, 4, 10, 17, tzinfo=UTC)).expired) == 1
    assert (SurveyResponse.objects.count(), SurveyLink.objects.count(), PublishedCut.objects.count()) == (0, 0, 1)
    assert Wave.objects.get().answers_deleted_at is not None
    with pytest.raises(AnswersGone):
        reopen_wave(closed, date(2029, 1, 1), by=None, now=NOW)


def test_a_month_after_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    """31 January and one month: 28 February."""
    wave = close_wave(opened(months_kept=1), by=None, now=datetime(2026, 1, 31, 18, tzinfo=UTC))
    assert expires_on(wave) == date(2026, 2, 28)


def test_deleted_answers_leave_no_copy_in_the_pages_of_the_database() -> None:
    """SQLite only: the bytes of the whole database are looked through."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL writes the tables anew, outside of a transaction")
    wave = opened()
    for name in ("Ana", "Bo", "Cy", "Dée"):
        answered(wave, name, open_1="Zanzibarbier " * 200)
    closed = close_wave(wave, by=None, now=NOW)
    connection.ensure_connection()
    assert b"Zanzibarbier" in connection.connection.serialize()
    delete_answers(closed, by=None, now=NOW)
    assert b"Zanzibarbier" not in connection.connection.serialize()


def test_a_steward_reads_the_answers_of_a_person_and_it_is_written_down() -> None:
    """Who, when, of which organisation and why: not what."""
    wave = opened()
    answered(wave, knowledge_1=2)
    reader = steward()
    assert read_answers(person(wave, "Ana"), by=reader, reason="They asked.", now=NOW).answers == {"knowledge_1": 2}
    line = last_deed(wave)
    assert (line.deed, line.made_by, line.about) == (
        "answers_read",
        reader,
        {"organisation": "house-1", "reason": "They asked."},
    )


def test_a_person_gets_their_answers_and_has_them_deleted() -> None:
    """On request, in a confidential wave; they are not written to again."""
    wave = opened()
    answered(wave)
    reader = steward()
    told = export_answers(person(wave, "Ana"), by=reader, reason="Access", now=NOW)
    assert (told["answers"], told["person"]["email"]) == ({"knowledge_1": 4}, "a@example.org")
    erase_answers(person(wave, "Ana"), by=reader, reason="Deletion", now=NOW)
    assert SurveyResponse.objects.count() == 0
    assert person(wave, "Ana").has_declined
    with pytest.raises(NothingSent):
        read_answers(person(wave, "Ana"), by=reader, reason="Again", now=NOW)


def test_answers_of_an_anonymous_wave_cannot_be_found() -> None:
    """Not refused: impossible, and said so."""
    wave, reader = opened(mode="anonymous", has_roster=False), steward()
    for journey in (read_answers, export_answers, erase_answers):
        with pytest.raises(CannotBeFound):
            journey(person(wave, "Ana"), by=reader, reason="Why", now=NOW)


def test_a_coordinator_does_not_read_the_answers_of_a_person() -> None:
    """The table sees figures."""
    wave = opened()
    answered(wave)
    with pytest.raises(NotAllowed):
        read_answers(person(wave, "Ana"), by=coordinator(), reason="Curious", now=NOW)


def test_late_is_late_even_when_nobody_tended() -> None:
    """A wave forgotten for weeks closes at the next look, and says when it did."""
    wave = opened()
    late = NOW + timedelta(days=60)
    tend_waves(now=late)
    assert Wave.objects.get(pk=wave.pk).closed_at == late
