"""The answers of one person: read by a steward, handed over or deleted at their request; each time with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from concertation.core.errors import ConcertationError, NotAllowed
from concertation.core.questionnaire import Instrument, Item, thaw_instrument
from concertation.journeys.permission import Row, require
from concertation.journeys.waves.answers import erase_answers, export_answers, read_answers
from concertation.journeys.waves.finding import names_of_organisations
from concertation.journeys.waves.inviting import find_invitation
from concertation.store.models import Partnership
from concertation.store.models.surveys import SurveyInvitation, SurveyResponse, Wave
from concertation.web.waves.access import for_one_wave
from concertation.web.waves.preparing import around
from concertation.web.wording import reader_language


@for_one_wave
def show_answers(request: HttpRequest, partnership: Partnership, wave: Wave, number: int) -> HttpResponse:
    """Says first what opening it leaves; opens it, hands it over or deletes it when a reason is given."""
    by: Any = request.user
    require(by, "see_answers", Row("partnership", partnership.key))
    person = find_invitation(wave, number, user=by)
    context: dict[str, Any] = {"person": person, "is_anonymous": wave.mode == Wave.Mode.ANONYMOUS}
    if request.method == "POST":
        try:
            done = _done(request, person)
        except NotAllowed:
            raise
        except ConcertationError as refusal:
            context["refusal"] = refusal.in_language(reader_language())
        else:
            if isinstance(done, HttpResponse):
                return done
            context |= {"response": done, "answers": _in_words(done, thaw_instrument(wave.instrument))}
    context["organisation"] = names_of_organisations([person.organisation_key])[person.organisation_key]
    return render(request, "waves/answers.html", context | around(partnership, wave))


class ReasonMissing(ConcertationError):
    """Answers asked for without saying why."""

    code = "reason-missing"
    english = "Say why: the reason is kept in the trace of the survey."
    french = "Dites pourquoi\u00a0: la raison est conservée dans le suivi de l’enquête."


def _done(request: HttpRequest, person: SurveyInvitation) -> HttpResponse | SurveyResponse:
    by: Any = request.user
    reason, deed, now = request.POST.get("reason", "").strip(), request.POST.get("do", ""), timezone.now()
    if not reason:
        raise ReasonMissing
    if deed == "export":
        told = export_answers(person, by=by, reason=reason, now=now)
        file = JsonResponse(dict(told), json_dumps_params={"ensure_ascii": False, "indent": 2})
        file["Content-Disposition"] = f'attachment; filename="{person.wave.key}-answers.json"'
        return file
    if deed == "delete":
        erase_answers(person, by=by, reason=reason, now=now)
        messages.success(request, gettext("The answers of this person are deleted for good."))
        return redirect("wave", person.wave.partnership_key, person.wave.key)
    return read_answers(person, by=by, reason=reason, now=now)


def _in_words(response: SurveyResponse, instrument: Instrument) -> list[tuple[str, list[tuple[str, str]]]]:
    """By topic, each question with what was answered, in the words of the scale."""
    language = reader_language()
    found = [
        (
            section.title.in_language(language),
            [(item.text.in_language(language), _said(item, response, instrument)) for item in section.items],
        )
        for section in instrument.sections
    ]
    own = [
        (one.text.in_language(language), str(response.answers.get(one.code) or gettext("no answer")))
        for one in instrument.open_questions
    ]
    return [*found, (gettext("In their own words"), own)] if own else found


def _said(item: Item, response: SurveyResponse, instrument: Instrument) -> str:
    scale, answer, language = instrument.scale, response.answers.get(item.code), reader_language()
    off = {"unknown": scale.unknown, "not_applicable": scale.not_applicable}
    if isinstance(answer, int) and scale.lowest <= answer <= scale.highest:
        return f"{answer} – {scale.labels[answer - scale.lowest].in_language(language)}"
    return off[answer].in_language(language) if answer in off else gettext("no answer")
