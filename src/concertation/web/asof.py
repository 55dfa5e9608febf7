"""The *as of* day: chosen in the header, carried by the address, the same on every page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


def as_of_day(request: HttpRequest) -> date:
    """The day asked for in the address, or today; a day that cannot be read is today."""
    asked = request.GET.get("as_of", "")
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return timezone.localdate()


class AsOfMiddleware:
    """Gives every request its day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.as_of = as_of_day(request)  # type: ignore[attr-defined]  # the day travels with the request
        return self.get_response(request)
