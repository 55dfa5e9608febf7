"""A draft and an open survey of each table, and somebody who is asked."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from concertation.journeys.waves.opening import open_wave
from concertation.journeys.waves.preparing import prepare_wave, propose_draft
from concertation.store.models.surveys import Wave


def surveys_of(side: str) -> Mapping[str, str]:
    """Prepared by nobody in particular; the names that the table of expectations gives them."""
    draft = _prepared(f"table-{side}")
    opened = open_wave(_prepared(f"table-{side}"), by=None, now=timezone.now())
    person = opened.invitations.earliest("id")
    return {"draft": draft.key, "wave": opened.key, "asked": str(person.pk)}


def _prepared(table: str) -> Wave:
    return prepare_wave(table, propose_draft(table, today=timezone.localdate()), by=None, now=timezone.now())
