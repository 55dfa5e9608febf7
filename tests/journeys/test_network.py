"""The network of the register as each person may see it, kept while the register stays as it is."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from threading import Thread
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from pytest_django import DjangoAssertNumQueries
from tests.core.typology.facts import snapshot_of
from tests.journeys.waves.tables import NOW, coordinator, opened, person, set_table, steward
from tests.store.smallest import add

from concertation.core.network.ties.kinds import UnknownNetworkKind
from concertation.journeys.merging import merge_organisations
from concertation.journeys.network.measuring import measure_relations
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import DayOfNetworks, see_relations
from concertation.journeys.waves.closing import close_wave
from concertation.store.models import Tie
from concertation.store.models.surveys import SurveyResponse, Wave

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 1)
VISITOR = AnonymousUser()


def ties(user: Any, kind: str = "collaboration", **asked: Any) -> list[tuple[Any, ...]]:
    seen = see_relations(NetworkQuestion(kind, DAY, **asked), user=user)
    return seen.relations.ties.select("source", "target", "weight", "status").rows()


def answer(wave: Wave, name: str, **intensities: int | None) -> None:
    """Ticks these organisations, each with its intensity; the others of the roster are left."""
    asked = person(wave, name)
    keys = {key: f"house-{key.rpartition('_')[2]}" for key in intensities}
    answers: dict[str, Any] = {"organisations": list(keys.values())}
    answers |= {f"tie:{keys[key]}:intensity": step for key, step in intensities.items() if step is not None}
    answers |= {f"tie:{house}:kinds": ["partner", "referral"] for house in keys.values()}
    SurveyResponse.objects.create(
        wave=wave,
        invitation=asked,
        organisation_key=asked.organisation_key,
        language="en",
        sent_at=NOW,
        answers=answers,
    )


@pytest.fixture
def wave() -> Wave:
    """House 1 says 4 of house 2, which says 1 of it; house 3 answered, and ticked nobody; it closed on 19 April."""
    set_table()
    found = opened(has_roster=True)
    answer(found, "Ana", house_2=4)
    answer(found, "Cy", house_1=1, house_3=None)
    answer(found, "Dée")
    return close_wave(found, by=None, now=NOW + timedelta(days=9))


def test_answers_are_ties_for_those_who_may_see_them(wave: Wave) -> None:
    """4 and 1 are three degrees apart; house 3 was asked about house 2 by name, and did not tick it."""
    assert ties(steward()) == [
        ("house-1", "house-2", 4.0, "disputed"),
        ("house-2", "house-1", 1.0, "disputed"),
        ("house-2", "house-3", None, "disputed"),
    ]


@pytest.mark.parametrize("kind", ["collaboration", "roster", "any"])
def test_nobody_else_learns_that_anything_was_answered(wave: Wave, kind: str) -> None:
    """Before and after somebody who may has looked, whoever looks."""
    before = ties(VISITOR, kind)
    ties(steward(), kind)
    assert ties(VISITOR, kind) == before
    assert ties(coordinator(), kind) == before
    assert all(status == "recorded" for *_, status in before)


def test_measures_of_answers_are_not_kept_for_others(wave: Wave) -> None:
    question = NetworkQuestion("roster", DAY)
    assert measure_relations(question, user=steward(), ids=("tie_count",)).report.whole["tie_count"].value == 3  # type: ignore[union-attr]
    assert measure_relations(question, user=VISITOR, ids=("tie_count",)).report.whole["tie_count"].value == 0  # type: ignore[union-attr]


def test_each_reading_of_answers_is_written_down(wave: Wave, caplog: pytest.LogCaptureFixture) -> None:
    reader = steward()
    with caplog.at_level(logging.INFO, logger="concertation.access"):
        ties(reader)
        ties(VISITOR)
    told = [record.getMessage() for record in caplog.records if "rosters" in record.getMessage()]
    assert told == [f"rosters of waves {wave.key} read by user {reader.pk}"]


def test_an_open_survey_has_no_ties_yet() -> None:
    set_table()
    answer(opened(has_roster=True), "Ana", house_2=4)
    assert ties(steward(), "roster") == []


def test_a_survey_counts_from_the_day_it_closed_and_for_two_years(wave: Wave) -> None:
    reader = steward()
    counts = {day: bool(ties_on(reader, day)) for day in (date(2026, 4, 18), date(2026, 4, 19), date(2028, 4, 20))}
    assert list(counts.values()) == [False, True, False]


def ties_on(user: Any, day: date) -> int:
    return see_relations(NetworkQuestion("roster", day), user=user).relations.network.tie_count


def test_a_window_reads_what_closed_in_it(wave: Wave) -> None:
    reader = steward()
    assert len(ties(reader, "roster", since=date(2026, 4, 19))) == 3
    assert ties(reader, "roster", since=date(2026, 4, 20)) == []


def test_layers_keep_what_passes_between_two(wave: Wave) -> None:
    reader = steward()
    assert len(ties(reader, "roster", layers=("referral",))) == 3
    assert ties(reader, "roster", layers=("funding",)) == []


def test_answers_about_a_merged_organisation_are_about_what_stands_for_it(wave: Wave) -> None:
    add("organisation", key="house-9", name_en="House 9", name_fr="Maison 9")
    reader = steward()
    merge_organisations(kept="house-9", absorbed="house-3", user=reader)
    assert ("house-2", "house-9", None, "disputed") in ties(reader, "roster")


def test_ties_of_the_register_are_open_to_all() -> None:
    set_table()
    add("tie", from_organisation="house-1", to_organisation="house-2", kind="partner", intensity=3)
    assert ties(VISITOR) == [("house-1", "house-2", 3.0, "claimed")]


def test_a_network_is_made_once_for_one_state_of_the_register() -> None:
    set_table()
    question = NetworkQuestion("register", DAY)
    first = see_relations(question, user=VISITOR).relations
    assert see_relations(question, user=VISITOR).relations is first
    assert measure_relations(question, user=VISITOR) is measure_relations(question, user=VISITOR)


def test_a_network_that_does_not_exist_is_told() -> None:
    with pytest.raises(UnknownNetworkKind) as refused:
        ties(VISITOR, "friendship")
    assert "co_membership" in refused.value.in_language("fr")


@pytest.mark.parametrize("count", [3, 30])
def test_looking_asks_no_more_queries_of_a_larger_register(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    set_table()
    for number in range(10, 10 + count):
        add("organisation", key=f"house-{number}", name_en=f"House {number}", name_fr=f"Maison {number}")
        add("tie", from_organisation="house-1", to_organisation=f"house-{number}", kind="partner", intensity=3)
    assert Tie.objects.count() == count
    ties(VISITOR)
    with django_assert_max_num_queries(2):
        ties(VISITOR)


@pytest.mark.parametrize("count", [1, 12])
def test_reading_answers_asks_no_more_queries_of_more_answers(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    set_table()
    found = opened(has_roster=True)
    for number in range(count):
        asked = found.invitations.create(organisation_key="house-1", language="en", email=f"{number}@example.org")
        SurveyResponse.objects.create(
            wave=found, invitation=asked, organisation_key="house-1", answers={"organisations": ["house-2"]}
        )
    close_wave(found, by=None, now=NOW + timedelta(days=9))
    reader = User.objects.get(pk=steward().pk)
    ties(reader, "roster")
    with django_assert_max_num_queries(8):
        assert len(ties(reader, "roster")) == 1


def test_a_network_that_no_change_moved_is_the_one_of_before() -> None:
    """What is costly to work out of it stays known; a tie more makes another."""
    set_table()
    question = NetworkQuestion("register", DAY)
    before = see_relations(question, user=VISITOR).relations.network
    add("area", key="elsewhere")
    assert see_relations(question, user=VISITOR).relations.network is before
    add("tie", from_organisation="house-1", to_organisation="house-2", kind="partner", intensity=3)
    assert see_relations(question, user=VISITOR).relations.network is not before


def test_what_is_being_made_keeps_nobody_from_the_day_after_a_change() -> None:
    """One thread makes something of a day, and asks for more of it; another has seen the register move meanwhile."""
    day = DayOfNetworks(snapshot_of({}))
    followed: list[DayOfNetworks] = []

    def make() -> int:
        other = Thread(target=lambda: followed.append(DayOfNetworks(snapshot_of({}), day)), daemon=True)
        other.start()
        other.join(10)
        return len(followed)

    assert day.once("saying", make) == 1


def test_whoever_asks_while_it_is_being_made_waits_for_it() -> None:
    day = DayOfNetworks(snapshot_of({}))
    made: list[str] = []

    def make() -> list[str]:
        asks = Thread(target=lambda: day.once("chart", lambda: made.append("again")), daemon=True)
        asks.start()
        made.append("once")
        return made

    assert day.once("chart", make) == ["once"]
    assert day.once("chart", lambda: ["anew"]) == ["once"]
