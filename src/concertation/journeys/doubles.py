"""Whether something that is about to be added is perhaps already here; the answer is a person's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from concertation.core.text import Text
from concertation.journeys.likeness import Compared, find_likely
from concertation.journeys.lookup import Found, named
from concertation.journeys.neighbourhood import model_of
from concertation.store.models import OrganisationName

# Kinds of things that people know by their names, where a slip of the pen makes two of one.
COMPARED = ("organisation", "partnership")
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
    compared = _known(kind_id)
    compared.add(_NEW, values)
    likely = find_likely(compared, {_NEW}).get(_NEW, ())
    doubles = ((named(kind_id, likeness.id), (*likeness.reasons, *likeness.against)) for likeness in likely)
    return [Double(found, reasons) for found, reasons in doubles if found is not None]


def _known(kind_id: str) -> Compared:
    others: dict[int, list[str]] = defaultdict(list)
    if kind_id == "organisation":
        for number, name in OrganisationName.objects.values_list("organisation_id", "name"):
            others[number].append(name)
    columns = ["name_en", "name_fr", "acronym_en", "acronym_fr", "website"]
    compared = Compared()
    for row in model_of(kind_id).objects.values("id", "key", *columns):
        compared.add(row["key"], row, others.get(row["id"], ()))
    return compared
