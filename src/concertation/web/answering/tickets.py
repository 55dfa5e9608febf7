"""What the browser of somebody who answers keeps: sealed, so that not even its reader can tell what it opens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from time import time
from types import MappingProxyType

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from concertation.core.text import Language
from concertation.journeys.accounts.sealing import seals_for
from concertation.journeys.answering.doors import Door, door_of
from concertation.web.wording import reader_language

COOKIES: Mapping[Language, str] = MappingProxyType({"en": "answering-en", "fr": "answering-fr"})
_PURPOSE = b"answering"
# Somebody sits at several tables: their ballots of other waves stay, the oldest leaves first.
_MOST_BALLOTS = 8


@dataclass(frozen=True, slots=True)
class Ticket:
    """Which invitation is being answered, the ballots by invitation, and when this sitting began."""

    invitation: int
    ballots: Mapping[str, str] = field(default_factory=dict)
    began: int = 0

    @property
    def ballot(self) -> str:
        """The ballot of the invitation that is being answered; empty in a confidential wave."""
        return self.ballots.get(str(self.invitation), "")

    @property
    def minutes(self) -> int:
        """How long this sitting has lasted; below zero where a clock went backwards."""
        return round((time() - self.began) / 60)

    def door(self) -> Door:
        """The door that it opens; raises ``LinkOver``."""
        return door_of(self.invitation, self.ballot)

    def without_ballot(self) -> Ticket:
        """Once sent, the ballot opens nothing any more."""
        others = {number: ballot for number, ballot in self.ballots.items() if number != str(self.invitation)}
        return Ticket(self.invitation, others, self.began)


def ticket_for(door: Door, before: Ticket | None) -> Ticket:
    """The ticket of somebody who begins, with the ballots that their browser had."""
    number = str(door.invitation.pk)
    others = {key: value for key, value in (before.ballots if before else {}).items() if key != number}
    kept = dict(list(others.items())[-(_MOST_BALLOTS - 1) :])
    is_same = before is not None and before.invitation == door.invitation.pk
    began = before.began if before and is_same else int(time())
    return Ticket(door.invitation.pk, kept | ({number: door.ballot} if door.ballot else {}), began)


def read_ticket(request: HttpRequest) -> Ticket | None:
    """What the browser kept; None where it kept nothing, or nothing of ours."""
    try:
        opened = seals_for(_PURPOSE).decrypt(request.COOKIES.get(COOKIES[reader_language()], "").encode())
        return Ticket(**json.loads(opened))
    except (InvalidToken, TypeError, ValueError):
        return None


def give_ticket(answer: HttpResponse, ticket: Ticket, door: Door) -> HttpResponse:
    """Leaves it with the browser until the wave closes, for the answering pages alone."""
    sealed = seals_for(_PURPOSE).encrypt(json.dumps(asdict(ticket)).encode()).decode("ascii")
    ends = timezone.localdate() if door.wave.closes_on < timezone.localdate() else door.wave.closes_on
    for language, name in COOKIES.items():
        with override(language):
            path = reverse("answering")
        # Both pages of a bilingual form read the same ticket; no other page of the product ever receives it.
        answer.set_cookie(
            name,
            sealed,
            max_age=ends - timezone.localdate() + timedelta(days=1),
            path=path,
            httponly=True,
            samesite="Strict",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer
