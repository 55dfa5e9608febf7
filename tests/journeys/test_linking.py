"""Whoever holds the whole database tries to join anonymous answers to their senders: no way does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from tests.store.answered import answer, write
from tests.store.small_waves import invite_to, open_wave

from concertation.journeys.answering.doors import begin
from concertation.journeys.answering.drafts import forget_draft
from concertation.journeys.answering.questionnaire import questionnaire_of
from concertation.journeys.secret_print import print_of_secret
from concertation.journeys.waves.links import issue_link
from concertation.store.models.surveys import (
    AnsweringTime,
    SurveyDraft,
    SurveyInvitation,
    SurveyResponse,
    Wave,
    WaveEvent,
)

pytestmark = pytest.mark.django_db

PEOPLE = 5
only_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite keeps no transaction numbers: rows are kept by row number"
)


class NoChance:
    """A drawing of lots that turns everything round: what follows it does not follow the order of arrival."""

    def shuffle(self, rows: list[Any]) -> None:
        """The last comes first."""
        rows.reverse()


@pytest.fixture
def sent() -> Wave:
    """A wave that five people answered, the first with 1, the last with 5, in as many minutes."""
    wave = open_wave("anonymous")
    for number in range(1, PEOPLE + 1):
        invitation = invite_to(wave, organisation=f"house-{number}")
        answer(invitation, {_first(wave): number}, minutes=number)
    return wave


def _first(wave: Wave) -> str:
    return questionnaire_of(wave).instrument.items[0].code


def _everything() -> str:
    """All rows of all tables, as text."""
    rows = [list(model._default_manager.values()) for model in apps.get_models() if model._meta.managed]
    return json.dumps(rows, cls=DjangoJSONEncoder, default=str)


def test_table_a_response_holds_nothing_but_its_answers(sent: Wave) -> None:
    """Of all columns only the row number, the wave and the answers say anything; no other table points to one."""
    for row in SurveyResponse.objects.values():
        assert {name for name, value in row.items() if value not in (None, "")} == {"id", "wave_id", "answers"}
    assert not [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is SurveyResponse
    ]


def test_table_an_invitation_learns_one_thing() -> None:
    """Begun, answered half and sent: of the invitation, one column moves, and at the end."""
    wave = open_wave("anonymous")
    invitation = invite_to(wave)
    issue_link(invitation)
    before = SurveyInvitation.objects.values().get()
    door = begin(invitation)
    write(door, {_first(wave): 2})
    assert SurveyInvitation.objects.values().get() == before
    answer(invitation, {_first(wave): 3})
    assert SurveyInvitation.objects.values().get() == before | {"has_answered": True}
    assert not WaveEvent.objects.exists()


def test_order_row_numbers_are_drawn_anew_at_each_sending(sent: Wave) -> None:
    """Of 2^62: what kept its number would tell that it is not the latest."""
    before = set(SurveyResponse.objects.values_list("id", flat=True))
    answer(invite_to(sent), {_first(sent): 4})
    after = set(SurveyResponse.objects.values_list("id", flat=True))
    assert len(after) == len(before) + 1
    assert not before & after


def test_order_rows_are_written_in_the_order_that_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in that of arrival: each sending turned all round. 1, then 2 1, then 3 1 2, as ``NoChance`` has it."""
    monkeypatch.setattr("secrets.SystemRandom", NoChance)
    numbers = iter(range(1, 1000))
    monkeypatch.setattr("concertation.store.models.surveys.secrets.randbelow", lambda _: next(numbers))
    wave = open_wave("anonymous")
    for number in (1, 2, 3):
        answer(invite_to(wave), {_first(wave): number})
    written = [one[_first(wave)] for one in SurveyResponse.objects.order_by("id").values_list("answers", flat=True)]
    assert written == [3, 1, 2]


