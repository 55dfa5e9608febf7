"""Proposes how a file is read, from headings and from values; each guess says why and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from concertation.core.facts import fact_kind
from concertation.core.text import Language, Text, search_key
from concertation.exchange.mapping.finding import body_of, find_table, headings_of, title_of
from concertation.exchange.mapping.grid import DAY, is_day_heading
from concertation.exchange.mapping.headings import HOLDS, SPELLS, knows, named_by, spoken_in, take_apart
from concertation.exchange.mapping.mapping import LANGUAGE_MARKS, ColumnUse, FileMapping, SheetMapping
from concertation.exchange.mapping.recipes import Part, Recipe, find_recipe, plain_recipes, recipes
from concertation.exchange.mapping.values import (
    ENOUGH,
    Looks,
    date_order,
    decimal_mark,
    language_mark,
    list_mark,
    look_at,
    term_share,
)
from concertation.exchange.tables import Table, TableFile
from concertation.exchange.workbook.layout import SheetColumn, recognise_sheet

# From which certainty a column is proposed, is likely, is sure.
PROPOSED, LIKELY, SURE = 0.5, 0.65, 0.85
_TITLE_BONUS = 3.0
_MAIN_WEIGHT = 1.6
_PLAIN_HANDICAP = 0.6
_FEWEST_DAYS = 2
# What the register keeps of a plain text (store/models); a sentence longer than that is a note.
LONGEST_TEXT = 300
# A code of another source may be that of something else here, and a text too long does not fit: not proposed.
_CODES_ELSEWHERE = 0.4
# Where a heading may name several things, it names what the others hang on.
_SUBJECT = "organisation.name"
# A row may be one of these without a word of it: a list of members says so in its title alone.
_IMPLIED = frozenset({"membership", "attendance"})
_SAYS = Text(en="Its heading says “{words}”.", fr="Son intitulé dit « {words} ».")
_NEAR = Text(en="Its heading is close to “{words}”.", fr="Son intitulé est proche de « {words} ».")
_HOLDS = Text(en="Its heading holds “{words}”.", fr="Son intitulé contient « {words} ».")
_LOOKS = Text(en="Its values look like {what}.", fr="Ses valeurs ressemblent à {what}.")
_LOOKS_OTHERWISE = Text(en="But its values do not look like it.", fr="Mais ses valeurs n’y ressemblent pas.")
_WORDS_OF_THEIRS = Text(
    en="Some of its words are not ours: say below what each means.",
    fr="Certains de ses mots ne sont pas les nôtres : dites plus bas ce que chacun veut dire.",
)
_WORDS = Text(
    en="Its values are words of the list “{scheme}”.",
    fr="Ses valeurs sont des mots de la liste « {scheme} ».",
)
_DAYS = Text(
    en="Its heading is a day, and its cells are marks.", fr="Son intitulé est un jour, et ses cellules des marques."
)


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column may be: how sure, and why."""

    target: str
    certainty: float
    reasons: tuple[Text, ...]
    is_by_values: bool = False


