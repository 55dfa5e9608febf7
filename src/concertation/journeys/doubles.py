"""Whether something that is about to be added is perhaps already here; the answer is a person's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concertation.core.discovery import Profile, find_alike
from concertation.core.text import Text
from concertation.journeys.lookup import Found, named
from concertation.journeys.neighbourhood import model_of
from concertation.store.models import OrganisationName

# Kinds of things that people know by their names, where a slip of the pen makes two of one.
COMPARED = ("organisation", "partnership")


@dataclass(frozen=True, slots=True)
class Double:
    """A record of the register that may be the same, and why."""

    found: Found
    reasons: tuple[Text, ...]


def perhaps_known(kind_id: str, values: Mapping[str, object]) -> list[Double]:
    """The records that look like the one to be added, nearest first."""
    if kind_id not in COMPARED:
        return []
    new = _profile("", {name: str(value) for name, value in values.items() if value}, ())
    alike = find_alike([new], _known(kind_id)).get("", ())
    doubles = ((named(kind_id, likeness.id), likeness.reasons) for likeness in alike)
    return [Double(found, reasons) for found, reasons in doubles if found is not None]


def _known(kind_id: str) -> list[Profile]:
    others: dict[int, list[str]] = defaultdict(list)
    if kind_id == "organisation":
        for number, name in OrganisationName.objects.values_list("organisation_id", "name"):
            others[number].append(name)
    columns = ("name_en", "name_fr", "acronym_en", "acronym_fr", "website")
    rows = model_of(kind_id).objects.values("id", "key", *columns)
    return [_profile(row["key"], row, others.get(row["id"], ())) for row in rows]


def _profile(key: str, row: Mapping[str, str], others: Sequence[str]) -> Profile:
    sides = [row.get("name_en"), row.get("name_fr"), *others]
    return Profile(
        id=key,
        names=tuple(dict.fromkeys(name for name in sides if name)),
        acronyms=tuple(filter(None, (row.get("acronym_en"), row.get("acronym_fr")))),
        websites=tuple(filter(None, (row.get("website"),))),
    )
