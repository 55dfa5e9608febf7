"""What is kept of the register follows its changes, and is what a fresh look would find."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from random import Random
from typing import Any

import polars as pl
import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.store.smallest import add, change

from concertation.core.demonstration import documented_cases
from concertation.core.errors import ConcertationError
from concertation.core.faceting import Choice, Question
from concertation.core.faceting.facet import Listing
from concertation.core.facts import all_kinds
from concertation.core.snapshot import Snapshot
from concertation.core.typology import classify, following, score_days
from concertation.journeys import chronology, observation, overview
from concertation.journeys.chronology import forget_chronology, read_chronology
from concertation.journeys.finding import keeping, observe_list
from concertation.journeys.kept_classification import classified_rows, classify_register, days_compared, scored_rows
from concertation.journeys.neighbourhood import Neighbourhood, observe_neighbourhood, read_neighbourhood
from concertation.journeys.observation import (
    Observation,
    forget_observations,
    observe,
    observe_register,
    touched_between,
)
from concertation.journeys.overview import survey_register
from concertation.journeys.removal import removal_of
from concertation.journeys.undoing import undo_change
from concertation.store.following import touched_keys_since
from concertation.store.history import recording
from concertation.store.loading import fact_model, insert_facts
from concertation.store.models import Change, Membership, Partnership
from concertation.store.removing import remove_facts
from concertation.store.snapshot_builder import build_snapshot
from concertation.store.state import register_state
from concertation.store.updating import update_facts

pytestmark = pytest.mark.django_db

DAYS = (date(2009, 12, 31), date(2014, 6, 30), date(2026, 6, 30))
# Before, between and after the days looked at.
MOMENTS = (None, date(2005, 1, 1), date(2009, 12, 31), date(2012, 5, 1), date(2014, 7, 1), date(2030, 1, 1))
TEXTS = (None, "a, b", 'say "yes"', "line one\nline two", "null", "« oui »", "漢字")


def _some_fact(chance: Random, kinds: list[Any]) -> tuple[Any, str] | None:
    kind = chance.choice(kinds)
    keys = list(fact_model(kind)._default_manager.order_by("id").values_list("key", flat=True))
    return (kind, chance.choice(keys)) if keys else None


def _start(kind: Any) -> str | None:
    return "since" if kind.is_dated else "on" if kind.is_event else None


def _add(chance: Random) -> None:
    kind = chance.choice(list(all_kinds()))
    start = _start(kind)
    add(kind.id, **({start: chance.choice(MOMENTS)} if start else {}))


def _move(chance: Random) -> None:
    """A fact enters or leaves the past."""
    found = _some_fact(chance, [kind for kind in all_kinds() if _start(kind)])
    if found:
        change(found[0].id, found[1], **{str(_start(found[0])): chance.choice(MOMENTS)})


def _reword(chance: Random) -> None:
    found = _some_fact(chance, list(all_kinds()))
    columns = found[0].columns if found else ()
    names = [c.name for c in columns if c.field.type in ("text", "long_text") and not c.field.is_required]
    if found and names:
        change(found[0].id, found[1], **{chance.choice(names): chance.choice(TEXTS)})


def _correct_many(chance: Random) -> None:
    keys = list(fact_model(_kind("membership"))._default_manager.values_list("key", flat=True))
    with recording(kind="edited", reason="many"):
        update_facts({"membership": {key: {"note": str(chance.random())} for key in keys}})


def _remove(chance: Random) -> None:
    found = _some_fact(chance, list(all_kinds()))
    if found and not (removal := removal_of(found[0].id, found[1])).holding:
        with recording(kind="deleted", reason="a slip"):
            remove_facts(removal.numbers)


def _import(chance: Random) -> None:
    mark = f"{chance.random()}"
    names = [f"{mark}-{number}" for number in range(chance.choice((3, 90)))]
    with recording(kind="imported", reason="a list"):
        insert_facts(
            {
                "organisation": {name: {"name_en": name} for name in names},
                "partnership": {mark: {"name_en": mark, "since": chance.choice(MOMENTS)}},
                "membership": {
                    name: {"partnership": mark, "organisation": name, "since": chance.choice(MOMENTS)} for name in names
                },
            }
        )


def _undo(chance: Random) -> None:
    undo_change(chance.choice(list(Change.objects.values_list("pk", flat=True))), user=User.objects.get(username="ana"))


DEEDS: tuple[Callable[[Random], None], ...] = (_add, _move, _reword, _correct_many, _remove, _import, _undo, _undo)


def _kind(kind_id: str) -> Any:
    return next(kind for kind in all_kinds() if kind.id == kind_id)


@pytest.fixture
def register(db: None) -> None:
    """The documented partnerships, entered as people enter them."""
    User.objects.create_superuser("ana")
    with recording(kind="imported", reason="the article"):
        insert_facts(documented_cases().rows)


@pytest.fixture
def never_afresh(register: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once looked at, however much moves, what is kept must follow."""
    monkeypatch.setattr(observation, "_FEW", 1_000_000)
    monkeypatch.setattr(chronology, "_MOST_TOUCHED", 1_000_000)
    monkeypatch.setattr(following, "_SHARE", 0)


