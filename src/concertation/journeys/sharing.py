"""The register as plain facts, for the formats in which it is shared."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from concertation.core.facts import FactKind, fact_kind
from concertation.core.facts.rows import FactsByKind
from concertation.journeys.permission import hands_of, may, open_keys
from concertation.journeys.workbook.catalogue import read_values

# What says who belongs to what, and how to find them: the kinds that open formats have words for.
SHARED_KINDS = (
    "source",
    "organisation",
    "organisation_name",
    "organisation_identifier",
    "organisation_sector",
    "organisation_area",
    "site",
    "representative",
    "partnership",
    "partnership_area",
    "partnership_sector",
    "membership",
    "membership_role",
    "area",
    "area_part",
    "tie",
)


def shared_facts(
    *, kinds: Collection[str] = SHARED_KINDS, as_of: date | None = None, user: User | None = None
) -> FactsByKind:
    """The facts of these kinds; with ``as_of``, those that hold on that day.

    A ``user`` gets the contacts, the remarks and the restricted facts that their role opens; ``user=None`` is
    the person at the command line.
    """
    sees_contacts = user is None or hands_of(user).opens_everywhere("see_contacts")
    if user is not None:
        may(user, "see_restricted", "exchange")
    facts: dict[str, dict[str, dict[str, object]]] = {}
    with transaction.atomic():
        for kind_id in kinds:
            kind = fact_kind(kind_id)
            keys = open_keys(user, kind_id) if user is not None else None
            if keys is None or keys:
                facts[kind_id] = _read(kind, as_of, sees_contacts, keys)
    return _closed(facts)


def _read(
    kind: FactKind, as_of: date | None, sees_contacts: bool, keys: Collection[str] | None
) -> dict[str, dict[str, object]]:
    rows = {}
    for _, values in read_values(kind.id):
        key = str(values.pop("key"))
        if (keys is not None and key not in keys) or (as_of is not None and not _holds(kind, values, as_of)):
            continue
        if not sees_contacts:
            values.pop("note", None)
            values.pop("person", None)
        rows[key] = {name: value for name, value in values.items() if value is not None}
    return rows


def _holds(kind: FactKind, values: dict[str, object], day: date) -> bool:
    """Begun by the day, or of unknown beginning, and not ended before it."""
    since = values.get("since") if kind.is_dated else values.get("on") if kind.is_event else None
    until = values.get("until") if kind.is_dated else None
    has_begun = not isinstance(since, date) or since <= day
    return has_begun and not (isinstance(until, date) and until < day)


def _closed(facts: dict[str, dict[str, dict[str, object]]]) -> FactsByKind:
    """Without the rows that belong to what is left out, and without references to it."""
    for kind_id in sorted(facts, key=_depth):
        required = {f.name: str(f.to) for f in fact_kind(kind_id).fields if f.type == "reference" and f.is_required}
        optional = {f.name: str(f.to) for f in fact_kind(kind_id).fields if f.type == "reference" and not f.is_required}
        kept = {}
        for key, row in facts[kind_id].items():
            if all(row.get(name) in facts.get(to, {}) for name, to in required.items()):
                kept[key] = {
                    name: value
                    for name, value in row.items()
                    if name not in optional or str(value) in facts.get(optional[name], {})
                }
        facts[kind_id] = kept
    return facts


def _depth(kind_id: str) -> int:
    parents = [str(f.to) for f in fact_kind(kind_id).fields if f.type == "reference" and f.is_required]
    return 1 + max((_depth(parent) for parent in parents if parent != kind_id), default=0)
