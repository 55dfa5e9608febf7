"""Writes sheets of facts that people can fill: headings with notes, lists to choose from, plain formats."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from concertation.core.facts import Field, fact_kind
from concertation.core.text import Language, Text
from concertation.core.vocabulary import load_scheme
from concertation.exchange.workbook.cells import CellFault, read_term
from concertation.exchange.workbook.layout import (
    KEY,
    KEY_HELP,
    TITLE_LENGTH,
    SheetColumn,
    SheetLayout,
    sheet_layouts,
)
from concertation.exchange.workbook.read_me import (
    AS_OF,
    EXAMPLE_MARK,
    EXPORT_NOTE,
    LISTS_TITLE,
    READ_ME,
    READ_ME_TITLE,
)

YES_NO_UNKNOWN = (Text(en="yes", fr="oui"), Text(en="no", fr="non"), Text(en="unknown", fr="inconnu"))

# Excel counts days from 1900 and believes that year had a 29 February; older days are written as words.
_FIRST_EXCEL_DAY = date(1900, 3, 1)
# Longest text that a cell holds (Excel specifications and limits, "Total number of characters").
CELL_LENGTH = 32_767
# Rows below the headings where lists to choose from are offered.
_LIST_ROWS = 5_000
_WIDTHS = {
    "text": 32,
    "long_text": 48,
    "date": 13,
    "boolean": 13,
    "integer": 12,
    "decimal": 12,
    "term": 26,
    "reference": 34,
    "email": 28,
    "url": 32,
}
_FORMAT_WORDS: Mapping[str, Text] = {
    "date": Text(
        en="A date like 2014-06-30; 2014-06 or 2014 when that is all you know.",
        fr="Une date comme 2014-06-30; 2014-06 ou 2014 si vous n’en savez pas plus.",
    ),
    "boolean": Text(en="Yes, no or unknown.", fr="Oui, non ou inconnu."),
    "integer": Text(en="A whole number.", fr="Un nombre entier."),
    "decimal": Text(en="A number.", fr="Un nombre."),
    "term": Text(en="Choose from the list.", fr="Choisissez dans la liste."),
    "reference": Text(
        en="The name, in English or in French, or the code, of: {to}.",
        fr="Le nom, en français ou en anglais, ou le code : {to}.",
    ),
    "email": Text(en="An e-mail address.", fr="Une adresse de courriel."),
    "url": Text(en="A Web address like https://example.org.", fr="Une adresse Web comme https://exemple.org."),
}
_REQUIRED = Text(en="Needed for a new row.", fr="Nécessaire pour une nouvelle ligne.")
_EITHER_LANGUAGE = Text(
    en="Needed for a new row, in English, in French or in both.",
    fr="Nécessaire pour une nouvelle ligne, en français, en anglais ou dans les deux langues.",
)

RecordCells = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ListRange:
    """Where on the sheet of lists the words of one list stand."""

    formula: str


def write_template(target: Path | BinaryIO, *, language: Language) -> None:
    """An empty workbook to fill, with a read-me, notes, lists and one example a sheet."""
    _write(target, language=language, rows=None, note=None)


def write_facts(
    target: Path | BinaryIO,
    *,
    language: Language,
    rows: Mapping[str, Iterable[RecordCells]],
    as_of: date | None = None,
) -> None:
    """The same workbook, filled: ``rows`` gives, by kind of fact, the cells of each record by column name.

    Terms come as codes and leave as labels, dates and yes/no as the template has them. Kinds that
    ``rows`` does not name get no sheet.
    """
    day = AS_OF.in_language(language).format(day=as_of.isoformat()) if as_of else ""
    _write(target, language=language, rows=rows, note=EXPORT_NOTE.in_language(language).format(as_of=day))


def _write(
    target: Path | BinaryIO,
    *,
    language: Language,
    rows: Mapping[str, Iterable[RecordCells]] | None,
    note: str | None,
) -> None:
    book = Workbook(write_only=True)
    layouts = [layout for layout in sheet_layouts() if rows is None or layout.kind_id in rows]
    _write_read_me(book, language, layouts, note)
    lists = _list_ranges(layouts, language)
    for layout in layouts:
        sheet = _open_sheet(book, layout, language, lists)
        if rows is None:
            _append_example(sheet, layout, language)
        else:
            for record in rows[layout.kind_id]:
                sheet.append([_cell(sheet, c, record.get(c.name), language) for c in layout.columns])
    _write_lists(book, layouts, language)
    book.save(target)


def term_word(scheme_id: str, code: str, language: Language) -> str:
    """The label of a term where it reads back as that term; its code otherwise."""
    scheme = load_scheme(scheme_id)
    if code not in scheme:
        return code
    label = scheme[code].label.in_language(language)
    try:
        return label if read_term(label, scheme_id) == code else code
    except CellFault:
        return code


def _write_read_me(book: Workbook, language: Language, layouts: Sequence[SheetLayout], note: str | None) -> None:
    sheet = book.create_sheet(READ_ME_TITLE.in_language(language))
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 86
    sheet.sheet_view.showGridLines = False
    lines = READ_ME[language]
    for position, line in enumerate(lines):
        is_heading = line.startswith("# ")
        cell = WriteOnlyCell(sheet, line.removeprefix("# "))
        cell.font = Font(bold=is_heading, size=16 if position == 0 else 13 if is_heading else 11)
        sheet.append([cell])
        if position == 0 and note:
            sheet.append([note])
    family = None
    for layout in layouts:
        words = layout.family.in_language(language)
        if words != family:
            heading = WriteOnlyCell(sheet, words)
            heading.font = Font(bold=True, color=layout.colour)
            sheet.append([heading])
            family = words
        link = WriteOnlyCell(sheet, layout.title.in_language(language))
        link.hyperlink = f"#{quote_sheetname(_title(layout, language))}!A1"
        link.font = Font(underline="single", color="1F4E79")
        definition = WriteOnlyCell(sheet, fact_kind(layout.kind_id).definition.in_language(language))
        definition.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([link, definition])


def _title(layout: SheetLayout, language: Language) -> str:
    return layout.title.in_language(language)[:TITLE_LENGTH]


def _open_sheet(book: Workbook, layout: SheetLayout, language: Language, lists: Mapping[str, ListRange]) -> Any:
    sheet = book.create_sheet(_title(layout, language))
    sheet.sheet_properties.tabColor = layout.colour
    sheet.freeze_panes = "B2"
    header = []
    for position, column in enumerate(layout.columns, start=1):
        letter = get_column_letter(position)
        sheet.column_dimensions[letter].width = _width(column, language)
        header.append(_heading(sheet, layout, column, language))
        name = _list_name(column)
        if name is not None:
            validation = DataValidation(
                type="list", formula1=lists[name].formula, allow_blank=True, showErrorMessage=False
            )
            validation.add(f"{letter}2:{letter}{_LIST_ROWS}")
            sheet.data_validations.append(validation)
    sheet.append(header)
    return sheet


def _heading(sheet: Any, layout: SheetLayout, column: SheetColumn, language: Language) -> Any:
    words = column.label.in_language(language) + (" *" if column.is_required else "")
    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=layout.colour)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    note = _note(column, language)
    if note:
        cell.comment = Comment(note, "Concertation", width=320, height=120)
    return cell


def _note(column: SheetColumn, language: Language) -> str:
    if column.field is None:
        return KEY_HELP.in_language(language)
    parts = []
    if column.field.help is not None:
        parts.append(column.field.help.in_language(language))
    if column.is_required:
        parts.append((_EITHER_LANGUAGE if column.field.is_bilingual else _REQUIRED).in_language(language))
    words = _FORMAT_WORDS.get(column.field.type)
    if words is not None:
        to = fact_kind(column.reference).label.in_language(language).lower() if column.reference else ""
        parts.append(words.in_language(language).format(to=to))
    parts.append(_bounds(column.field, language))
    return "\n".join(part for part in parts if part)


def _bounds(field: Field, language: Language) -> str:
    if field.minimum is None and field.maximum is None:
        return ""
    if field.maximum is None:
        return {"en": f"At least {field.minimum:g}.", "fr": f"Au moins {field.minimum:g}."}[language]
    between = {"en": "From {0:g} to {1:g}.", "fr": "De {0:g} à {1:g}."}[language]
    return between.format(field.minimum if field.minimum is not None else 0, field.maximum)


def _width(column: SheetColumn, language: Language) -> int:
    least = 18 if column.field is None else _WIDTHS.get(column.field.type, 24)
    return max(least, min(len(column.label.in_language(language)) + 3, 36))


def _append_example(sheet: Any, layout: SheetLayout, language: Language) -> None:
    example = _examples().get(layout.kind_id, {})
    cells = []
    for column in layout.columns:
        value = example.get(column.name)
        if isinstance(value, Mapping):
            value = value[language]
        if column.name == KEY:
            value = EXAMPLE_MARK.in_language(language)
        elif column.field is not None and column.field.type == "term":
            value = _example_term(str(column.field.scheme), value, column)
        cell = _cell(sheet, column, value, language)
        cell.font = Font(italic=True, color="7F7F7F")
        cells.append(cell)
    sheet.append(cells)


def _example_term(scheme_id: str, code: object, column: SheetColumn) -> object:
    """The example's term; the first of the list where the example gives none and one is needed."""
    scheme = load_scheme(scheme_id)
    if code in scheme:
        return code
    return scheme.codes[0] if column.is_required else None


