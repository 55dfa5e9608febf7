"""Rows of the register as plain values: references are keys, what is unknown is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import polars as pl

from concertation.core.errors import InvalidData
from concertation.core.facts import FactKind, all_kinds, fact_kind
from concertation.core.snapshot import Snapshot, table_schema

# An outline is the one value that is no scalar: GeoJSON, as the dictionary of facts types it.
Value = str | float | bool | date | Mapping[str, object]
Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class RowBook:
    """Rows by kind of fact and key, in the order in which they were written.

    A row maps the dictionary's names to values: ``name_en`` for one side of a bilingual field; for a
    reference, ``partnership`` (never ``partnership_id``) and the key of the record referred to.
    """

    rows: dict[str, dict[str, Row]] = field(default_factory=dict)

    def write(self, kind_id: str, key: str, /, **values: Value | None) -> str:
        """Keeps one row and returns its key; unknown values are left out.

        Raises ``InvalidData`` for a key already written or a column that the dictionary does not know.
        """
        known = _writable(kind_id)
        strangers = sorted(set(values) - known)
        table = self.rows.setdefault(kind_id, {})
        if strangers or key in table:
            raise InvalidData(count=1, listing=f"{kind_id} {key}: {', '.join(strangers) or 'twice'}")
        table[key] = MappingProxyType({name: value for name, value in values.items() if value is not None})
        return key

    def of(self, kind_id: str) -> Mapping[str, Row]:
        """The rows of one kind by key; empty when there are none."""
        return self.rows.get(kind_id, {})

    def __iter__(self) -> Iterator[tuple[FactKind, str, Row]]:
        """Every row with its kind and key, those referred to before those that refer to them."""
        for kind in all_kinds():
            for key, row in self.of(kind.id).items():
                yield kind, key, row

    def __len__(self) -> int:
        return sum(len(table) for table in self.rows.values())

    def joined_with(self, other: RowBook) -> RowBook:
        """The rows of both books, without changing either; raises ``InvalidData`` for a key in both."""
        both = RowBook({kind_id: dict(table) for kind_id, table in self.rows.items()})
        for kind, key, row in other:
            both.write(kind.id, key, **row)
        return both


def rows_as_snapshot(book: RowBook, *, as_of: date) -> Snapshot:
    """The snapshot that the register would give on that day if it held these rows and no other.

    Raises ``InvalidData`` listing every reference to a key that no row has.
    """
    numbers = {kind.id: {key: number for number, key in enumerate(book.of(kind.id), start=1)} for kind in all_kinds()}
    faults: list[str] = []
    tables = {kind.id: _frame(kind, book, numbers, faults) for kind in all_kinds()}
    if faults:
        raise InvalidData(count=len(faults), listing="; ".join(faults))
    return Snapshot.from_tables(as_of=as_of, tables=tables).on_day(as_of)


def _writable(kind_id: str) -> set[str]:
    names: set[str] = set()
    for item in fact_kind(kind_id).fields:
        names |= {item.name} if item.type == "reference" else {column.name for column in item.columns}
    return names


def _frame(kind: FactKind, book: RowBook, numbers: Mapping[str, Mapping[str, int]], faults: list[str]) -> pl.DataFrame:
    schema = dict(table_schema(kind.id))
    records: list[dict[str, object]] = []
    for key, row in book.of(kind.id).items():
        record: dict[str, object] = {"id": numbers[kind.id][key], "key": key}
        for item in kind.fields:
            if item.type == "reference" and item.name in row:
                target = numbers[str(item.to)].get(str(row[item.name]))
                if target is None:
                    faults.append(f"{kind.id} {key}: {item.name} = {row[item.name]}")
                record[f"{item.name}_id"] = target
            elif item.is_in_snapshot and item.type != "reference":
                for column in item.columns:
                    record[column.name] = row.get(column.name, item.default)
        records.append(record)
    return pl.DataFrame(records, schema=schema)
