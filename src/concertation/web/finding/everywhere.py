"""The search of the header: leads to the list that answers the words."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from concertation.core.faceting.facet import Listing
from concertation.journeys.finding import observe_list
from concertation.web.asof import as_of_day
from concertation.web.finding.asking import asked


def search_everywhere(request: HttpRequest) -> HttpResponse:
    """Partnerships when one answers, else organisations when one does; each list then tells of the other."""
    finds_partnerships = _finds(request, "partnership")
    name = "partnerships" if finds_partnerships or not _finds(request, "organisation") else "organisations"
    kept = {name: request.GET[name] for name in ("q", "as_of") if request.GET.get(name)}
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode(kept)}" if kept else reverse(name))


def _finds(request: HttpRequest, listing: Listing) -> bool:
    records = observe_list(listing, as_of=as_of_day(request))
    return records.matching(asked(request, listing, f"{listing}s", records).question).total > 0
