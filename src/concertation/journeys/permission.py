"""Who may do what. What the state of a record allows is another question, asked elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group

from concertation.core.errors import NotAllowed

Deed = Literal["edit", "import", "merge", "see_contacts", "see_restricted", "see_history", "administer"]
Role = Literal["viewer", "coordinator", "steward", "administrator"]
Person = AbstractBaseUser | AnonymousUser

# Each role opens what is listed; anybody may read public facts without an account.
ROLES: Mapping[Role, frozenset[Deed]] = MappingProxyType(
    {
        "viewer": frozenset({"see_history"}),
        "coordinator": frozenset({"see_history", "see_contacts", "edit", "import", "merge"}),
        "steward": frozenset({"see_history", "see_contacts", "edit", "import", "merge", "see_restricted"}),
        "administrator": frozenset(
            {"see_history", "see_contacts", "edit", "import", "merge", "see_restricted", "administer"}
        ),
    }
)

_access_log = logging.getLogger("concertation.access")


def may(user: Person, deed: Deed, subject: Any = None) -> bool:
    """Whether this person's roles open this deed; ``subject`` is the key of what it is about, for the log.

    Every time restricted facts are opened, who and about what is written to the access log.
    """
    allowed = deed in _deeds_of(user)
    if allowed and deed == "see_restricted" and subject is not None:
        _access_log.info("restricted facts of %s read by user %s", subject, user.pk)
    return allowed


def require(user: Person, deed: Deed, subject: Any = None) -> None:
    """Raises ``NotAllowed`` when ``may`` says no."""
    if not may(user, deed, subject):
        raise NotAllowed


def give_role(*, user: AbstractBaseUser, role: Role) -> None:
    """Puts an account in the group of that name, made when it is first needed."""
    group, _ = Group.objects.get_or_create(name=role)
    user.groups.add(group)  # type: ignore[attr-defined]  # any user model with permissions has groups
    user.__dict__.pop("_deeds", None)


def _deeds_of(user: Person) -> frozenset[Deed]:
    """Read once for each request's user: groups do not change while a page is made."""
    if not (user.is_authenticated and getattr(user, "is_active", False)):
        return frozenset()
    known: frozenset[Deed] | None = user.__dict__.get("_deeds")
    if known is None:
        known = _read_deeds(user)
        user.__dict__["_deeds"] = known
    return known


def _read_deeds(user: Any) -> frozenset[Deed]:
    if user.is_superuser:
        return ROLES["administrator"]
    names = set(user.groups.values_list("name", flat=True))
    return frozenset(deed for role, deeds in ROLES.items() if role in names for deed in deeds)
