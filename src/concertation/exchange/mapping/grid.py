"""An attendance sheet with a column a meeting, unfolded into one record an attendance."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType

from concertation.core.faults import Fault, Place
from concertation.core.text import fold, search_key
from concertation.core.vocabulary import load_scheme
from concertation.exchange.mapping import faults
from concertation.exchange.mapping.column_reading import LEFT_ASIDE, read_ordered_date
from concertation.exchange.mapping.mapping import ColumnUse, SheetMapping
from concertation.exchange.mapping.records import Records
from concertation.exchange.tables import Cell, Table
from concertation.exchange.workbook import cells
from concertation.exchange.workbook.cell_meaning import as_written

DAY = "meeting.on"
STATUS = "attendance.status"
# One person of several is enough for an organisation to have been there.
_STRONGEST = ("present", "substitute", "regrets", "absent")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_SCHOOL_YEAR_TURN = 6


@dataclass(frozen=True, slots=True)
class DayColumn:
    """A column that is a meeting."""

    use: ColumnUse
    day: date


def day_columns(mapping: SheetMapping, title: str, found: list[Fault], sheet: str) -> list[DayColumn]:
    """The columns that are meetings, with the day of each; a heading that is none is a fault."""
    year = mapping.year or _first_year(title)
    columns: list[DayColumn] = []
    for use in mapping.columns:
        if use.target != DAY:
            continue
        day = read_heading_day(use.heading, year, use.dates)
        if day is None:
            place = Place(sheet, mapping.heading_row, use.heading)
            found.append(faults.HEADING_WITHOUT_YEAR.at(place, found=use.heading))
            continue
        if (
            columns
            and year
            and not _YEAR.search(use.heading)
            and columns[-1].day.month - day.month >= _SCHOOL_YEAR_TURN
        ):
            year += 1
            day = day.replace(year=year)
        columns.append(DayColumn(use, day))
    return columns


def read_heading_day(heading: str, year: int | None, order: str = "") -> date | None:
    """The day that a heading names, in the year given where it names none."""
    tidy = _without_weekday(heading)
    for attempt in (tidy, *_with_year(tidy, year)):
        try:
            partial = read_ordered_date(attempt, order)
        except cells.CellFault:
            continue
        if partial.precision == "day":
            return partial.first
    return None


def is_day_heading(heading: str) -> bool:
    """Whether a heading names a day, with or without its year."""
    return read_heading_day(heading, 2024, "day") is not None and not heading.strip().isdecimal()


def unfold_grid(
    table: Table, mapping: SheetMapping, records: Records, found: list[Fault]
) -> tuple[Records, tuple[ColumnUse, ...]]:
    """One record for each cell that says something, with the day and the attendance as columns of their own."""
    title = " ".join(as_written(cell) for number, row in table.rows if number < mapping.heading_row for cell in row)
    days = day_columns(mapping, f"{table.name} {title}", found, table.name)
    others = tuple(use for use in mapping.columns if use.target != DAY)
    width = 1 + max((use.position for use in mapping.columns), default=0)
    kept = _strongest(table, records, days, others, found)
    order = sorted(kept.values())
    columns: dict[int, list[Cell]] = {
        use.position: [records.column(use.position)[index] for index, _, _ in order] for use in others
    }
    columns[width] = [days[number].day for _, number, _ in order]
    columns[width + 1] = [status for _, _, status in order]
    unfolded = Records(
        [records.numbers[index] for index, _, _ in order], [days[number].use.heading for _, number, _ in order], columns
    )
    day_use = ColumnUse(width, days[0].use.heading if days else "", DAY)
    return unfolded, (*others, day_use, replace(day_use, position=width + 1, target=STATUS))


_Kept = dict[tuple[str, int], tuple[int, int, str]]


def _strongest(
    table: Table, records: Records, days: Sequence[DayColumn], others: Sequence[ColumnUse], found: list[Fault]
) -> _Kept:
    """One attendance an organisation and a meeting, though several of its people have rows."""
    names = _names(records, others)
    kept: _Kept = {}
    said: dict[tuple[str, int], list[str]] = {}
    for number, column in enumerate(days):
        words = {search_key(word): meaning for word, meaning in column.use.words.items()}
        for index, cell in enumerate(records.column(column.use.position)):
            place = Place(table.name, records.numbers[index], column.use.heading)
            status = _status(cell, words, place, found)
            if status is None:
                continue
            who = names[index] or f"row {records.numbers[index]}"
            said.setdefault((who, number), []).append(status)
            held = kept.get((who, number))
            if held is None or _STRONGEST.index(status) < _STRONGEST.index(held[2]):
                kept[who, number] = (held[0] if held else index, number, status)
    _tell_several(table, records, days, kept, said, others, found)
    return kept


def _names(records: Records, others: Sequence[ColumnUse]) -> list[str]:
    named = [use for use in others if use.target.startswith("organisation.name")]
    columns = [records.column(use.position) for use in named]
    return [search_key(" ".join(as_written(cell) for cell in row)) for row in zip(*columns, strict=True)] or [""] * len(
        records
    )


def _status(cell: Cell, words: Mapping[str, str], place: Place, found: list[Fault]) -> str | None:
    if cell is None or (isinstance(cell, str) and not cell.strip(" -–—\u00a0")):
        return None
    written = "1" if cell is True else "0" if cell is False else as_written(cell)
    meaning = words.get(search_key(written)) or mark_of(written)
    if meaning == LEFT_ASIDE:
        found.append(faults.WORD_LEFT_ASIDE.at(place, found=written))
        return None
    if meaning is None:
        found.append(faults.NOT_AN_ATTENDANCE.at(place, found=written))
        return None
    return meaning if meaning in _STRONGEST else None


def mark_of(written: str) -> str | None:
    """What a mark says, or nothing when it is none: never absent by default."""
    return _marks().get(_mark_key(written))


@cache
def _marks() -> Mapping[str, str]:
    document = resources.files("concertation.exchange.mapping").joinpath("marks.toml")
    raw: dict[str, list[str]] = tomllib.loads(document.read_text(encoding="utf-8"))
    marks = {_mark_key(mark): status for status, known in raw.items() for mark in known}
    for term in load_scheme("attendance_status"):
        marks |= {_mark_key(words): term.code for words in (term.label.en, term.label.fr, term.code)}
    return MappingProxyType(marks)


def _mark_key(written: str) -> str:
    bare = re.sub(r"\((e|s|es)\)|[.·]", "", fold(written.strip()))
    return search_key(bare) or bare.strip()


def _tell_several(
    table: Table,
    records: Records,
    days: Sequence[DayColumn],
    kept: _Kept,
    said: Mapping[tuple[str, int], list[str]],
    others: Sequence[ColumnUse],
    found: list[Fault],
) -> None:
    labels = {term.code: term.label for term in load_scheme("attendance_status")}
    named = [use for use in others if use.target.startswith("organisation.name")]
    for (who, number), statuses in said.items():
        if len(set(statuses)) < 2:
            continue
        index, _, status = kept[who, number]
        name = next((as_written(records.column(use.position)[index]) for use in named), who)
        place = Place(table.name, records.numbers[index], days[number].use.heading)
        marks = ", ".join(dict.fromkeys(statuses))
        found.append(faults.SEVERAL_MARKS.at(place, found=marks, name=name, marks=marks, kept=labels[status]))


def _first_year(title: str) -> int | None:
    years = _YEAR.findall(title)
    return int(years[0]) if years else None


_DAYS = frozenset(
    word
    for words in (
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun the",
        "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim le",
    )
    for word in words.split()
)


def _without_weekday(heading: str) -> str:
    words = re.sub(r"\s+", " ", heading.replace(".", " ").strip()).split(" ")
    kept = [word for word in words if fold(word).strip(",") not in _DAYS]
    return " ".join(kept)


def _with_year(heading: str, year: int | None) -> Iterator[str]:
    if year is None:
        return
    yield f"{heading} {year}"
    parts = re.split(r"[-/ ]+", heading)
    if len(parts) == 2:
        yield f"{parts[0]} {parts[1]} {year}"
        if all(part.isdecimal() for part in parts):
            yield f"{parts[0]}/{parts[1]}/{year}"
