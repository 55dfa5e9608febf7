"""From HSDS tables to rows of facts, every table, column and value that cannot be kept told with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from concertation.core.faults import Place
from concertation.core.text import Language, fold
from concertation.exchange import open_faults
from concertation.exchange.archive import fingerprint, read_bytes
from concertation.exchange.hsds.extension import Extension, extension_of
from concertation.exchange.hsds.identifiers import read_identifier, read_tax_number
from concertation.exchange.hsds.names import EXTENSION, is_link, is_uuid, required_columns, taken_columns
from concertation.exchange.hsds.package import HsdsTables, Record, is_package, read_compiled, read_package
from concertation.exchange.row_maker import RowMaker
from concertation.exchange.workbook.rows import Named, Reading, SameFile, SheetRow
from concertation.exchange.workbook.sites import province_code

# A Dissemination Geography Unique Identifier: vintage, type, schema, code (Statistics Canada, 2021 "DGUID").
_DGUID = re.compile(r"\b(\d{4}[AS]\d{4}(\d{2,7}))\b")
# A service area of a few words may be the name of an area; a longer one is a description.
_AREA_NAME_LENGTH = 80


def read_hsds(source: Path | bytes, *, filename: str = "") -> Reading:
    """The organisations of an HSDS package or compiled document, of any version.

    Raises ``UnreadableFile`` or one of its kinds when it cannot be opened.
    """
    name = filename or (source.name if isinstance(source, Path) else "")
    content = read_bytes(source, filename=name)
    tables = (read_package if is_package(content) else read_compiled)(content, filename=name)
    maker = RowMaker(filename=name, sha256=fingerprint(content))
    _HsdsReader(tables, maker).run()
    return maker.reading()


class _HsdsReader:
    """One document being read."""

    def __init__(self, tables: HsdsTables, maker: RowMaker) -> None:
        self.tables = tables
        self.maker = maker
        self.extension: Extension = extension_of(tables)
        self.language: Language = self._language()
        self.organisations: dict[str, SheetRow] = {}
        self.owners: dict[str, str] = {}

    def run(self) -> None:
        self._take_organisations()
        self._find_owners()
        self._take_identifiers()
        self._take_locations()
        self._take_contacts()
        self._take_service_areas()
        self.extension.take_the_rest(self.maker)
        self._tell_what_is_left()

    def _language(self) -> Language:
        said = {fold(record["language"])[:2] for record in self.tables.of("meta_table_description")}
        if said & {"fr"}:
            return "fr"
        if not said & {"en"} and self.tables.of("organization"):
            self.maker.tell(open_faults.LANGUAGE_ASSUMED, self.tables.of("organization")[0].place)
        return "en"

    def _take_organisations(self) -> None:
        for record in self._once("organization"):
            if self.extension.take("partnership", record, self.maker, self._organisation_values(record)):
                continue
            values = self._organisation_values(record)
            row = self.extension.take("organisation", record, self.maker, values)
            if row is None:
                headings = {f"name_{self.language}": "name", "note": "description"}
                row = self._add("organisation", record, values, headings)
                self._take_other_name(record, row)
                self._take_tax_number(record, row)
            self.organisations[record["id"]] = row

    def _organisation_values(self, record: Record) -> dict[str, object]:
        values: dict[str, object] = {f"name_{self.language}": record["name"], "website": record["website"]}
        if self.extension.is_ours(record):
            return values
        year = re.match(r"\d{4}", record["year_incorporated"])
        if year:
            values |= {"since": f"{year.group()}-01-01", "date_precision": "year"}
        return values | {"note": record["description"]}

    def _take_other_name(self, record: Record, row: SheetRow) -> None:
        if record["alternate_name"]:
            values: dict[str, object] = {
                "organisation": SameFile("organisation", row.place),
                "kind": "alias",
                "name": record["alternate_name"],
            }
            self._add("organisation_name", record, values, {"name": "alternate_name"})

    def _take_tax_number(self, record: Record, row: SheetRow) -> None:
        if record["tax_id"]:
            values: dict[str, object] = {"organisation": SameFile("organisation", row.place)}
            values |= read_tax_number(record["tax_id"])
            self._add("organisation_identifier", record, values, {"value": "tax_id"})

    def _find_owners(self) -> None:
        """Which organisation each service, location and contact belongs to, directly or through a service."""
        for table in ("service", "location", "contact", "program"):
            for record in self.tables.of(table):
                if record["organization_id"]:
                    self.owners.setdefault(record["id"], record["organization_id"])
        for record in self.tables.of("service_at_location"):
            owner = self.owners.get(record["service_id"])
            if owner:
                self.owners.setdefault(record["location_id"], owner)
                self.owners.setdefault(record["id"], owner)
        for record in self.tables.of("service"):  # a service at a location, as Ohana files have it
            owner = self.owners.get(record["location_id"])
            if owner:
                self.owners.setdefault(record["id"], owner)

    def _owner(self, record: Record) -> SheetRow | None:
        links = ("organization_id", "service_id", "location_id", "service_at_location_id", "contact_id", "id")
        for link in links:
            found = self.organisations.get(record[link] if link == "organization_id" else "")
            found = found or self.organisations.get(self.owners.get(record[link], ""))
            if found is not None:
                return found
        return None

    def _owned(self, record: Record, name: str) -> SameFile | None:
        owner = self._owner(record)
        if owner is None:
            self.maker.tell(open_faults.RECORD_LEFT_ASIDE, record.place, found=name)
            return None
        return SameFile("organisation", owner.place)

    def _take_identifiers(self) -> None:
        for record in self._once("organization_identifier"):
            owner = self._owned(record, record["identifier"])
            if owner is None:
                continue
            found = read_identifier(record["identifier_scheme"], record["identifier_type"], record["identifier"])
            known = {"organisation": owner, "value": found["value"]}
            if not self.extension.take("organisation_identifier", record, self.maker, known):
                self._add("organisation_identifier", record, {**known, **found}, {"value": "identifier"})

    def _take_locations(self) -> None:
        addresses: dict[str, list[Record]] = {}
        for record in self._once("address"):
            addresses.setdefault(record["location_id"], []).append(record)
        for record in self._once("location"):
            own = sorted(addresses.pop(record["id"], []), key=lambda one: one["address_type"] != "physical")
            self._take_location(record, own)
        for orphans in addresses.values():
            for orphan in orphans:
                self.maker.tell(open_faults.RECORD_LEFT_ASIDE, orphan.place, found=orphan["address_1"])

    def _take_location(self, record: Record, addresses: Sequence[Record]) -> None:
        owner = self._owned(record, record["name"])
        if owner is None:
            return
        if record["location_type"] == "virtual":
            self._set_aside(record, "location_type", "virtual")
            return
        language = self.language
        values: dict[str, object] = {"organisation": owner, f"name_{language}": record["name"]}
        values |= {"latitude": record["latitude"], "longitude": record["longitude"]}
        if addresses:
            values |= self._address(addresses[0])
        for other in addresses[1:]:
            self._set_aside(other, "address_type", f"{other['address_1']}, {other['city']}")
        if not self.extension.take("site", record, self.maker, values):
            values["note"] = record["description"]
            self._add("site", record, values, {f"name_{language}": "name", "note": "description"})

    def _address(self, record: Record) -> dict[str, object]:
        lines = [record[f"address_{number}"] for number in range(1, 5)]
        values: dict[str, object] = {
            f"address_{self.language}": "\n".join(line for line in lines if line),
            f"city_{self.language}": record["city"],
            "postal_code": record["postal_code"],
        }
        if record["country"].upper() not in ("", "CA", "CAN", "CANADA"):
            self._set_aside(record, "country", record["country"])
        elif record["state_province"]:
            code = province_code(record["state_province"])
            values["province"] = code
            if code is None:
                self._set_aside(record, "state_province", record["state_province"])
        return values

    def _take_contacts(self) -> None:
        phones: dict[str, list[Record]] = {}
        for record in self.tables.of("phone"):
            phones.setdefault(record["contact_id"], []).append(record)
        for record in self._once("contact"):
            if not record["name"]:
                self._set_aside(record, "name", record["email"] or record["title"])
                continue
            owner = self._owned(record, record["name"])
            own = phones.pop(record["id"], [])
            if owner is None:
                continue
            values: dict[str, object] = {"organisation": owner, "name": record["name"], "email": record["email"]}
            values |= {f"title_{self.language}": record["title"], "phone": _number(own[0]) if own else None}
            if not self.extension.take("representative", record, self.maker, values):
                self._add("representative", record, values, {f"title_{self.language}": "title"})
        left = [phone for others in phones.values() for phone in others]
        if left:
            self.maker.tell(
                open_faults.TABLE_LEFT_ASIDE,
                Place(left[0].place.sheet, left[0].place.row),
                table="phone",
                count=len(left),
            )

    def _take_service_areas(self) -> None:
        seen: set[tuple[Place, str]] = set()
        for record in self._once("service_area"):
            if self.extension.is_ours(record):
                continue
            found = _DGUID.search(f"{record['uri']} {record['name']}")
            words = found.group(2) if found else record["name"]
            if not words:
                continue
            if len(words) > _AREA_NAME_LENGTH:
                self._set_aside(record, "name", words)
                continue
            owner = self._owned(record, words)
            if owner is not None and (owner.place, words) not in seen:
                seen.add((owner.place, words))
                self._add("organisation_area", record, {"organisation": owner, "area": Named(words)}, {"area": "name"})

    def _add(self, kind_id: str, record: Record, values: Mapping[str, object], headings: Mapping[str, str]) -> SheetRow:
        """A row under the record's own identifier where that tells it apart everywhere."""
        is_whole = kind_id in ("organisation", "site", "representative")
        key = record["id"] if is_whole and is_uuid(record["id"]) else None
        named = {column: column for column in values} | dict(headings)
        written = {column: record.headings.get(heading, heading) for column, heading in named.items()}
        return self.maker.add(kind_id, record.place, values, key=key, headings=written)

    def _once(self, table: str) -> Iterable[Record]:
        """The records of a table, less those that repeat an identifier; what 3.x requires is asked for."""
        seen: set[tuple[str, str]] = set()
        for record in self.tables.of(table):
            own = record.place.sheet, record["id"]
            if record["id"] and own in seen:
                self.maker.tell(open_faults.REPEATED_ID, record.place, found=record["id"])
                continue
            seen.add(own)
            if self.tables.version == "3":
                for column in required_columns(table):
                    if not record[column]:
                        self.maker.tell(open_faults.MISSING_REQUIRED, record.place, column=column)
            yield record

    def _set_aside(self, record: Record, column: str, words: str) -> None:
        place = Place(record.place.sheet, record.place.row, record.headings.get(column, column))
        self.maker.tell(open_faults.NO_PLACE_FOR_VALUE, place, found=words)

    def _tell_what_is_left(self) -> None:
        for name in self.tables.strangers:
            self.maker.tell(open_faults.OTHER_RECORD, Place(name), found=name, count=1)
        for table, records in self.tables.tables.items():
            if table.startswith(EXTENSION) or self.extension.covers(table):
                continue
            taken = taken_columns(table)
            for own in _by_file(records):
                if taken is None:
                    is_file = own[0].place.column is None
                    place = Place(own[0].place.sheet) if is_file else own[0].place
                    self.maker.tell(open_faults.TABLE_LEFT_ASIDE, place, table=table, count=len(own))
                else:
                    self._tell_columns(own, taken)

    def _tell_columns(self, records: Sequence[Record], taken: frozenset[str]) -> None:
        left: Counter[str] = Counter()
        first: dict[str, Record] = {}
        for record in records:
            for column in record.cells:
                if (column not in taken and not is_link(column)) or column == "parent_organization_id":
                    left[column] += 1
                    first.setdefault(column, record)
        for column, count in left.items():
            heading = first[column].headings.get(column, column)
            place = Place(first[column].place.sheet, first[column].place.row, heading)
            self.maker.tell(open_faults.COLUMN_LEFT_ASIDE, place, column=heading, count=count)


def _by_file(records: Sequence[Record]) -> Iterable[Sequence[Record]]:
    """The records of each file apart: two files of older versions make one table of 3.x."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.place.sheet, []).append(record)
    return found.values()


def _number(record: Record) -> str:
    number = record["number"]
    if number.startswith('"') and number.endswith('"'):
        number = number.strip('"')  # the specification's own example quotes its number twice
    return f"{number} x{record['extension']}" if record["extension"] else number
