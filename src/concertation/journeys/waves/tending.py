"""What time alone asks for: closing waves whose last day is past, deleting answers that were kept long enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from concertation.journeys.waves.closing import close_due_waves
from concertation.journeys.waves.keeping import expire_waves
from concertation.store.models.surveys import Wave


@dataclass(frozen=True, slots=True)
class Tended:
    """The waves that were closed, and those whose answers were deleted."""

    closed: tuple[Wave, ...]
    expired: tuple[Wave, ...]


def tend_waves(*, now: datetime) -> Tended:
    """Does what the day asks for, in the time of this installation; as often as one likes."""
    today = timezone.localdate(now)
    return Tended(tuple(close_due_waves(today=today, now=now)), tuple(expire_waves(today=today, now=now)))
