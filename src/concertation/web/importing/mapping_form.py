"""What a person says of the columns of a sheet, read from the form."""

from __future__ import annotations

from dataclasses import replace

from django.http import QueryDict

from concertation.core.text import Language
from concertation.exchange.mapping import ColumnUse, SheetMapping, find_recipe, guess_sheet
from concertation.exchange.tables import Table

_LONGEST_TEXT = 500
_LAST_YEAR = 2199


def said_of(table: Table, sheet: SheetMapping, form: QueryDict, filename: str) -> SheetMapping:
    """The mapping of the sheet as the form says; another kind of row, or another place, is guessed anew."""
    recipe_id = form.get("recipe", sheet.recipe_id)
    recipe = find_recipe(recipe_id)
    if recipe is None:
        return replace(sheet, recipe_id="")
    placed = _place(sheet, form)
    if recipe_id != sheet.recipe_id or _where(placed) != _where(sheet):
        guess = guess_sheet(table, filename, recipe_id=recipe_id, start=placed).mapping
        return replace(guess, constants=_kept_constants(guess, sheet), language=placed.language)
    return replace(
        placed,
        columns=tuple(_column(use, form) for use in placed.columns),
        constants=_constants(sheet, form),
        left_out=tuple(part.id for part in recipe.parts if f"has-{part.id}" in form and f"p-{part.id}" not in form),
    )


def _where(sheet: SheetMapping) -> tuple[object, ...]:
    return sheet.heading_row, sheet.heading_lines


def _place(sheet: SheetMapping, form: QueryDict) -> SheetMapping:
    language: Language = "fr" if form.get("language", sheet.language) == "fr" else "en"
    return replace(
        sheet,
        heading_row=_number(form.get("heading_row"), 1) or sheet.heading_row,
        heading_lines=2 if form.get("heading_lines", str(sheet.heading_lines)) == "2" else 1,
        last_row=_number(form.get("last_row"), 1) if "last_row" in form else sheet.last_row,
        year=_year(form.get("year")) if "year" in form else sheet.year,
        language=language,
    )


def _number(written: str | None, least: int) -> int | None:
    text = (written or "").strip()
    return int(text) if text.isdecimal() and len(text) < 8 and int(text) >= least else None


def _year(written: str | None) -> int | None:
    year = _number(written, 1900)
    return year if year is not None and year <= _LAST_YEAR else None


def _column(use: ColumnUse, form: QueryDict) -> ColumnUse:
    """One column; what the form does not show stays."""
    place = use.position
    if f"t-{place}" not in form:
        return use
    target = form.get(f"t-{place}", "")[:_LONGEST_TEXT]
    is_same = target == use.target
    dates, decimals = form.get(f"d-{place}", use.dates), form.get(f"n-{place}", use.decimals)
    return replace(
        use,
        target=target,
        languages=form.get(f"l-{place}", use.languages)[:5].replace("\\n", "\n"),
        separator=form.get(f"s-{place}", use.separator)[:5].replace("\\n", "\n"),
        dates=dates if dates in ("day", "month") else "",  # type: ignore[arg-type]  # one of them
        decimals=decimals if decimals in (",", ".") else "",  # type: ignore[arg-type]  # one of them
        fills_down=f"f-{place}" in form,
        words=_words(use, form) if is_same else {},
    )


def _words(use: ColumnUse, form: QueryDict) -> dict[str, str]:
    prefix = f"wk-{use.position}-"
    words = dict(use.words)
    for name in form:
        if name.startswith(prefix):
            word = form.get(name, "")[:_LONGEST_TEXT]
            meaning = form.get(f"w-{use.position}-{name.removeprefix(prefix)}", "")[:_LONGEST_TEXT]
            words.pop(word, None)
            if meaning:
                words[word] = meaning
    return words


def _constants(sheet: SheetMapping, form: QueryDict) -> dict[str, str]:
    said = dict(sheet.constants)
    for name in form:
        if name.startswith("c-"):
            value = form.get(name, "").strip()[:_LONGEST_TEXT]
            said.pop(name.removeprefix("c-"), None)
            if value:
                said[name.removeprefix("c-")] = value
    return said


def _kept_constants(guess: SheetMapping, sheet: SheetMapping) -> dict[str, str]:
    """What was said once for all rows stays where the new kind of row has it too."""
    return {
        target: value
        for target, value in sheet.constants.items()
        if "." not in target or guess.target(target) is not None
    }
