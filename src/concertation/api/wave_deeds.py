"""A survey opened, reminded and closed by program; nothing here tells of an answer."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from ninja import Router

from concertation.api import shapes
from concertation.api.offering import WRITING, offers
from concertation.api.requests import ApiRequest
from concertation.api.telling import Told
from concertation.api.waves import wave_told, writer
from concertation.journeys.waves.beside import MOST_AT_ONCE, send_beside
from concertation.journeys.waves.closing import close_wave as close
from concertation.journeys.waves.closing import reopen_wave as reopen
from concertation.journeys.waves.finding import find_wave
from concertation.journeys.waves.inviting import Person, add_people
from concertation.journeys.waves.opening import open_wave as open_it
from concertation.journeys.waves.sending import plan_messages, send_messages
from concertation.journeys.waves.words import Occasion
from concertation.store.models.surveys import Wave

router = Router(by_alias=True, exclude_none=True)

_ROOT = "/partnerships/{key}/waves"
_REFUSALS = (*WRITING, 404, 409)


@router.post(f"{_ROOT}/{{wave}}/people", **offers(shapes.PeopleAdded, problems=_REFUSALS, body="people"))
def add_people_to_wave(request: ApiRequest, key: str, wave: str, body: shapes.PeopleToAsk) -> Any:
    found = find_wave(wave, user=request.caller.person, partnership=key)
    people = [Person(one.organisation, one.name, one.email, one.language) for one in body.people]
    added = add_people(found, people, by=writer(request), now=timezone.now())
    return {"added": added.people, "already": added.already}


@router.post(f"{_ROOT}/{{wave}}/open", **offers(shapes.WaveWritten, problems=_REFUSALS))
def open_wave(request: ApiRequest, key: str, wave: str) -> Any:
    found = find_wave(wave, user=request.caller.person, partnership=key)
    opened = open_it(found, by=writer(request), now=timezone.now())
    return _written(request, opened, "invitation")


@router.post(f"{_ROOT}/{{wave}}/invite", **offers(shapes.WaveWritten, problems=_REFUSALS))
def invite_to_wave(request: ApiRequest, key: str, wave: str) -> Any:
    return _written(request, find_wave(wave, user=request.caller.person, partnership=key), "invitation")


@router.post(f"{_ROOT}/{{wave}}/remind", **offers(shapes.WaveWritten, problems=_REFUSALS, body="reminder"))
def remind_wave(request: ApiRequest, key: str, wave: str, body: shapes.ReminderWanted) -> Any:
    found = find_wave(wave, user=request.caller.person, partnership=key)
    return _written(request, found, "reminder", is_anyway=body.is_anyway)


@router.post(f"{_ROOT}/{{wave}}/close", **offers(shapes.WaveOfPartnership, problems=_REFUSALS))
def close_wave(request: ApiRequest, key: str, wave: str) -> Any:
    found = find_wave(wave, user=request.caller.person, partnership=key)
    return wave_told(close(found, by=writer(request), now=timezone.now()))


@router.post(f"{_ROOT}/{{wave}}/reopen", **offers(shapes.WaveOfPartnership, problems=_REFUSALS, body="day"))
def reopen_wave(request: ApiRequest, key: str, wave: str, body: shapes.LastDay) -> Any:
    found = find_wave(wave, user=request.caller.person, partnership=key)
    return wave_told(reopen(found, body.closes_on, by=writer(request), now=timezone.now()))


def _written(request: ApiRequest, wave: Wave, occasion: Occasion, *, is_anyway: bool = False) -> Told:
    """A few messages leave while the program waits; many leave beside, as a work whose number is told."""
    by, base, now = writer(request), request.build_absolute_uri("/").rstrip("/"), timezone.now()
    due = plan_messages(wave, occasion, now=now, is_anyway=is_anyway).recipients.count()
    if wave.state == Wave.State.OPEN and due > MOST_AT_ONCE:
        work = send_beside(wave, occasion, by=by, base=base, is_anyway=is_anyway, language=request.language)
        return {**wave_told(wave), "work": work.pk}
    sent = send_messages(wave, occasion, by=by, now=now, base=base, is_anyway=is_anyway)
    messages = {"left": sent.left, "undelivered": sent.undelivered, "held_back": sent.held_back}
    return {**wave_told(wave), "messages": messages}
