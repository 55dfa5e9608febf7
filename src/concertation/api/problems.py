"""What went wrong, as programs and people read it: RFC 9457, with our code and both sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from concertation.api.errors import STATUSES, AccountNeeded, InvalidRequest, TooManyRequests
from concertation.api.words import words
from concertation.core.errors import ConcertationError, NotAllowed
from concertation.core.faults import Fault
from concertation.core.text import Language, Text
from concertation.journeys.editing import HeldFact, Meanwhile, RefusedFact, StaleFact
from concertation.journeys.waves.inviting import NotInvited
from concertation.journeys.waves.opening import NotReady

PROBLEM = "application/problem+json"


def language_asked(request: HttpRequest) -> Language:
    """The language of the answer, from ``Accept-Language``."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"


def problem(request: HttpRequest, error: ConcertationError) -> HttpResponse:
    """The answer that tells of an error; a visitor who may not is told that an account is needed."""
    if isinstance(error, NotAllowed) and not request.user.is_authenticated:
        error = AccountNeeded(keys=reverse("tokens"))
    status = STATUSES.get(error.code, 422)
    language = language_asked(request)
    body: dict[str, Any] = {
        "type": f"{reverse('api-reference')}#{error.code}",
        "title": words()["answer"][str(status)]["summary"].in_language(language),
        "status": status,
        "detail": error.in_language(language),
        "instance": request.path,
        "code": error.code,
        "sentences": {"en": error.in_language("en"), "fr": error.in_language("fr")},
        **_facts_of(error, language),
    }
    answer = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEM)
    answer["Cache-Control"] = "no-store"
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="concertation"'
    if isinstance(error, TooManyRequests):
        answer["Retry-After"] = str(error.facts["seconds"])
    return answer


def fault_at(place: str, name: str, sentence: Text, language: Language) -> dict[str, Any]:
    """One fault of a request: where it is (``query``, ``path``, ``header`` or ``body``) and what to write there."""
    return {
        "in": place,
        "name": name,
        "detail": sentence.in_language(language),
        "sentences": {"en": sentence.en, "fr": sentence.fr},
    }


def _facts_of(error: ConcertationError, language: Language) -> Mapping[str, Any]:
    """What a program needs in order to act on the error."""
    if isinstance(error, InvalidRequest):
        return {"errors": list(error.faults)}
    if isinstance(error, RefusedFact):
        return {"errors": [fault_at("body", fault.slot, fault.message, language) for fault in error.faults]}
    if isinstance(error, NotInvited | NotReady):
        return {"errors": [_fault_of_wave(fault, language) for fault in error.faults]}
    if isinstance(error, StaleFact):
        return {
            "version": error.latest.number,
            "change": error.latest.change_id,
            "clashes": list(told(error.clashes)),
            "others": list(told(error.others)),
        }
    if isinstance(error, HeldFact):
        return {"held_by": {kind_id: len(numbers) for kind_id, numbers in error.removal.holding.items()}}
    return {}


def _fault_of_wave(fault: Fault, language: Language) -> dict[str, Any]:
    """Where it is: the survey, its questions, or a person by their place in the list."""
    place = fault.place.sheet if fault.place.row is None else f"{fault.place.sheet}.{fault.place.row}"
    return fault_at("body", place, fault.message, language)


def told(parts: Iterable[Meanwhile]) -> Iterable[dict[str, Any]]:
    """Parts that someone else changed: before, theirs and mine, each known or unknown."""
    for part in parts:
        yield {
            "slot": part.slot,
            "before": value_told(part.before),
            "theirs": value_told(part.theirs),
            "mine": value_told(part.mine),
        }


def value_told(value: object) -> dict[str, Any]:
    """A value that may be unknown, which is a value too."""
    if value is None or value == "":
        return {"is": "unknown"}
    plain = value if isinstance(value, str | bool | int | float) else str(value)
    return {"is": "known", "value": plain}
