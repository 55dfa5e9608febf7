"""What the page of columns shows: one sheet, what a row is, what each column is and why, the first rows as read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext

from concertation.core.text import Text
from concertation.core.vocabulary import load_scheme
from concertation.exchange.mapping import (
    LIKELY,
    SURE,
    ColumnUse,
    Part,
    Recipe,
    SheetMapping,
    columns_of,
    plain_recipes,
    recipes,
)
from concertation.exchange.mapping.column_reading import LEFT_ASIDE, filled
from concertation.exchange.mapping.finding import body_of
from concertation.exchange.mapping.grid import DAY, DayColumn, day_columns
from concertation.exchange.tables import Table
from concertation.exchange.workbook.cell_meaning import as_written
from concertation.exchange.workbook.layout import SheetColumn
from concertation.journeys.mapping import ForeignWord, MappingCase, partnership_names, sample_of, words_to_match
from concertation.web.wording import reader_language

_SAMPLES = 3
_SAMPLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list."""

    value: str
    words: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Choices under one name."""

    words: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column as the page asks about it."""

    use: ColumnUse
    samples: Sequence[str]
    filled: int
    groups: Sequence[Group]
    certainty: str
    reasons: Sequence[str]
    asks: str
    may_repeat: bool
    words: Sequence[ForeignWord]
    meanings: Sequence[Option]
    day: Any = None


@dataclass(frozen=True, slots=True)
class Constant:
    """What is said once for all rows."""

    target: str
    words: str
    value: str
    options: Sequence[Option]
    is_needed: bool
    help: str = ""
    completes: bool = False


def page_of(case: MappingCase, position: int) -> dict[str, Any]:
    """All that the template needs for one sheet."""
    table = case.file.tables[position]
    sheet = case.mapping.sheet(table.name) or SheetMapping(table.name)
    recipe = sheet.recipe
    shown: dict[str, Any] = {
        "table": table,
        "sheet": sheet,
        "position": position,
        "recipes": _recipe_groups(sheet),
        "recipe": recipe,
        "top": _top_of(table, sheet),
        "sheets": _sheets(case, position),
        "row_count": max(0, len(table.rows) - sheet.heading_lines),
    }
    if recipe is not None:
        shown |= {
            "columns": _columns(case, table, sheet, recipe),
            "constants": _constants(sheet),
            "parts": _optional_parts(sheet, recipe),
            "sample": sample_of(case, table.name),
            "separators": (";", ",", "|", "/", "•"),
        }
    return shown


def _sheets(case: MappingCase, position: int) -> list[dict[str, Any]]:
    shown = []
    for number, table in enumerate(case.file.tables):
        sheet = case.mapping.sheet(table.name)
        recipe = sheet.recipe if sheet is not None else None
        label = recipe.label.in_language(reader_language()) if recipe is not None else gettext("left aside")
        shown.append({"number": number, "name": table.name, "label": label, "is_current": number == position})
    return shown


def _recipe_groups(sheet: SheetMapping) -> list[Group]:
    language = reader_language()

    def options(found: Sequence[Recipe]) -> list[Option]:
        return [Option(r.id, r.label.in_language(language), r.id == sheet.recipe_id) for r in found]

    others = sorted(options(plain_recipes()), key=lambda option: option.words)
    return [
        Group("", [Option("", gettext("Leave this sheet aside"), not sheet.recipe_id)]),
        Group(gettext("What lists usually hold"), options(recipes())),
        Group(gettext("One kind of fact, with its own columns"), others),
    ]


def _top_of(table: Table, sheet: SheetMapping) -> list[dict[str, Any]]:
    """The first rows as the file has them, to see where the headings are."""
    first = sheet.heading_row
    shown = []
    for number, row in [entry for entry in table.rows if entry[0] >= first - 6][:9]:
        cells = [as_written(cell)[:_SAMPLE_LENGTH] for cell in row[:8]]
        is_heading = first <= number < first + sheet.heading_lines
        shown.append({"number": number, "cells": cells, "more": len(row) > 8, "is_heading": is_heading})
    return shown


