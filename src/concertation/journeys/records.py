"""Rows of the register read as people read them: a reference leads to what it refers to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from concertation.core.facts import FactKind, fact_kind
from concertation.core.text import Language, sort_key

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """What a source wrote in one language or both; a blank side falls back on the other, visibly."""

    en: str
    fr: str

    def __bool__(self) -> bool:
        return bool(self.en or self.fr)

    def in_language(self, language: Language) -> str:
        """The side in that language, or the other where it is blank."""
        return (self.fr or self.en) if language == "fr" else (self.en or self.fr)

    def language_shown(self, language: Language) -> Language:
        """The language in which ``in_language`` actually answers."""
        own = self.fr if language == "fr" else self.en
        other: Language = "en" if language == "fr" else "fr"
        return language if own or not self else other

    def __str__(self) -> str:
        return self.en or self.fr


class Record:
    """One fact: ``record["organisation"]`` is another record, ``record["name"]`` holds both languages."""

    __slots__ = ("_records", "fact", "id", "key", "row")

    def __init__(self, fact: FactKind, row: Row, records: Records) -> None:
        self.fact = fact
        self.row = row
        self.id: int = row["id"]
        self.key: str = row["key"]
        self._records = records

    def __getitem__(self, name: str) -> Any:
        field = self.fact[name]
        if field.type == "reference":
            return self._records.get(str(field.to), self.row.get(f"{name}_id"))
        if field.is_bilingual:
            return Said(self.row.get(f"{name}_en") or "", self.row.get(f"{name}_fr") or "")
        return self.row.get(name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and (self.fact.id, self.id) == (other.fact.id, other.id)

    def __hash__(self) -> int:
        return hash((self.fact.id, self.id))

    def __repr__(self) -> str:
        return f"<{self.fact.id} {self.key}>"

    def children(self, kind_id: str, name: str | None = None) -> tuple[Record, ...]:
        """The records of that kind that belong to this one, or refer to it by ``name``."""
        return self._records.referring(self, kind_id, name)

    def referred(self, kind_id: str, record_id: int) -> Record | None:
        """Another record at hand, by its kind and number."""
        return self._records.get(kind_id, record_id)

    def beside(self, kind_id: str, key: str) -> Record | None:
        """Another record at hand, by its kind and key."""
        return self._records.keyed(kind_id, key)

    def holds_on(self, day: date) -> bool:
        """Whether a dated fact holds on that day; an unknown side is taken to hold."""
        since, until = self.row.get("since"), self.row.get("until")
        return (since is None or since <= day) and (until is None or until >= day)

    @property
    def statements(self) -> tuple[Record, ...]:
        """What other sources say of this record."""
        return self._records.statements_about(self)


class Records:
    """All the rows at hand, found by number or by what they refer to; each index is made once."""

    def __init__(self, tables: Mapping[str, Iterable[Row]]) -> None:
        self._tables = tables
        self._by_kind: dict[str, dict[int, Record]] = {}
        self._by_key: dict[str, dict[str, Record]] = {}
        self._referring: dict[tuple[str, str], dict[int, list[Record]]] = {}
        self._statements: dict[tuple[str, str], list[Record]] | None = None

    def get(self, kind_id: str, record_id: int | None) -> Record | None:
        """The record of that number, or ``None``."""
        return None if record_id is None else self._numbered(kind_id).get(record_id)

    def all(self, kind_id: str) -> tuple[Record, ...]:
        """All records of one kind."""
        return tuple(self._numbered(kind_id).values())

    def keyed(self, kind_id: str, key: str) -> Record | None:
        """The record of that key, or ``None``."""
        if kind_id not in self._by_key:
            self._by_key[kind_id] = {record.key: record for record in self.all(kind_id)}
        return self._by_key[kind_id].get(key)

    def _numbered(self, kind_id: str) -> dict[int, Record]:
        """A page looks at some kinds alone: the records of one are made when the first is asked for."""
        if kind_id not in self._by_kind:
            fact, rows = fact_kind(kind_id), self._tables.get(kind_id, ())
            self._by_kind[kind_id] = {row["id"]: Record(fact, row, self) for row in rows}
        return self._by_kind[kind_id]

    def referring(self, record: Record, kind_id: str, name: str | None = None) -> tuple[Record, ...]:
        """The records of a kind whose reference ``name`` (by default their parent) leads to ``record``."""
        parent = fact_kind(kind_id).parent
        if name is None and parent is None:
            return ()
        column = f"{name or parent.name}_id"  # type: ignore[union-attr]  # one of the two is there
        if (kind_id, column) not in self._referring:
            index: dict[int, list[Record]] = defaultdict(list)
            for candidate in self.all(kind_id):
                index[candidate.row.get(column) or 0].append(candidate)
            self._referring[kind_id, column] = index
        return tuple(self._referring[kind_id, column].get(record.id, ()))

    def statements_about(self, record: Record) -> tuple[Record, ...]:
        """What other sources say of a record."""
        if self._statements is None:
            self._statements = defaultdict(list)
            for statement in self.all("statement"):
                subject = (statement.row["subject_kind"], statement.row["subject_key"])
                self._statements[subject].append(statement)
        return tuple(self._statements.get((record.fact.id, record.key), ()))


def by_date(records: Iterable[Record], *names: str) -> list[Record]:
    """Oldest first by the first of these dates that is known; those of unknown date come first."""

    def day(record: Record) -> date:
        return next((record.row[name] for name in names if record.row.get(name)), date.min)

    return sorted(records, key=lambda record: (day(record), record.id))


def by_name(records: Iterable[Record], language: Language, name: Callable[[Record], Said]) -> list[Record]:
    """In the alphabetical order of the reader's language."""
    return sorted(records, key=lambda record: (sort_key(name(record).in_language(language)), record.id))
