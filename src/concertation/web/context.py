"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone


def page(request: HttpRequest) -> dict[str, Any]:
    """The day looked at, and whether it is today."""
    as_of = getattr(request, "as_of", timezone.localdate())
    return {"as_of": as_of, "is_today": as_of == timezone.localdate()}
