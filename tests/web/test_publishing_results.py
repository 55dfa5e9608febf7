"""Publishing the figures of a wave, and what becomes of them when its answers are gone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.permission.small_results import close_wave
from tests.store.smallest import add

from concertation.journeys.functioning import publish_wave
from concertation.store.models.surveys import PublishedCut, SurveyInvitation, SurveyResponse, Wave, WaveEvent

pytestmark = pytest.mark.django_db


def _shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


@pytest.fixture
def table() -> Wave:
    """A table of three organisations with one closed wave."""
    add("partnership", key="table-own", name_en="Table own", since=date(2020, 1, 1))
    for number, organisation in enumerate(("first", "second", "third")):
        key = f"house-own-{organisation}"
        add("organisation", key=key, name_en=organisation, is_governmental=not number)
        add("membership", key=f"seat-{organisation}", partnership="table-own", organisation=key)
    return close_wave("own")


def _coordinator() -> User:
    return User.objects.create_superuser("chief", "chief@example.org", "a-long-password-of-a-chief")


def test_publishing_freezes_what_is_seen(table: Wave) -> None:
    client = Client()
    client.force_login(_coordinator())

    client.post("/en/partnerships/table-own/functioning/publish/", {"wave": table.key})
    SurveyResponse.objects.all().delete()
    Wave.objects.update(answers_deleted_at=datetime(2024, 6, 1, tzinfo=UTC))

    shown = _shown(Client(), "/en/partnerships/table-own/functioning/")
    assert "the answers themselves have since been deleted" in shown
    assert "factors-figure" in shown
    assert list(WaveEvent.objects.values_list("deed", flat=True)) == ["published", "results_seen"]


def test_what_was_deleted_unpublished_is_gone(table: Wave) -> None:
    SurveyResponse.objects.all().delete()
    Wave.objects.update(answers_deleted_at=datetime(2024, 6, 1, tzinfo=UTC))

    assert "were deleted" in _shown(Client(), "/en/partnerships/table-own/functioning/")


def test_a_wave_without_answers_says_so_to_the_table(table: Wave) -> None:
    SurveyResponse.objects.all().delete()
    client = Client()
    client.force_login(_coordinator())

    assert "nobody had answered" in _shown(client, "/en/partnerships/table-own/functioning/")


def test_publishing_twice_adds_nothing_and_says_so(table: Wave) -> None:
    client = Client()
    client.force_login(_coordinator())
    address = "/en/partnerships/table-own/functioning/publish/"

    client.post(address, {"wave": table.key})
    cuts = set(PublishedCut.objects.values_list("cut", flat=True))
    answer = client.post(address, {"wave": table.key}, follow=True)

    assert set(PublishedCut.objects.values_list("cut", flat=True)) == cuts
    assert "Nothing can be published of this wave" in answer.content.decode()


def test_nothing_more_is_published_once_somebody_took_answers_back(table: Wave) -> None:
    chief = _coordinator()
    publish_wave(wave=table.key, by=chief, at=timezone.now())
    SurveyResponse.objects.filter(organisation_key="house-own-third").delete()
    client = Client()
    client.force_login(chief)

    answer = client.post("/en/partnerships/table-own/functioning/publish/", {"wave": table.key}, follow=True)

    assert "took their answers back" in answer.content.decode()


def test_visitors_may_not_publish(table: Wave) -> None:
    answer = Client().post("/en/partnerships/table-own/functioning/publish/", {"wave": table.key})

    assert "sign-in" in answer["Location"]
    assert not PublishedCut.objects.exists()


@pytest.mark.parametrize("page", ["", "documents/", "guide/"])
def test_pages_ask_as_many_questions_however_many_answered(
    table: Wave, page: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """At five people of three organisations, then at thirty of nine."""
    address, client = f"/en/partnerships/table-own/functioning/{page}", Client()
    client.force_login(_coordinator())
    client.get(address)
    few = _queries(client, address)
    for number in range(25):
        _one_more(table, f"house-more-{number % 6}")

    with django_assert_num_queries(few):
        client.get(address)


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def _one_more(wave: Wave, organisation: str) -> None:
    answers = SurveyResponse.objects.filter(wave=wave).values_list("answers", flat=True)[0]
    asked = SurveyInvitation.objects.create(wave=wave, organisation_key=organisation, language="fr", has_answered=True)
    SurveyResponse.objects.create(
        wave=wave,
        invitation=asked,
        organisation_key=organisation,
        language="fr",
        sent_at=wave.closed_at,
        answers=answers,
    )
