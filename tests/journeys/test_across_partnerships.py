"""How far partnerships differ: two intraclass correlations, from the latest survey of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.store.small_waves import open_wave

from concertation.journeys.functioning import compare_partnerships, sees_across
from concertation.store.models.surveys import SurveyResponse, Wave

pytestmark = pytest.mark.django_db
FACTOR = "knowledge"


def _heard(partnership: str, points: Sequence[int], *, days: int = 0, **columns: Any) -> Wave:
    """A closed survey in which each person gave one answer to all sentences of the factor."""
    wave = open_wave("anonymous", instrument="functioning", key=f"{partnership}-{days}", partnership_key=partnership)
    codes = [f"{FACTOR}_{number}" for number in range(1, 5)]
    SurveyResponse.objects.bulk_create(
        SurveyResponse(wave=wave, answers=dict.fromkeys(codes, point)) for point in points
    )
    closed = timezone.now() - timedelta(days=days)
    Wave.objects.filter(pk=wave.pk).update(state=Wave.State.CLOSED, closed_at=closed, **columns)
    return wave


def test_correlations_of_two_partnerships_by_hand() -> None:
    """Means 4.6 and 1.6: B = 2·5·1.5² = 22.5, W = 2.4/8 = 0.3; (B − W)/(B + 4W) = 22.2/23.7, (B − W)/B = 22.2/22.5."""
    wave = _heard("north", [5, 4, 5, 4, 5])
    _heard("south", [2, 1, 2, 1, 2])
    found = compare_partnerships(wave.key, FACTOR)
    assert found.correlations is not None
    assert (found.partnerships, found.people) == (2, 10)
    assert found.correlations.single == pytest.approx(22.2 / 23.7)
    assert found.correlations.mean == pytest.approx(22.2 / 22.5)


def test_only_the_latest_survey_in_the_same_words_with_enough_people_counts() -> None:
    """An earlier one, one of other words, one whose answers are gone, one of four people: none is read."""
    wave = _heard("north", [5, 4, 5, 4, 5])
    _heard("north", [1, 1, 1, 1, 1], days=400)
    _heard("east", [1, 1, 1, 1, 1], digest_en="other words")
    _heard("west", [1, 1, 1, 1, 1], answers_deleted_at=timezone.now())
    _heard("few", [1, 1, 1, 1])
    found = compare_partnerships(wave.key, FACTOR)
    assert (found.partnerships, found.people, found.correlations) == (1, 5, None)


def test_as_many_queries_for_six_partnerships_as_for_two(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """The survey that is looked at, the latest of each, all answers."""
    wave = _heard("north", [5, 4, 5, 4, 5])
    for number in range(6):
        _heard(f"p{number}", [1, 2, 3, 4, 5])
        with django_assert_num_queries(3):
            compare_partnerships(wave.key, FACTOR)


def test_only_whoever_sees_all_results_sees_across(demonstration: None) -> None:
    """A steward, and the coordinator of every table; not a representative of one, a viewer or a visitor."""
    people = {name: User.objects.get(username=name) for name in ("marc", "ana", "lise", "nadia")}
    assert {name: sees_across(one) for name, one in people.items()} == {
        "marc": True, "ana": True, "lise": False, "nadia": False,
    }  # fmt: skip
    assert not sees_across(AnonymousUser())
