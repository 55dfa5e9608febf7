"""The first rows of a sheet as they would be read, with the faults that they would give."""

from __future__ import annotations

from dataclasses import dataclass, replace

from concertation.core.facts import fact_kind
from concertation.core.faults import Fault, Place
from concertation.core.text import Text
from concertation.core.vocabulary import load_scheme
from concertation.exchange.mapping import FileMapping, read_mapped
from concertation.exchange.workbook import Answer, Named, SameFile, SheetRow
from concertation.exchange.workbook.layout import SheetColumn, sheet_layout
from concertation.journeys.mapping.files import MappingCase

ROWS = 5
_UNKNOWN = Text(en="unknown", fr="inconnu")
_YES, _NO = Text(en="yes", fr="oui"), Text(en="no", fr="non")


@dataclass(frozen=True, slots=True)
class SampledFact:
    """A fact that a row would make: its kind, and what it would say."""

    kind: Text
    lines: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class SampledRow:
    """A row of the file, the facts it would make, and its faults."""

    number: int
    facts: tuple[SampledFact, ...]
    faults: tuple[Fault, ...]


def sample_of(case: MappingCase, sheet_name: str, *, rows: int = ROWS) -> list[SampledRow]:
    """The first rows of one sheet, read as they would be."""
    sheet = case.mapping.sheet(sheet_name)
    if sheet is None or sheet.recipe is None:
        return []
    tables = tuple(table for table in case.file.tables if table.name == sheet_name)
    reading = read_mapped(replace(case.file, tables=tables), FileMapping((sheet,)), limit=rows)
    names: dict[tuple[str, Place], str] = {}
    for row in reading.rows:
        names[row.kind_id, row.place] = _name(row) or _name_of_owner(row, names)
    made = {row.place.row for row in reading.rows if row.place.row}
    numbers = sorted(made | _faulty(reading.faults, sheet.heading_row))
    return [
        SampledRow(
            number,
            tuple(_fact(row, names) for row in reading.rows if row.place.row == number),
            tuple(fault for fault in reading.faults if fault.place.row == number),
        )
        for number in numbers
    ]


def _faulty(found: tuple[Fault, ...], heading_row: int) -> set[int]:
    return {fault.place.row for fault in found if fault.place.row and fault.place.row > heading_row}


def _fact(row: SheetRow, names: dict[tuple[str, Place], str]) -> SampledFact:
    lines = []
    for column in sheet_layout(row.kind_id).columns:
        if column.name in row.values:
            lines.append((column.label, _words(column, row.values[column.name], names)))
    if row.key is not None:
        lines.insert(0, (sheet_layout(row.kind_id).columns[0].label, _same(row.key)))
    return SampledFact(fact_kind(row.kind_id).label, tuple(lines))


def _words(column: SheetColumn, value: object, names: dict[tuple[str, Place], str]) -> Text:
    if value is Answer.UNKNOWN:
        return _UNKNOWN
    if isinstance(value, Named):
        return _same(value.words)
    if isinstance(value, SameFile):
        return _same(names.get((value.kind_id, value.place), "") or f"↑ {value.place.row}")
    if isinstance(value, bool):
        return _YES if value else _NO
    if column.field is not None and column.field.type == "term" and isinstance(value, str):
        return load_scheme(str(column.field.scheme))[value].label
    return _same(f"{value:g}" if isinstance(value, float) else str(value))


def _same(words: str) -> Text:
    return Text(en=words or "—", fr=words or "—")


def _name_of_owner(row: SheetRow, names: dict[tuple[str, Place], str]) -> str:
    """What has no name of its own goes by that of the organisation it is of."""
    owner = row.values.get("organisation")
    return names.get((owner.kind_id, owner.place), "") if isinstance(owner, SameFile) else ""


def _name(row: SheetRow) -> str:
    for name in ("name_en", "name_fr", "name", "title_en", "title_fr", "on"):
        value = row.values.get(name)
        if value:
            return str(value)
    return ""