def _same(one: Snapshot, other: Snapshot) -> None:
    assert one.as_of == other.as_of
    for kind in all_kinds():
        assert one[kind.id].schema == other[kind.id].schema, kind.id
        assert one[kind.id].equals(other[kind.id]), kind.id


def _same_figures(around: Neighbourhood, number: int) -> None:
    """What a page takes from all partnerships is what it would find by itself, score by score to the ninth digit."""
    part = around.snapshot().restricted_to([number])
    days = days_compared(around.as_of)
    rows = classified_rows(around, [number])
    assert rows is not None
    assert_frame_equal(pl.DataFrame(rows, schema=classify(part).schema), classify(part), abs_tol=1e-9)
    scores = pl.DataFrame(scored_rows(around, number), schema=score_days(part, days=days).schema).sort("as_of")
    assert_frame_equal(scores, score_days(part, days=days), abs_tol=1e-9)


def _same_list(listing: Listing, day: date, fresh: Observation) -> None:
    """Rows in both orders, and what each choice would find."""
    followed, anew = observe_list(listing, as_of=day), keeping._lists[listing].of(fresh)
    for language in ("en", "fr"):
        question = Question(language, choices={"existence": Choice()})
        assert_frame_equal(followed.find(question), anew.find(question), abs_tol=1e-9)
        assert followed.count(question) == anew.count(question)


def _look_at_all(day: date) -> None:
    """From here on, all this is kept and must follow."""
    classify_register(observe(as_of=day))
    observe_list("partnership", as_of=day)
    observe_list("organisation", as_of=day)
    survey_register(as_of=day)
    for number in Partnership.objects.values_list("pk", flat=True):
        around = observe_neighbourhood(partnership_ids=[number], as_of=day)
        classified_rows(around, [number])
        scored_rows(around, number)
    for number in Membership.objects.values_list("organisation_id", flat=True)[:20]:
        observe_neighbourhood(partnership_ids=[], organisation_ids=[number], as_of=day)
    read_chronology()


def _all_the_same(day: date) -> None:
    """The snapshot, what is made of it (scores to the twelfth digit), pages, lists, the overview and chronology."""
    fresh, seen = build_snapshot(as_of=day), observe(as_of=day)
    _same(seen.snapshot, fresh)
    assert_frame_equal(classify_register(seen), classify(fresh), check_exact=False, rel_tol=1e-12, abs_tol=1e-12)
    _same_list("partnership", day, Observation(fresh, None))
    _same_list("organisation", day, Observation(fresh, None))
    assert survey_register(as_of=day) == overview._overviews.of(Observation(fresh, None))
    for number in Partnership.objects.values_list("pk", flat=True):
        around = {"partnership_ids": [number], "as_of": day}
        assert observe_neighbourhood(**around).tables == read_neighbourhood(**around).tables  # type: ignore[arg-type]
        _same_figures(observe_neighbourhood(**around), number)  # type: ignore[arg-type]
    for number in Membership.objects.values_list("organisation_id", flat=True)[:20]:
        around = {"partnership_ids": [], "organisation_ids": [number], "as_of": day}
        assert observe_neighbourhood(**around).tables == read_neighbourhood(**around).tables  # type: ignore[arg-type]
    followed = read_chronology()
    counted = {day: count for day, count in chronology._count_all().items() if count}
    assert dict(zip(followed.days, followed.counts, strict=True)) == counted


@settings(
    phases=(Phase.explicit, Phase.generate),
    max_examples=5,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 2**32)), min_size=1, max_size=8))
