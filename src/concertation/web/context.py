"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language

from concertation.core.text import Language
from concertation.web.asof import as_of_day


def language_of(request: HttpRequest) -> Language:
    """The language of the page asked for."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"


def page(request: HttpRequest) -> dict[str, Any]:
    """The day looked at, whether it is today, and the same page in the other language."""
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
    }
