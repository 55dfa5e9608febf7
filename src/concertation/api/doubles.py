"""Organisations that may be one, with the reasons, for those who may merge them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from ninja import Router

from concertation.api import shapes
from concertation.api.offering import offers
from concertation.api.parameters import Page
from concertation.api.problems import value_told
from concertation.api.requests import ApiRequest, numbered_links
from concertation.api.telling import Told
from concertation.journeys.matching import Asked, PossibleMatch, comparison_at_hand, count_matches, find_matches
from concertation.journeys.matching.queue import Band, State
from concertation.journeys.permission import require
from concertation.journeys.records import Records
from concertation.journeys.retrieval import retrieve

router = Router(by_alias=True, exclude_none=True)

_A_PAGE = 50


@router.get("/doubles", **offers(shapes.Doubles, problems=(403,)))
def list_doubles(
    request: ApiRequest,
    band: Band | None = None,
    state: State = "open",
    organisation: str = "",
    place: str = "",
    page: Page = 1,
) -> Any:
    require(request.caller.person, "merge")
    user = request.caller.person
    comparison = comparison_at_hand(user=user, language=request.language)  # type: ignore[arg-type]  # has an account
    asked = Asked(band=band, place=place, state=state, organisation=organisation)
    total = count_matches(asked)
    pages = max(1, -(-total // _A_PAGE))
    shown = min(page, pages)
    pairs = find_matches(asked, start=(shown - 1) * _A_PAGE, count=_A_PAGE)
    records = retrieve({"organisation": Q(key__in={key for pair in pairs for key in (pair.one, pair.other)})})
    return {
        "total": total,
        "is_current": comparison.is_current,
        "is_under_way": comparison.is_under_way,
        "compared": comparison.compared,
        "page": shown,
        "pages": pages,
        "doubles": [_double(pair, records, request) for pair in pairs],
        "links": numbered_links(request, shown, pages),
    }


def _double(pair: PossibleMatch, records: Records, request: ApiRequest) -> Told:
    tell = request.teller
    sides = {side: records.keyed("organisation", getattr(pair, side)) for side in ("one", "other")}
    return {
        **{side: tell.reference(record) for side, record in sides.items() if record is not None},
        "log_odds": round(pair.log_odds, 4),
        "probability": round(pair.chance, 6),
        "band": pair.band,
        "answer": value_told(pair.answer),
        "reasons": [{"says": one.says.in_language(request.language), "bits": one.bits} for one in pair.reasons],
    }
