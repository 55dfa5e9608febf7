"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language

from concertation.core.text import Language
from concertation.web.appearance import appearance_of
from concertation.web.asof import as_of_day
from concertation.web.navigation import ways
from concertation.web.timebar import time_bar, today_address


def language_of(request: HttpRequest) -> Language:
    """The language of the page asked for."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"


def page(request: HttpRequest) -> dict[str, Any]:
    """The day looked at, the ways from here, and the same page in the other language or as of today."""
    as_of = as_of_day(request)
    language = language_of(request)
    other: Language = "en" if language == "fr" else "fr"
    return {
        "as_of": as_of,
        "is_today": as_of == timezone.localdate(),
        "day_in_address": "" if as_of == timezone.localdate() else f"?as_of={as_of.isoformat()}",
        "language": language,
        "other_language": other,
        "other_address": translate_url(request.get_full_path(), other),
        "appearance": appearance_of(request),
        "ways": ways(request),
        "time_bar": time_bar(request),
        "today_address": today_address(request),
    }
