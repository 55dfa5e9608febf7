"""Where a table stands on a sheet that people laid out: titles above, headings on two lines, notes and totals below."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from concertation.core.text import fold, search_key
from concertation.exchange.tables import Cell, Table

Row = tuple[int, tuple[Cell, ...]]
# People put a title, an address, a date and a logo's empty lines above a table; forty lines of them are a letter.
_HEADING_SEARCH = 40
_LONGEST_HEADING = 120
_NOTE_SEARCH = 30
_TOTAL = re.compile(
    r"(grand |sous )?(sub|sous)?tota(l|ux)( general| generaux| partiel| partiels)?( (of|for|de|du|des|pour|par) .*)?"
)
_NOTE = re.compile(r"(notes?|sources?|legend|legende|remarks?|remarques?|nb|n b|p s)\b")


@dataclass(frozen=True, slots=True)
class FoundTable:
    """Where a table stands: the first line of its headings, how many lines they take, and its last row."""

    heading_row: int
    heading_lines: int
    last_row: int | None


def find_table(table: Table, knows: Callable[[str], bool]) -> FoundTable | None:
    """Where the table stands; ``knows`` tells whether a heading is one that some fact has."""
    rows = table.rows[:_HEADING_SEARCH]
    if not rows:
        return None
    width = _usual_width(table.rows)
    scored = [(_likeness(table, position, width, knows), -position) for position in range(len(rows))]
    best, negative = max(scored)
    position = -negative if best > 0 else 0
    if position and _has_second_line(table, position - 1, knows) and _is_above(rows[position - 1], rows[position]):
        position -= 1
    lines = 2 if _has_second_line(table, position, knows) else 1
    return FoundTable(rows[position][0], lines, _last_row(table, position + lines, width))


def body_of(table: Table, heading_row: int, heading_lines: int, last_row: int | None) -> Sequence[Row]:
    """The rows under the headings, down to the last of the table."""
    last = last_row if last_row is not None else float("inf")
    first = heading_row + heading_lines
    return [row for row in table.rows if first <= row[0] <= last]


def headings_of(table: Table, heading_row: int, heading_lines: int) -> tuple[str, ...]:
    """One heading a column; what stands over several columns on the first line goes before each on the second."""
    lines = [_line(table, number) for number in range(heading_row, heading_row + heading_lines)]
    width = max((len(line) for line in lines), default=0)
    if len(lines) == 1:
        return tuple(_words(cell) for cell in lines[0])
    upper = _spread(table, heading_row, lines[0], width)
    lower = [*lines[1], *([None] * (width - len(lines[1])))]
    joined = []
    for above, below in zip(upper, lower, strict=False):
        parts = dict.fromkeys(words for words in (_words(above), _words(below)) if words)
        joined.append(" – ".join(parts))
    return tuple(joined)


def title_of(table: Table, heading_row: int) -> str:
    """The words above the table."""
    above = [_words(cell) for number, row in table.rows if number < heading_row for cell in row if cell is not None]
    return " ".join(above)


def is_total(row: tuple[Cell, ...]) -> bool:
    """Whether the row sums those above: its first words are a total, and it names nothing."""
    words = [cell for cell in row if isinstance(cell, str) and not cell.isdecimal() and cell.strip()]
    if not 1 <= len(words) <= 2 or len(words[0]) > _LONGEST_HEADING:
        return False
    return _TOTAL.fullmatch(search_key(words[0])) is not None


def _words(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()).rstrip("* ")[:_LONGEST_HEADING]


def _usual_width(rows: Sequence[Row]) -> int:
    widths = sorted(sum(cell is not None for cell in row) for _, row in rows[:2_000])
    return widths[len(widths) * 3 // 4]


def _likeness(table: Table, position: int, width: int, knows: Callable[[str], bool]) -> float:
    """How much a row looks like headings: words in most columns, all different, some of them known."""
    number, row = table.rows[position]
    filled = [cell for cell in row if cell is not None]
    named = [_words(cell) for cell in filled]
    if len(filled) < min(2, width) or any(len(words) >= _LONGEST_HEADING for words in named):
        return 0
    if position + 1 < len(table.rows) and _is_one_wide_cell(table, number):
        return 0
    letters = sum(isinstance(cell, str) and bool(re.search(r"[^\W\d_]", cell)) for cell in filled)
    known = sum(knows(words) for words in named)
    distinct = len(set(named)) / len(named)
    data = sum(isinstance(cell, int | float) and not _is_year(cell) for cell in filled)
    return letters / max(width, 1) + 2 * known / len(filled) + distinct - data - 0.02 * position


def _is_year(cell: Cell) -> bool:
    return isinstance(cell, int | float) and 1900 <= cell <= 2100


def _is_one_wide_cell(table: Table, number: int) -> bool:
    filled = next((sum(c is not None for c in row) for n, row in table.rows if n == number), 0)
    return filled == 1 and any(m.first_row <= number <= m.last_row for m in table.merged)


def _has_second_line(table: Table, position: int, knows: Callable[[str], bool]) -> bool:
    """Whether the next row goes on naming columns: where the first merges or leaves gaps, words known as headings."""
    if position + 2 >= len(table.rows) or table.rows[position + 1][0] != table.rows[position][0] + 1:
        return False
    number, row = table.rows[position]
    below = table.rows[position + 1][1]
    if not all(cell is None or isinstance(cell, str) for cell in below):
        return False
    spans = any(m.first_row == number == m.last_row and m.last_column > m.first_column for m in table.merged)
    spans_down = any(m.first_row == number and m.last_row == number + 1 for m in table.merged)
    gaps = any(
        (row[column] if column < len(row) else None) is None and cell is not None for column, cell in enumerate(below)
    )
    known = sum(knows(_words(cell)) for cell in below if cell is not None)
    filled = sum(cell is not None for cell in below)
    return (spans or spans_down) or (gaps and known * 2 >= filled > 0)


def _is_above(upper: Row, lower: Row) -> bool:
    """Whether a row names groups of the columns that the next one names: in two columns at least, all in words."""
    filled = [cell for cell in upper[1] if cell is not None]
    return len(filled) >= 2 and all(isinstance(cell, str) for cell in filled) and lower[0] == upper[0] + 1


def _line(table: Table, number: int) -> list[Cell]:
    return next((list(row) for own, row in table.rows if own == number), [])


def _spread(table: Table, number: int, line: Sequence[Cell], width: int) -> list[Cell]:
    """The first line of headings, each over the columns that it covers."""
    spread: list[Cell] = [*line, *([None] * (width - len(line)))]
    merged = [m for m in table.merged if m.first_row <= number <= m.last_row]
    if merged:
        for m in merged:
            for column in range(m.first_column, min(m.last_column + 1, width)):
                spread[column] = spread[m.first_column]
        return spread
    for column in range(1, width):
        spread[column] = spread[column] if spread[column] is not None else spread[column - 1]
    return spread


def _last_row(table: Table, start: int, width: int) -> int | None:
    """The last row before notes: what stands alone under the table, after an empty line or under a word for notes."""
    rows = table.rows
    end = len(rows)
    while end > start + 1 and len(rows) - end < _NOTE_SEARCH and _is_note(rows, end - 1, width):
        end -= 1
    return rows[end - 1][0] if end < len(rows) else None


def _is_note(rows: Sequence[Row], position: int, width: int) -> bool:
    number, row = rows[position]
    filled = [cell for cell in row if cell is not None]
    if width < 3 or len(filled) > 2 or not isinstance(filled[0], str):
        return False
    is_apart = number > rows[position - 1][0] + 1
    text = fold(filled[0]).strip()
    says_so = text.startswith(("*", "†", "(")) or _NOTE.match(search_key(text)) is not None or len(text) > 100
    return len(filled) == 1 and (is_apart or says_so)
