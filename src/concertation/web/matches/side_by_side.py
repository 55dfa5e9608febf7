"""Two organisations field by field: what is the same, what differs, and what is attached to each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from concertation.core.errors import UnknownRecord
from concertation.core.facts import Column, fact_kind
from concertation.core.text import search_key
from concertation.journeys.merging import count_attached
from concertation.journeys.permission import Person, may
from concertation.journeys.records import Record
from concertation.journeys.retrieval import retrieve
from concertation.web.wording import (
    day_words,
    label_of,
    number_words,
    plain_name,
    reader_language,
    term_of,
    term_words,
    yes_no,
)

_KIND = "organisation"
# What belongs to an organisation and helps to tell it: shown in words, not counted.
_OWN = ("organisation_name", "organisation_identifier", "site", "organisation_sector", "organisation_area")
_CONTACTS = frozenset({"representative", "representation"})
_NOT_SHOWN = frozenset({"source_id", "locator", "is_synthetic", "date_precision"})


@dataclass(frozen=True, slots=True)
class Line:
    """One heading, and what each side says under it."""

    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether both say the same words, but for accents and case."""
        return bool(self.left) and {search_key(w) or w for w in self.left} == {search_key(w) or w for w in self.right}

    @property
    def is_different(self) -> bool:
        """Whether both speak and have nothing in common."""
        return (
            bool(self.left)
            and bool(self.right)
            and not ({*map(search_key, self.left)} & {*map(search_key, self.right)})
        )


@dataclass(frozen=True, slots=True)
class Attached:
    """How many facts of a kind each side holds."""

    label: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The two records and everything that a person compares."""

    left: Record
    right: Record
    lines: tuple[Line, ...]
    attached: tuple[Attached, ...]

    @property
    def names(self) -> tuple[str, str]:
        """What the two are called."""
        return plain_name(self.left), plain_name(self.right)


def compare_sides(one: str, other: str, *, user: Person) -> SideBySide:
    """Both records as the person may see them; raises ``UnknownRecord``."""
    own = Q(organisation__key__in=(one, other))
    found = retrieve({_KIND: Q(key__in=(one, other)), **dict.fromkeys(_OWN, own)})
    sides = [found.keyed(_KIND, key) for key in (one, other)]
    for side, key in zip(sides, (one, other), strict=True):
        if side is None:
            raise UnknownRecord(kind=fact_kind(_KIND).label.en, key=key)
    left, right = (side for side in sides if side is not None)
    return SideBySide(left, right, (*_columns(left, right), *_belongings(left, right)), attached_to(left, right, user))


def visible_kinds(kinds: Collection[str], user: Person, subject: str) -> list[str]:
    """Those of the kinds that the person may see: contacts and restricted facts are for few."""
    sees_contacts = may(user, "see_contacts", subject)
    restricted = {kind_id for kind_id in kinds if fact_kind(kind_id).is_restricted}
    closed = set() if not restricted or may(user, "see_restricted", subject) else restricted
    return [k for k in kinds if k not in closed and (sees_contacts or k not in _CONTACTS)]


def attached_to(left: Record, right: Record, user: Person) -> tuple[Attached, ...]:
    """What refers to each, counted; what is shown in words is not counted again."""
    counts = [count_attached(record.key) for record in (left, right)]
    kinds = visible_kinds(list(dict.fromkeys([*counts[0], *counts[1]])), user, left.key)
    language = reader_language()
    return tuple(
        Attached(fact_kind(k).plural.in_language(language), counts[0].get(k, 0), counts[1].get(k, 0))
        for k in kinds
        if k not in _OWN
    )


def words_of(column: Column, value: Any, referred: Callable[[int], str] = str) -> str:
    """A value of a column as people read it; empty where it is unknown."""
    if value is None or value == "":
        return ""
    readers: Mapping[str, Callable[[Any], str]] = {
        "boolean": yes_no,
        "term": lambda code: term_words(column.field.scheme, code),
        "date": day_words,
        "decimal": number_words,
        "reference": referred,
    }
    return str(readers.get(column.field.type, str)(value))


def _columns(left: Record, right: Record) -> Iterable[Line]:
    for column in fact_kind(_KIND).columns:
        sides = [_said(words_of(column, record.row[column.name])) for record in (left, right)]
        is_plain = column.field.default is not None and not (left.row[column.name] or right.row[column.name])
        if column.name not in _NOT_SHOWN and any(sides) and not is_plain:
            yield Line(column.label.in_language(reader_language()), *sides)


def _belongings(left: Record, right: Record) -> Iterable[Line]:
    tellers: Mapping[str, Callable[[Record], str]] = {
        "organisation_name": lambda r: f"{r['name']} ({term_of(r, 'kind').lower()})",
        "organisation_identifier": lambda r: (
            gettext("%(registry)s: %(number)s") % {"registry": term_of(r, "scheme"), "number": r["value"]}
        ),
        "site": _place,
        "organisation_sector": lambda r: term_of(r, "sector"),
        "organisation_area": label_of,
    }
    for kind_id, tell in tellers.items():
        sides = [_told(record.children(kind_id), tell) for record in (left, right)]
        if any(sides):
            yield Line(fact_kind(kind_id).plural.in_language(reader_language()), *sides)


def _told(records: Sequence[Record], tell: Callable[[Record], str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(tell, records))))


def _place(site: Record) -> str:
    language = reader_language()
    parts = [site["name"], site["address"], site["city"]]
    said = [part.in_language(language) for part in parts] + [site["province"] or "", site["postal_code"] or ""]
    return ", ".join(filter(None, said))


def _said(words: str) -> tuple[str, ...]:
    return (words,) if words else ()
