"""A second proof of who signs in: a code that changes every thirty seconds (RFC 6238), or one of ten kept on paper."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from concertation.core.errors import ConcertationError
from concertation.journeys.permission import Person, hands_of, note_access


class WrongCode(ConcertationError):
    """A code that does not go with the secret, or was used already."""

    code = "wrong-code"
    english = "This code is not the one expected now. Wait for the next one in your application, and enter it."
    french = "Ce code n’est pas celui qui est attendu. Attendez le prochain dans votre application, puis entrez-le."


def has_second_factor(user: Any) -> bool:
    """Whether signing in to this account asks for a code."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())


def holders_of_second_factors() -> set[int]:
    """The numbers of the accounts that have one."""
    return set(Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("user_id", flat=True))


def needs_second_factor(user: Person) -> bool:
    """Whether one of its roles may not be used without a second factor here."""
    roles = settings.SECOND_FACTOR_ROLES
    return bool(roles) and any(hold.role in roles for hold in hands_of(user).holds)


def new_secret() -> str:
    """The secret that an application of codes is to learn."""
    secret: str = generate_totp_secret()
    return secret


def secret_address(user: User, secret: str) -> str:
    """The address that an application of codes reads off the square."""
    address: str = get_adapter().build_totp_url(user, secret)
    return address


def set_second_factor(*, user: User, secret: str, code: str) -> list[str]:
    """Keeps the secret once a code proves that the application has it; the codes to keep on paper, shown once.

    Raises ``WrongCode``.
    """
    if not validate_totp_code(secret, _typed(code)):
        raise WrongCode
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        TOTP.activate(user, secret)
        note_access("second-factor-set", account=user, by=user)
        return list(RecoveryCodes.activate(user).generate_codes())


def renew_recovery_codes(user: User) -> list[str]:
    """Ten new codes on paper; the old ones open nothing any more."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
        note_access("codes-renewed", account=user, by=user)
        return list(RecoveryCodes.activate(user).generate_codes())


def recovery_codes_left(user: User) -> int:
    """How many codes on paper were not used yet."""
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(found).get_unused_codes()) if found is not None else 0


def is_right_code(user: User, code: str) -> bool:
    """Whether the code is the one of now, or one on paper; either serves once."""
    typed = _typed(code)
    with transaction.atomic():
        found = {own.type: own for own in Authenticator.objects.select_for_update().filter(user=user)}
        clock, paper = found.get(Authenticator.Type.TOTP), found.get(Authenticator.Type.RECOVERY_CODES)
        if clock is not None and _is_of_now(clock, typed):
            clock.record_usage()
            return True
        return paper is not None and bool(RecoveryCodes(paper).validate_code(typed))


def _is_of_now(clock: Any, typed: str) -> bool:
    """A code holds for a minute and a half, and serves once (RFC 6238, 5.2): the last one that served is kept."""
    if not validate_totp_code(decrypt(clock.data["secret"]), typed):
        return False
    served = hashlib.sha256(f"{clock.pk}:{typed}".encode()).hexdigest()
    if clock.data.get("served") == served:
        return False
    clock.data["served"] = served
    clock.save(update_fields=["data"])
    return True


def remove_second_factor(*, user: User, by: User) -> None:
    """Takes it away: by its owner who proves who they are, or by an administrator when a phone is lost."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        note_access("second-factor-removed", account=user, by=by)


def _typed(code: str) -> str:
    """Applications show codes in two halves."""
    return "".join(code.split())