@cache
def _examples() -> Mapping[str, Mapping[str, Any]]:
    document = resources.files("concertation.exchange.workbook").joinpath("examples.toml")
    return tomllib.loads(document.read_text(encoding="utf-8"))


def _cell(sheet: Any, column: SheetColumn, value: object, language: Language) -> Any:
    field_type = "text" if column.field is None else column.field.type
    if value is None or value == "":
        shown: Any = None
    elif field_type == "boolean":
        shown = YES_NO_UNKNOWN[0 if value else 1].in_language(language)
    elif field_type == "term" and column.field is not None:
        shown = term_word(str(column.field.scheme), str(value), language)
    elif isinstance(value, date) and value < _FIRST_EXCEL_DAY:
        shown = value.isoformat()
    elif isinstance(value, str):
        shown = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:CELL_LENGTH]
    else:
        shown = value
    cell: Any = WriteOnlyCell(sheet, shown)
    if isinstance(shown, str):
        cell.data_type = "s"  # words that begin with "=" are words, never a formula
        cell.number_format = "@" if field_type == "text" else "General"
    elif isinstance(shown, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _list_name(column: SheetColumn) -> str | None:
    if column.field is None:
        return None
    if column.field.type == "boolean":
        return "boolean"
    return column.field.scheme if column.field.type == "term" else None


def _lists(layouts: Sequence[SheetLayout], language: Language) -> dict[str, list[str]]:
    lists = {"boolean": [word.in_language(language) for word in YES_NO_UNKNOWN]}
    for layout in layouts:
        for column in layout.columns:
            name = _list_name(column)
            if name is not None and name not in lists:
                lists[name] = [term_word(name, code, language) for code in load_scheme(name).codes]
    return lists


def _list_ranges(layouts: Sequence[SheetLayout], language: Language) -> dict[str, ListRange]:
    title = quote_sheetname(LISTS_TITLE.in_language(language))
    ranges = {}
    for position, (name, words) in enumerate(_lists(layouts, language).items(), start=1):
        letter = get_column_letter(position)
        ranges[name] = ListRange(f"{title}!${letter}$2:${letter}${len(words) + 1}")
    return ranges


def _write_lists(book: Workbook, layouts: Sequence[SheetLayout], language: Language) -> None:
    lists = _lists(layouts, language)
    sheet = book.create_sheet(LISTS_TITLE.in_language(language))
    sheet.sheet_state = "hidden"
    sheet.append(list(lists))
    for position in range(max(len(words) for words in lists.values())):
        sheet.append([words[position] if position < len(words) else None for words in lists.values()])
