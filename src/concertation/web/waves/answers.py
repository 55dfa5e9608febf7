"""The answers of one person: read by a steward, handed over or deleted at their request; each time with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from concertation.core.errors import ConcertationError, NotAllowed
from concertation.journeys.answering.questionnaire import standing_questionnaire
from concertation.journeys.answering.roster import follow_answers
from concertation.journeys.permission import Row, require
from concertation.journeys.waves.answers import erase_answers, export_answers, read_answers
from concertation.journeys.waves.finding import names_of_organisations
from concertation.journeys.waves.inviting import find_invitation
from concertation.store.models import Partnership
from concertation.store.models.surveys import SurveyInvitation, SurveyResponse, Wave
from concertation.web.answering.said import Part, parts_of
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
            context |= {"response": done, "parts": _in_words(done, wave)}
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


def _in_words(response: SurveyResponse, wave: Wave) -> list[Part]:
    """Page by page as the person saw it, the organisations that they told of included, under the names of today."""
    asked = standing_questionnaire(wave)
    return list(parts_of(asked, follow_answers(response.answers, asked.led)))
