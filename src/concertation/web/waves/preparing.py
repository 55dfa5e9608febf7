"""Preparing a survey: one page of decisions, and the questions side by side in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from concertation.core.errors import ConcertationError
from concertation.core.questionnaire import (
    faults_before_opening,
    load_instrument,
    load_roster,
    thaw_instrument,
    thaw_roster,
)
from concertation.journeys.waves.preparing import (
    INSTRUMENTS,
    change_wave,
    draft_of,
    drop_wave,
    meeting_of,
    meetings_to_ask_about,
    number_questions,
    own_questions,
    prepare_wave,
    propose_draft,
)
from concertation.store.models import Partnership
from concertation.store.models.surveys import Wave
from concertation.web.waves.access import for_askers, for_one_wave
from concertation.web.waves.form import WaveForm
from concertation.web.waves.words import MODES, name_of_table, name_of_wave
from concertation.web.wording import name_of_meeting, reader_language

_BLANKS = 2


@for_askers
def prepare(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """A draft with good defaults; whoever speaks for the members is invited at once."""
    proposed = propose_draft(partnership.key, today=timezone.localdate())
    if request.method != "POST":
        return _form_page(request, partnership, WaveForm.of(proposed))
    form = WaveForm.answered(request.POST, proposed, _meetings(partnership))
    if form.faults:
        return _form_page(request, partnership, form)
    wave = prepare_wave(partnership.key, form.draft, by=_asker(request), now=timezone.now())
    messages.success(request, gettext("The draft is kept. Nothing is sent until you open it."))
    return redirect("wave", partnership.key, wave.key)


@for_one_wave
def edit(request: HttpRequest, partnership: Partnership, wave: Wave) -> HttpResponse:
    """The same page for a draft that exists."""
    if wave.state != Wave.State.DRAFT:
        return redirect("wave", partnership.key, wave.key)
    if request.method != "POST":
        return _form_page(request, partnership, WaveForm.of(draft_of(wave)), wave)
    form = WaveForm.answered(request.POST, draft_of(wave), _meetings(partnership, wave.meeting_key))
    if form.faults:
        return _form_page(request, partnership, form, wave)
    return _changed(request, wave, form.draft, "wave")


@for_one_wave
@require_POST
def remove(request: HttpRequest, partnership: Partnership, wave: Wave) -> HttpResponse:
    """Takes a draft away."""
    try:
        drop_wave(wave, by=_asker(request))
    except ConcertationError as refusal:
        messages.error(request, refusal.in_language(reader_language()))
        return redirect("wave", partnership.key, wave.key)
    messages.success(request, gettext("The draft is gone. Nobody had been written to."))
    return redirect("waves", partnership.key)


@for_one_wave
def questions(request: HttpRequest, partnership: Partnership, wave: Wave) -> HttpResponse:
    """All that is asked, both languages side by side; the table's own questions are written here."""
    is_draft = wave.state == Wave.State.DRAFT
    if request.method == "POST" and is_draft:
        sides = zip(request.POST.getlist("own_en"), request.POST.getlist("own_fr"), strict=False)
        own = number_questions((en[:500], fr[:500]) for en, fr in sides)
        return _changed(request, wave, replace(draft_of(wave), own=own), "wave-questions")
    instrument = load_instrument(str(wave.instrument["code"])) if is_draft else thaw_instrument(wave.instrument)
    own = own_questions(wave) if is_draft else ()
    faults, scale = faults_before_opening(instrument, own), instrument.scale
    context = {
        "instrument": instrument,
        "labels": list(zip(scale.words("en"), scale.words("fr"), strict=True)),
        "roster": _roster(wave),
        "own": [(one, [f.message for f in faults if f.place.row == n]) for n, one in enumerate(own, start=1)],
        "blanks": range(len(own) + 1, len(own) + 1 + _BLANKS),
    }
    return render(request, "waves/questions.html", context | around(partnership, wave))


def around(partnership: Partnership, wave: Wave | None = None) -> dict[str, Any]:
    """What the head of every page of a survey shows."""
    shown: dict[str, Any] = {"partnership": partnership, "table": name_of_table(partnership), "wave": wave}
    if wave is not None:
        meeting = meeting_of(wave)
        shown |= {"wave_name": name_of_wave(wave), "is_draft": wave.state == Wave.State.DRAFT}
        shown |= {"meeting": name_of_meeting(meeting) if meeting else ""}
    return shown


def _changed(request: HttpRequest, wave: Wave, draft: Any, page: str) -> HttpResponse:
    try:
        change_wave(wave, draft, by=_asker(request), now=timezone.now())
        messages.success(request, gettext("The draft is kept."))
    except ConcertationError as refusal:
        messages.error(request, refusal.in_language(reader_language()))
    return redirect(page, wave.partnership_key, wave.key)


def _form_page(
    request: HttpRequest, partnership: Partnership, form: WaveForm, wave: Wave | None = None
) -> HttpResponse:
    language = reader_language()
    offered = map(load_instrument, INSTRUMENTS)
    context = {
        "form": form,
        "draft": form.draft,
        "instruments": [(one.code, one.title.in_language(language), len(one.items)) for one in offered],
        "modes": [(code, *words) for code, words in MODES.items()],
        "meetings": _meetings(partnership, form.draft.meeting_key),
        "roster_title": load_roster().title.in_language(language),
    }
    return render(request, "waves/form.html", context | around(partnership, wave), status=422 if form.faults else 200)


def _meetings(partnership: Partnership, chosen: str = "") -> dict[str, str]:
    """By key, each as the form names it: its day, then its name where it has one."""
    found = meetings_to_ask_about(partnership.key, today=timezone.localdate(), chosen=chosen)
    return {one.key: name_of_meeting(one) for one in found}


def _roster(wave: Wave) -> Any:
    if wave.roster is None:
        return None
    return load_roster() if wave.state == Wave.State.DRAFT else thaw_roster(wave.roster["roster"])


def _asker(request: HttpRequest) -> Any:
    """Whoever is signed in: the pages of surveys are open to nobody else."""
    return request.user
