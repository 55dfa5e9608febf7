"""What one account holds today: its roles, and the rows on which it has each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q
from django.utils import timezone

from concertation.journeys.leading_on import standing_keys
from concertation.journeys.permission.places import Place, slots_that_tell
from concertation.journeys.permission.table import ROLE_NAMES, Act, Deed, Role, Where, group_of, rules_of
from concertation.store.models import Grant, Membership, Organisation, Partnership

Person = AbstractBaseUser | AnonymousUser
# What a superuser holds: an installation without any grant must be able to give the first one.
_OF_A_SUPERUSER: tuple[Role, ...] = ("steward", "administrator")


@dataclass(frozen=True, slots=True)
class Row:
    """The row that a question of permission is about."""

    kind_id: str
    key: str

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True)
class Hold:
    """One role, on the whole register or on the rows that its grants come to today."""

    role: Role
    is_whole: bool = False
    partnerships: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()

    def opens(self, deed: Deed) -> bool:
        """Whether the role opens that deed on some row."""
        return deed in rules_of(self.role).deeds

    def opens_everywhere(self, deed: Deed) -> bool:
        """Whether no row is to be asked."""
        reach = rules_of(self.role).deeds.get(deed)
        return reach == "everywhere" or (reach == "rows" and self.is_whole)

    def reaches(self, place: Place) -> bool:
        """Whether the place is one of its partnerships or organisations."""
        return not place.partnerships.isdisjoint(self.partnerships) or place.organisation in self.organisations

    def writes(self, act: Act, kind_id: str, place: Place) -> bool:
        """Whether such a fact at that place may be added, corrected or removed."""
        rules = rules_of(self.role)
        if self.is_whole:
            return group_of(kind_id) in rules.on_register
        where = rules.where(act, kind_id)
        return where is not None and self._is_there(where, place)

    def adds(self, kind_id: str, place: Place) -> bool:
        """Whether such a fact may be added there, by the best answer to what the place leaves open."""
        at, whose = slots_that_tell(kind_id)
        tables = place.partnerships or (self.partnerships if at else frozenset())
        owners = self.organisations if whose and place.organisation is None else {place.organisation}
        return any(self.writes("add", kind_id, Place(tables, owner)) for owner in owners or {None})

    def writes_somewhere(self, act: Act, kind_id: str) -> bool:
        """The same, whatever the place."""
        rules = rules_of(self.role)
        return group_of(kind_id) in rules.on_register if self.is_whole else rules.where(act, kind_id) is not None

    def _is_there(self, where: Where, place: Place) -> bool:
        is_at_table = not place.partnerships.isdisjoint(self.partnerships)
        is_own = place.organisation in self.organisations
        return {
            "anywhere": True,
            "table": is_at_table,
            "organisation": is_own,
            "both": is_own and (is_at_table or not place.partnerships),
            "either": is_at_table if place.partnerships else is_own,
        }[where]


@dataclass(frozen=True, slots=True)
class Hands:
    """All that an account holds; a visitor's are empty."""

    holds: tuple[Hold, ...] = ()

    def opens(self, deed: Deed) -> bool:
        """Whether that deed is open on some row."""
        return any(hold.opens(deed) for hold in self.holds)

    def opens_everywhere(self, deed: Deed) -> bool:
        """Whether that deed is open whatever the row."""
        return any(hold.opens_everywhere(deed) for hold in self.holds)

    def opens_at(self, deed: Deed, place: Place) -> bool:
        """Whether that deed is open at that place."""
        return any(hold.opens_everywhere(deed) or (hold.opens(deed) and hold.reaches(place)) for hold in self.holds)

    def may_write(self, act: Act, kind_id: str, place: Place) -> bool:
        """Whether such a fact at that place may be added, corrected or removed."""
        return any(hold.writes(act, kind_id, place) for hold in self.holds)

    def may_add(self, kind_id: str, place: Place) -> bool:
        """Whether such a fact may be added there, whatever is answered to what the place leaves open."""
        return any(hold.adds(kind_id, place) for hold in self.holds)

    def may_write_somewhere(self, act: Act, kind_id: str) -> bool:
        """The same, before anybody said where."""
        return any(hold.writes_somewhere(act, kind_id) for hold in self.holds)

    def may_write_everywhere(self, act: Act, kind_id: str) -> bool:
        """The same, wherever it stands."""
        return any(hold.is_whole and hold.writes_somewhere(act, kind_id) for hold in self.holds)

    def rows_of(self, deed: Deed) -> tuple[frozenset[str], frozenset[str]]:
        """The keys of the partnerships and of the organisations on which the deed is open."""
        open_holds = [hold for hold in self.holds if hold.opens(deed)]
        partnerships = frozenset(key for hold in open_holds for key in hold.partnerships)
        return partnerships, frozenset(key for hold in open_holds for key in hold.organisations)


def hands_of(user: Person) -> Hands:
    """Read once for each request's user: rights do not change while a page is made."""
    if not (user.is_authenticated and getattr(user, "is_active", False)):
        return Hands()
    known: Hands | None = user.__dict__.get("_hands")
    if known is None:
        known = user.__dict__["_hands"] = Hands(tuple(_holds(user)))
    return known


def forget_hands(user: Person) -> None:
    """After a grant was given or taken away."""
    user.__dict__.pop("_hands", None)


def in_force(today: date) -> Q:
    """The grants that hold on a day."""
    begun = Q(since__isnull=True) | Q(since__lte=today)
    return Q(taken_at__isnull=True) & begun & (Q(until__isnull=True) | Q(until__gte=today))


def _holds(user: Any) -> Iterator[Hold]:
    today = timezone.localdate()
    given = list(Grant.objects.filter(in_force(today), account=user))
    for role in ROLE_NAMES:
        own = [grant for grant in given if grant.role == role]
        is_whole = any(not (grant.partnership_key or grant.organisation_key) for grant in own)
        if is_whole or (user.is_superuser and role in _OF_A_SUPERUSER):
            yield Hold(role, is_whole=True)
        elif own:
            yield _hold_on_rows(role, own, today)


def _hold_on_rows(role: Role, grants: list[Grant], today: date) -> Hold:
    """The rows given, and those that today's seats join to them."""
    seats = Membership.objects.filter(_holding(today))
    partnerships = frozenset(grant.partnership_key for grant in grants if grant.partnership_key)
    organisations = _standing(frozenset(grant.organisation_key for grant in grants if grant.organisation_key))
    at_tables = seats.filter(partnership__key__in=partnerships).values_list("organisation__key", flat=True)
    tables = seats.filter(organisation__key__in=organisations).values_list("partnership__key", flat=True)
    return Hold(
        role,
        partnerships=_there(Partnership, partnerships) | (frozenset(tables) if organisations else frozenset()),
        organisations=organisations | (frozenset(at_tables) if partnerships else frozenset()),
    )


def _there(model: Any, keys: frozenset[str]) -> frozenset[str]:
    """A grant on a record that has gone opens nothing, until the record is back."""
    return frozenset(model.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else keys


def _standing(keys: frozenset[str]) -> frozenset[str]:
    """A grant on an organisation that was merged opens the one that stands for it, until the merge is taken back."""
    there = _there(Organisation, keys)
    return there | frozenset(standing_keys(keys - there).values()) if keys != there else there


def _holding(today: date) -> Q:
    begun = Q(since__isnull=True) | Q(since__lte=today)
    return begun & (Q(until__isnull=True) | Q(until__gte=today))
