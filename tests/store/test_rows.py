"""Rows read by statements of our own are those that the framework reads."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import Q
from tests.store.smallest import add

from concertation.core.facts import all_kinds, fact_kind
from concertation.store.history import recording
from concertation.store.loading import fact_model
from concertation.store.models import Membership, Organisation, Partnership
from concertation.store.rows import begun_by, row_names, rows_begun_by, version_names, versions_of

pytestmark = pytest.mark.django_db
DAY = date(2014, 6, 30)


def _as_the_framework_does(kind_id: str, condition: Q) -> list[dict[str, Any]]:
    kind = fact_kind(kind_id)
    rows = fact_model(kind)._default_manager.filter(condition & begun_by(kind, DAY)).order_by("id")
    return [{n: None if v == "" else v for n, v in row.items()} for row in rows.values(*row_names(kind_id))]


@pytest.fixture
def seats() -> list[int]:
    """Four seats at two tables, one of which begins after the day."""
    with recording(kind="test", reason="four seats"):
        tables = [Partnership.objects.create(key=key, name_en=key) for key in ("one", "two")]
        people = [Organisation.objects.create(key=key, name_en=key) for key in ("a", "b")]
        made = [
            Membership.objects.create(partnership=table, organisation=one, since=since, note="")
            for table in tables
            for one, since in zip(people, (None, date(2014, 7, 1) if table.key == "two" else DAY), strict=True)
        ]
    return [seat.pk for seat in made]


CONDITIONS = (
    lambda ids: Q(id__in=ids),
    lambda ids: Q(id__in=[]),
    lambda ids: ~Q(id__in=[]),
    lambda ids: ~Q(id__in=ids[:1]),
    lambda ids: Q(id__in=ids) & ~Q(id__in=ids[:2]),
    lambda ids: Q(id__in=[]) | Q(id__in=ids[:1]),
    lambda ids: Q(id__in=ids[:1]) | (Q(id__in=ids[1:]) & Q(since__isnull=True)),
    lambda ids: Q(id__in=ids) & (Q(id__in=[]) | ~Q(since__isnull=True)),
    lambda ids: ~(Q(id__in=ids[:1]) | Q(id__in=ids[1:2])),
    lambda ids: ~Q(),
    lambda ids: Q(id__in=ids, id__lt=max(ids)),
    lambda ids: Q(id=ids[0]),
)


@pytest.mark.parametrize("place", range(len(CONDITIONS)))
def test_a_condition_means_the_same(seats: list[int], place: int) -> None:
    """Whatever is always or never so within it; what begins after the day stays out."""
    condition = CONDITIONS[place](seats)
    assert rows_begun_by(fact_kind("membership"), condition, DAY) == _as_the_framework_does("membership", condition)


@pytest.mark.parametrize("kind_id", [kind.id for kind in all_kinds()])
def test_every_kind_reads_the_same(kind_id: str) -> None:
    """Dates are dates, yes and no are so, and empty texts unknown, on either database."""
    with recording(kind="test", reason="one of each"):
        add(kind_id)
    everything = Q(id__in=list(fact_model(fact_kind(kind_id))._default_manager.values_list("pk", flat=True)))
    found = rows_begun_by(fact_kind(kind_id), everything, date.max)
    assert found
    again = fact_model(fact_kind(kind_id))._default_manager.order_by("id").values(*row_names(kind_id))
    assert found == [{n: None if v == "" else v for n, v in row.items()} for row in again]


def test_versions_read_the_same(seats: list[int]) -> None:
    """Oldest first, each with the change that made it."""
    kind = fact_kind("membership")
    versions = fact_model(kind).history.model._default_manager.order_by("history_date", "history_id")
    expected = versions.filter(id__in=seats).values(*version_names("membership"))
    found = versions_of(kind, Q(id__in=seats))
    assert found == [{n: None if v == "" else v for n, v in row.items()} for row in expected]
    assert len(found) == 4
    assert versions_of(kind, Q(id__in=[])) == []


def test_a_comparison_that_is_not_known_is_refused() -> None:
    """A condition that would be read otherwise than it is written stops at once."""
    with pytest.raises(ValueError, match="note__contains"):
        rows_begun_by(fact_kind("membership"), Q(note__contains="x"), DAY)
