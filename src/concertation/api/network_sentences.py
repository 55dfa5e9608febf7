"""What a network says, in sentences, with whom each speaks of and the figures that it rests on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from ninja import Router

from concertation.api import shapes
from concertation.api.measuring import not_kept
from concertation.api.offering import offers
from concertation.api.parameters import AsOf, day_or_today
from concertation.api.requests import ApiRequest
from concertation.api.telling import Told, fact_address
from concertation.core.network.saying import Name, Said
from concertation.core.network.ties.kinds import network_kind
from concertation.core.text import Language
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.saying.sentences import say_relations

router = Router(by_alias=True, exclude_none=True)


@router.get("/networks/{network}/sentences", **offers(shapes.NetworkSentences, problems=(404,)))
def read_network_sentences(
    request: ApiRequest,
    response: HttpResponse,
    network: str,
    as_of: AsOf | None = None,
    compared_with: AsOf | None = None,
) -> Any:
    network_kind(network)
    day: date = day_or_today(as_of)
    sayings = say_relations(
        NetworkQuestion(network, day), user=request.caller.person, before=compared_with, language=request.language
    )
    if sayings.is_waiting:
        not_kept(response)
    return {
        "as_of": day,
        "compared_with": sayings.before,
        "is_waiting": sayings.is_waiting,
        "sentences": [_sentence(one, request.language) for one in sayings.said],
    }


def _sentence(said: Said, language: Language) -> Told:
    return {
        "id": said.id,
        "heading": said.heading,
        "text": said.text.in_language(language),
        "caution": said.caution.in_language(language) if said.caution else None,
        "strength": round(said.strength, 3),
        "figures": dict(said.figures),
        "measures": list(said.measures),
        "about": [_reference(name, language) for name in said.about],
    }


def _reference(name: Name, language: Language) -> Told:
    return {
        "kind": name.kind,
        "key": name.key,
        "label": name.label.in_language(language),
        "names": {"en": name.label.en, "fr": name.label.fr},
        "href": fact_address(name.kind, name.key),
    }
