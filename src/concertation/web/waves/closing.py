"""The end of a survey: another last day, closing now, opening again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from concertation.core.errors import ConcertationError
from concertation.journeys.waves.closing import close_wave, reopen_wave, set_last_day
from concertation.store.models import Partnership
from concertation.store.models.surveys import Wave
from concertation.web.waves.access import for_one_wave
from concertation.web.wording import reader_language


@for_one_wave
@require_POST
def change(request: HttpRequest, partnership: Partnership, wave: Wave) -> HttpResponse:
    """Does what was asked, or says why it cannot be."""
    by: Any = request.user
    try:
        told = _done(request.POST.get("do", ""), request.POST.get("closes_on", ""), wave, by)
    except ConcertationError as refusal:
        messages.error(request, refusal.in_language(reader_language()))
    else:
        (messages.success if told else messages.error)(request, told or gettext("Write a day, like 2026-05-31."))
    return redirect("wave", partnership.key, wave.key)


def _done(deed: str, written: str, wave: Wave, by: Any) -> str:
    now = timezone.now()
    if deed == "close":
        close_wave(wave, by=by, now=now)
        return gettext("The survey is closed.")
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return ""
    if deed == "reopen":
        reopen_wave(wave, day, by=by, now=now)
        return gettext("The survey is open again; the links that were sent serve again.")
    set_last_day(wave, day, by=by, now=now)
    return gettext("The last day is changed. Nobody is told by this: a reminder says the new day.")
