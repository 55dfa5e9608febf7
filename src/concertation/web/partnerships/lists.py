"""The partnerships of the register as of a day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concertation.journeys.catalogue import find_partnerships
from concertation.journeys.observation import observe_register
from concertation.web.asof import as_of_day
from concertation.web.context import language_of


def list_partnerships(request: HttpRequest) -> HttpResponse:
    """Every partnership that holds on the day, with its strip; a search forgives accents and word order."""
    words = request.GET.get("q", "")
    snapshot = observe_register(as_of=as_of_day(request))
    rows = find_partnerships(snapshot, words=words, language=language_of(request))
    return render(request, "partnerships/list.html", {"rows": rows, "words": words})