@dataclass(frozen=True, slots=True)
class SheetGuess:
    """A proposed reading of one sheet, with the guess behind each column that got one, by position."""

    mapping: SheetMapping
    guesses: MappingProxyType[int, ColumnGuess]
    score: float


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the file has it."""

    position: int
    heading: str
    looks: Looks


def guess_file(file: TableFile) -> tuple[FileMapping, dict[str, SheetGuess]]:
    """A proposal for each sheet of a file."""
    found = {table.name: guess_sheet(table, file.filename) for table in file.tables}
    return FileMapping(tuple(guess.mapping for guess in found.values())), found


def guess_sheet(
    table: Table, filename: str = "", *, recipe_id: str = "", start: SheetMapping | None = None
) -> SheetGuess:
    """The likeliest reading of a sheet; within a recipe, or a place of the table, that a person chose already."""
    start = start or _where(table)
    if start is None:
        return SheetGuess(SheetMapping(table.name), MappingProxyType({}), 0)
    columns = columns_of(table, start)
    language: Language = spoken_in(tuple(column.heading for column in columns)) or "en"
    start = replace(start, language=language)
    hint = search_key(f"{filename.rpartition('.')[0]} {table.name} {title_of(table, start.heading_row)}")
    chosen = find_recipe(recipe_id)
    candidates = [chosen] if chosen is not None else _candidates(columns)
    guesses = [_within(recipe, start, columns, hint) for recipe in candidates]
    best = max(guesses, key=lambda guess: guess.score)
    return best if chosen is not None or best.score > 0 else replace(best, mapping=replace(start, recipe_id=""))


def columns_of(table: Table, mapping: SheetMapping) -> list[Column]:
    """The columns under the headings, with what their values look like; a column without anything is no column."""
    headings = headings_of(table, mapping.heading_row, mapping.heading_lines)
    body = body_of(table, mapping.heading_row, mapping.heading_lines, mapping.last_row)[:2_000]
    width = max([len(headings), *(len(row) for _, row in body)], default=0)
    found = []
    for position in range(width):
        heading = headings[position] if position < len(headings) else ""
        looks = look_at([row[position] for _, row in body if position < len(row)])
        if heading or looks.filled:
            found.append(Column(position, heading or f"({_letters(position)})", looks))
    return found


def _letters(position: int) -> str:
    """The letters under which a spreadsheet shows a column."""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _where(table: Table) -> SheetMapping | None:
    found = find_table(table, lambda words: knows(recipes(), words) or is_day_heading(words))
    return (
        None if found is None else SheetMapping(table.name, "", found.heading_row, found.heading_lines, found.last_row)
    )


def _candidates(columns: Sequence[Column]) -> list[Recipe]:
    grid = [recipe for recipe in recipes() if recipe.is_grid]
    if sum(_is_day_column(column) for column in columns) >= _FEWEST_DAYS:
        return grid
    return [recipe for recipe in (*recipes(), *plain_recipes()) if not recipe.is_grid and not _is_restricted(recipe)]


def _is_restricted(recipe: Recipe) -> bool:
    """Whether few may see such facts: a person chooses to record them, nothing proposes it."""
    return fact_kind(recipe.main.kind_id).is_restricted


def _is_day_column(column: Column) -> bool:
    marks = column.looks.share("attendance")
    return is_day_heading(column.heading) and (column.looks.filled == 0 or marks >= 0.5)


def _within(recipe: Recipe, start: SheetMapping, columns: Sequence[Column], hint: str) -> SheetGuess:
    offers = sorted(
        ((guess, column) for column in columns for guess in _offers(recipe, column)),
        key=lambda offer: (-offer[0].certainty, offer[0].target != _SUBJECT, offer[1].position),
    )
    taken: dict[int, ColumnGuess] = {}
    uses: dict[int, ColumnUse] = {}
    targets: set[str] = set()
    for guess, column in offers:
        if column.position in taken or guess.certainty < PROPOSED or _is_said_already(guess, targets):
            continue
        use = _use(recipe, column, guess, start.language, targets)
        if use is not None:
            taken[column.position] = replace(guess, target=use.target)
            uses[column.position] = use
            targets.add(use.target)
    mapping = replace(
        start,
        recipe_id=recipe.id,
        columns=tuple(uses.get(c.position) or ColumnUse(c.position, c.heading) for c in columns),
        left_out=_left_out(recipe, targets),
    )
    return SheetGuess(mapping, MappingProxyType(taken), _score(recipe, taken, hint))


def _is_said_already(guess: ColumnGuess, targets: set[str]) -> bool:
    """Whether a column that only looks like something would say it in a second language."""
    return guess.is_by_values and any(target.startswith(guess.target) for target in targets)


def _left_out(recipe: Recipe, targets: set[str]) -> tuple[str, ...]:
    """Parts that only make sense when a column speaks of them, or of what hangs on them."""
    spoken = {target.partition(".")[0] for target in targets}
    needed = {other for part in recipe.parts if part.id in spoken for other in part.links.values()}
    return tuple(part_id for part_id in recipe.leaves_out if part_id not in spoken | needed)


def _score(recipe: Recipe, taken: dict[int, ColumnGuess], hint: str) -> float:
    total = 0.0
    for guess in taken.values():
        is_main = guess.target.startswith(f"{recipe.main.id}.")
        total += guess.certainty * (_MAIN_WEIGHT if is_main else 1)
    targets = {guess.target.partition(".")[0] for guess in taken.values()}
    if not _stands(recipe, targets, {guess.target for guess in taken.values()}):
        return 0
    title = any(f" {title} " in f" {hint} " for title in recipe.titles)
    handicap = _PLAIN_HANDICAP if len(recipe.parts) == 1 and recipe.id.startswith("kind:") else 1
    return (total + _TITLE_BONUS * title) * handicap


def _stands(recipe: Recipe, parts: set[str], targets: set[str]) -> bool:
    """Whether the columns found name what the rows are about."""
    main = recipe.main
    if not parts.issuperset(recipe.needs) or (main.id not in parts and main.kind_id not in _IMPLIED):
        return False
    columns = [c for c in main.columns if c.is_required and c.field is not None and c.field.type == "text"]
    named = {f"{main.id}.{name}" for c in columns if c.field for name in (c.name, c.field.name)}
    return not named or bool(named & targets)


def _offers(recipe: Recipe, column: Column) -> Iterator[ColumnGuess]:
    if recipe.is_grid and _is_day_column(column):
        yield ColumnGuess(DAY, SPELLS, (_DAYS,))
        return
    for named in named_by(recipe, column.heading)[:6]:
        kind = _SAYS if named.worth >= SPELLS else _NEAR if named.worth > 0.7 else _HOLDS
        reason = Text(en=kind.en.format(words=named.spelling), fr=kind.fr.format(words=named.spelling))
        part, field_column = _target(recipe, named.target)
        if part is not None and field_column is not None:
            yield _weighed(part, field_column, column, named.target, named.worth, reason)
    yield from _by_values(recipe, column)


def _target(recipe: Recipe, target: str) -> tuple[Part | None, SheetColumn | None]:
    found = recipe.target(target)
    return (None, None) if found is None else found


def _weighed(
    part: Part, field_column: SheetColumn, column: Column, target: str, worth: float, reason: Text
) -> ColumnGuess:
    """The heading's word, strengthened or weakened by what the values look like."""
    if not column.looks.filled:
        return ColumnGuess(target, worth, (reason,))
    share, words = _agreement(part, field_column, column.looks)
    if share is None:
        return ColumnGuess(target, worth, (reason,))
    kind = None if field_column.field is None else field_column.field.type
    if share >= ENOUGH:
        surer = 0.04 if worth > HOLDS else 0
        return ColumnGuess(target, min(0.99, worth + surer), (reason, *([words] if words else [])))
    if kind is None or (kind == "text" and share == 0):
        return ColumnGuess(target, worth * _CODES_ELSEWHERE, (reason, _LOOKS_OTHERWISE))
    doubt = _WORDS_OF_THEIRS if kind == "term" else _LOOKS_OTHERWISE
    return ColumnGuess(target, worth * (0.55 + 0.45 * share), (reason, doubt))


