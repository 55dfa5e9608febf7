"""Searching everywhere: what of each kind answers to words, the nearest first, and by which of its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db import transaction

from concertation.core.facts import FactKind, fact_kind
from concertation.core.search import Sought, sought
from concertation.core.text import search_key
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.records import Said
from concertation.store.models import (
    OrganisationArea,
    OrganisationIdentifier,
    OrganisationName,
    PartnershipArea,
    Site,
)
from concertation.store.search import (
    SEARCHED_KINDS,
    IndexState,
    check_index,
    count_hits,
    count_holding,
    create_index,
    rank_hits,
)

# Beyond, a number tells nobody more than that there are many.
MOST_COUNTED = 1_000
# Hits of a kind shown before the list of all of them.
SHOWN = 8

Standing = Literal["holds", "ended", "not_yet"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that answers: what it is called, what else of it answered, and the partnership it belongs to.

    ``told`` holds its other names, numbers and places where its own name does not hold all the words.
    """

    key: str
    name: Said
    acronym: Said
    told: tuple[str, ...]
    standing: Standing
    row: Mapping[str, Any]
    partnership: tuple[str, Said] | None = None


@dataclass(frozen=True, slots=True)
class HitsOfAKind:
    """The nearest records of one kind, and how many answer; ``is_more`` when counting stopped."""

    kind: FactKind
    hits: tuple[Hit, ...]
    count: int
    is_more: bool


def search_register(words: str, *, as_of: date, shown: int = SHOWN) -> list[HitsOfAKind]:
    """The kinds of which a record answers, in the order in which people look for them.

    Every name that the register holds is searched, those of other days included: people search by the name they
    know. Whether a record holds on the day is said of each.
    """
    asked = sought(words)
    if not asked:
        return []
    return [found for kind_id in SEARCHED_KINDS if (found := _of_kind(kind_id, asked, as_of, shown)).hits]


def count_answering(kind_id: str, words: str, *, as_of: date) -> tuple[int, bool]:
    """How many records of a kind that hold on the day answer to the words, and whether there are more still."""
    asked = sought(words)
    count = count_holding(kind_id, asked, day=as_of, most=MOST_COUNTED + 1) if asked else 0
    return min(count, MOST_COUNTED), count > MOST_COUNTED


def check_search_index() -> Iterator[IndexState]:
    """Kind by kind, whether the index of the search says what the register says."""
    return check_index()


def rebuild_search_index() -> dict[str, int]:
    """Makes the index anew, and what keeps it in step; returns how many records of each kind it holds."""
    with transaction.atomic():
        return create_index()


def _of_kind(kind_id: str, asked: Sought, as_of: date, shown: int) -> HitsOfAKind:
    numbers = [number for number, _ in rank_hits(kind_id, asked, most=shown)]
    count = len(numbers)
    if count == shown:
        count = count_hits(kind_id, asked, most=MOST_COUNTED + 1)
    hits = tuple(_hits(fact_kind(kind_id), numbers, asked, as_of)) if numbers else ()
    return HitsOfAKind(fact_kind(kind_id), hits, min(count, MOST_COUNTED), count > MOST_COUNTED)


def _hits(kind: FactKind, numbers: Sequence[int], asked: Sought, as_of: date) -> Iterator[Hit]:
    rows = {row["id"]: row for row in model_of(kind.id).objects.filter(id__in=numbers).values(*_columns(kind))}
    told = _told(kind.id, numbers)
    title = "title" if any(field.name == "title" for field in kind.fields) else "name"
    for number in numbers:
        # A record removed since the index was asked has no row.
        if row := rows.get(number):
            name = _said(row, title) or Said(en=row["key"], fr=row["key"])
            acronym = _said(row, "acronym")
            own = (name.en, name.fr, acronym.en, acronym.fr)
            partnership = row.get("partnership__key")
            yield Hit(
                key=row["key"],
                name=name,
                acronym=acronym,
                told=_telling(asked, own, told[number]),
                standing=_standing(row, as_of),
                row=row,
                partnership=(partnership, _said(row, "partnership__name")) if partnership else None,
            )


def _columns(kind: FactKind) -> list[str]:
    names = {column.name for column in kind.columns}
    wanted = ["name_en", "name_fr", "title_en", "title_fr", "acronym_en", "acronym_fr", "kind", "code", "address"]
    own = [name for name in (*wanted, "since", "until", "date_precision", "is_synthetic") if name in names]
    if "partnership_id" in names or any(field.name == "partnership" for field in kind.fields):
        own += ["partnership__key", "partnership__name_en", "partnership__name_fr"]
    return ["id", "key", *own]


def _said(row: Mapping[str, Any], name: str) -> Said:
    return Said(en=row.get(f"{name}_en") or "", fr=row.get(f"{name}_fr") or "")


def _standing(row: Mapping[str, Any], as_of: date) -> Standing:
    if row.get("until") and row["until"] < as_of:
        return "ended"
    return "not_yet" if row.get("since") and row["since"] > as_of else "holds"


def _told(kind_id: str, numbers: Collection[int]) -> dict[int, list[str]]:
    """What else of each record is searched, names before numbers and places: one query each."""
    found: dict[int, list[str]] = defaultdict(list)
    sources: list[tuple[Any, str, tuple[str, ...]]] = []
    if kind_id == "organisation":
        sources = [
            (OrganisationName, "organisation_id", ("name",)),
            (OrganisationIdentifier, "organisation_id", ("value",)),
            (Site, "organisation_id", ("name_en", "name_fr", "city_en", "city_fr", "postal_code")),
            (OrganisationArea, "organisation_id", ("area__name_en", "area__name_fr")),
        ]
    elif kind_id == "partnership":
        sources = [(PartnershipArea, "partnership_id", ("area__name_en", "area__name_fr"))]
    for model, owner, columns in sources:
        for number, *words in model.objects.filter(**{f"{owner}__in": numbers}).values_list(owner, *columns):
            found[number] += [word for word in words if word and word not in found[number]]
    return found


def _telling(asked: Sought, own: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Of what else is known of it, what holds words that its own names do not."""
    missing = [word for word in asked.words if not any(_holds(name, word) for name in own)]
    kept: list[str] = []
    for other in others:
        if any(_holds(other, word) for word in missing):
            kept.append(other)
            missing = [word for word in missing if not _holds(other, word)]
    return tuple(kept)


def _holds(name: str, forms: Sequence[str]) -> bool:
    return any(word.startswith(form) for word in search_key(name).split() for form in forms)
