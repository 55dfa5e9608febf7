"""What is deleted leaves the files of the database too: read byte by byte, on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from tests.journeys.waves.tables import NOW, opened, person, set_table

from concertation.journeys.answering.doors import begin
from concertation.journeys.answering.drafts import save_answers
from concertation.journeys.answering.merging import Merged
from concertation.journeys.answering.sending import send_answers
from concertation.journeys.waves.closing import close_wave
from concertation.journeys.waves.keeping import delete_answers, leave_no_copy
from concertation.store.models.surveys import SurveyResponse, Wave

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = ("Ana", "Bo", "Cy")
_TIMES = 100


def _files() -> bytes:
    """The database as it lies on the disk; of PostgreSQL, the table of responses."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return bytes(connection.connection.serialize())
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath('survey_response'))")
        return bytes(cursor.fetchone()[0])


def _once_nobody_holds_them_back() -> None:
    """PostgreSQL keeps dead rows for any transaction that is open on the server, other tests’ included."""
    if connection.vendor == "sqlite":
        return
    for _ in range(_TIMES):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL")
            held_back = cursor.fetchone()[0]
        leave_no_copy()
        if not held_back:
            return
    pytest.skip("a transaction of another test is open on the server: dead rows stay until it ends")


def _word(name: str) -> str:
    return f"heard-from-{name.lower()}-alone"


def _answer(wave: Wave, name: str) -> None:
    door = begin(person(wave, name))
    said = {wave.instrument["open_questions"][0]["code"]: _word(name)}
    save_answers(door, lambda kept: Merged({**kept, **said}))
    send_answers(door, language="en")


def _asked(mode: str) -> Wave:
    set_table()
    return opened(instrument="meeting", mode=mode, has_roster=False, closes_on=date(2999, 1, 1))


def test_answers_that_expired_are_in_no_file() -> None:
    """Before, they are found there: the test reads where they were."""
    wave = _asked("confidential")
    for name in PEOPLE:
        _answer(wave, name)
    close_wave(wave, by=None, now=NOW)
    assert all(_word(name).encode() in _files() for name in PEOPLE)
    delete_answers(wave, by=None, now=NOW)
    _once_nobody_holds_them_back()
    assert not SurveyResponse.objects.exists()
    assert not any(_word(name).encode() in _files() for name in PEOPLE)


def test_a_closed_anonymous_wave_leaves_one_copy_of_each_answer() -> None:
    """Every sending writes all of them again; the former rows would tell who came before whom."""
    wave = _asked("anonymous")
    for name in PEOPLE:
        _answer(wave, name)
    close_wave(wave, by=None, now=NOW)
    _once_nobody_holds_them_back()
    assert SurveyResponse.objects.count() == len(PEOPLE)
    assert [_files().count(_word(name).encode()) for name in PEOPLE] == [1] * len(PEOPLE)
