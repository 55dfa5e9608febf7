"""A table read as its mapping says: the facts of each row, column by column, and every fault with its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from concertation.core.faults import Fault, Place
from concertation.exchange.mapping import faults
from concertation.exchange.mapping.column_reading import NOTHING, ReadCell, ReadColumn, read_column, read_constant
from concertation.exchange.mapping.grid import unfold_grid
from concertation.exchange.mapping.mapping import ColumnUse, FileMapping, SheetMapping
from concertation.exchange.mapping.merging import Merger, tell_shared_numbers
from concertation.exchange.mapping.recipes import Part
from concertation.exchange.mapping.records import Records, columns_left_aside, records_of
from concertation.exchange.tables import Table, TableFile
from concertation.exchange.workbook.cell_meaning import as_written, coarsest
from concertation.exchange.workbook.rows import Reading, SameFile, SheetRow

_Facts = list[Place | None]


@dataclass(slots=True)
class _Sheet:
    """The sheet being read: the facts that each record made so far, by part."""

    table: Table
    mapping: SheetMapping
    records: Records
    uses: Sequence[ColumnUse]
    columns: dict[str, list[ReadColumn]] = field(default_factory=lambda: defaultdict(list))
    constants: dict[str, ReadCell] = field(default_factory=dict)
    facts: dict[str, _Facts] = field(default_factory=dict)
    rows: list[SheetRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def place(self, index: int) -> Place:
        """Where a record stands; items of a list after the first are told apart by their number."""
        return Place(self.table.name, self.records.numbers[index], self.records.labels[index] or None)


def read_mapped(file: TableFile, mapping: FileMapping, *, limit: int | None = None) -> Reading:
    """All the facts of a file whose columns were named, and its faults; ``limit`` reads the first rows only."""
    rows: list[SheetRow] = []
    found: list[Fault] = []
    for table in file.tables:
        sheet = mapping.sheet(table.name)
        if sheet is None or sheet.recipe is None:
            if table.rows:
                found.append(faults.SHEET_LEFT_ASIDE.at(Place(table.name)))
            continue
        read = _read_sheet(table, sheet, limit)
        rows += read.rows
        found += read.faults
    return Reading(filename=file.filename, sha256=file.sha256, rows=tuple(rows), faults=tuple(found))


def _read_sheet(table: Table, mapping: SheetMapping, limit: int | None) -> _Sheet:
    told: list[Fault] = []
    records = records_of(table, mapping, told, limit=limit)
    sheet = _Sheet(table, mapping, records, mapping.columns, faults=told)
    sheet.faults += columns_left_aside(table, mapping, records)
    if mapping.recipe is not None and mapping.recipe.is_grid:
        sheet.records, sheet.uses = unfold_grid(table, mapping, records, sheet.faults)
    _read_columns(sheet)
    _read_constants(sheet)
    for part in mapping.parts:
        _make(sheet, part)
    _tell_unsaid(sheet)
    tell_shared_numbers(sheet.rows, sheet.faults)
    return sheet


def _read_columns(sheet: _Sheet) -> None:
    taken: set[tuple[str, str]] = set()
    made = {part.id for part in sheet.mapping.parts}
    for use in sheet.uses:
        read = read_column(sheet.mapping, use, sheet.records.column(use.position)) if use.target else None
        if read is None or read.part.id not in made:
            continue
        if use.target in {target for target, _ in taken}:
            place = Place(sheet.table.name, sheet.mapping.heading_row, use.heading)
            sheet.faults.append(faults.REPEATED_TARGET.at(place, found=use.heading, label=read.column.label))
            continue
        taken.add((use.target, read.part.id))
        sheet.columns[read.part.id].append(read)
        _tell_cells(sheet, read)


def _tell_cells(sheet: _Sheet, read: ReadColumn) -> None:
    """The faults and warnings of the cells, one a cell: whoever corrects the file needs each place."""
    if not any(cell.fault or cell.warning for cell in {id(cell): cell for cell in read.read}.values()):
        return
    seen: set[int] = set()
    for index, cell in enumerate(read.read):
        told = cell.fault or cell.warning
        number = sheet.records.numbers[index]
        if told is None or number in seen:
            continue
        if read.use.separator == "":
            seen.add(number)
        kind, facts = told
        place = Place(sheet.table.name, number, read.use.heading or None)
        sheet.faults.append(kind.at(place, found=as_written(read.written[index]), **facts))


def _read_constants(sheet: _Sheet) -> None:
    for target, written in _spread_constants(sheet.mapping):
        found = sheet.mapping.target(target)
        if found is None or not written.strip():
            continue
        part, column = found
        read = read_constant(part, column, written.strip())
        if read.fault is not None:
            kind, facts = read.fault
            sheet.faults.append(kind.at(Place(sheet.table.name), found=written, **facts))
        sheet.constants[target] = read


def _spread_constants(mapping: SheetMapping) -> Iterator[tuple[str, str]]:
    """A bare name stands for that column of every part that has it: one partnership for the whole sheet."""
    for target, written in mapping.constants.items():
        if "." in target:
            yield target, written
        else:
            yield from ((f"{part.id}.{target}", written) for part in mapping.parts if part.column(target) is not None)


def _make(sheet: _Sheet, part: Part) -> None:
    """The facts of one part, one a record that says something of it; those that merge come once."""
    columns = sheet.columns.get(part.id, [])
    known = {p.id for p in sheet.mapping.parts}
    links = {name: other for name, other in part.links.items() if other in known}
    for name, instead in part.otherwise.items():
        if part.links.get(name) not in known:
            links |= {column: other for column, other in instead.items() if other in known}
    if not columns and not part.always and not part.merges:
        sheet.facts[part.id] = [None] * len(sheet.records)
        return
    constants = _constants_of(sheet, part)
    headings = {name: read.use.heading for read in columns for name in _names(read)}
    merger = Merger(part, sheet.faults, headings, is_main=_is_main(sheet, part), tells_apart=_shares_kind(sheet, part))
    if part.kind_id == "organisation":
        merger.join_languages(_pairs(columns, len(sheet.records)))
    facts: _Facts = []
    for index in range(len(sheet.records)):
        facts.append(_fact(sheet, part, index, columns, links, constants, merger))
    sheet.facts[part.id] = facts
    sheet.rows += merger.rows()


def _is_main(sheet: _Sheet, part: Part) -> bool:
    return sheet.mapping.recipe is not None and sheet.mapping.recipe.main.id == part.id


def _shares_kind(sheet: _Sheet, part: Part) -> bool:
    return sum(other.kind_id == part.kind_id for other in sheet.mapping.parts) > 1


def _pairs(columns: Sequence[ReadColumn], count: int) -> list[tuple[str, str]]:
    """The English and the French name of each record."""
    sides: dict[str, list[str]] = {"name_en": [""] * count, "name_fr": [""] * count}
    for read in columns:
        for index, cell in enumerate(read.read):
            for name in cell.values.keys() & sides.keys():
                sides[name][index] = str(cell.values[name])
    return list(zip(sides["name_en"], sides["name_fr"], strict=True))


def _names(read: ReadColumn) -> Iterable[str]:
    name = read.column.name
    if read.use.target == f"{read.part.id}.{name}" or read.column.field is None:
        return (name,)
    return (f"{read.column.field.name}_en", f"{read.column.field.name}_fr")


def _constants_of(sheet: _Sheet, part: Part) -> dict[str, object]:
    values: dict[str, object] = dict(part.fallback)
    for target, read in sheet.constants.items():
        if target.partition(".")[0] == part.id:
            values |= read.values
    return values


def _fact(
    sheet: _Sheet,
    part: Part,
    index: int,
    columns: Sequence[ReadColumn],
    links: dict[str, str],
    constants: dict[str, object],
    merger: Merger,
) -> Place | None:
    cells = [cell for read in columns if (cell := read.read[index]) is not NOTHING]
    linked = {name: sheet.facts[other][index] for name, other in links.items()}
    says = any(cell.values or cell.fault for cell in cells)
    is_implied = (part.always and bool(linked)) or (part.merges and not columns and bool(constants))
    if not (says or is_implied) or None in linked.values():
        return None
    values: dict[str, object] = {}
    precisions: dict[str, str] = {}
    for cell in cells:
        values = {**cell.values, **values}
        precisions |= cell.precisions
    values = {**constants, **values}
    for name, place in linked.items():
        values[name] = SameFile(_kind_of(sheet, links[name]), place)  # type: ignore[arg-type]  # none is missing
    values |= part.fixed
    if precisions:
        values.setdefault("date_precision", coarsest(precisions))
    return merger.take(values, sheet.place(index), has_faults=any(cell.fault for cell in cells))


def _kind_of(sheet: _Sheet, part_id: str) -> str:
    recipe = sheet.mapping.recipe
    assert recipe is not None
    return recipe.part(part_id).kind_id


def _tell_unsaid(sheet: _Sheet) -> None:
    """Rows whose subject is not named: nothing of them is lost in silence."""
    recipe = sheet.mapping.recipe
    if recipe is None:
        return
    parts = sheet.mapping.parts
    empty = {part.id for part in parts if not any(sheet.facts[part.id])}
    silent = {part.id for part in parts if empty & set(part.links.values())}
    for index in range(len(sheet.records)):
        missing = {lacking: None for part in parts if (lacking := _lacking(sheet, part, index, silent)) is not None}
        if not missing and not any(sheet.facts[part.id][index] for part in parts) and _says(sheet, index):
            missing = {recipe.main.id: None}
        for part_id in missing:
            label = recipe.part(part_id).label
            sheet.faults.append(faults.ROW_WITHOUT_SUBJECT.at(sheet.place(index), label=label))


def _lacking(sheet: _Sheet, part: Part, index: int, silent: set[str]) -> str | None:
    """The part that a fact would need to stand, when the record says something of it."""
    if sheet.facts[part.id][index] is not None:
        return None
    links = [other for other in part.links.values() if other in sheet.facts]
    missing = next((other for other in links if sheet.facts[other][index] is None), None)
    if missing is None:
        return None
    reads = sheet.columns.get(part.id, ())
    says = any(read.read[index].values for read in reads)
    is_begun = part.always and part.id not in silent and any(sheet.facts[other][index] for other in links)
    return missing if says or is_begun else None


def _says(sheet: _Sheet, index: int) -> bool:
    return any(column[index] is not None for column in sheet.records.columns.values())
