"""The words of the field: every scheme and term in both languages, and how often the register uses it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from ninja import Router

from concertation.api import shapes
from concertation.api.offering import offers
from concertation.api.parameters import AsOf, day_or_today
from concertation.api.requests import ApiRequest
from concertation.api.telling import Told
from concertation.core.text import Text
from concertation.core.vocabulary import Scheme, Term, load_scheme, scheme_groups
from concertation.exchange.skos import VOCABULARY
from concertation.journeys.usage import Use, count_uses

router = Router(by_alias=True, exclude_none=True)


@router.get("/vocabularies", **offers(shapes.Vocabularies))
def list_vocabularies(request: ApiRequest) -> Any:
    return {
        "groups": [
            {
                "id": group.id,
                "label": _both(group.label),
                "about": _both(group.about),
                "schemes": [_listed(scheme) for scheme in group.schemes],
            }
            for group in scheme_groups()
        ]
    }


@router.get("/vocabularies/{scheme}", **offers(shapes.SchemeRead, problems=(404,)))
def read_vocabulary(request: ApiRequest, scheme: str, as_of: AsOf | None = None) -> Any:
    found = load_scheme(scheme)
    uses = count_uses(scheme, as_of=day_or_today(as_of), user=request.caller.person)
    return {
        "id": found.id,
        "label": _both(found.label),
        "definition": _both(found.definition),
        "note": _both(found.note) if found.note else None,
        "origin": found.origin,
        "locator": found.locator,
        "uri": str(VOCABULARY[found.id]),
        "terms": [_term(found, term, uses.get(term.code, ())) for term in found],
    }


def _listed(scheme: Scheme) -> Told:
    return {
        "id": scheme.id,
        "label": _both(scheme.label),
        "definition": _both(scheme.definition),
        "terms": len(scheme),
        "href": f"{reverse('api-1:api-root')}vocabularies/{scheme.id}",
    }


def _term(scheme: Scheme, term: Term, uses: Sequence[Use]) -> Told:
    return {
        "code": term.code,
        "label": _both(term.label),
        "definition": _both(term.definition),
        "note": _both(term.note) if term.note else None,
        "origin": term.origin,
        "locator": term.locator or scheme.locator,
        "broader": term.parent,
        "narrower": [narrower.code for narrower in scheme.narrower(term.code)],
        "value": term.value,
        "uses": [{"kind": use.kind.id, "field": use.field.name, "count": use.count} for use in uses],
    }


def _both(text: Text) -> dict[str, str]:
    return {"en": text.en, "fr": text.fr}
