"""Records of the register as JSON tells them: each part is known, unknown or withheld, and none is left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from concertation.api.fact_schemas import slots_of
from concertation.core.text import Language
from concertation.journeys.naming import label_in, name_words, term_in
from concertation.journeys.permission import Person, hands_of
from concertation.journeys.records import Record, Said
from concertation.journeys.sections import FLOOR

Told = dict[str, Any]

# Counts of persons who are not named: small ones point at someone.
_PERSONS = ("persons_low", "persons_high")


class Teller:
    """Tells records in the language of the reader, with what their rights open."""

    def __init__(self, language: Language, person: Person) -> None:
        self.language = language
        hands = hands_of(person)
        self._sees_contacts = hands.opens_everywhere("see_contacts")
        self._edits = hands.opens_everywhere("edit")

    def fact(self, record: Record) -> Told:
        """The whole fact; every slot of its kind is in ``values``, in ``unknown`` or in ``withheld``."""
        told: Told = {"kind": record.fact.id, "key": record.key, "label": label_in(record, self.language)}
        values: Told = {}
        withheld: dict[str, str] = {}
        unknown: list[str] = []
        for column in slots_of(record.fact):
            value = self._value(record, column.slot, column.name, withheld)
            if column.slot in withheld:
                continue
            if value is None:
                unknown.append(column.slot)
            else:
                values[column.slot] = value
        told |= {"values": values, "unknown": unknown, "withheld": withheld}
        return told | {"words": self._words(record), "references": self._references(record), "links": links_of(record)}

    def facts(self, records: Iterable[Record]) -> list[Told]:
        """Several facts, in their order."""
        return [self.fact(record) for record in records]

    def reference(self, record: Record) -> Told:
        """Enough to call a record by its name and to find it."""
        return {
            "kind": record.fact.id,
            "key": record.key,
            "label": label_in(record, self.language),
            "names": both_names(name_words(record)),
            "href": fact_address(record.fact.id, record.key),
        }

    def references(self, records: Iterable[Record]) -> list[Told]:
        """Several of them."""
        return [self.reference(record) for record in records]

    def _value(self, record: Record, slot: str, name: str, withheld: dict[str, str]) -> Any:
        raw = record.row.get(name)
        if raw is None:
            return None
        if name == f"{slot}_id":
            referred = record[slot]
            if referred is None:
                withheld[slot] = "out_of_sight"
                return None
            return referred.key
        if slot in _PERSONS and not self._edits and _is_small(record):
            withheld[slot] = "small_count"
        if record.fact.id == "source" and slot == "person" and not self._sees_contacts:
            withheld[slot] = "contact"
        return raw.isoformat() if isinstance(raw, date) else raw

    def _words(self, record: Record) -> dict[str, str]:
        terms = (field for field in record.fact.fields if field.type == "term")
        return {f.name: term_in(f.scheme, record[f.name], self.language) for f in terms if record[f.name]}

    def _references(self, record: Record) -> dict[str, Told]:
        fields = [field.name for field in record.fact.fields if field.type == "reference"]
        return {name: self.reference(record[name]) for name in fields if record[name] is not None}


def both_names(said: Said) -> dict[str, str]:
    """The sides that are known."""
    return {language: side for language, side in (("en", said.en), ("fr", said.fr)) if side}


def fact_address(kind_id: str, key: str) -> str:
    """Where a fact is read; a key may hold any sign."""
    return f"{reverse('api-1:api-root')}facts/{kind_id}/{quote(key, safe='')}"


def links_of(record: Record) -> dict[str, str]:
    """Where the fact, its versions and its own resource are read."""
    own = fact_address(record.fact.id, record.key)
    links = {"self": own, "versions": f"{own}/versions"}
    if record.fact.id in ("partnership", "organisation"):
        links["resource"] = f"{reverse('api-1:api-root')}{record.fact.id}s/{quote(record.key, safe='')}"
    if record.fact.id == "area":
        links["resource"] = f"{reverse('api-1:api-root')}territories/{quote(record.key, safe='')}"
    return links


def _is_small(record: Record) -> bool:
    bounds = [record.row[name] for name in _PERSONS if record.row.get(name) is not None]
    return bool(bounds) and max(bounds) < FLOOR
