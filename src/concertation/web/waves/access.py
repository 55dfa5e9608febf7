"""Who reaches the pages of a survey, and which survey a page is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from concertation.core.errors import NotAllowed, UnknownRecord
from concertation.journeys.waves.finding import find_partnership, find_wave
from concertation.web.editing.entry import turned_away
from concertation.web.wording import reader_language

View = Callable[..., HttpResponse]


def for_askers(view: View) -> View:
    """Asks for the right before anything is looked up; ``view`` gets the partnership."""

    @wraps(view)
    def opened(request: HttpRequest, key: str, **named: Any) -> HttpResponse:
        try:
            return view(request, find_partnership(key, user=request.user), **named)
        except NotAllowed as refusal:
            return turned_away(request, refusal)
        except UnknownRecord as unknown:
            raise Http404(unknown.in_language(reader_language())) from unknown

    return never_cache(opened)


def for_one_wave(view: View) -> View:
    """The same for a page about one survey: ``view`` gets the partnership and the survey."""

    @wraps(view)
    def opened(request: HttpRequest, partnership: Any, wave: str, **named: Any) -> HttpResponse:
        found = find_wave(wave, user=request.user, partnership=partnership.key)
        return view(request, partnership, found, **named)

    return for_askers(opened)
