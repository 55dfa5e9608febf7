"""HSDS documents as plain tables of records, whether they come as CSV or as compiled JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from concertation.core.faults import Place
from concertation.exchange.archive import member_names, read_json, read_members
from concertation.exchange.csv_file import looks_misread, read_csv
from concertation.exchange.hsds.names import EXTENSION, address_type, standard_column, standard_table
from concertation.exchange.tables import MAXIMUM_ROWS
from concertation.exchange.unreadable_file import FileTooLargeOnceOpened, NoTable, UnreadableFile

# A compiled service holds an organization, its locations, their phones, the languages of these: five levels.
_MAXIMUM_DEPTH = 12
_DATA = "contents"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its cells by the names of 3.x, where it stands, and the headings the file gives them."""

    place: Place
    cells: Mapping[str, str]
    headings: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(slots=True)
class HsdsTables:
    """All the records by table; ``strangers`` are files that HSDS does not know, ``misread`` those whose letters
    look wrong.
    """

    tables: dict[str, list[Record]] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)
    misread: list[str] = field(default_factory=list)
    count: int = 0

    def of(self, table: str) -> Sequence[Record]:
        """The records of one table."""
        return self.tables.get(table, ())

    def add(self, table: str, record: Record) -> None:
        """Keeps one more record, as long as there are not too many."""
        self.count += 1
        if self.count > MAXIMUM_ROWS:
            raise FileTooLargeOnceOpened(filename=record.place.sheet)
        self.tables.setdefault(table, []).append(record)

    @property
    def version(self) -> str:
        """The version that the tables look like: 3, 2 or 1."""
        columns = {column for record in self.of("organization")[:50] for column in record.headings}
        if {"uri", "parent_organization_id"} & columns or {"organization_identifier", "cost_option"} & set(self.tables):
            return "3"
        return "2" if "attribute" in self.tables else "1"


def is_package(content: bytes) -> bool:
    """Whether an archive holds a table of organizations or of services."""
    stems = {Path(name).stem.lower() for name in member_names(content) if name.lower().endswith(".csv")}
    return any(standard_table(stem) in ("organization", "service", "location") for stem in stems)


def is_compiled(document: Any) -> bool:
    """Whether JSON looks like an organization or a service, alone or in a list or a page."""
    return next(_compiled_objects(document), None) is not None


def read_package(content: bytes, *, filename: str) -> HsdsTables:
    """The tables of a zip of CSV files; raises ``UnreadableFile`` or one of its kinds."""
    found = HsdsTables()
    for name, member in sorted(read_members(content, filename=filename, endings=(".csv",)).items()):
        _read_member(found, name, member)
    if not found.count:
        raise NoTable(filename=filename)
    return found


def read_compiled(content: bytes, *, filename: str) -> HsdsTables:
    """The tables of compiled JSON; raises ``UnreadableFile`` or one of its kinds."""
    document = read_json(content, filename=filename)
    found = HsdsTables()
    flattener = _Flattener(found, filename)
    for place, table, value in _compiled_objects(document):
        flattener.take(table, value, place, {}, 0)
    if isinstance(document, dict):
        for name, records in document.items():
            if name.startswith(EXTENSION) and isinstance(records, list):
                _take_extension(found, name, records)
    if not found.count:
        raise NoTable(filename=filename)
    return found


def _read_member(found: HsdsTables, name: str, member: bytes) -> None:
    stem = Path(name).stem.lower()
    table = stem if stem.startswith(EXTENSION) else standard_table(stem)
    if table is None:
        found.strangers.append(name)
        return
    rows = read_csv(member, name, refuses_misread=False).rows
    if not rows:
        return
    if looks_misread(member):
        found.misread.append(name)
    header = [str(cell or "").strip() for cell in rows[0][1]]
    columns = [standard_column(table, heading.lower()) for heading in header]
    typed = {"address_type": kind} if table == "address" and (kind := address_type(stem)) else {}
    for number, row in rows[1:]:
        cells = {c: str(v) for c, v in zip(columns, row, strict=False) if c and v is not None and str(v).strip()}
        headings = {c: h for c, h in zip(columns, header, strict=False) if c}
        found.add(table, Record(Place(name, number), {**typed, **cells}, headings))


def _compiled_objects(document: Any) -> Iterator[tuple[Place, str, dict[str, Any]]]:
    """Where each organization or service of the document stands, counted from 1, and what it is."""
    if isinstance(document, dict) and _table_of(document) is None:
        for name in (_DATA, "organizations", "organization", "services", "service"):
            if isinstance(document.get(name), list):
                yield from _objects(document[name], name)
        return
    yield from _objects(document if isinstance(document, list) else [document], "document")


def _objects(values: list[Any], name: str) -> Iterator[tuple[Place, str, dict[str, Any]]]:
    for number, value in enumerate(values, start=1):
        table = _table_of(value) if isinstance(value, dict) else None
        if table is not None:
            yield Place(name, number), table, value


def _table_of(value: dict[str, Any]) -> str | None:
    if "@context" in value or "schema" in value or not {"id", "name"} <= set(value):
        return None
    if {"status", "organization", "organization_id", "service_at_locations"} & set(value):
        return "service"
    known = {"description", "website", "url", "organization_identifiers", "locations", "services", "legal_status"}
    return "organization" if known & set(value) else None


class _Flattener:
    """Takes nested objects apart; the same record met again fills what its first sight left open."""

    def __init__(self, found: HsdsTables, filename: str) -> None:
        self._found = found
        self._filename = filename
        self._seen: dict[tuple[str, str], dict[str, str]] = {}

    def take(self, table: str, value: dict[str, Any], place: Place, links: Mapping[str, str], depth: int) -> str:
        """Keeps an object and all that it holds; returns its identifier."""
        if depth > _MAXIMUM_DEPTH:
            raise UnreadableFile(filename=self._filename)
        cells = {**links, **_cells(table, value)}
        own_id = cells.get("id", "")
        known = self._seen.get((table, own_id)) if own_id else None
        if known is not None:
            for name, cell in cells.items():
                known.setdefault(name, cell)
        else:
            headings = {name: f"{place.column}/{name}" if place.column else name for name in cells}
            self._found.add(table, Record(place, cells, headings))
            if own_id:
                self._seen[table, own_id] = cells
        self._take_children(table, value, place, cells, depth)
        return own_id

    def _take_children(
        self, table: str, value: dict[str, Any], place: Place, cells: dict[str, str], depth: int
    ) -> None:
        link = {f"{table}_id": cells["id"]} if cells.get("id") else {}
        for name, child in value.items():
            child_table = standard_table(name)
            if isinstance(child, dict) and child_table is not None:
                child_id = self.take(child_table, child, _inside(place, name), {}, depth + 1)
                if child_id:
                    cells.setdefault(f"{child_table}_id", child_id)
            elif isinstance(child, list) and child_table is not None:
                for position, item in enumerate(child):
                    if isinstance(item, dict):
                        self.take(child_table, item, _inside(place, f"{name}/{position}"), link, depth + 1)


def _inside(place: Place, name: str) -> Place:
    return Place(place.sheet, place.row, f"{place.column}/{name}" if place.column else name)


def _cells(table: str, value: dict[str, Any]) -> dict[str, str]:
    return {
        standard_column(table, name): _text(cell)
        for name, cell in value.items()
        if not isinstance(cell, dict | list) and cell is not None and _text(cell).strip()
    }


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _take_extension(found: HsdsTables, name: str, records: list[Any]) -> None:
    for position, value in enumerate(records):
        if isinstance(value, dict):
            found.add(name, Record(Place(name, position + 1), _cells(name, value)))
