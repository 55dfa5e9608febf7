"""Light or dark: what the reader chose, kept in a cookie so that the first paint is already right."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from concertation.web.returning import next_address

APPEARANCES = ("device", "light", "dark")
_COOKIE = "appearance"
_A_YEAR = 365 * 24 * 3600


def appearance_of(request: HttpRequest) -> str:
    """What the reader chose; by default, the page follows their device."""
    chosen = request.COOKIES.get(_COOKIE, "")
    return chosen if chosen in APPEARANCES else "device"


@require_POST
def choose_appearance(request: HttpRequest) -> HttpResponse:
    """Keeps the choice and returns to the page where it was made."""
    answer = HttpResponseRedirect(next_address(request))
    chosen = request.POST.get("appearance", "")
    if chosen in APPEARANCES:
        answer.set_cookie(_COOKIE, chosen, max_age=_A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return answer
