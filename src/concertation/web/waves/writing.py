"""Before anything leaves: all that is missing, who will be written to, and what they will read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from concertation.core.errors import ConcertationError
from concertation.journeys.waves.beside import MOST_AT_ONCE, send_beside
from concertation.journeys.waves.finding import names_of_organisations
from concertation.journeys.waves.messages import letter_to
from concertation.journeys.waves.opening import check_wave, open_wave
from concertation.journeys.waves.participation import funnel_of
from concertation.journeys.waves.sending import Sent, plan_messages, send_messages, sender_of
from concertation.journeys.waves.words import Occasion
from concertation.store.models import Partnership
from concertation.store.models.surveys import SurveyInvitation, Wave
from concertation.web.waves.access import for_one_wave
from concertation.web.waves.preparing import around
from concertation.web.wording import reader_language

_NAMED = 50


@for_one_wave
def open_page(request: HttpRequest, partnership: Partnership, wave: Wave) -> HttpResponse:
    """Opens the survey and writes to everybody; shown first with all that stands in the way."""
    if request.method == "POST":
        try:
            opened = open_wave(wave, by=_by(request), now=timezone.now())
        except ConcertationError as refusal:
            messages.error(request, refusal.in_language(reader_language()))
            return redirect("wave", partnership.key, wave.key)
        messages.success(request, gettext("The survey is open. The questions are frozen."))
        return _send(request, opened, "invitation")
    if wave.state != Wave.State.DRAFT:
        return redirect("wave", partnership.key, wave.key)
    faults = check_wave(wave, today=timezone.localdate())
    context = _plan_context(request, wave, "invitation") | {
        "blocking": [fault for fault in faults if not fault.is_warning],
        "warnings": [fault for fault in faults if fault.is_warning],
        "funnel": funnel_of(wave),
    }
    return render(request, "waves/open.html", context | around(partnership, wave))


@for_one_wave
def invite_page(request: HttpRequest, partnership: Partnership, wave: Wave) -> HttpResponse:
    """Writes to those who were added late, or whom the first message did not reach."""
    return _write(request, partnership, wave, "invitation")


@for_one_wave
def remind_page(request: HttpRequest, partnership: Partnership, wave: Wave) -> HttpResponse:
    """Reminds those who were silent, and nobody else."""
    return _write(request, partnership, wave, "reminder")


def _write(request: HttpRequest, partnership: Partnership, wave: Wave, occasion: Occasion) -> HttpResponse:
    if wave.state != Wave.State.OPEN:
        return redirect("wave", partnership.key, wave.key)
    if request.method == "POST":
        return _send(request, wave, occasion, is_anyway=bool(request.POST.get("is_anyway")))
    context = _plan_context(request, wave, occasion) | around(partnership, wave)
    return render(request, "waves/write.html", context)


def _send(request: HttpRequest, wave: Wave, occasion: Occasion, *, is_anyway: bool = False) -> HttpResponse:
    """A few messages leave while the page waits; many leave beside it."""
    by, base = _by(request), request.build_absolute_uri("/").rstrip("/")
    plan = plan_messages(wave, occasion, now=timezone.now(), is_anyway=is_anyway)
    if plan.recipients.count() > MOST_AT_ONCE:
        work = send_beside(wave, occasion, by=by, base=base, is_anyway=is_anyway, language=reader_language())
        return redirect("work", work.pk)
    try:
        sent = send_messages(wave, occasion, by=by, now=timezone.now(), base=base, is_anyway=is_anyway)
    except ConcertationError as refusal:
        messages.error(request, refusal.in_language(reader_language()))
    else:
        _tell(request, sent)
    return redirect("wave", wave.partnership_key, wave.key)


def _tell(request: HttpRequest, sent: Sent) -> None:
    if sent.left:
        words = ngettext("%(n)s message has left.", "%(n)s messages have left.", sent.left)
        messages.success(request, words % {"n": sent.left})
    if sent.undelivered:
        words = ngettext(
            "%(n)s message did not leave: the list of people says why.",
            "%(n)s messages did not leave: the list of people says why.",
            sent.undelivered,
        )
        messages.warning(request, words % {"n": sent.undelivered})
    if not (sent.left or sent.undelivered):
        messages.info(request, gettext("There was nobody to write to: nothing was sent."))


def _plan_context(request: HttpRequest, wave: Wave, occasion: Occasion) -> dict[str, Any]:
    plan = plan_messages(wave, occasion, now=timezone.now())
    sender = sender_of(wave, _by(request), "")
    named = list(plan.recipients[:_NAMED])
    people = (_first(plan.recipients, code) or _first(plan.held_back, code) for code in ("en", "fr"))
    samples = [one for one in people if one is not None]
    names = names_of_organisations({one.organisation_key for one in [*named, *samples]})
    return {
        "occasion": occasion,
        "named": [(one, names[one.organisation_key]) for one in named],
        "count": plan.recipients.count(),
        "unnamed": max(0, plan.recipients.count() - _NAMED),
        "held_back": plan.held_back.count(),
        "without_address": plan.without_address.count(),
        "letters": [
            (one, letter_to(wave, one, occasion, sender=sender, organisation=names[one.organisation_key]))
            for one in samples
        ],
    }


def _first(people: QuerySet[SurveyInvitation], language: str) -> SurveyInvitation | None:
    return people.filter(language=language).first()


def _by(request: HttpRequest) -> Any:
    """Whoever is signed in: the pages of surveys are open to nobody else."""
    return request.user
