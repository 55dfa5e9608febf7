"""What administrators see of accounts, and do to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils import timezone

from concertation.core.errors import ConcertationError
from concertation.journeys.accounts.second_factor import holders_of_second_factors, remove_second_factor
from concertation.journeys.accounts.sessions import end_other_sessions
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission import in_force, note_access, require, take_right
from concertation.journeys.records import Said
from concertation.store.models import AccessEvent, Grant


class LastAdministrator(ConcertationError):
    """Somebody must be able to let people in."""

    code = "last-administrator"
    english = "This is the last account that administers accounts. Give the role to another one first."
    french = "C’est le dernier compte qui administre les comptes. Donnez d’abord ce rôle à un autre."


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as the list shows it."""

    account: User
    grants: tuple[Grant, ...]
    has_second_factor: bool


def accounts(*, by: User, words: str = "") -> list[AccountLine]:
    """All accounts by name, each with the rights that hold; the same number of queries whatever their number."""
    require(by, "administer")
    held = Prefetch("grants", Grant.objects.filter(taken_at__isnull=True), to_attr="held")
    found: Any = User.objects.prefetch_related(held).order_by("-is_active", "last_name", "first_name", "username")
    for word in words.split():
        names = ("username", "first_name", "last_name", "email")
        found = found.filter(*[_any_contains(names, word)])
    with_factor = holders_of_second_factors()
    return [AccountLine(account, tuple(account.held), account.pk in with_factor) for account in found]


def close_account(*, account: User, by: User) -> None:
    """Nobody signs in to it any more, and who was in is out; raises ``LastAdministrator``."""
    require(by, "administer")
    with transaction.atomic():
        if not administrators().exclude(pk=account.pk).exists():
            raise LastAdministrator
        User.objects.filter(pk=account.pk).update(is_active=False)
        end_other_sessions(account)
        note_access("closed", account=account, by=by)


def reopen_account(*, account: User, by: User) -> None:
    """As it was before it was closed."""
    require(by, "administer")
    User.objects.filter(pk=account.pk).update(is_active=True)
    note_access("reopened", account=account, by=by)


def reset_second_factor(*, account: User, by: User) -> None:
    """For somebody who lost the phone and the paper: the password alone signs in, until they set another."""
    require(by, "administer")
    remove_second_factor(user=account, by=by)
    end_other_sessions(account)


def take_away(*, grant: Grant, by: User) -> None:
    """Takes a right away; raises ``LastAdministrator`` where nobody would be left to give one."""
    if grant.role == "administrator" and not administrators().exclude(pk=grant.account_id).exists():
        raise LastAdministrator
    take_right(grant=grant, by=by)


def administrators() -> Any:
    """The active accounts that administer accounts today."""
    given = Grant.objects.filter(in_force(timezone.localdate()), role="administrator")
    return User.objects.filter(Q(is_superuser=True) | Q(pk__in=given.values("account_id")), is_active=True)


def trace_of_access(account: User, *, most: int = 50) -> list[AccessEvent]:
    """What happened to an account, latest first."""
    return list(AccessEvent.objects.filter(Q(account=account) | Q(account_name=account.email or None))[:most])


def names_of_rows(rows: Iterable[Any]) -> Mapping[tuple[str, str], Said]:
    """What the rows of these grants or events are called, by kind and key; two queries at most."""
    kept = list(rows)
    found: dict[tuple[str, str], Said] = {}
    for kind_id in ("partnership", "organisation"):
        keys = {key for row in kept if (key := getattr(row, f"{kind_id}_key"))}
        if keys:
            names = model_of(kind_id).objects.filter(key__in=keys).values_list("key", "name_en", "name_fr")
            found |= {(kind_id, key): Said(en=english, fr=french) for key, english, french in names}
    return found


def _any_contains(names: Iterable[str], word: str) -> Q:
    condition = Q()
    for name in names:
        condition |= Q(**{f"{name}__icontains": word})
    return condition
