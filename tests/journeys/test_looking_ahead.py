"""What the first visitor would wait for is there before they come."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.journeys.waves.tables import set_table

from concertation.core.network.ties.kinds import OFFERED
from concertation.journeys import looking_ahead
from concertation.journeys.finding import observe_list
from concertation.journeys.network import relations
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import see_relations
from concertation.store.history import recording
from concertation.store.loading import insert_facts


@pytest.mark.django_db
def test_a_list_asked_for_after_is_made_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the state of the register is asked, by one statement."""
    monkeypatch.setattr(connection, "close", lambda: None)
    with recording(kind="test", reason="one"):
        insert_facts({"organisation": {"choir": {"name_en": "Choir", "name_fr": "Chorale"}}})
    looking_ahead.look_ahead()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        listed = observe_list("organisation", as_of=timezone.localdate())
    assert len(asked) == 1
    assert listed.frame.height == 1


@pytest.mark.django_db
def test_every_network_is_there_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its picture and its sentences, of those that pages offer."""
    monkeypatch.setattr(connection, "close", lambda: None)
    set_table()
    looking_ahead.look_ahead()
    monkeypatch.setattr(relations, "relations_from", None)
    for kind in OFFERED:
        question = NetworkQuestion(kind, timezone.localdate())
        assert see_relations(question, user=AnonymousUser()).relations.kind.id == kind
