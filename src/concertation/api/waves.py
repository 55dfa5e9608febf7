"""Surveys of a partnership for those who may question its partners: how far each is, and a new one; never an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from ninja import Router

from concertation.api import shapes
from concertation.api.offering import WRITING, offers
from concertation.api.parameters import Page
from concertation.api.problems import value_told
from concertation.api.requests import ApiRequest, numbered_links
from concertation.api.telling import Told
from concertation.journeys.waves.finding import find_partnership, find_wave, waves_of
from concertation.journeys.waves.participation import funnel_of, heard_by_organisation
from concertation.journeys.waves.preparing import Draft, prepare_wave, propose_draft
from concertation.store.models.surveys import Wave

router = Router(by_alias=True, exclude_none=True)

_A_PAGE = 50


@router.get("/partnerships/{key}/waves", **offers(shapes.Waves, problems=(403, 404)))
def list_waves(request: ApiRequest, key: str, page: Page = 1) -> Any:
    person = request.caller.person
    found = waves_of(find_partnership(key, user=person).key, user=person)
    total = found.count()
    pages = max(1, -(-total // _A_PAGE))
    shown = min(page, pages)
    return {
        "total": total,
        "page": shown,
        "pages": pages,
        "waves": [wave_told(one) for one in found[(shown - 1) * _A_PAGE : shown * _A_PAGE]],
        "links": numbered_links(request, shown, pages),
    }


@router.post("/partnerships/{key}/waves", **offers(shapes.WaveOfPartnership, problems=(*WRITING, 404), body="wave"))
def create_wave(request: ApiRequest, key: str, body: shapes.NewWave) -> Any:
    find_partnership(key, user=request.caller.person)
    draft = _drafted(propose_draft(key, today=timezone.localdate()), body)
    return wave_told(prepare_wave(key, draft, by=writer(request), now=timezone.now()))


@router.get("/partnerships/{key}/waves/{wave}", **offers(shapes.WaveProgress, problems=(403, 404)))
def read_wave(request: ApiRequest, key: str, wave: str) -> Any:
    found = find_wave(wave, user=request.caller.person, partnership=key)
    funnel = funnel_of(found)
    return {
        **wave_told(found),
        "participation": {name: value_told(getattr(funnel, name)) for name in _STEPS},
        "heard": [
            {
                "organisation": one.key,
                "label": one.name.in_language(request.language),
                "people": one.people,
                "answered": one.answered,
            }
            for one in heard_by_organisation(found)
        ],
    }


_STEPS = tuple(shapes.Participation.model_fields)


def wave_told(wave: Wave) -> Told:
    """What is told of a survey, whoever is asked."""
    return {
        "key": wave.key,
        "names": {"en": wave.name_en or None, "fr": wave.name_fr or None},
        "mode": wave.mode,
        "meeting": wave.meeting_key or None,
        "state": wave.state,
        "closes_on": wave.closes_on,
        "opened_at": wave.opened_at,
        "closed_at": wave.closed_at,
    }


def _drafted(proposed: Draft, body: shapes.NewWave) -> Draft:
    """What the program says in place of what is proposed; no roster in an anonymous survey or about a meeting."""
    said = {name: value for name, value in body.model_dump().items() if value is not None}
    if "meeting" in said:
        said["meeting_key"] = said.pop("meeting")
    if said.get("mode") == "anonymous" or said.get("instrument") == "meeting":
        said.setdefault("has_roster", False)
    return replace(proposed, **said)


def writer(request: ApiRequest) -> User:
    """Whoever writes has an account."""
    return request.caller.person  # type: ignore[return-value]
