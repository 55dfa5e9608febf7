"""Two people write at once: whoever ends last comes last, and nothing that was written is ever missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from concertation.journeys.observation import forget_observations, observe, observe_register, touched_between
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Change, Organisation
from concertation.store.snapshot_builder import build_snapshot
from concertation.store.state import one_look, reading_at_one_instant, register_state
from concertation.store.updating import update_facts

DAY = date(2026, 6, 30)

PATIENCE = 60

needs_two_writers = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has one writer at a time: needs scripts/with_postgresql.sh"
)


@pytest.fixture
def aside(transactional_db: None) -> Iterator[Callable[..., Future[Any]]]:
    """Does something on a connection of its own."""
    forget_observations()

    def alone(deed: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return deed(*arguments)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        yield lambda deed, *arguments: people.submit(alone, deed, *arguments)


def _write(key: str, *, has_written: Event | None = None, may_end: Event | None = None) -> int:
    with recording(kind="created", reason=key) as change:
        insert_facts({"source": {key: {"title_en": key}}} if key.startswith("s") else {"area": {key: _area(key)}})
        if has_written is not None and may_end is not None:
            has_written.set()
            assert may_end.wait(PATIENCE)
    return int(change.pk)


def _area(key: str) -> dict[str, object]:
    return {"kind": "municipality", "name_en": key}


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_a_change_that_began_first_and_ended_last_is_not_lost(aside: Callable[..., Future[Any]]) -> None:
    """Its number is the smaller; who looked in between still learns of it, by patch and from scratch."""
    _write("s-first")
    has_written, may_end = Event(), Event()
    slow = aside(lambda: _write("s-slow", has_written=has_written, may_end=may_end))
    assert has_written.wait(PATIENCE)
    quick = aside(_write, "a-quick").result(PATIENCE)
    between = observe(as_of=DAY)
    assert between.snapshot["source"]["key"].to_list() == ["s-first"]
    assert between.snapshot["area"]["key"].to_list() == ["a-quick"]
    may_end.set()
    assert slow.result(PATIENCE) < quick
    after = observe(as_of=DAY)
    assert after.snapshot["source"]["key"].to_list() == ["s-first", "s-slow"]
    assert after.snapshot["source"].equals(build_snapshot(as_of=DAY)["source"])
    touched = touched_between(between.state, after.state)
    assert touched is not None and set(touched.numbers) == {"source"}
    assert list(Change.objects.order_by("place").values_list("reason", flat=True)) == ["s-first", "a-quick", "s-slow"]


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_who_waits_for_a_row_does_not_keep_others_from_ending(aside: Callable[..., Future[Any]]) -> None:
    """One adds what refers to an organisation that another is correcting: both end, neither is refused."""
    with recording(kind="created", reason=""):
        insert_facts({"organisation": {"o": {"name_en": "O"}}, "partnership": {"p": {"name_en": "P"}}})
    holds, may_end = Event(), Event()

    def correct() -> None:
        with recording(kind="edited", reason="a better name"):
            Organisation.objects.select_for_update().get(key="o")
            holds.set()
            assert may_end.wait(PATIENCE)
            update_facts({"organisation": {"o": {"name_en": "Better"}}})

    def join() -> None:
        with recording(kind="created", reason="a member"):
            insert_facts({"membership": {"m": {"partnership": "p", "organisation": "o"}}})
            may_end.set()

    corrected = aside(correct)
    assert holds.wait(PATIENCE)
    joined = aside(join)
    corrected.result(PATIENCE)
    joined.result(PATIENCE)
    snapshot = observe_register(as_of=DAY)
    assert snapshot["membership"]["key"].to_list() == ["m"]
    assert snapshot["organisation"]["name_en"].to_list() == ["Better"]


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_reading_the_whole_keeps_nobody_from_writing(aside: Callable[..., Future[Any]]) -> None:
    """Someone reads many tables at one instant: others write meanwhile, and what is read stays of that instant."""
    _write("s-first")
    with reading_at_one_instant():
        before = Organisation.objects.count(), Change.objects.count()
        aside(_write, "s-second").result(PATIENCE)
        assert (Organisation.objects.count(), Change.objects.count()) == before
    assert Change.objects.count() == before[1] + 1


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the same on SQLite, by what it is asked")
@pytest.mark.django_db(transaction=True)
def test_readers_do_not_take_the_one_lock_of_writers() -> None:
    """A transaction of SQLite that begins as a reader never waits for a writer; the next one writes as before."""
    with CaptureQueriesContext(connection) as asked:
        with reading_at_one_instant():
            Change.objects.count()
        with transaction.atomic():
            Change.objects.count()
    assert [query["sql"] for query in asked if query["sql"].startswith("BEGIN")] == [
        "BEGIN DEFERRED",
        "BEGIN IMMEDIATE",
    ]


@pytest.mark.django_db
def test_one_request_asks_once_which_register_this_is(django_assert_num_queries: Any) -> None:
    """Asked again only after the request itself has written."""
    with one_look():
        with django_assert_num_queries(1):
            before = register_state()
            assert register_state() == before
        _write("s-new")
        assert register_state() != before
