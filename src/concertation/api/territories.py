"""The territories of the register: their parts, who serves them, and their outlines."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.urls import reverse
from ninja import Router

from concertation.api import shapes
from concertation.api.facts import state_number
from concertation.api.offering import offers
from concertation.api.parameters import AsOf, Number, Size, day_or_today
from concertation.api.requests import ApiRequest, page_links
from concertation.api.telling import both_names, fact_address
from concertation.core.errors import UnknownRecord
from concertation.core.faceting import Choice, Question
from concertation.core.facts import fact_kind
from concertation.journeys.collecting import Wanted, collect_facts, collect_one
from concertation.journeys.finding import observe_list
from concertation.journeys.finding.asking import EXISTENCE, OPENING
from concertation.journeys.records import Said
from concertation.store.models import Area

router = Router(by_alias=True, exclude_none=True)

GEOJSON = "application/geo+json"


@router.get("/territories", **offers(shapes.FactPage))
def list_territories(request: ApiRequest, after: Number | None = None, page_size: Size = 100) -> Any:
    page = collect_facts(Wanted("area", after=after, size=page_size), user=request.caller.person)
    return {
        "kind": "area",
        "label": fact_kind("area").plural.in_language(request.language),
        "total": page.total,
        "state": state_number(),
        "facts": request.teller.facts(page.records),
        "links": page_links(
            request,
            first={"after": None},
            following={"after": page.records[-1].id} if page.records and page.has_later else None,
            preceding=None,
        ),
    }


@router.get("/territories/{key}", **offers(shapes.TerritoryRead, problems=(404,)))
def read_territory(request: ApiRequest, key: str, as_of: AsOf | None = None) -> Any:
    person, day = request.caller.person, day_or_today(as_of)
    area = collect_one("area", key, user=person)
    parts = collect_facts(Wanted("area_part", references={"whole": key}, size=500), user=person).records
    wholes = collect_facts(Wanted("area_part", references={"part": key}, size=500), user=person).records
    served = {"area": Choice(frozenset({key})), EXISTENCE: OPENING}
    question = Question(request.language, choices=served)
    partnerships = observe_list("partnership", as_of=day)
    organisations = observe_list("organisation", as_of=day)
    own = f"{reverse('api-1:api-root')}territories/{quote(key, safe='')}"
    tell = request.teller
    return {
        "as_of": day,
        "territory": tell.fact(area),
        "parts": tell.references(one["part"] for one in parts if one["part"] is not None),
        "wholes": tell.references(one["whole"] for one in wholes if one["whole"] is not None),
        "partnerships": [
            {
                "kind": "partnership",
                "key": row["key"],
                "label": Said(row["name_en"] or "", row["name_fr"] or "").in_language(request.language) or row["key"],
                "names": both_names(Said(row["name_en"] or "", row["name_fr"] or "")),
                "href": fact_address("partnership", row["key"]),
            }
            for row in partnerships.find(question).select("key", "name_en", "name_fr").to_dicts()
        ],
        "organisations": organisations.matching(question).total,
        "has_geometry": Area.objects.filter(key=key, geometry__isnull=False).exists(),
        "links": {"self": own, "geometry": f"{own}/geometry"},
    }


@router.get("/territories/{key}/geometry", **offers(dict[str, Any], problems=(404,), media=GEOJSON))
def read_geometry(request: ApiRequest, key: str) -> Any:
    found = Area.objects.filter(key=key).values_list("geometry", flat=True).first()
    if not found:
        raise UnknownRecord(kind="geometry", key=key)
    return HttpResponse(json.dumps(found), content_type=GEOJSON)
