"""Figures of a closed wave are made once, and again as soon as anything that they are made of moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.permission.small_results import close_wave
from tests.store.smallest import add, change

from concertation.core.functioning.conventions import FunctioningConventions
from concertation.journeys.functioning import WaveFigures, assembling, keeping, publish_wave, see_functioning, standing
from concertation.store.history import recording
from concertation.store.models import Organisation
from concertation.store.models.surveys import SurveyInvitation, SurveyResponse, Wave
from concertation.store.removing import remove_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Wave:
    """A table of three organisations with one closed wave."""
    add("partnership", key="table-own", name_en="Table own", since=date(2020, 1, 1))
    for organisation in ("first", "second", "third"):
        key = f"house-own-{organisation}"
        add("organisation", key=key, name_en=organisation)
        add("membership", key=f"seat-{organisation}", partnership="table-own", organisation=key)
    return close_wave("own")


def _figures() -> WaveFigures:
    seen = see_functioning(partnership="table-own", wave=None, user=None, as_of=date(2026, 1, 1))
    assert seen.figures is not None
    return seen.figures


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time that figures are made, the wave."""
    times: list[str] = []
    assemble = assembling.assemble_figures

    def counted(*given: Any) -> WaveFigures:
        times.append(given[0].tables.wave.key)
        return assemble(*given)

    monkeypatch.setattr(standing, "assemble_figures", counted)
    return times


def test_what_did_not_move_is_made_once(table: Wave, made: list[str]) -> None:
    assert _figures() == _figures()
    assert made == [table.key]


def test_a_change_elsewhere_makes_nothing_again(table: Wave, made: list[str]) -> None:
    _figures()
    add("partnership", key="table-elsewhere", name_en="Elsewhere", since=date(2020, 1, 1))

    _figures()

    assert made == [table.key]


def _correct() -> None:
    one = SurveyResponse.objects.all()[0]
    SurveyResponse.objects.filter(pk=one.pk).update(answers=dict.fromkeys(one.answers, 5))


def _delete() -> None:
    SurveyResponse.objects.filter(organisation_key="house-own-first").earliest("id").delete()


def _sit_down() -> None:
    add("membership", key="seat-more", partnership="table-own", organisation="house-own-third", since=date(2021, 1, 1))


def _meet() -> None:
    add("meeting", key="meeting-own", partnership="table-own", on=date(2024, 3, 1))


def _ask() -> None:
    SurveyInvitation.objects.create(wave=Wave.objects.get(), organisation_key="house-own-first", language="fr")


def _rename() -> None:
    Wave.objects.update(name_en="Another name")


@pytest.mark.parametrize("move", [_correct, _delete, _sit_down, _meet, _ask, _rename])
def test_what_figures_are_made_of_makes_them_again(table: Wave, made: list[str], move: Callable[[], None]) -> None:
    _figures()
    move()
    _figures()

    assert made == [table.key] * 2


def test_corrected_answers_leave_no_figure_behind(table: Wave) -> None:
    before = _figures()["mean"]["value"]
    _correct()

    after = _figures()["mean"]["value"]

    assert after != before
    assert [figures["mean"]["value"] for _, figures in keeping._kept.values() if figures is not None] == [after]


def test_another_convention_makes_other_figures(table: Wave, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _figures()["factors"][0]["score"]["state"] == "known"

    monkeypatch.setattr(standing, "CONVENTIONS", FunctioningConventions(respondents=6))

    assert _figures()["factors"][0]["score"]["state"] == "suppressed"


def test_what_is_kept_says_nothing_of_one_person(table: Wave) -> None:
    _figures()

    [(ground, figures)] = keeping._kept.values()

    assert len(ground) == 64
    assert figures is not None
    assert {"respondent", "invitation", "answers"}.isdisjoint(figures)


def test_an_organisation_that_was_merged_is_matched_with_what_stands_for_it(table: Wave) -> None:
    """Two organisations of a panel are too few; the third is the same one under another key."""
    _ask_again(table, {"house-own-third": "house-heir"})
    assert _figures()["factors"][0]["change"]["state"] == "suppressed"

    _become_one("house-heir", former="house-own-third")

    assert _figures()["factors"][0]["change"]["n"] == 3


def test_an_organisation_that_was_merged_is_not_asked_twice(table: Wave) -> None:
    _become_one("house-heir", former="house-own-third")

    response = _figures()["response"]

    assert (response["members"], response["organisations"], response["silent"]) == (3, 3, [])


def test_an_earlier_survey_whose_answers_are_gone_is_told_as_it_was_published(table: Wave) -> None:
    publish_wave(wave=table.key, by=None, at=datetime(2025, 3, 1, tzinfo=UTC))
    told = {one["factor"]: one["score"]["value"] for one in _figures()["factors"]}
    _ask_again(table, {})
    SurveyResponse.objects.filter(wave=table).delete()
    Wave.objects.filter(pk=table.pk).update(answers_deleted_at=datetime(2025, 6, 1, tzinfo=UTC))

    [earlier] = _figures()["earlier"]

    assert (earlier["wave"], earlier["scores"]) == (table.key, told)


def _become_one(heir: str, *, former: str) -> None:
    """What a merge leaves: the seat of the heir, the code of the former record, and no such record."""
    add("organisation", key=heir, name_en="Heir")
    change("membership", "seat-third", organisation=heir)
    add("organisation_identifier", organisation=heir, scheme="register_code", value=former)
    gone = Organisation.objects.filter(key=former)
    with recording(kind="test", reason=""):
        remove_facts({"organisation": set(gone.values_list("id", flat=True))})


def _ask_again(wave: Wave, renamed: dict[str, str]) -> None:
    """The same wave a year later, under the keys of that day."""
    sent = list(SurveyResponse.objects.filter(wave=wave))
    later = {name: getattr(wave, name).replace(year=2025) for name in ("opened_at", "closed_at", "made_at")}
    columns = {field.name: getattr(wave, field.name) for field in wave._meta.fields if field.name != "id"}
    again = Wave.objects.create(**columns | later | {"key": "results-again"})
    for one in sent:
        key = renamed.get(one.organisation_key, one.organisation_key)
        invited = SurveyInvitation.objects.create(wave=again, organisation_key=key, language="en", has_answered=True)
        SurveyResponse.objects.create(
            wave=again, invitation=invited, organisation_key=key, sent_at=again.closed_at, answers=one.answers
        )