def _columns(case: MappingCase, table: Table, sheet: SheetMapping, recipe: Recipe) -> list[ShownColumn]:
    looks = {column.position: column.looks for column in columns_of(table, sheet)}
    guess = case.guesses.get(table.name)
    guesses = guess.guesses if guess is not None and guess.mapping.recipe_id == sheet.recipe_id else {}
    days = (
        {day.use.position: day.day for day in day_columns(sheet, _title(table, sheet), [], "")}
        if recipe.is_grid
        else {}
    )
    body = body_of(table, sheet.heading_row, sheet.heading_lines, sheet.last_row)
    shown = []
    for use in sheet.columns:
        found = looks.get(use.position)
        count = filled(row[use.position] for _, row in body if use.position < len(row))
        guessed = guesses.get(use.position)
        is_guess = guessed is not None and guessed.target == use.target
        sample = [as_written(cell)[:_SAMPLE_LENGTH] for cell in (found.sample[:_SAMPLES] if found else ())]
        words = words_to_match(table, sheet, use)
        shown.append(
            ShownColumn(
                use=use,
                samples=sample,
                filled=count,
                groups=_target_groups(sheet, recipe, use),
                certainty=_certainty(guessed.certainty) if is_guess and guessed else "",
                reasons=_in_language(guessed.reasons) if is_guess and guessed else [],
                asks=_asks(sheet, use, sample),
                may_repeat=bool(use.target) and (use.fills_down or count < len(body)),
                words=words,
                meanings=_meanings(sheet, use) if words else [],
                day=days.get(use.position),
            )
        )
    return shown


def _days(table: Table, sheet: SheetMapping) -> list[DayColumn]:
    return day_columns(sheet, _title(table, sheet), [], "")


def _title(table: Table, sheet: SheetMapping) -> str:
    above = [as_written(cell) for number, row in table.rows if number < sheet.heading_row for cell in row]
    return f"{table.name} {' '.join(above)}"


def _in_language(reasons: Sequence[Text]) -> list[str]:
    return [reason.in_language(reader_language()) for reason in reasons]


def _certainty(value: float) -> str:
    return "sure" if value >= SURE else "likely" if value >= LIKELY else "check"


def _target_groups(sheet: SheetMapping, recipe: Recipe, use: ColumnUse) -> list[Group]:
    language = reader_language()
    groups = [Group("", [Option("", gettext("Leave aside"), not use.target)])]
    for part in recipe.parts:
        options = []
        for column in part.columns:
            if column.language == "en":
                options.append(_both(part, column, use))
            target = f"{part.id}.{column.name}"
            options.append(Option(target, column.label.in_language(language), target == use.target))
        if options:
            groups.append(Group(part.label.in_language(language), options))
    return groups


def _both(part: Part, column: SheetColumn, use: ColumnUse) -> Option:
    assert column.field is not None
    target = f"{part.id}.{column.field.name}"
    words = gettext("%(field)s, both languages in the cell") % {
        "field": column.field.label.in_language(reader_language())
    }
    return Option(target, words, target == use.target)


def _asks(sheet: SheetMapping, use: ColumnUse, sample: Sequence[str]) -> str:
    """What more the page asks of a column: how its languages, dates, numbers or lists are written."""
    found = sheet.target(use.target)
    if found is None or found[1].field is None:
        return ""
    part, column = found
    field = column.field
    assert field is not None
    if field.is_bilingual and use.target == f"{part.id}.{field.name}":
        return "languages"
    if field.type == "date" and sheet.recipe is not None and sheet.recipe.is_grid and use.target == DAY:
        return "date" if use.heading[:1].isdecimal() and not any(c.isalpha() for c in use.heading) else ""
    if field.type in ("date", "decimal"):
        return field.type
    may_list = bool(use.separator) or any(mark in words for words in sample for mark in (";", "•", "|"))
    return "list" if may_list or part.kind_id in ("organisation_sector", "membership_role") else ""


