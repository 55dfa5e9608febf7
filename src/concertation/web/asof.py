"""The *as of* day: chosen in the header, carried by the address, the same on every page."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone


def as_of_day(request: HttpRequest) -> date:
    """The day asked for in the address, or today; a day that cannot be read is today."""
    asked = request.GET.get("as_of", "")
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return timezone.localdate()
