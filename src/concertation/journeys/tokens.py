"""Keys for programs: made and taken back by their owner, shown once, and never wider than the owner's own rights."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.journeys.permission import Person, require
from concertation.journeys.secret_print import print_of_secret
from concertation.store.models import ApiToken

Scope = ApiToken.Scope

# A key that nobody remembers must end by itself; a year is the longest.
LIFETIMES = (30, 90, 365)
# A key in use says so to within this time: reading must not mean writing at every request.
_NOTED_EVERY = timedelta(minutes=10)
# By these signs people, and programs that search code for secrets, know what they found.
_BEGINNING = "conc_"
_HINT = 9
_LONGEST_NAME = 80


class UnusableToken(ConcertationError):
    """A key that opens nothing, whatever the reason: whoever tries keys learns no more."""

    code = "unusable-token"
    english = "This key opens nothing: it is mistyped, expired or revoked. Make another one on the page of your keys."
    french = "Cette clé n’ouvre rien : mal copiée, échue ou révoquée. Créez-en une autre sur la page de vos clés."


class TokenNeedsName(ConcertationError):
    """A key without a name cannot be told from the others on the day one must be revoked."""

    code = "token-needs-name"
    english = "Name the key after the program that will use it, in {longest} characters at most."
    french = "Donnez à la clé le nom du programme qui s’en servira, en {longest} caractères au plus."


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A new key; ``secret`` exists here and nowhere else."""

    token: ApiToken
    secret: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a program acts for: a visitor where its key opens public facts alone."""

    token: ApiToken
    person: Person

    @property
    def may_write(self) -> bool:
        """Whether the key lets a program write; whether the person may is asked for each fact."""
        return self.token.scope == Scope.WRITE


def issue_token(*, owner: User, name: str, scope: Scope, days: int) -> IssuedToken:
    """Makes a key; raises ``TokenNeedsName``, or ``NotAllowed`` when its owner may not write."""
    name = name.replace("\0", "").strip()
    if not 0 < len(name) <= _LONGEST_NAME:
        raise TokenNeedsName(longest=_LONGEST_NAME)
    if scope == Scope.WRITE:
        require(owner, "edit")
    secret = _BEGINNING + secrets.token_urlsafe(32)
    now = timezone.now()
    token = ApiToken.objects.create(
        owner=owner,
        name=name,
        hint=secret[:_HINT],
        digest=print_of_secret(secret),
        scope=scope,
        created_at=now,
        expires_at=now + timedelta(days=min(max(days, 1), max(LIFETIMES))),
    )
    return IssuedToken(token, secret)


def revoke_token(number: int, *, owner: User) -> ApiToken:
    """Ends a key at once; raises ``UnknownRecord`` for a key that is not the owner's."""
    token = ApiToken.objects.filter(pk=number, owner=owner).first()
    if token is None:
        raise UnknownRecord(kind="key", key=str(number))
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
    return token


def tokens_of(owner: User) -> Sequence[ApiToken]:
    """Every key that the person made, the latest first."""
    return list(ApiToken.objects.filter(owner=owner).select_related("owner"))


def is_usable(token: ApiToken, *, at: datetime) -> bool:
    """Whether the key opens anything at that instant."""
    return token.revoked_at is None and token.expires_at > at and token.owner.is_active


def bearer_of(secret: str) -> Bearer:
    """Whom the program that shows this secret acts for, at this instant; raises ``UnusableToken``."""
    found = ApiToken.objects.select_related("owner").filter(digest=print_of_secret(secret)).first()
    now = timezone.now()
    if found is None or not is_usable(found, at=now):
        raise UnusableToken
    if found.last_used_at is None or now - found.last_used_at > _NOTED_EVERY:
        ApiToken.objects.filter(pk=found.pk).update(last_used_at=now)
    return Bearer(found, AnonymousUser() if found.scope == Scope.PUBLIC else found.owner)
