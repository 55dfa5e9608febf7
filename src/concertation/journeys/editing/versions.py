"""A fact as people last saved it, and as it stood in an earlier version, in the slots of the dictionary."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from concertation.core.facts import FactKind
from concertation.journeys.neighbourhood import model_of


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a fact: its number, the deed (``+``, ``~`` or ``-``), its values, who made it and when."""

    number: int
    key: str
    deed: str
    values: Mapping[str, object]
    made_by: str
    made_at: datetime
    change_id: int

    @property
    def is_removal(self) -> bool:
        """Whether the fact is no longer in the register."""
        return self.deed == "-"


def latest_versions(kind: FactKind, keys: Collection[str]) -> dict[str, Version]:
    """The last version of each of these facts, whether it still stands or not."""
    rows = _read(kind, {"key__in": keys})
    return {row.key: row for row in sorted(rows, key=lambda row: row.number)}


def latest_version(kind: FactKind, key: str) -> Version | None:
    """The last version of one fact."""
    return latest_versions(kind, [key]).get(key)


def numbered_versions(kind: FactKind, numbers: Collection[int]) -> dict[int, Version]:
    """The versions of these numbers."""
    return {row.number: row for row in _read(kind, {"history_id__in": numbers})}


def _read(kind: FactKind, conditions: Mapping[str, Any]) -> list[Version]:
    """References come as keys, what is unknown as ``None``."""
    columns = [column for column in kind.columns if column.field.type != "geojson"]
    paths = [f"{c.slot}__key" if c.field.type == "reference" else c.name for c in columns]
    history = model_of(kind.id).history.model.objects.filter(**conditions)
    about = ("history_id", "key", "history_type", "change__made_by_name", "change__made_at", "change_id")
    versions = []
    for number, key, deed, made_by, made_at, change_id, *cells in history.values_list(*about, *paths):
        values = {c.slot: None if cell == "" else cell for c, cell in zip(columns, cells, strict=True)}
        versions.append(Version(number, key, deed, values, made_by, made_at, change_id))
    return versions
