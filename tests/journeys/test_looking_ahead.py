"""What the first visitor would wait for is there before they come."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from concertation.journeys import looking_ahead
from concertation.journeys.finding import observe_list
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