def _agreement(part: Part, column: SheetColumn, looks: Looks) -> tuple[float | None, Text | None]:
    """How many values are such as the column takes, and the words for it; nothing where any word does."""
    field = column.field
    if field is None:
        return (1.0 if _are_codes(looks) else 0.0), None
    look_id = _look_of(part, field)
    if look_id is not None:
        look = looks.found.get(look_id)
        return looks.share(look_id), None if look is None else _said(look.words)
    if field.type == "term":
        share = term_share(looks, str(field.scheme))
        # Words that are not ours can be matched on the page, as long as they are few.
        few = 0.7 if looks.distinct <= 40 and not looks.found.get("name") and not looks.found.get("number") else 0.1
        return max(share, few), None
    if field.type == "text" and any(isinstance(cell, str) and len(cell) > LONGEST_TEXT for cell in looks.sample):
        return 0.0, None
    if field.name in ("name", "title") and any(other in looks.found for other in ("number", "date", "email", "url")):
        return 0.0, None
    return None, None


def _look_of(part: Part, field: Any) -> str | None:
    if part.fixed.get("scheme") == "business_number" and field.name == "value":
        return "business_number"
    by_name = {"province": "province", "postal_code": "postal_code", "phone": "phone"}
    by_type = {"date": "date", "integer": "number", "decimal": "number", "email": "email", "url": "url"}
    return by_name.get(field.name) or by_type.get(field.type) or ("boolean" if field.type == "boolean" else None)


