"""How sure a network of the register is: for whom, logged, kept or made beside the pages."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from tests.journeys.test_network import answer
from tests.journeys.waves.tables import NOW, TABLE, coordinator, opened, set_table, steward
from tests.store.smallest import add

from concertation.core.errors import ConcertationError
from concertation.core.estimate import Unknown
from concertation.core.network.assurance import Changed, Together, WhoseWord
from concertation.journeys.background import do_work
from concertation.journeys.network.certainty import beside
from concertation.journeys.network.certainty.asked import CertaintyQuestion
from concertation.journeys.network.certainty.changed import change_between_surveys
from concertation.journeys.network.certainty.silence import SurveySilence, silence_of
from concertation.journeys.network.certainty.surveys import read_survey, surveys_of
from concertation.journeys.network.certainty.whose_word import whose_word
from concertation.journeys.waves.closing import close_wave
from concertation.store.models import MeasuredNetwork, Work
from concertation.store.models.surveys import Wave

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 1)
VISITOR = AnonymousUser()


def ask(kind: str = "collaboration", **asked: Any) -> CertaintyQuestion:
    return CertaintyQuestion(kind, DAY, **asked)


@pytest.fixture
def wave() -> Wave:
    """House 1 names house 2, which names it; house 3 did not answer; it closed on 19 April."""
    set_table()
    found = opened(has_roster=True)
    answer(found, "Ana", house_2=4)
    answer(found, "Cy", house_1=1)
    return close_wave(found, by=None, now=NOW + timedelta(days=9))


def test_the_word_of_both_ends_is_read_of_the_register() -> None:
    set_table()
    add("tie", from_organisation="house-1", to_organisation="house-2", kind="partner", intensity=3)
    found = whose_word(ask().network, user=VISITOR)
    assert isinstance(found, WhoseWord)
    assert (found.size, found.heard, found.pairs, found.both, found.unanswered) == (3, 1, 1, 0, 1)


@pytest.mark.parametrize(("kind", "words"), [("co_membership", "what the register holds"), ("any", "several kinds")])
def test_where_no_word_is_asked_it_is_said(kind: str, words: str) -> None:
    found = whose_word(ask(kind).network, user=VISITOR)
    assert isinstance(found, Unknown) and words in found.missing[0].en


def test_the_silent_of_a_survey_are_named_to_those_who_may_see_answers(wave: Wave) -> None:
    found = silence_of(ask(), user=steward())
    assert isinstance(found, SurveySilence)
    assert (found.survey.key, found.survey.table_name.fr) == (wave.key, "Table du havre")
    assert (found.found.heard, found.found.size) == (2, 3)
    assert [name.label.en for name in found.found.silent] == ["House 3"]


def test_nobody_else_learns_who_was_silent(wave: Wave) -> None:
    for person in (VISITOR, coordinator()):
        found = silence_of(ask(), user=person)
        assert isinstance(found, Unknown) and "may see answers" in found.missing[0].en
        assert surveys_of(person, DAY) == ()


def test_a_survey_of_one_who_may_is_not_read_by_another(wave: Wave) -> None:
    """Even where it was handed over."""
    (survey,) = surveys_of(steward(), DAY)
    with pytest.raises(ConcertationError):
        read_survey(survey, user=coordinator())


def test_each_reading_is_written_down(wave: Wave, caplog: pytest.LogCaptureFixture) -> None:
    reader = steward()
    with caplog.at_level(logging.INFO, logger="concertation.access"):
        silence_of(ask(), user=reader)
    told = [record.getMessage() for record in caplog.records if "rosters" in record.getMessage()]
    assert told == [f"rosters of waves {wave.key} read by user {reader.pk}"]


def test_before_it_closed_there_is_no_survey(wave: Wave) -> None:
    found = silence_of(CertaintyQuestion("roster", date(2026, 4, 18)), user=steward())
    assert isinstance(found, Unknown) and "No confidential survey" in found.missing[0].en


def test_deleted_answers_are_not_offered(wave: Wave) -> None:
    Wave.objects.filter(pk=wave.pk).update(answers_deleted_at=timezone.now())
    assert surveys_of(steward(), DAY) == ()


def test_two_surveys_of_one_table_are_compared(wave: Wave) -> None:
    """House 1 no longer names house 2, which still names it; house 3 is silent both times."""
    second = opened(has_roster=True)
    answer(second, "Ana")
    answer(second, "Cy", house_1=2)
    close_wave(second, by=None, now=NOW + timedelta(days=12))
    reader = steward()
    surveys = surveys_of(reader, DAY)
    assert [one.key for one in surveys] == [second.key, wave.key]
    found = change_between_surveys(surveys, user=reader)
    assert isinstance(found, Changed)
    assert (found.turnover.kept, found.turnover.formed, found.turnover.dissolved) == (1, 0, 1)
    assert found.turnover.before == (wave.key, date(2026, 4, 19))
    assert isinstance(change_between_surveys(surveys[:1], user=reader), Unknown)


def test_a_table_may_be_chosen(wave: Wave) -> None:
    assert isinstance(silence_of(ask(table=TABLE), user=steward()), SurveySilence)


def test_a_small_register_is_compared_at_once() -> None:
    set_table()
    together, changed = beside.find_together(ask()), beside.find_changed(ask("co_membership"))
    assert isinstance(together, Together) and together.kinds == ("co_membership",)
    assert isinstance(changed, Changed) and changed.turnover.kept == 3
    assert not Work.objects.exists()


def test_answers_of_surveys_are_not_in_what_is_kept(wave: Wave) -> None:
    """Collaboration has no tie but those of the survey: to what is kept for all, it has none."""
    found = beside.find_together(ask())
    assert found is not None and "collaboration" in found.empty


def test_a_large_register_is_compared_beside_then_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    set_table()
    at_once = beside.find_changed(ask("co_membership"))
    monkeypatch.setattr(beside, "MOST_NODES", 2)
    question = ask("co_membership")
    assert beside.find_changed(question) is None
    work = beside.begin_comparing("changed", question, user=VISITOR)
    assert work is not None
    again = beside.begin_comparing("changed", question, user=VISITOR)
    assert again is not None and again.pk == work.pk
    do_work(work.pk)
    work.refresh_from_db()
    assert work.state == Work.State.DONE
    assert beside.find_changed(question) == at_once
    assert MeasuredNetwork.objects.count() == 1


def test_another_day_is_another_answer_and_keeps_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    set_table()
    monkeypatch.setattr(beside, "MOST_NODES", 2)
    questions = [ask("co_membership", compared_with=date(year, 1, 1)) for year in (2024, 2025)]
    for question in questions:
        work = beside.begin_comparing("changed", question, user=VISITOR)
        assert work is not None
        do_work(work.pk)
    found = [beside.find_changed(question) for question in questions]
    assert [one.turnover.before[1].year for one in found if isinstance(one, Changed)] == [2024, 2025]


def test_two_sides_are_not_compared() -> None:
    assert isinstance(beside.find_changed(ask("two_mode")), Unknown)
