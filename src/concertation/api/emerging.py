"""Partnerships to be and ties likely to form, with their reasons, for those who may answer about them."""

from __future__ import annotations

from typing import Any

from ninja import Router

from concertation.api import shapes
from concertation.api.offering import offers
from concertation.api.parameters import AsOf, day_or_today
from concertation.api.requests import ApiRequest
from concertation.api.telling import Told, fact_address
from concertation.journeys.emerging.groups import find_candidates
from concertation.journeys.emerging.likely import LikelyKind, find_likely
from concertation.journeys.emerging.telling import group_as_data, pair_as_data, tell_learned, tell_likely, tell_period
from concertation.journeys.emerging.wording import say

router = Router(by_alias=True, exclude_none=True)


@router.get("/emerging", **offers(shapes.EmergingGroups, problems=(403,)))
def list_emerging_groups(request: ApiRequest, as_of: AsOf | None = None) -> Any:
    day = day_or_today(as_of)
    candidates = find_candidates(day, user=request.caller.person)
    return {
        "as_of": day,
        "remarks": [text.in_language(request.language) for text in (tell_period(day), say("rule"))],
        "groups": [_with_addresses(group_as_data(one, request.language)) for one in candidates],
    }


@router.get("/emerging/likely-ties", **offers(shapes.LikelyTies, problems=(403,)))
def list_likely_ties(request: ApiRequest, kind: LikelyKind = "co_membership", as_of: AsOf | None = None) -> Any:
    day = day_or_today(as_of)
    found = find_likely(kind, day, user=request.caller.person)
    return {
        "as_of": day,
        "kind": kind,
        "looked_at": found.looked_at,
        "remarks": [text.in_language(request.language) for text in (*tell_learned(found), *found.remarks)],
        "pairs": [_pair(pair_as_data(pair, request.language)) for pair in tell_likely(found, day)],
    }


def _with_addresses(group: dict[str, Any]) -> Told:
    group["members"] = [_reference("organisation", one) for one in group["members"]]
    group["standing"] = [_reference("partnership", one) | {"reasons": one["reasons"]} for one in group["standing"]]
    return group


def _pair(pair: dict[str, Any]) -> Told:
    return pair | {end: _reference("organisation", pair[end]) for end in ("one", "other")}


def _reference(kind: str, one: dict[str, Any]) -> Told:
    return {"key": one["key"], "name": one["name"], "href": fact_address(kind, one["key"])}
