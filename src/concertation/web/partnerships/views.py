"""The partnerships of the register as of a day, and one of them with its reasons."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concertation.core.errors import UnknownRecord
from concertation.journeys.catalogue import find_partnerships, portray_partnership
from concertation.journeys.observation import observe_register
from concertation.web.asof import as_of_day
from concertation.web.context import language_of


def list_partnerships(request: HttpRequest) -> HttpResponse:
    """Every partnership that holds on the day, with its strip; a search forgives accents and word order."""
    words = request.GET.get("q", "")
    snapshot = observe_register(as_of=as_of_day(request))
    rows = find_partnerships(snapshot, words=words, language=language_of(request))
    return render(request, "partnerships/list.html", {"rows": rows, "words": words})


def show_partnership(request: HttpRequest, key: str) -> HttpResponse:
    """One partnership: who belongs to it, and what kind it is, beside Table 1 of the article."""
    snapshot = observe_register(as_of=as_of_day(request))
    try:
        portrait = portray_partnership(snapshot, key=key, language=language_of(request))
    except UnknownRecord as error:
        raise Http404(error.in_language(language_of(request))) from error
    return render(request, "partnerships/page.html", {"portrait": portrait})
