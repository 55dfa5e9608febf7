"""Records of the register, and plain rows of a large file, as what the rows looked at one by one may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from concertation.core.facts import fact_kind
from concertation.core.faults import Place
from concertation.exchange.workbook.columns import LABEL, ROW, SHEET
from concertation.journeys.workbook.catalogue import Entry, read_values
from concertation.store.columns import read_columns

# Keys looked for in one query; SQLite binds at most 32,766 values (its SQLITE_MAX_VARIABLE_NUMBER).
_CHUNK = 5_000


def entries_of_register(kind_id: str, keys: list[str]) -> Iterator[Entry]:
    """Records of the register with these keys."""
    for start in range(0, len(keys), _CHUNK):
        for _, values in read_values(kind_id, key__in=keys[start : start + _CHUNK]):
            yield Entry(kind_id, str(values.pop("key")), values, is_in_register=True)


def entries_of_file(kind_id: str, rows: pl.DataFrame) -> list[Entry]:
    """Plain rows as entries; a cell that says nothing is absent."""
    entries = []
    for row in rows.iter_rows(named=True):
        values = {name: value for name, value in row.items() if value is not None and name[0] != "#" and name != "key"}
        entries.append(Entry(kind_id, row["key"], values, Place(row[SHEET], row[ROW], row[LABEL])))
    return entries


def call_by_other_names(entries: Iterable[Entry]) -> None:
    """Gives those of the register the other names that they have."""
    owners = {entry.key: entry for entry in entries if entry.is_in_register}
    keys = list(owners)
    for start in range(0, len(keys), _CHUNK):
        for _, values in read_values("organisation_name", organisation__key__in=keys[start : start + _CHUNK]):
            if values.get("name"):
                owners[str(values["organisation"])].other_names.append(str(values["name"]))


def other_names_by_key() -> dict[str, list[str]]:
    """What each organisation of the register is called besides its name."""
    found: dict[str, list[str]] = defaultdict(list)
    frame = read_columns(fact_kind("organisation_name"), ["organisation", "name"])
    for _, organisation, name in frame.iter_rows():
        if name:
            found[organisation].append(name)
    return found


def keys_of_sites(entries: Mapping[str, Entry]) -> list[str]:
    """The sites of those that are in the register."""
    owners = [key for key, entry in entries.items() if entry.is_in_register]
    return [
        str(values["key"])
        for start in range(0, len(owners), _CHUNK)
        for _, values in read_values("site", organisation__key__in=owners[start : start + _CHUNK])
    ]
