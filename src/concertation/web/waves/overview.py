"""The surveys of a partnership, and the page of one: how far it is, whom it heard, what was done."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from concertation.journeys.functioning.standing import INSTRUMENT
from concertation.journeys.permission import Row, may
from concertation.journeys.waves.closing import SEEN
from concertation.journeys.waves.finding import names_of_organisations, waves_of
from concertation.journeys.waves.keeping import expires_on
from concertation.journeys.waves.opening import check_wave
from concertation.journeys.waves.participation import Funnel, funnel_of, heard_by_organisation
from concertation.journeys.waves.preparing import draft_of
from concertation.journeys.waves.sending import plan_messages
from concertation.journeys.waves.trace import trace_of
from concertation.store.models import Partnership
from concertation.store.models.surveys import Wave
from concertation.web.waves.access import for_askers, for_one_wave
from concertation.web.waves.preparing import around
from concertation.web.waves.words import MODES, deed_words, name_of_wave, state_words
from concertation.web.wording import percent_words

_PER_PAGE = 50


@for_askers
def list_waves(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Latest first."""
    page = Paginator(waves_of(partnership.key, user=request.user), _PER_PAGE).get_page(request.GET.get("page"))
    waves = [(wave, name_of_wave(wave), state_words(wave), MODES[wave.mode][0]) for wave in page]
    return render(request, "waves/list.html", {"waves": waves, "page": page} | around(partnership))


@for_one_wave
def show_wave(request: HttpRequest, partnership: Partnership, wave: Wave) -> HttpResponse:
    """A draft shows what is left to do; an open or closed survey, how far it is."""
    funnel, today = funnel_of(wave), timezone.localdate()
    context = around(partnership, wave) | {
        "state": state_words(wave),
        "mode": MODES[wave.mode],
        "funnel": funnel,
        "rates": [percent_words(rate or 0) for rate in (funnel.rate, funnel.rate_of_organisations)],
        "today": today,
        "events": _events(wave),
        "may_see_answers": may(request.user, "see_answers", Row("partnership", partnership.key)),
    }
    if wave.state == Wave.State.DRAFT:
        faults = check_wave(wave, today=today)
        context |= {"faults": faults, "blocking": sum(not f.is_warning for f in faults), "draft": draft_of(wave)}
        return render(request, "waves/draft.html", context)
    heard = Paginator(heard_by_organisation(wave), _PER_PAGE).get_page(request.GET.get("page"))
    context |= {"heard": heard, "bars": list(_bars(wave, funnel)), "expires_on": expires_on(wave)}
    if wave.state == Wave.State.OPEN:
        context["due"] = plan_messages(wave, "reminder", now=timezone.now()).recipients.count()
    context |= {"results_address": _results_address(request, wave)}
    context |= {"days_left": (wave.closes_on - today).days, "was_seen": wave.events.filter(deed__in=SEEN).exists()}
    return render(request, "waves/wave.html", context)


def _results_address(request: HttpRequest, wave: Wave) -> str:
    """Where the results of a closed survey are, for those who see them; only the ten factors have such a page."""
    is_over = wave.state == Wave.State.CLOSED and wave.instrument.get("code") == INSTRUMENT
    if not is_over or not may(request.user, "see_results", Row("partnership", wave.partnership_key)):
        return ""
    return f"{reverse('functioning', args=[wave.partnership_key])}?{urlencode({'wave': wave.key})}"


def _events(wave: Wave) -> list[tuple[Any, str]]:
    events = trace_of(wave)
    names = names_of_organisations({e.about["organisation"] for e in events if "organisation" in e.about})
    return [(event, deed_words(event, names)) for event in events]


def _bars(wave: Wave, funnel: Funnel) -> Any:
    """The steps of the funnel, each with its share of those invited; a step that is not known has none."""
    whole = funnel.invited or 1
    steps = [("invited", funnel.invited), ("written_to", funnel.written_to)]
    steps += [("begun", funnel.begun)] if wave.mode == Wave.Mode.CONFIDENTIAL else []  # type: ignore[list-item]
    for name, count in [*steps, ("answered", funnel.answered)]:
        yield name, count, f"{100 * count / whole:.2f}"
