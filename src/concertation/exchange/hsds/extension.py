"""What HSDS cannot say of our facts, in tables of our own beside it, so that our own files come back whole."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from concertation.exchange.hsds.names import EXTENSION
from concertation.exchange.hsds.package import HsdsTables, Record
from concertation.exchange.row_maker import RowMaker
from concertation.exchange.workbook.rows import SheetRow
from concertation.exchange.written import fact_columns

# Kinds that HSDS has records for, in part, with the columns that stand in its own tables; the rest of their
# columns, and the other kinds whole, stand in the extension.
IN_STANDARD_TABLES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "organisation": frozenset({"website"}),
        "partnership": frozenset({"website"}),
        "organisation_identifier": frozenset({"value"}),
        "site": frozenset({"latitude", "longitude", "postal_code"}),
        "representative": frozenset({"name", "email", "phone"}),
    }
)
# The kinds that travel, those referred to before those that refer to them.
SHARED_KINDS = (
    "source",
    "organisation",
    "partnership",
    "area",
    "area_part",
    "organisation_name",
    "organisation_identifier",
    "organisation_sector",
    "organisation_area",
    "site",
    "representative",
    "partnership_area",
    "partnership_sector",
    "membership",
    "membership_role",
)


def extension_table(kind_id: str) -> str:
    """The table of a kind of fact."""
    return f"{EXTENSION}{kind_id}"


def extension_columns(kind_id: str) -> tuple[str, ...]:
    """The columns of that table after ``id`` (the record of the standard table) and ``key`` (our own code)."""
    standard = IN_STANDARD_TABLES.get(kind_id, frozenset())
    return tuple(column for column in fact_columns(kind_id) if column not in standard)


def extension_of(tables: HsdsTables) -> Extension:
    """The extension of a document; empty for documents of others."""
    return Extension(
        {
            kind_id: {record["id"] or record.place: record for record in tables.of(extension_table(kind_id))}
            for kind_id in SHARED_KINDS
        }
    )


class Extension:
    """The records of the extension, taken one by one."""

    def __init__(self, records: Mapping[str, Mapping[object, Record]]) -> None:
        self._records = records
        self._ids = {own for found in records.values() for own in found}
        self._taken: set[tuple[str, object]] = set()

    def is_ours(self, record: Record) -> bool:
        """Whether a standard record has its other half here."""
        return record["id"] in self._ids

    def covers(self, table: str) -> bool:
        """Whether all that a table of ours says stands in the extension too."""
        return any(self._records.values()) and table in (
            "program",
            "service_area",
            "attribute",
            "taxonomy",
            "taxonomy_term",
        )

    def take(self, kind_id: str, record: Record, maker: RowMaker, standard: Mapping[str, object]) -> SheetRow | None:
        """The row of a standard record and its other half; ``None`` when it has none."""
        other = self._records.get(kind_id, {}).get(record["id"])
        if other is None or not record["id"]:
            return None
        self._taken.add((kind_id, record["id"]))
        values = dict(_values(kind_id, other))
        for name, value in standard.items():
            if not _says_the_same(name, value, values):
                values[name] = value
        return maker.add(kind_id, record.place, values, key=other["key"])

    def take_the_rest(self, maker: RowMaker) -> None:
        """The kinds that HSDS has no record for."""
        for kind_id, records in self._records.items():
            for own, record in records.items():
                if (kind_id, own) not in self._taken and kind_id not in IN_STANDARD_TABLES:
                    maker.add(kind_id, record.place, _values(kind_id, record), key=record["key"])


def _values(kind_id: str, record: Record) -> Mapping[str, object]:
    return {name: record[name] for name in extension_columns(kind_id) if record[name]}


def _says_the_same(name: str, value: object, values: Mapping[str, object]) -> bool:
    """A standard column shows one language: it speaks only when it says something new."""
    if name in values and (value in ("", None) or not isinstance(value, str)):
        return True
    stem, _, language = name.rpartition("_")
    return language in ("en", "fr") and value in ("", None, values.get(f"{stem}_en"), values.get(f"{stem}_fr"))