def test_what_follows_is_what_a_fresh_look_finds(
    never_afresh: None, deeds: list[tuple[Callable[[Random], None], int]]
) -> None:
    """Edits, additions, removals, imports and undos in any order, seen from any day: same rows, types and order."""
    forget_observations()
    forget_chronology()
    with transaction.atomic():
        for day in DAYS:
            _look_at_all(day)
        for deed, seed in deeds:
            with suppress(DatabaseError, ProtectedError, ConcertationError), transaction.atomic():
                deed(Random(seed))
            day = DAYS[seed % len(DAYS)]
            _same(observe_register(as_of=day), build_snapshot(as_of=day))
            for number in Partnership.objects.values_list("pk", flat=True):
                observe_neighbourhood(partnership_ids=[number], as_of=day)
        for day in DAYS:
            _all_the_same(day)
        transaction.set_rollback(True)
    forget_observations()


def test_only_the_tables_that_moved_are_made_again(register: None) -> None:
    """An edit costs what it touches: all else is the same table in memory."""
    before = observe_register(as_of=DAYS[2])
    change("organisation", str(before["organisation"]["key"][0]), note="moved")
    after = observe_register(as_of=DAYS[2])
    assert [kind.id for kind in all_kinds() if after[kind.id] is not before[kind.id]] == ["organisation"]


def test_a_correction_of_words_makes_nothing_again_but_words(register: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A partnership renamed is called so everywhere, though nobody classifies, gathers or looks for matters again."""
    key = str(observe_register(as_of=DAYS[2])["partnership"]["key"][0])
    for page in (survey_register, lambda as_of: observe_list("partnership", as_of=as_of)):
        page(as_of=DAYS[2])
    for module, name in ((following, "classify_in_full"), (overview, "attention"), (keeping, "partnership_list")):
        monkeypatch.setattr(module, name, pytest.fail)
    change("partnership", key, name_en="Called otherwise")
    rows = observe_list("partnership", as_of=DAYS[2]).find(Question("en", choices={"existence": Choice()}))
    assert rows.filter(pl.col("key") == key)["name_en"].to_list() == ["Called otherwise"]
    seen = survey_register(as_of=DAYS[2])
    assert "Called otherwise" in {named.name.en for named in seen.documented}


def test_a_change_is_read_in_few_queries(register: None, django_assert_max_num_queries: Any) -> None:
    """The state, the changes, what they touched, then one query a kind touched."""
    observe_register(as_of=DAYS[2])
    for number in range(5):
        add("organisation", key=f"new-{number}")
    with django_assert_max_num_queries(5):
        assert "new-4" in observe_register(as_of=DAYS[2])["organisation"]["key"]


def test_nothing_is_read_while_nothing_moves(register: None, django_assert_num_queries: Any) -> None:
    """One question: which is the last change?"""
    observe_register(as_of=DAYS[2])
    with django_assert_num_queries(1):
        observe_register(as_of=DAYS[2])


def test_what_a_change_writes_is_for_nobody_before_it_ends(register: None) -> None:
    """Inside a change one sees its own writes; what others share does not move."""
    shared = observe_register(as_of=DAYS[2])
    with recording(kind="edited", reason="under way"):
        insert_facts({"organisation": {"mine": {"name_en": "Mine"}}})
        assert "mine" in observe_register(as_of=DAYS[2])["organisation"]["key"]
    assert "mine" not in shared["organisation"]["key"]
    assert "mine" in observe_register(as_of=DAYS[2])["organisation"]["key"]


def test_a_state_taken_back_is_not_built_upon(register: None) -> None:
    """What was seen inside a transaction that failed is forgotten, though the next change takes its place."""
    with transaction.atomic():
        add("organisation", key="never")
        assert "never" in observe_register(as_of=DAYS[2])["organisation"]["key"]
        transaction.set_rollback(True)
    add("organisation", key="other")
    _same(observe_register(as_of=DAYS[2]), build_snapshot(as_of=DAYS[2]))


def test_those_who_keep_something_learn_what_moved(register: None) -> None:
    """Between two states observed, whatever their number: the facts touched, by kind; by key from the database."""
    first = observe(as_of=DAYS[2]).state
    add("organisation", key="new")
    observe(as_of=DAYS[2])
    change("organisation", "new", name_fr="Nouveau")
    add("partnership", key="born")
    last = observe(as_of=DAYS[2]).state
    touched = touched_between(first, last)
    assert touched is not None
    assert {kind: len(numbers) for kind, numbers in touched.numbers.items()} == {"organisation": 1, "partnership": 1}
    assert touched_between(last, last) is not None
    assert touched_between((0, Change.objects.earliest("id").made_at), last) is None
    keys = touched_keys_since(first, at_most=10)
    assert keys == {"organisation": frozenset({"new"}), "partnership": frozenset({"born"})}
    assert touched_keys_since(first, at_most=2) is None
    assert register_state() == last
