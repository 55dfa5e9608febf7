"""Who asks: a program with a key, a person with a session, or a visitor."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from ninja.utils import check_csrf

from concertation.api.errors import AccountNeeded, ForgedRequest, KeyReadsOnly
from concertation.journeys.permission import Person
from concertation.journeys.tokens import UnusableToken, bearer_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose rights the request has, whether it may write, and under what name it is counted."""

    person: Person
    name: str
    may_write: bool
    is_program: bool

    @property
    def is_visitor(self) -> bool:
        """Whether it sees what everybody sees, so that its answers may be shared."""
        return not self.person.is_authenticated


def identify(request: HttpRequest) -> Caller:
    """Who asks; raises ``UnusableToken``. A key speaks before a session."""
    shown = request.headers.get("Authorization", "")
    if shown:
        scheme, _, secret = shown.partition(" ")
        if scheme.lower() != "bearer":
            raise UnusableToken
        bearer = bearer_of(secret.strip())
        return Caller(bearer.person, f"key {bearer.token.pk}", bearer.may_write, is_program=True)
    if request.user.is_authenticated:
        return Caller(request.user, f"account {request.user.pk}", may_write=True, is_program=False)
    return Caller(AnonymousUser(), f"address {_address(request)}", may_write=False, is_program=False)


def require_writing(request: HttpRequest, caller: Caller) -> None:
    """Raises unless the request may write at all; what it may write is asked of each fact."""
    if caller.is_program:
        if not caller.may_write:
            raise KeyReadsOnly(keys=reverse("tokens"))
    elif caller.is_visitor:
        raise AccountNeeded(keys=reverse("tokens"))
    elif check_csrf(request) is not None:
        raise ForgedRequest


def _address(request: HttpRequest) -> str:
    """Where the request comes from, seen from behind as many proxies as the settings say."""
    from ninja.conf import settings  # noqa: PLC0415 read when the application is ready

    written = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    proxies = settings.NUM_PROXIES or 0
    if proxies and written:
        return written[-min(proxies, len(written))]
    return str(request.META.get("REMOTE_ADDR", ""))
