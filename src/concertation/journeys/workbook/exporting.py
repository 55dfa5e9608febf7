"""The register as a workbook that people can correct and send back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.contrib.auth.models import User
from django.db import transaction

from concertation.core.facts import all_kinds
from concertation.core.text import Language, search_key
from concertation.exchange.workbook import write_facts
from concertation.exchange.workbook.layout import KEY, sheet_layout, sheet_layouts
from concertation.journeys.permission import hands_of, may, open_keys, require
from concertation.journeys.workbook.catalogue import read_values
from concertation.store.snapshot_builder import build_snapshot

# Records that people know by name; others go by their codes.
_KNOWN_BY_NAME = ("organisation", "partnership", "area", "source")

Row = dict[str, object]


def export_workbook(
    target: Path | BinaryIO,
    *,
    language: Language,
    as_of: date | None = None,
    partnerships: Collection[str] | None = None,
    user: User | None = None,
) -> None:
    """Writes the register in the layout of the template; imported again, it changes nothing.

    ``as_of`` leaves out the facts that begin later; ``partnerships`` keeps the facts of these alone (by
    code), with all organisations, areas and sources. A ``user`` gets the contacts and the restricted facts that
    their role opens.
    """
    if user is not None:
        require(user, "import")
    with transaction.atomic():
        kept = _kept_ids(as_of, partnerships)
        rows = {kind_id: list(_rows(kind_id, kept, keys)) for kind_id, keys in open_facts(user).items()}
    _name_references(rows, language)
    if not sees_who_says(user):
        for row in rows["source"]:
            row["person"] = None
    write_facts(target, language=language, rows=rows, as_of=as_of)


def open_facts(user: User | None) -> dict[str, Collection[str] | None]:
    """The kinds of facts that a person may take away, in the order of the sheets, each with its keys or all."""
    found = [layout.kind_id for layout in sheet_layouts()]
    if user is None:
        return dict.fromkeys(found)
    may(user, "see_restricted", "workbook")
    keys = {kind_id: open_keys(user, kind_id) for kind_id in found}
    return {kind_id: own for kind_id, own in keys.items() if own is None or own}


def sees_who_says(user: User | None) -> bool:
    """Whether the persons behind sources are open: a source stands at no row."""
    return user is None or hands_of(user).opens_everywhere("see_contacts")


def _kept_ids(as_of: date | None, partnerships: Collection[str] | None) -> dict[str, set[int]] | None:
    """The numbers of the records to write, or ``None`` for all."""
    if as_of is None and partnerships is None:
        return None
    snapshot = build_snapshot(as_of=as_of or date.max)
    if partnerships is not None:
        ids = [number for key in partnerships if (number := snapshot.partnership_id(key)) is not None]
        snapshot = snapshot.restricted_to(ids)
    return {kind.id: set(snapshot[kind.id].get_column("id").to_list()) for kind in all_kinds()}


def _rows(kind_id: str, kept: dict[str, set[int]] | None, keys: Collection[str] | None) -> Iterator[Row]:
    for number, row in read_values(kind_id):
        if (kept is None or number in kept[kind_id]) and (keys is None or row[KEY] in keys):
            yield row


def _name_references(rows: dict[str, list[Row]], language: Language) -> None:
    """Where a name means one record alone, it stands in place of the code."""
    names = {kind_id: _telling_names(rows[kind_id], language) for kind_id in _KNOWN_BY_NAME}
    for kind_id, found in rows.items():
        references = [c for c in sheet_layout(kind_id).columns if c.reference in names]
        for row in found:
            for column in references:
                key = row[column.name]
                row[column.name] = names[str(column.reference)].get(str(key), key)


def _telling_names(rows: list[Row], language: Language) -> dict[str, str]:
    """By key, the name in the language asked for, or in the other, of the records it tells apart."""
    other = "en" if language == "fr" else "fr"
    meant: dict[str, set[str]] = {}
    for row in rows:
        key = str(row[KEY])
        words = [row.get(f"{field}_{side}") for field in ("name", "title", "acronym") for side in ("en", "fr")]
        for word in (key, row.get("code"), *words):
            if word:
                meant.setdefault(search_key(str(word)), set()).add(key)
    found = {}
    for row in rows:
        for column in (f"name_{language}", f"title_{language}", f"name_{other}", f"title_{other}"):
            name = row.get(column)
            if isinstance(name, str) and _can_stand_for(name) and len(meant[search_key(name)]) == 1:
                found[str(row[KEY])] = name
                break
    return found


def _can_stand_for(name: str) -> bool:
    return bool(search_key(name)) and name == " ".join(name.split()) and len(name) <= 200