def _meanings(sheet: SheetMapping, use: ColumnUse) -> list[Option]:
    found = sheet.target(use.target)
    field = found[1].field if found is not None else None
    if field is None:
        return []
    language = reader_language()
    extra = [Option("unknown", pgettext("meaning of a word", "unknown")), Option(LEFT_ASIDE, gettext("leave aside"))]
    if use.target == "meeting.on":
        terms = load_scheme("attendance_status")
    elif field.type == "boolean":
        return [Option("yes", gettext("yes")), Option("no", gettext("no")), *extra]
    else:
        terms = load_scheme(str(field.scheme))
    return [*(Option(term.code, term.label.in_language(language)) for term in terms), *extra]


def _optional_parts(sheet: SheetMapping, recipe: Recipe) -> list[dict[str, Any]]:
    """The facts that are made without a column of their own, which a person may not want."""
    language = reader_language()
    return [
        {"id": part.id, "words": part.label.in_language(language), "is_made": part.id not in sheet.left_out}
        for part in recipe.parts
        if part.always and part.id != recipe.main.id
    ]


def _constants(sheet: SheetMapping) -> list[Constant]:
    """What no column says and the facts need, or may have: said once for all rows."""
    found: dict[str, Constant] = {}
    for part in sheet.parts:
        for column in part.columns:
            constant = _constant(sheet, part, column)
            if constant is not None:
                found.setdefault(constant.target, constant)
    return sorted(found.values(), key=lambda constant: not constant.is_needed)


def _constant(sheet: SheetMapping, part: Part, column: SheetColumn) -> Constant | None:
    field = column.field
    target = f"{part.id}.{column.name}"
    is_in_cells = sheet.recipe is not None and sheet.recipe.is_grid and part.kind_id == "attendance"
    if field is None or is_in_cells or _is_filled(sheet, part, column):
        return None
    if column.reference == "partnership" and column.name == "partnership":
        return _partnership(sheet, column)
    is_main = sheet.recipe is not None and sheet.recipe.main.id == part.id
    is_made = is_main or part.always or part.kind_id == "meeting" or target in sheet.constants
    is_funder = part.id in ("funder", "other_organisation") and column.name.startswith("name")
    is_needed = column.is_required and field.name not in part.fallback and is_made
    if not (is_needed or is_funder or (field.name in ("kind", "direction", "body") and is_made)):
        return None
    if column.language is not None and column.language != reader_language() and target not in sheet.constants:
        return None
    words = f"{part.label.in_language(reader_language())} – {column.label.in_language(reader_language()).lower()}"
    value = sheet.constants.get(target, part.fallback.get(field.name, ""))
    options = _terms(str(field.scheme), value) if field.type == "term" else []
    return Constant(target, words, value, options, is_needed)


def _partnership(sheet: SheetMapping, column: SheetColumn) -> Constant:
    value = sheet.constants.get("partnership", "")
    options = [Option(name, name, name == value) for name in partnership_names(reader_language())]
    help_ = gettext("Every row is about this partnership. Its name, its acronym or its code.")
    return Constant(
        "partnership",
        column.label.in_language(reader_language()),
        value,
        options,
        is_needed=True,
        help=help_,
        completes=True,
    )


def _is_filled(sheet: SheetMapping, part: Part, column: SheetColumn) -> bool:
    """Whether some column says it, in one language or the other."""
    assert column.field is not None
    names = {f"{part.id}.{column.name}", f"{part.id}.{column.field.name}"}
    if column.field.is_bilingual:
        names |= {f"{part.id}.{column.field.name}_{side}" for side in ("en", "fr")}
    return any(use.target in names for use in sheet.columns)


def _terms(scheme_id: str, value: str) -> list[Option]:
    language = reader_language()
    return [Option(term.code, term.label.in_language(language), term.code == value) for term in load_scheme(scheme_id)]