def _are_codes(looks: Looks) -> bool:
    """Codes that tell: letters and digits, never plain numbers, which another source's file has too."""
    texts = [cell for cell in looks.sample if isinstance(cell, str)]
    telling = sum(
        len(t) >= 4 and " " not in t and any(c.isdigit() for c in t) and any(c.isalpha() for c in t) for t in texts
    )
    return bool(texts) and telling == len(looks.sample) and looks.distinct >= 0.9 * looks.filled


_VALUE_TARGETS = (
    ("email", "person.email", 0.7),
    ("business_number", "business_number.value", 0.75),
    ("postal_code", "site.postal_code", 0.75),
    ("province", "site.province", 0.65),
    ("url", "organisation.website", 0.6),
    ("phone", "person.phone", 0.5),
    ("name", "organisation.name", 0.5),
)


def _by_values(recipe: Recipe, column: Column) -> Iterator[ColumnGuess]:
    for look_id, target, worth in _VALUE_TARGETS:
        look = column.looks.found.get(look_id)
        if look is not None and recipe.target(target) is not None and column.looks.distinct > 1:
            yield ColumnGuess(target, worth * look.share, (_said(look.words),), is_by_values=True)
    for part in recipe.parts:
        for own in part.columns:
            scheme = own.field.scheme if own.field is not None and own.field.type == "term" else None
            if scheme and (share := term_share(column.looks, scheme)) >= ENOUGH and scheme != "language":
                words = _scheme_words(scheme)
                yield ColumnGuess(f"{part.id}.{own.name}", 0.62 * share, (words,), is_by_values=True)


def _said(what: Text) -> Text:
    return Text(en=_LOOKS.en.format(what=what.en), fr=_LOOKS.fr.format(what=what.fr))


@cache
def _scheme_words(scheme_id: str) -> Text:
    from concertation.core.vocabulary import load_scheme  # noqa: PLC0415 one line of it

    label = load_scheme(scheme_id).label
    return Text(en=_WORDS.en.format(scheme=label.en), fr=_WORDS.fr.format(scheme=label.fr))


def _use(recipe: Recipe, column: Column, guess: ColumnGuess, language: Language, taken: set[str]) -> ColumnUse | None:
    """The column read as guessed: its language, its date order, its marks; nothing where another column is that."""
    if guess.target == DAY and recipe.is_grid:
        return ColumnUse(column.position, column.heading, DAY)
    part, own = _target(recipe, guess.target)
    if part is None or own is None:
        return None
    target, marks = _sided(part, own, column, language)
    if target in taken:
        return None
    is_list = part.kind_id in ("organisation_sector", "membership_role", "organisation_area")
    return ColumnUse(
        position=column.position,
        heading=column.heading,
        target=target,
        languages=marks,
        separator=list_mark(column.looks) if is_list else "",
        dates=date_order(column.looks) if own.field and own.field.type == "date" else "",  # type: ignore[arg-type]
        decimals=decimal_mark(column.looks) if own.field and own.field.type == "decimal" else "",  # type: ignore[arg-type]
    )


def _sided(part: Part, own: SheetColumn, column: Column, language: Language) -> tuple[str, str]:
    """The side of a bilingual field that a column is, or both where its cells hold two languages."""
    if own.field is None or not own.field.is_bilingual:
        return f"{part.id}.{own.name}", ""
    mark = language_mark(column.looks, LANGUAGE_MARKS)
    bare = f"{part.id}.{own.field.name}"
    if mark:
        return bare, mark
    said = take_apart(column.heading).language
    if said is not None:
        return f"{bare}_{said}", ""
    return f"{bare}_{spoken_in((column.heading,)) or language}", ""


def is_ours(file: TableFile) -> bool:
    """Whether some sheet is named as our own workbooks name it, under headings of that kind."""
    return any(_is_own_sheet(table) for table in file.tables)


def _is_own_sheet(table: Table) -> bool:
    from concertation.exchange.workbook.layout import recognise_column  # noqa: PLC0415 one line of it

    kind_id = recognise_sheet(table.name)
    if kind_id is None:
        return False
    for _, row in table.rows[:10]:
        known = {recognise_column(kind_id, cell.rstrip("* ")) for cell in row if isinstance(cell, str)} - {None}
        filled = sum(cell is not None for cell in row)
        if known and len(known) * 2 >= filled:
            return True
    return False
