"""Recognises what people know by its name, in either language or by another name."""

from __future__ import annotations

from collections.abc import Mapping

from concertation.core.text import search_key
from concertation.exchange.workbook import Answer
from concertation.journeys.workbook.catalogue import Catalogue, Entry


def same_names(catalogue: Catalogue, kind_id: str, values: Mapping[str, object]) -> list[Entry]:
    """The records that go by every name the row gives; those that have these very names come alone."""
    names = {search_key(str(v)) for n in ("name_en", "name_fr") if (v := values.get(n)) and _is_said(v)}
    found: dict[str, Entry] = {}
    for name in names:
        found.update((entry.key, entry) for entry in catalogue.named(kind_id, name))
    agreeing = [entry for entry in found.values() if entry.is_in_register and _goes_by(entry, values, names)]
    exact = [entry for entry in agreeing if {search_key(name) for name in entry.names} == names]
    return exact or agreeing


def _goes_by(entry: Entry, values: Mapping[str, object], names: set[str]) -> bool:
    known = {search_key(name) for name in (*entry.names, *entry.other_names)}
    if names <= known:
        return True
    blank = {c for c in ("name_en", "name_fr") if not entry.values.get(c)}
    return all(search_key(str(values[c])) in known or c in blank for c in _said_names(values))


def _said_names(values: Mapping[str, object]) -> list[str]:
    return [c for c in ("name_en", "name_fr") if values.get(c) and _is_said(values[c])]


def _is_said(value: object) -> bool:
    return value is not Answer.UNKNOWN


def goes_by_another_name(entry: Entry, values: Mapping[str, object]) -> bool:
    """Whether the names given are not the record's own."""
    own = {search_key(name) for name in entry.names}
    return any(search_key(str(values[name])) not in own for name in _said_names(values))
