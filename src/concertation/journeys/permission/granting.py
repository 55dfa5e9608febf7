"""Giving roles and taking them away, each with who did it and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, User
from django.db import transaction
from django.utils import timezone

from concertation.core.errors import ConcertationError
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission.asking import require
from concertation.journeys.permission.hands import forget_hands
from concertation.journeys.permission.table import ROLE_NAMES, Role, RowKind, rules_of
from concertation.store.models import AccessEvent, Grant


class UngrantableRole(ConcertationError):
    """A role that cannot be given on what was chosen."""

    code = "ungrantable-role"
    english = "Choose on what the role is given: {wanted}."
    french = "Choisissez sur quoi porte le rôle\u00a0: {wanted_fr}."


class GrantOutOfOrder(ConcertationError):
    """A grant that would end before it begins."""

    code = "grant-out-of-order"
    english = "The role would end before it begins. Check the two dates."
    french = "Le rôle prendrait fin avant de commencer. Vérifiez les deux dates."


class NoSuchRow(ConcertationError):
    """A grant on a record that is not there."""

    code = "no-such-row"
    english = "The register knows no “{key}”. Choose a record in the list."
    french = "Le registre ne connaît pas «\u00a0{key}\u00a0». Choisissez un élément de la liste."


_WANTED: dict[RowKind, tuple[str, str]] = {
    "register": ("the whole register", "tout le registre"),
    "partnership": ("a partnership", "un partenariat"),
    "organisation": ("an organisation", "un organisme"),
}


@dataclass(frozen=True, slots=True)
class Right:
    """A role and the row on which it is given; without a row, the whole register."""

    role: Role
    partnership: str = ""
    organisation: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def row_kind(self) -> RowKind:
        """On what the role is given."""
        return "partnership" if self.partnership else "organisation" if self.organisation else "register"


def check_right(right: Right) -> None:
    """Raises what is wrong with a right before anybody gives it."""
    wanted = rules_of(right.role).rows if right.role in ROLE_NAMES else ()
    if right.row_kind not in wanted or (right.partnership and right.organisation):
        english, french = ([_WANTED[kind][side] for kind in wanted] for side in (0, 1))
        raise UngrantableRole(wanted=" or ".join(english), wanted_fr=" ou ".join(french))
    if right.since and right.until and right.until < right.since:
        raise GrantOutOfOrder
    for kind_id, key in (("partnership", right.partnership), ("organisation", right.organisation)):
        if key and not model_of(kind_id).objects.filter(key=key).exists():
            raise NoSuchRow(key=key)


def grant_right(*, account: User, right: Right, by: User) -> Grant:
    """Gives a right, or sets the dates of one given already; raises ``NotAllowed`` or what is wrong with it."""
    require(by, "administer")
    check_right(right)
    return write_grant(account=account, right=right, by=by)


def take_right(*, grant: Grant, by: User) -> None:
    """Takes a right away; that it was given stays known."""
    require(by, "administer")
    with transaction.atomic():
        taken = Grant.objects.filter(pk=grant.pk, taken_at__isnull=True).update(taken_at=timezone.now())
        if taken:
            note_access("taken", account=grant.account, by=by, right=right_of(grant))
    forget_hands(grant.account)


def give_role(*, user: AbstractBaseUser, role: Role, partnership: str = "", organisation: str = "") -> None:
    """Gives a role when an installation begins, or by the command line: nobody in particular gives it."""
    write_grant(account=user, right=Right(role, partnership, organisation), by=None)


def write_grant(*, account: Any, right: Right, by: User | None) -> Grant:
    """Writes a right that was checked, with its trace."""
    with transaction.atomic():
        grant, _ = Grant.objects.update_or_create(
            account=account,
            role=right.role,
            partnership_key=right.partnership,
            organisation_key=right.organisation,
            taken_at=None,
            defaults={
                "since": right.since,
                "until": right.until,
                "given_at": timezone.now(),
                "given_by": by,
                "given_by_name": name_of(by),
            },
        )
        note_access("given", account=account, by=by, right=right)
    forget_hands(account)
    return grant


def note_access(
    deed: str, *, account: Any = None, name: str = "", by: User | None = None, right: Right | None = None
) -> None:
    """Adds one line to the trace of access."""
    AccessEvent.objects.create(
        made_at=timezone.now(),
        made_by=by,
        made_by_name=name_of(by),
        account=account,
        account_name=name or name_of(account),
        deed=deed,
        role=right.role if right else "",
        partnership_key=right.partnership if right else "",
        organisation_key=right.organisation if right else "",
    )


def name_of(account: Any) -> str:
    """What to call an account in the trace."""
    return "Concertation" if account is None else account.get_full_name() or account.get_username()


def right_of(grant: Grant) -> Right:
    """The right that a grant gives."""
    role: Any = grant.role
    return Right(role, grant.partnership_key, grant.organisation_key, grant.since, grant.until)
