"""The words of a column that are not ours, to be matched by a person with those that are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from concertation.core.text import search_key
from concertation.exchange.mapping import ColumnUse, SheetMapping
from concertation.exchange.mapping.finding import body_of, is_total
from concertation.exchange.mapping.grid import mark_of
from concertation.exchange.tables import Cell, Table
from concertation.exchange.workbook import cells
from concertation.exchange.workbook.cell_meaning import as_written
from concertation.exchange.workbook.layout import SheetColumn

# A column with more words of its own than this is not a list of terms.
MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class ForeignWord:
    """A word of the file, how many cells say it, and what a person said it means."""

    words: str
    count: int
    meaning: str


def words_to_match(table: Table, sheet: SheetMapping, use: ColumnUse) -> list[ForeignWord]:
    """The words of a column of terms, of yes and no or of attendance that nobody here understands, commonest first."""
    found = sheet.target(use.target)
    if found is None:
        return []
    is_grid = sheet.recipe is not None and sheet.recipe.is_grid and use.target == "meeting.on"
    counts: Counter[str] = Counter()
    for _, row in body_of(table, sheet.heading_row, sheet.heading_lines, sheet.last_row):
        cell = row[use.position] if use.position < len(row) else None
        if cell is not None and as_written(cell).strip() and not is_total(row):
            items = as_written(cell).split(use.separator) if use.separator else [cell]
            counts.update(as_written(item).strip() for item in items if as_written(item).strip())
    known = {search_key(word): meaning for word, meaning in use.words.items()}
    foreign = [
        ForeignWord(words, count, known.get(search_key(words), ""))
        for words, count in counts.most_common()
        if search_key(words) in known or not _is_understood(found[1], words, is_grid=is_grid)
    ]
    return foreign if len(foreign) <= MOST_WORDS else []


def _is_understood(column: SheetColumn, written: Cell, *, is_grid: bool) -> bool:
    if is_grid:
        return mark_of(as_written(written)) is not None
    field = column.field
    if field is None or field.type not in ("term", "boolean") or cells.is_unknown(written):
        return True
    try:
        if field.type == "boolean":
            cells.read_boolean(written)
        else:
            cells.read_term(written, str(field.scheme))
    except cells.CellFault:
        return False
    return True