@only_postgresql
def test_order_the_place_on_the_page_follows_the_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The physical place (ctid) of the rows that are there is the order in which they were written again."""
    monkeypatch.setattr("secrets.SystemRandom", NoChance)
    wave = open_wave("anonymous")
    for number in (1, 2, 3):
        answer(invite_to(wave), {_first(wave): number})
    answers = _column("SELECT answers FROM survey_response ORDER BY ctid")
    # Read by row number, which is drawn, then the latest, all turned round: the latest is first.
    assert json.loads(answers[0])[_first(wave)] == 3


@only_postgresql
def test_order_all_rows_have_one_transaction_number(sent: Wave) -> None:
    """The invitation that was answered last shares it with every response and every count of minutes."""
    assert len(set(_column("SELECT xmin::text FROM survey_response"))) == 1
    assert len(set(_column("SELECT xmin::text FROM survey_answering_time"))) == 1


def test_timestamp_no_response_has_one(sent: Wave) -> None:
    """Nor a day, nor an hour, nor a count that rises."""
    kinds = (models.DateField, models.DateTimeField, models.TimeField)
    dated = [field.name for field in SurveyResponse._meta.get_fields() if isinstance(field, kinds)]
    assert dated == ["sent_at"]
    assert not SurveyResponse.objects.filter(sent_at__isnull=False).exists()


def test_timestamp_minutes_are_written_again_together(sent: Wave) -> None:
    """The row that rose last has no place of its own: all are new at each sending."""
    before = set(AnsweringTime.objects.values_list("id", flat=True))
    answer(invite_to(sent), {_first(sent): 4}, minutes=3)
    assert not before & set(AnsweringTime.objects.values_list("id", flat=True))
    assert dict(AnsweringTime.objects.values_list("minutes", "people")) == {1: 1, 2: 1, 3: 2, 4: 1, 5: 1}


def test_identifier_no_secret_of_the_way_is_anywhere() -> None:
    """Neither the link, nor the ballot, nor, once sent, the print of the ballot."""
    wave = open_wave("anonymous")
    invitation = invite_to(wave)
    token = issue_link(invitation)
    door = answer(invitation, {_first(wave): 2})
    whole = _everything()
    assert str(wave.key) in whole
    for secret in (token, door.ballot, print_of_secret(door.ballot)):
        assert secret not in whole


def test_identifier_answers_are_in_the_order_of_the_questions() -> None:
    """The order in which one person went through the pages would be a sign of theirs."""
    wave = open_wave("anonymous")
    codes = [item.code for item in questionnaire_of(wave).instrument.items]
    answer(invite_to(wave), dict.fromkeys(reversed(codes), 3))
    (kept,) = SurveyResponse.objects.values_list("answers", flat=True)
    assert [code for code in kept if code in codes] == (sorted(kept, key=_as_jsonb) if _is_jsonb() else codes)


def test_size_of_groups_a_draft_that_is_left_tells_nothing() -> None:
    """One person has not sent, one draft is left, theirs perhaps: their ballot alone opens it, all have one length."""
    wave = open_wave("anonymous")
    codes = [item.code for item in questionnaire_of(wave).instrument.items]
    little, much = begin(invite_to(wave)), begin(invite_to(wave))
    write(little, {codes[0]: 2})
    write(much, dict.fromkeys(codes, 5))
    kept = list(SurveyDraft.objects.values_list("answers", flat=True))
    assert [list(one) for one in kept] == [["sealed"], ["sealed"]]
    assert len({len(one["sealed"]) for one in kept}) == 1
    forget_draft(little)
    assert SurveyDraft.objects.count() == 1


def test_size_of_groups_sent_answers_are_as_many_as_who_answered(sent: Wave) -> None:
    """Every count that is kept is one that the participation tells already."""
    assert SurveyResponse.objects.count() == SurveyInvitation.objects.filter(has_answered=True).count() == PEOPLE
    assert not SurveyDraft.objects.exists()


def _column(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [row[0] if isinstance(row[0], str) else json.dumps(row[0]) for row in cursor.fetchall()]


def _is_jsonb() -> bool:
    return connection.vendor == "postgresql"


def _as_jsonb(code: str) -> tuple[int, str]:
    """PostgreSQL orders the names of a document by length, then by letters."""
    return len(code), code
