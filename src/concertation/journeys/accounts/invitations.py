"""Opening an account by a link: for one person, once, before a day."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from concertation.core.errors import ConcertationError
from concertation.core.text import Language
from concertation.journeys.permission import (
    Right,
    check_right,
    name_of,
    note_access,
    require,
    write_grant,
)
from concertation.journeys.secret_print import print_of_secret
from concertation.store.models import Invitation


class AlreadyHasAccount(ConcertationError):
    """Somebody who needs no invitation."""

    code = "already-has-account"
    english = "{email} has an account already. Give it the role from its page."
    french = "{email} a déjà un compte. Donnez-lui le rôle depuis sa page."


class InvitationOver(ConcertationError):
    """A link that was used, withdrawn, or is too old; it does not say which to whoever holds it."""

    code = "invitation-over"
    english = (
        "This link opens nothing any more: it serves once, and for a few days. Ask whoever invited you for another."
    )
    french = (
        "Ce lien n’ouvre plus rien\u00a0: il sert une fois, pendant quelques jours. "
        "Demandez-en un autre à la personne qui vous a invité."
    )


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation just made, and the secret of its link, which is not kept."""

    invitation: Invitation
    token: str


def invite(
    *,
    email: str,
    first_name: str,
    last_name: str,
    language: Language,
    rights: Sequence[Right],
    by: User,
) -> Invited:
    """Makes an invitation, and withdraws the ones that waited for the same person.

    Raises ``NotAllowed``, ``AlreadyHasAccount``, or what is wrong with a right.
    """
    require(by, "administer")
    address = email.strip().lower()
    if User.objects.filter(email__iexact=address).exists() or User.objects.filter(username=address).exists():
        raise AlreadyHasAccount(email=address)
    for right in rights:
        check_right(right)
    token, now = secrets.token_urlsafe(32), timezone.now()
    with transaction.atomic():
        waiting().filter(email=address).update(withdrawn_at=now)
        invitation = Invitation.objects.create(
            email=address,
            first_name=first_name.strip(),
            last_name=last_name.strip(),
            language=language,
            grants=[_kept(right) for right in rights],
            token_print=print_of_secret(token),
            made_at=now,
            made_by=by,
            made_by_name=name_of(by),
            expires_at=now + timedelta(days=settings.INVITATION_DAYS),
        )
        for right in rights:
            note_access("invited", name=address, by=by, right=right)
    return Invited(invitation, token)


def renew_invitation(invitation: Invitation, *, by: User) -> Invited:
    """Another link in place of one that was lost or is too old."""
    return invite(
        email=invitation.email,
        first_name=invitation.first_name,
        last_name=invitation.last_name,
        language="fr" if invitation.language == "fr" else "en",
        rights=rights_in(invitation),
        by=by,
    )


def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    """The link opens nothing any more."""
    require(by, "administer")
    if waiting().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        note_access("withdrawn", name=invitation.email, by=by)


def find_invitation(token: str) -> Invitation:
    """The invitation of a link; raises ``InvitationOver``."""
    found: Invitation | None = (
        waiting().filter(token_print=print_of_secret(token), expires_at__gt=timezone.now()).first()
    )
    if found is None:
        raise InvitationOver
    return found


def accept_invitation(token: str, *, password: str) -> User:
    """Opens the account with what it was promised, once; raises ``InvitationOver``."""
    with transaction.atomic():
        invitation = waiting().select_for_update().get(pk=find_invitation(token).pk)
        account = User.objects.create_user(
            invitation.email,
            email=invitation.email,
            password=password,
            first_name=invitation.first_name,
            last_name=invitation.last_name,
        )
        for right in rights_in(invitation):
            write_grant(account=account, right=right, by=invitation.made_by)
        note_access("accepted", account=account, by=account)
        invitation.accepted_at, invitation.account = timezone.now(), account
        invitation.save(update_fields=["accepted_at", "account"])
    return account


def waiting() -> Any:
    """The invitations that nobody accepted or withdrew, too old ones included."""
    return Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


def rights_in(invitation: Invitation) -> list[Right]:
    """What accepting it gives."""
    return [Right(**{**kept, **{name: _day(kept.get(name)) for name in _DAYS}}) for kept in invitation.grants]


_DAYS = ("since", "until")


def _kept(right: Right) -> dict[str, object]:
    return asdict(right) | {name: day.isoformat() for name in _DAYS if (day := getattr(right, name)) is not None}


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None
