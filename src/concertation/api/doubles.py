"""Organisations that may be one, with the reasons, for those who may correct the register."""

from __future__ import annotations

import math
from typing import Annotated, Any

from django.db.models import Q
from ninja import Router
from pydantic import Field

from concertation.api import shapes
from concertation.api.offering import offers
from concertation.api.parameters import Page
from concertation.api.requests import ApiRequest, numbered_links
from concertation.api.telling import Told
from concertation.journeys.matching import EVEN, PossibleDouble, count_possible_doubles, possible_doubles
from concertation.journeys.permission import require
from concertation.journeys.records import Records
from concertation.journeys.retrieval import retrieve

router = Router(by_alias=True, exclude_none=True)

_A_PAGE = 50
Least = Annotated[float, Field(ge=-50, le=50, allow_inf_nan=False)]


@router.get("/doubles", **offers(shapes.Doubles, problems=(403,)))
def list_doubles(request: ApiRequest, least: Least = EVEN, page: Page = 1) -> Any:
    require(request.caller.person, "edit", "doubles")
    total = count_possible_doubles(least=least)
    pages = max(1, -(-total // _A_PAGE))
    shown = min(page, pages)
    pairs = possible_doubles(start=(shown - 1) * _A_PAGE, count=_A_PAGE, least=least)
    keys = {key for pair in pairs for key in (pair.one, pair.other)}
    records = retrieve({"organisation": Q(key__in=keys)})
    return {
        "total": total,
        "least": least,
        "page": shown,
        "pages": pages,
        "doubles": [_double(pair, records, request) for pair in pairs],
        "links": numbered_links(request, shown, pages),
    }


def _double(pair: PossibleDouble, records: Records, request: ApiRequest) -> Told:
    tell = request.teller
    sides = {side: records.keyed("organisation", getattr(pair, side)) for side in ("one", "other")}
    return {
        **{side: tell.reference(record) for side, record in sides.items() if record is not None},
        "log_odds": round(pair.log_odds, 4),
        "probability": round(1 / (1 + math.exp(-pair.log_odds)), 6),
        "reasons": [{"says": one.says.in_language(request.language), "bits": one.bits} for one in pair.reasons],
    }
