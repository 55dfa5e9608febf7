"""Whether something that is about to be added is perhaps already here; the answer is a person's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from concertation.core.discovery.names import host
from concertation.core.text import Text
from concertation.journeys.likeness import Compared, find_likely
from concertation.journeys.lookup import Found, named
from concertation.journeys.narrowing import may_be_alike
from concertation.journeys.neighbourhood import model_of
from concertation.store.models import OrganisationName

# Kinds of things that people know by their names, where a slip of the pen makes two of one.
COMPARED = ("organisation", "partnership")
_NAMES, _ACRONYMS = ("name_en", "name_fr"), ("acronym_en", "acronym_fr")
# Records of one site that are compared.
_OF_ONE_SITE = 50
# No record of the register has an empty key.
_NEW = ""


@dataclass(frozen=True, slots=True)
class Double:
    """A record of the register that may be the same, and why."""

    found: Found
    reasons: tuple[Text, ...]


def perhaps_known(kind_id: str, values: Mapping[str, object]) -> list[Double]:
    """The records that look like the one to be added, nearest first."""
    if kind_id not in COMPARED:
        return []
    compared = _known(kind_id, values)
    compared.add(_NEW, values)
    likely = find_likely(compared, {_NEW}).get(_NEW, ())
    doubles = ((named(kind_id, likeness.id), (*likeness.reasons, *likeness.against)) for likeness in likely)
    return [Double(found, reasons) for found, reasons in doubles if found is not None]


def _known(kind_id: str, values: Mapping[str, object]) -> Compared:
    """The records that share words with it, with their other names: a few queries, whatever the register holds."""
    said = {name: str(values.get(name) or "") for name in (*_NAMES, *_ACRONYMS)}
    numbers = may_be_alike(kind_id, [said[n] for n in _NAMES], [said[n] for n in _ACRONYMS if said[n]])
    if site := host(str(values.get("website") or "")):
        there = model_of(kind_id).objects.exclude(website="").filter(website__icontains=site)
        numbers |= frozenset(there.values_list("id", flat=True)[:_OF_ONE_SITE])
    others: dict[int, list[str]] = defaultdict(list)
    if kind_id == "organisation":
        held = OrganisationName.objects.filter(organisation_id__in=numbers)
        for number, name in held.values_list("organisation_id", "name"):
            others[number].append(name)
    compared = Compared()
    rows = model_of(kind_id).objects.filter(id__in=numbers).order_by("id")
    for row in rows.values("id", "key", *_NAMES, *_ACRONYMS, "website"):
        compared.add(row["key"], row, others.get(row["id"], ()))
    return compared
