"""Surveys of a partnership and how far each is, for those who may question its partners; never an answer."""

from __future__ import annotations

from typing import Any

from ninja import Router

from concertation.api import shapes
from concertation.api.offering import offers
from concertation.api.parameters import Page
from concertation.api.problems import value_told
from concertation.api.requests import ApiRequest, numbered_links
from concertation.api.telling import Told
from concertation.journeys.waves.finding import find_partnership, find_wave, waves_of
from concertation.journeys.waves.participation import funnel_of, heard_by_organisation
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
        "waves": [_wave(one) for one in found[(shown - 1) * _A_PAGE : shown * _A_PAGE]],
        "links": numbered_links(request, shown, pages),
    }


@router.get("/partnerships/{key}/waves/{wave}", **offers(shapes.WaveProgress, problems=(403, 404)))
def read_wave(request: ApiRequest, key: str, wave: str) -> Any:
    found = find_wave(wave, user=request.caller.person, partnership=key)
    funnel = funnel_of(found)
    return {
        **_wave(found),
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


def _wave(wave: Wave) -> Told:
    return {
        "key": wave.key,
        "names": {"en": wave.name_en or None, "fr": wave.name_fr or None},
        "mode": wave.mode,
        "state": wave.state,
        "closes_on": wave.closes_on,
        "opened_at": wave.opened_at,
        "closed_at": wave.closed_at,
    }
