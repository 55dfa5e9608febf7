"""Measures of large networks are worked out beside the pages, and kept for the state of the register they are of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from polars.testing import assert_frame_equal
from tests.journeys.waves.tables import set_table
from tests.store.smallest import add

from concertation.core.network.report import measure_network
from concertation.journeys.background import do_work
from concertation.journeys.network import beside
from concertation.journeys.network.beside import measured_or_begun
from concertation.journeys.network.measuring import Measured, measure_relations
from concertation.journeys.network.packing import pack_report, unpack_report
from concertation.journeys.network.question import NetworkQuestion
from concertation.store.models import MeasuredNetwork, Work

pytestmark = pytest.mark.django_db

QUESTION = NetworkQuestion("co_membership", date(2026, 5, 1))
VISITOR = AnonymousUser()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three members of one table, of which two are already too many to be measured at once."""
    set_table()
    monkeypatch.setattr(beside, "MOST_NODES", 2)


def ask(**asked: Any) -> Measured | Work | None:
    return measured_or_begun(QUESTION, user=VISITOR, language="fr", **asked)


def work_asked(**asked: Any) -> Work:
    found = ask(**asked)
    assert isinstance(found, Work)
    return found


def test_a_small_network_is_measured_at_once() -> None:
    set_table()
    assert isinstance(ask(), Measured)
    assert not Work.objects.exists()


def test_a_large_network_is_measured_beside_then_shown(large: None) -> None:
    work = work_asked()
    do_work(work.pk)
    work.refresh_from_db()
    assert work.state == Work.State.DONE
    assert "3 organismes" in work.told_fr
    found = ask()
    assert isinstance(found, Measured)
    whole = measure_relations(QUESTION, user=VISITOR).report
    assert found.report.whole == whole.whole
    assert_frame_equal(found.report.nodes, whole.nodes)


def test_asked_twice_it_is_one_work(large: None) -> None:
    assert work_asked().pk == work_asked().pk
    assert work_asked(ids=("density",)).pk != work_asked().pk


def test_once_the_register_moves_it_is_measured_again(large: None) -> None:
    do_work(work_asked().pk)
    add("organisation", key="house-9", name_en="House 9", name_fr="Maison 9")
    again = work_asked()
    do_work(again.pk)
    found = ask()
    assert isinstance(found, Measured)
    assert found.report.nodes.height == 4
    assert MeasuredNetwork.objects.count() == 1


def test_work_that_was_stopped_is_left_alone(large: None) -> None:
    Work.objects.filter(pk=work_asked().pk).update(state=Work.State.CANCELLED, ended_at=timezone.now())
    assert ask() is None


def test_a_packed_report_is_the_same_report(large: None) -> None:
    network = measure_relations(QUESTION, user=VISITOR).relations.network
    report = measure_network(network, ids="all", group="family", number="table_count")
    again = unpack_report(pack_report(report))
    assert (again.whole, again.exactness, again.remarks) == (report.whole, report.exactness, report.remarks)
    assert again.tables.keys() == report.tables.keys()
    for name, frame in report.tables.items():
        assert_frame_equal(again.tables[name], frame)
    assert_frame_equal(again.ties, report.ties)
