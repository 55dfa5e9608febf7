"""The trace of a wave: what was done to it, by whom, when. Never a word about an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User

from concertation.journeys.permission import name_of
from concertation.store.models.surveys import Wave, WaveEvent

# What a line of the trace may say besides the deed: how many, which day, which organisation. Nothing else is kept.
ABOUT = frozenset(
    (
        *("people", "organisations", "organisation", "mode", "closes_on", "cut"),
        *("left", "undelivered", "held_back", "answers", "drafts", "reason"),
    )
)


def note_deed(wave: Wave, deed: str, *, by: User | None, now: datetime, **about: str | int) -> WaveEvent:
    """Adds one line; in an anonymous wave an answer leaves none."""
    assert about.keys() <= ABOUT, about
    return WaveEvent.objects.create(
        wave=wave, made_at=now, made_by=by, made_by_name=name_of(by), deed=deed, about=about
    )


def trace_of(wave: Wave, *, most: int = 50) -> Sequence[WaveEvent]:
    """The last deeds, latest first."""
    return list(wave.events.all()[:most])
