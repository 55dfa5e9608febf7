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
from concertation.journeys.waves.keeping import delete_answers
from concertation.store.models.surveys import SurveyResponse, Wave

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = ("Ana", "Bo", "Cy")


def _files() -> bytes:
    """The database as it lies on the disk; of PostgreSQL, the table of responses."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return bytes(connection.connection.serialize())
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath('survey_response'))")
        return bytes(cursor.fetchone()[0])


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
    assert not SurveyResponse.objects.exists()
    assert not any(_word(name).encode() in _files() for name in PEOPLE)


def test_a_closed_anonymous_wave_leaves_one_copy_of_each_answer() -> None:
    """Every sending writes all of them again; the former rows would tell who came before whom."""
    wave = _asked("anonymous")
    for name in PEOPLE:
        _answer(wave, name)
    close_wave(wave, by=None, now=NOW)
    assert SurveyResponse.objects.count() == len(PEOPLE)
    assert [_files().count(_word(name).encode()) for name in PEOPLE] == [1] * len(PEOPLE)
