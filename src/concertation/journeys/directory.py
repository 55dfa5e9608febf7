"""Finding organisations as of the day of a snapshot, by any name they go by."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from concertation.core.snapshot import Snapshot
from concertation.core.text import Language, search_key, sort_key

_NAMES = ("name_en", "name_fr", "acronym_en", "acronym_fr", "key")


@dataclass(frozen=True, slots=True)
class ListedOrganisation:
    """An organisation in a list; ``kind`` is the code of its kind, ``None`` where unknown."""

    key: str
    name: str
    name_language: Language
    kind: str | None
    is_governmental: bool | None
    is_synthetic: bool
    partnerships: int


def find_organisations(snapshot: Snapshot, *, words: str, language: Language) -> list[ListedOrganisation]:
    """Organisations of which one name, or several together, hold every word, whatever the accents and the order."""
    wanted = search_key(words).split()
    others = _other_names(snapshot)
    belongings = Counter(snapshot.holding("membership").get_column("organisation_id").to_list())
    found = [
        _listed(row, belongings[row["id"]], language)
        for row in snapshot.holding("organisation").to_dicts()
        if all(word in _searchable(row, others[row["id"]]) for word in wanted)
    ]
    return sorted(found, key=lambda listed: sort_key(listed.name))


def _other_names(snapshot: Snapshot) -> defaultdict[int, list[str]]:
    """Former names and aliases too: people search by the name they know."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in snapshot["organisation_name"].select("organisation_id", "name").to_dicts():
        found[row["organisation_id"]].append(row["name"])
    return found


def _searchable(row: dict[str, Any], others: list[str]) -> str:
    return search_key(" ".join([*(row[name] or "" for name in _NAMES), *others]))


def _listed(row: dict[str, Any], partnerships: int, language: Language) -> ListedOrganisation:
    other: Language = "en" if language == "fr" else "fr"
    name = row[f"name_{language}"]
    return ListedOrganisation(
        key=row["key"],
        name=name or row[f"name_{other}"] or row["key"],
        name_language=language if name else other,
        kind=row["kind"] or None,
        is_governmental=row["is_governmental"],
        is_synthetic=bool(row["is_synthetic"]),
        partnerships=partnerships,
    )
