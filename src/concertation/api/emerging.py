"""Partnerships to be and ties likely to form, with their reasons, for those who may answer about them."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Router

from concertation.api import shapes
from concertation.api.errors import InvalidRequest
from concertation.api.offering import WRITING, offers
from concertation.api.parameters import AsOf, Page, day_or_today
from concertation.api.problems import fault_at
from concertation.api.requests import ApiRequest, numbered_links
from concertation.api.telling import Told, fact_address
from concertation.core.text import Language, Text
from concertation.journeys.emerging.answered import Answered, Named, pair_of, standing_answers, take_back, with_names
from concertation.journeys.emerging.beside import likely_or_begun
from concertation.journeys.emerging.groups import candidate_of, find_candidates
from concertation.journeys.emerging.judging import CandidateKind, Judgment, judge, read_judgments
from concertation.journeys.emerging.likely import LikelyKind, LikelyPairs
from concertation.journeys.emerging.telling import group_as_data, pair_as_data, tell_learned, tell_likely, tell_period
from concertation.journeys.emerging.wording import say
from concertation.journeys.permission import require

router = Router(by_alias=True, exclude_none=True)

_A_PAGE = 50
_ONE_OF_BOTH = Text(
    en="Give either “group”, the id of a group, or “pair”, the keys of two organisations.",
    fr="Donnez soit «\u00a0group\u00a0», le code d’un groupe, soit «\u00a0pair\u00a0», les clés de deux organismes.",
)


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
    found = likely_or_begun(kind, day, user=request.caller.person, language=request.language)
    if not isinstance(found, LikelyPairs):
        return {"as_of": day, "kind": kind, "is_waiting": True, "looked_at": 0, "remarks": [], "pairs": []}
    return {
        "as_of": day,
        "kind": kind,
        "is_waiting": False,
        "looked_at": found.looked_at,
        "remarks": [text.in_language(request.language) for text in (*tell_learned(found), *found.remarks)],
        "pairs": [_pair(pair_as_data(pair, request.language)) for pair in tell_likely(found, day)],
    }


@router.get("/emerging/answers", **offers(shapes.CandidateAnswers, problems=(403,)))
def list_candidate_answers(
    request: ApiRequest, answer: Literal["not", "later", "recorded"] | None = None, page: Page = 1
) -> Any:
    found = standing_answers(user=request.caller.person, answer=answer)
    pages = max(1, -(-len(found) // _A_PAGE))
    shown = min(page, pages)
    return {
        "total": len(found),
        "page": shown,
        "pages": pages,
        "answers": [_answer(one, request) for one in with_names(found[(shown - 1) * _A_PAGE : shown * _A_PAGE])],
        "links": numbered_links(request, shown, pages),
    }


@router.post("/emerging/answers", **offers(shapes.AnswerKept, problems=(*WRITING, 404), body="answer"))
def answer_candidate(request: ApiRequest, body: shapes.AnswerToCandidate) -> Any:
    user, day = request.caller.person, day_or_today(body.as_of)
    require(user, "review_candidates")
    if (body.group is None) == (body.pair is None):
        raise InvalidRequest(fault_at("body", "group", _ONE_OF_BOTH, request.language))
    kind: CandidateKind = "group" if body.pair is None else "pair"
    candidate = candidate_of(body.group, day, user=user).candidate if body.group else pair_of(body.pair or [], day)
    is_new = judge(kind, candidate, body.answer, user=user, as_of=day, reasons=body.reasons)  # type: ignore[arg-type]
    return _kept(request, is_new, read_judgments().about(kind, candidate)[:1])


@router.post("/emerging/answers/{answer_id}/take-back", **offers(shapes.AnswerKept, problems=(*WRITING, 404, 409)))
def take_answer_back(request: ApiRequest, answer_id: int) -> Any:
    user = request.caller.person
    is_new = take_back(answer_id, user=user, as_of=day_or_today(None))  # type: ignore[arg-type]  # has an account
    one = read_judgments().of(answer_id)
    return _kept(request, is_new, read_judgments().about(one.kind, one.candidate)[:1] if one else ())


def _kept(request: ApiRequest, is_new: bool, last: tuple[Judgment, ...]) -> Told:
    told = [_answer(one, request) for one in with_names(last)]
    return {"is_new": is_new, "answer": told[0] if told else None}


def _answer(one: Answered, request: ApiRequest) -> Told:
    judgment, language = one.judgment, request.language
    return {
        "id": judgment.id,
        "about": judgment.kind,
        "answer": judgment.answer,
        "members": [_named("organisation", member, language) for member in one.members],
        "partnership": _named("partnership", one.partnership, language) if one.partnership else None,
        "reasons": judgment.reasons or None,
        "made_by": judgment.made_by,
        "made_at": judgment.made_at,
        "as_of": judgment.as_of,
    }


def _named(kind: str, one: Named, language: Language) -> Told:
    return {"key": one.key, "name": one.name.in_language(language), "href": fact_address(kind, one.key)}


def _with_addresses(group: dict[str, Any]) -> Told:
    group["members"] = [_reference("organisation", one) for one in group["members"]]
    group["standing"] = [_reference("partnership", one) | {"reasons": one["reasons"]} for one in group["standing"]]
    return group


def _pair(pair: dict[str, Any]) -> Told:
    return pair | {end: _reference("organisation", pair[end]) for end in ("one", "other")}


def _reference(kind: str, one: dict[str, Any]) -> Told:
    return {"key": one["key"], "name": one["name"], "href": fact_address(kind, one["key"])}
