"""What two records say of the organisation itself, column by column, and which of the two is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from concertation.core.facts import Column, fact_kind
from concertation.journeys.merging.attached import Row
from concertation.journeys.merging.folding import Disagreement, joined_notes, statement_of

Side = Literal["kept", "absorbed"]
_KIND = "organisation"
# They go together, or are joined: nobody chooses between them.
_NOT_CHOSEN = frozenset({"source_id", "locator", "note"})
_NAMES: Mapping[str, tuple[str, str]] = {
    "name_en": ("alias", "en"),
    "name_fr": ("alias", "fr"),
    "acronym_en": ("acronym", "en"),
    "acronym_fr": ("acronym", "fr"),
}


@dataclass(frozen=True, slots=True)
class ComparedColumn:
    """One column of the two records, and the side whose value is kept."""

    column: Column
    kept: object
    absorbed: object
    side: Side

    @property
    def is_conflict(self) -> bool:
        """Whether both speak and differ: a person may choose."""
        return self.kept is not None and self.absorbed is not None and self.kept != self.absorbed

    @property
    def value(self) -> object:
        """What the record that stays will say."""
        return self.kept if self.side == "kept" else self.absorbed

    @property
    def other(self) -> object:
        """What the other record said, where it differs."""
        return (self.absorbed if self.side == "kept" else self.kept) if self.is_conflict else None

    @property
    def becomes(self) -> Literal["", "name", "statement"]:
        """What the value that is not kept becomes."""
        if not self.is_conflict:
            return ""
        return "name" if self.column.name in _NAMES else "statement"


def compare_columns(kept: Row, absorbed: Row, choices: Mapping[str, Side]) -> tuple[ComparedColumn, ...]:
    """Every column that either fills; the one that stays wins unless a person chose, and what it lacks is filled."""
    return tuple(
        ComparedColumn(column, kept[column.name], absorbed[column.name], _side(column, kept, absorbed, choices))
        for column in fact_kind(_KIND).columns
        if column.name not in _NOT_CHOSEN and any(_says(column, row[column.name]) for row in (kept, absorbed))
    )


def _says(column: Column, value: object) -> bool:
    """Whether a record says anything there: a flag that nobody raised does not."""
    return value is not None and (column.field.default is None or value != column.field.default)


def _side(column: Column, kept: Row, absorbed: Row, choices: Mapping[str, Side]) -> Side:
    if kept[column.name] is None:
        return "absorbed"
    return choices.get(column.name, "kept") if absorbed[column.name] is not None else "kept"


def own_changes(kept: Row, absorbed: Row, compared: Collection[ComparedColumn]) -> dict[str, object]:
    """The columns of the record that stays which will read otherwise."""
    changes = {c.column.name: c.value for c in compared if c.value != c.kept}
    note = joined_notes(kept["note"], absorbed["note"])
    if note != kept["note"]:
        changes["note"] = note
    if kept["source_id"] is None and absorbed["source_id"] is not None:
        changes |= {"source_id": absorbed["source_id"], "locator": absorbed["locator"]}
    return changes


def other_names(
    kept: Row, absorbed: Row, compared: Collection[ComparedColumn], known: Collection[tuple[str, str]]
) -> Iterator[dict[str, object]]:
    """The names that are not kept, as other names; ``known``: kinds and names that the organisation has already."""
    result = {str(c.value) for c in compared if c.column.name in _NAMES}
    seen = set(known)
    for one in compared:
        if one.becomes != "name":
            continue
        kind, language = _NAMES[one.column.name]
        name = str(one.other)
        if name in result or (kind, name) in seen:
            continue
        seen.add((kind, name))
        source = _loser(one, kept, absorbed)
        yield {
            "organisation": kept["key"],
            "kind": kind,
            "language": language,
            "name": name,
            "source": source["source__key"],
            "locator": source["locator"],
        }


def own_statements(kept: Row, absorbed: Row, compared: Collection[ComparedColumn]) -> Iterator[dict[str, object]]:
    """The other values that are not kept, each as a statement with the source of its record."""
    for one in compared:
        if one.becomes == "statement":
            row = _loser(one, kept, absorbed)
            said = Disagreement(one.column.slot, one.other, row["source__key"], row["locator"])
            yield statement_of(_KIND, kept["key"], said)


def _loser(one: ComparedColumn, kept: Row, absorbed: Row) -> Mapping[str, Any]:
    return absorbed if one.side == "kept" else kept
