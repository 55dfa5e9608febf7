"""Waves that ask for somebody's attention: closing soon, silent and never reminded, messages that did not leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db.models import Count, Q

from concertation.journeys.permission import Hands, Person, Place, hands_of
from concertation.journeys.records import Said
from concertation.journeys.waves.finding import counted
from concertation.store.models import Partnership
from concertation.store.models.surveys import Wave

Why = Literal["undelivered", "unwritten", "closes_soon", "unreminded"]
_SOON = timedelta(days=7)
MOST = 20


@dataclass(frozen=True, slots=True)
class Pressing:
    """One wave, why it presses, and how many people that concerns."""

    wave: Wave
    partnership: Said
    why: Why
    people: int


def waves_that_press(user: Person, *, today: date) -> list[Pressing]:
    """Of the open waves in this person's hands, the first reason of each; those that close first come first."""
    hands = hands_of(user)
    if not hands.opens("run_waves"):
        return []
    silent = Q(invitations__has_answered=False, invitations__has_declined=False)
    waves = counted(Wave.objects.filter(state="open")).annotate(
        silent=Count("invitations", filter=silent),
        unwritten=Count(
            "invitations", filter=silent & Q(invitations__invited_at__isnull=True) & ~Q(invitations__email="")
        ),
        undelivered=Count("invitations", filter=~Q(invitations__undelivered="")),
        reminded=Count("invitations", filter=Q(invitations__reminders__gt=0)),
    )
    own = [one for one in waves.order_by("closes_on", "id") if _is_own(hands, one)]
    found = [(wave, why) for wave in own if (why := next(_reasons(wave, today), None))][:MOST]
    names = _names(wave.partnership_key for wave, _ in found)
    return [Pressing(wave, names[wave.partnership_key], why, people) for wave, (why, people) in found]


def _is_own(hands: Hands, wave: Wave) -> bool:
    return hands.opens_at("run_waves", Place(frozenset({wave.partnership_key})))


def _reasons(wave: Wave, today: date) -> Iterator[tuple[Why, int]]:
    told: dict[str, int] = {name: getattr(wave, name) for name in ("silent", "unwritten", "undelivered", "reminded")}
    if told["undelivered"]:
        yield "undelivered", told["undelivered"]
    if told["unwritten"]:
        yield "unwritten", told["unwritten"]
    if told["silent"] and wave.closes_on <= today + _SOON:
        yield "closes_soon", told["silent"]
    if told["silent"] and not told["reminded"] and wave.opened_at and wave.opened_at.date() <= today - _SOON:
        yield "unreminded", told["silent"]


def _names(keys: Iterable[str]) -> dict[str, Said]:
    wanted = set(keys)
    rows = Partnership.objects.filter(key__in=wanted).values_list("key", "name_en", "name_fr") if wanted else ()
    return dict.fromkeys(wanted, Said("", "")) | {key: Said(en, fr) for key, en, fr in rows}
