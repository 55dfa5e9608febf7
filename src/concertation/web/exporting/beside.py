"""A file of a large register is written beside the pages: the reader is led to the page of the work."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from concertation.core.text import Language
from concertation.journeys.taken_away import take_away_beside
from concertation.web.asof import as_of_day
from concertation.web.wording import reader_language


def beside(
    request: HttpRequest, what: str, filename: str, *, language: Language, holds_on_day_only: bool = False
) -> HttpResponseRedirect:
    """The page that tells how far the file is, and then gives it."""
    work = take_away_beside(
        what,
        filename,
        user=request.user,  # type: ignore[arg-type]  # signed in
        day=as_of_day(request),
        language=language,
        holds_on_day_only=holds_on_day_only,
        said_in=reader_language(),
    )
    return HttpResponseRedirect(reverse("work", args=[work.pk]))
