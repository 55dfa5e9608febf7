"""Facts of one kind, a page at a time, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from concertation.core.errors import UnknownRecord
from concertation.core.facts import FactKind, fact_kind
from concertation.journeys.neighbourhood import facts_known_at, model_of
from concertation.journeys.permission import Person, is_contact, open_rows, require
from concertation.journeys.records import Record
from concertation.journeys.retrieval import plain_rows, with_referred


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts of a kind: all when nothing is said.

    ``references`` maps fields to the key of what they refer to; ``as_of`` keeps what holds on a day;
    ``changed_since`` is the place of a change among all, after which the fact was written; ``known_at`` asks the
    register as it stood at that instant. ``after`` and ``before`` are numbers of facts: a page begins or ends beside
    them.
    """

    kind_id: str
    references: Mapping[str, str] = field(default_factory=dict)
    keys: Sequence[str] = ()
    as_of: date | None = None
    changed_since: int | None = None
    known_at: datetime | None = None
    after: int | None = None
    before: int | None = None
    size: int = 100


@dataclass(frozen=True, slots=True)
class Collected:
    """One page of facts in the order in which they were first written, and whether there are others beside."""

    records: tuple[Record, ...]
    total: int
    has_earlier: bool
    has_later: bool
    removed: tuple[str, ...] = ()


def require_reading(user: Person, kind_id: str, subject: str) -> None:
    """Raises ``NotAllowed`` for a kind that is closed to the person; few may see some of them.

    Opening a restricted kind is logged with its subject.
    """
    if fact_kind(kind_id).is_restricted:
        require(user, "see_restricted", subject)
    if is_contact(kind_id):
        require(user, "see_contacts")


def collect_facts(wanted: Wanted, *, user: Person) -> Collected:
    """One page of the facts wanted; raises ``NotAllowed``, ``UnknownFactKind``."""
    kind = fact_kind(wanted.kind_id)
    require_reading(user, kind.id, f"facts/{kind.id}")
    if wanted.known_at is not None:
        require(user, "see_history", kind.id)
    matching = _matching(kind, wanted, user)
    is_backwards = wanted.before is not None
    beside = Q(id__lt=wanted.before) if is_backwards else Q(id__gt=wanted.after or 0)
    ordered = matching.filter(beside).order_by("-id" if is_backwards else "id")
    rows = plain_rows(kind.id, ordered[: wanted.size + 1])
    has_more = len(rows) > wanted.size
    rows = sorted(rows[: wanted.size], key=lambda row: row["id"])
    records = with_referred({kind.id: rows})
    return Collected(
        records=tuple(records.all(kind.id))[: len(rows)] if rows else (),
        total=matching.count(),
        has_earlier=has_more if is_backwards else wanted.after is not None,
        has_later=is_backwards or has_more,
        removed=_removed(kind, wanted.changed_since) if wanted.changed_since is not None else (),
    )


def collect_one(kind_id: str, key: str, *, user: Person, known_at: datetime | None = None) -> Record:
    """One fact; raises ``NotAllowed`` or ``UnknownRecord``."""
    require_reading(user, kind_id, f"{kind_id} {key}")
    found = collect_facts(Wanted(kind_id, keys=(key,), known_at=known_at, size=1), user=user).records
    if not found:
        raise UnknownRecord(kind=kind_id, key=key)
    return found[0]


def _matching(kind: FactKind, wanted: Wanted, user: Person) -> Any:
    rows = facts_known_at(kind.id, wanted.known_at)
    if wanted.keys:
        rows = rows.filter(key__in=wanted.keys)
    for name, key in wanted.references.items():
        rows = rows.filter(**{f"{name}__key" if kind[name].type == "reference" else name: key})
    if wanted.as_of is not None:
        rows = rows.filter(_holds(kind, wanted.as_of))
    if wanted.changed_since is not None:
        versions = model_of(kind.id).history.model.objects
        rows = rows.filter(Exists(versions.filter(id=OuterRef("id"), change__place__gt=wanted.changed_since)))
    return rows.filter(open_rows(user, kind.id) or Q())


def _holds(kind: FactKind, day: date) -> Q:
    """Begun by the day, or of unknown beginning, and not ended before it."""
    start = "since" if kind.is_dated else "on" if kind.is_event else None
    begun = Q() if start is None else Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": day})
    return begun & (Q(until__isnull=True) | Q(until__gte=day)) if kind.is_dated else begun


def _removed(kind: FactKind, place: int) -> tuple[str, ...]:
    """Keys of the facts that were removed after a change and did not come back."""
    model = model_of(kind.id)
    versions = model.history.model.objects.filter(history_type="-", change__place__gt=place)
    gone = versions.filter(~Exists(model.objects.filter(id=OuterRef("id"))))
    return tuple(gone.order_by("key").values_list("key", flat=True).distinct())
