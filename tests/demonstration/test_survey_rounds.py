"""The invented region is questioned three years in a row, and what was planted shows in the answers."""

from __future__ import annotations

import itertools
from datetime import date

import numpy as np
import polars as pl
import pytest

from concertation.core.demonstration import make_region
from concertation.core.demonstration.surveys import SurveyRound, make_survey_rounds
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.scoring import ANSWERS, ITEMS, score_partnerships, score_respondents
from concertation.core.questionnaire import load_instrument
from concertation.journeys.demonstration import load_demonstration
from concertation.store.models.surveys import SurveyDraft, SurveyInvitation, SurveyResponse, Wave

LAST_DAY = date(2026, 6, 30)
INSTRUMENT = load_instrument("functioning")


@pytest.fixture(scope="module")
def rounds() -> tuple[SurveyRound, ...]:
    return _rounds()


def _rounds() -> tuple[SurveyRound, ...]:
    book, _ = make_region(np.random.default_rng(20130101), last_day=LAST_DAY)
    return make_survey_rounds(np.random.default_rng(20230929), book, INSTRUMENT, last_day=LAST_DAY)


def _scores(one: SurveyRound, *, public: bool | None = None) -> dict[str, float | None]:
    items = pl.DataFrame(
        [(item.code, item.factor, item.is_reversed) for item in INSTRUMENT.scored_items], schema=ITEMS, orient="row"
    )
    rows = [
        ("", person.organisation, person.email, item, value if isinstance(value, int) else None)
        for person in one.people
        if person.has_answered and public in (None, _is_public(person.organisation))
        for item, value in (person.answers or {}).items()
    ]
    conventions = FunctioningConventions()
    people = score_respondents(pl.DataFrame(rows, schema=ANSWERS, orient="row"), items, conventions=conventions)
    return dict(score_partnerships(people, conventions=conventions).select("factor", "score").iter_rows())


def _is_public(organisation: str) -> bool:
    return organisation.split("--", maxsplit=1)[0] in {"rescue", "schools", "city", "health", "library", "police"}


def test_the_same_seed_and_day_give_the_same_answers(rounds: tuple[SurveyRound, ...]) -> None:
    assert _rounds() == rounds


def test_one_partnership_has_three_waves_a_year_apart(rounds: tuple[SurveyRound, ...]) -> None:
    opened = [one.opened_on for one in rounds if one.design.partnership == "merrow-lip"]

    assert [(after - before).days for before, after in itertools.pairwise(opened)] == [365, 365]


def test_resources_fall_and_come_back(rounds: tuple[SurveyRound, ...]) -> None:
    first, second, third = (_scores(one)["resources"] or 0 for one in rounds[:3])

    assert first - second > 0.8
    assert third - second > 0.8


def test_public_partners_and_the_others_see_leadership_differently(rounds: tuple[SurveyRound, ...]) -> None:
    public, community = (_scores(rounds[2], public=side)["leadership"] or 0 for side in (True, False))

    assert public - community > 1


def test_few_could_judge_programmes_the_first_time(rounds: tuple[SurveyRound, ...]) -> None:
    assert _scores(rounds[0])["programme_cycle"] is None
    assert _scores(rounds[2])["programme_cycle"] is not None


def test_one_organisation_never_answers(rounds: tuple[SurveyRound, ...]) -> None:
    asked = [person for one in rounds[:3] for person in one.people if person.organisation == "care-homes--port-merrow"]

    assert asked
    assert not any(person.has_answered for person in asked)


def test_nobody_can_be_written_to(rounds: tuple[SurveyRound, ...]) -> None:
    assert all(person.email.endswith("example.org") for one in rounds for person in one.people)


@pytest.mark.django_db
def test_the_demonstration_holds_them(rounds: tuple[SurveyRound, ...]) -> None:
    load_demonstration(last_day=LAST_DAY)

    assert list(Wave.objects.order_by("opened_at").values_list("state", flat=True)) == [*["closed"] * 4, "open"]
    assert SurveyInvitation.objects.count() == sum(len(one.people) for one in rounds)
    assert SurveyDraft.objects.filter(wave__state="open").exists()


@pytest.mark.django_db
def test_what_is_anonymous_says_nothing_of_who_answered() -> None:
    load_demonstration(last_day=LAST_DAY)

    told = SurveyResponse.objects.filter(wave__mode="anonymous")

    assert told.count() >= 5
    assert not told.exclude(invitation=None, organisation_key="", language="", sent_at=None).exists()
