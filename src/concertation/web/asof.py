"""The day looked at and the instant at which the register is asked: both in the address, the same on every page."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.http import HttpRequest
from django.utils import timezone


def as_of_day(request: HttpRequest) -> date:
    """The day asked for in the address, or today; a day that cannot be read is today."""
    asked = request.GET.get("as_of", "")
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return timezone.localdate()


def known_at_instant(request: HttpRequest) -> datetime | None:
    """The instant at which the register is asked what it said; ``None`` for what it says now."""
    asked = request.GET.get("known_at", "")
    try:
        instant = datetime.fromisoformat(asked)
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def in_address(instant: datetime) -> str:
    """The instant as addresses carry it."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
