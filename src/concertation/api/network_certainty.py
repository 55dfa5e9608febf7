"""How sure a network is: whose word, the silent of a survey, kinds beside each other, what changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Router

from concertation.api import shapes
from concertation.api.measuring import not_kept
from concertation.api.offering import offers
from concertation.api.parameters import AsOf, day_or_today
from concertation.api.requests import ApiRequest
from concertation.api.telling import Told
from concertation.core.estimate import Unknown
from concertation.core.network.ties.kinds import network_kind
from concertation.core.text import Language
from concertation.journeys.network.certainty import telling
from concertation.journeys.network.certainty.asked import CertaintyQuestion
from concertation.journeys.network.certainty.beside import Part, begin_comparing, find_changed, find_together
from concertation.journeys.network.certainty.silence import silence_of
from concertation.journeys.network.certainty.whose_word import whose_word
from concertation.journeys.permission import Person

router = Router(by_alias=True, exclude_none=True)


@router.get("/networks/{network}/certainty", **offers(shapes.NetworkCertainty, problems=(404,)))
def read_network_certainty(
    request: ApiRequest,
    response: HttpResponse,
    network: str,
    as_of: AsOf | None = None,
    compared_with: AsOf | None = None,
    partnership: str = "",
) -> Any:
    network_kind(network)
    question = CertaintyQuestion(network, day_or_today(as_of), compared_with, partnership)
    person, language = request.caller.person, request.language
    compared = _compared(question, person, language)
    is_waiting = len(compared) < 2
    if is_waiting:
        not_kept(response)
    return {
        "as_of": question.as_of,
        "compared_with": question.before,
        "is_waiting": is_waiting,
        "words": telling.words_told(whose_word(question.network, user=person), language),
        "silence": _silence(question, person, language),
        **compared,
    }


def _silence(question: CertaintyQuestion, person: Person, language: Language) -> Told:
    found = silence_of(question, user=person)
    if isinstance(found, Unknown):
        return telling.silence_told(found, language)
    survey = {"survey": found.survey.key, "partnership": found.survey.table}
    return survey | telling.silence_told(found.found, language)


def _compared(question: CertaintyQuestion, person: Person, language: Language) -> Told:
    """What is there already; what takes long is begun, and is there when asked again."""
    together, changed = find_together(question), find_changed(question)
    missing: tuple[Part, ...] = tuple(part for part, made in _parts(together, changed) if made is None)
    for part in missing:
        begin_comparing(part, question, user=person, language=language)
    told = {} if together is None else {"together": telling.together_told(together, language)}
    return told | ({} if changed is None else {"change": telling.change_told(changed, language)})


def _parts(together: object, changed: object) -> tuple[tuple[Part, object], ...]:
    return ("together", together), ("changed", changed)
