"""Numbers of facts never collide, whoever writes at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True)


def _import(prefix: str, count: int) -> None:
    with recording(kind="imported", reason=prefix):
        insert_facts({"organisation": {f"{prefix}{n}": {"name_en": f"{prefix} {n}"} for n in range(count)}})


def _at_once(*deeds: Callable[[], None]) -> list[BaseException]:
    """Each deed in a thread and a connection of its own, begun together."""
    start, failed = threading.Barrier(len(deeds)), []

    def run(deed: Callable[[], None]) -> None:
        try:
            start.wait()
            deed()
        except BaseException as error:  # told by the test
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="needs several writers at once: scripts/with_postgresql.sh"
)
def test_two_imports_and_an_edit_at_once_are_all_written() -> None:
    """Three connections; PostgreSQL draws every number from the sequence of the table."""
    one = Organisation(key="alone", name_en="Alone")

    def edit() -> None:
        with recording(kind="edited", reason="meanwhile"):
            one.save()

    assert not _at_once(lambda: _import("a", 400), lambda: _import("b", 400), edit)
    numbers = list(Organisation.objects.values_list("pk", flat=True))
    assert len(numbers) == len(set(numbers)) == 801
    assert Organisation.history.count() == 801


def test_numbers_of_removed_facts_are_not_given_again() -> None:
    """Their history would then speak of two facts."""
    _import("a", 3)
    removed = set(Organisation.objects.values_list("pk", flat=True))
    with recording(kind="deleted", reason="gone"):
        for organisation in Organisation.objects.all():
            organisation.delete()
    _import("b", 3)
    assert not removed & set(Organisation.objects.values_list("pk", flat=True))
