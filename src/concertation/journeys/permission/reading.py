"""Which facts somebody may read: restricted ones by role, contacts by row, all others by everybody."""

from __future__ import annotations

from django.db.models import Q

from concertation.core.facts import all_kinds, fact_kind
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission.asking import Subject, may
from concertation.journeys.permission.hands import Person, hands_of
from concertation.journeys.permission.table import contact_kinds, is_contact


def open_rows(user: Person, kind_id: str) -> Q | None:
    """The condition under which a fact of that kind may be read, in its table as in its history; ``None``: never."""
    hands = hands_of(user)
    if kind_id == "statement":
        return _of_statements(user)
    if fact_kind(kind_id).is_restricted:
        return Q() if hands.opens_everywhere("see_restricted") else None
    if not is_contact(kind_id) or hands.opens_everywhere("see_contacts"):
        return Q()
    return _of_people(user, kind_id) if hands.opens("see_contacts") else None


def open_keys(user: Person, kind_id: str) -> frozenset[str] | None:
    """The keys of the facts of that kind that may be read, or ``None`` for all; a query only where rows count."""
    condition = open_rows(user, kind_id)
    if condition is None:
        return frozenset()
    if not condition:
        return None
    return frozenset(model_of(kind_id).objects.filter(condition).values_list("key", flat=True))


def closed_kinds(user: Person, subject: Subject = None) -> frozenset[str]:
    """The kinds of which nothing may be read; opening the restricted ones is logged with its subject."""
    may(user, "see_restricted", subject)
    return frozenset(kind.id for kind in all_kinds() if open_rows(user, kind.id) is None)


def kinds_by_row(user: Person) -> tuple[str, ...]:
    """The kinds of which some rows may be read and others not."""
    return tuple(kind_id for kind_id in (*contact_kinds(), "statement") if open_rows(user, kind_id))


def _of_statements(user: Person) -> Q:
    """What another source says of a fact is read by those who read that fact."""
    found = Q()
    for kind_id in (kind.id for kind in all_kinds() if kind.is_restricted or is_contact(kind.id)):
        condition = open_rows(user, kind_id)
        if condition is None:
            found &= ~Q(subject_kind=kind_id)
        elif condition:
            keys = model_of(kind_id).objects.filter(condition).values("key")
            found &= ~Q(subject_kind=kind_id) | Q(subject_key__in=keys)
    return found


def _of_people(user: Person, kind_id: str) -> Q:
    """Who speaks at one of their tables, and who speaks anywhere for one of their organisations."""
    partnerships, organisations = hands_of(user).rows_of("see_contacts")
    seats = Q(membership__partnership__key__in=partnerships) | Q(membership__organisation__key__in=organisations)
    if kind_id == "representation":
        return seats
    speaking = model_of("representation").objects.filter(seats)
    return Q(organisation__key__in=organisations) | Q(id__in=speaking.values("representative_id"))
