"""How the columns of somebody's file are read: the document that people make on the page, keep and exchange."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from concertation.core.errors import ConcertationError
from concertation.core.text import Language
from concertation.exchange.mapping.recipes import Part, Recipe, find_recipe
from concertation.exchange.tables import MAXIMUM_COLUMNS, MAXIMUM_ROWS
from concertation.exchange.workbook.layout import SheetColumn

DateOrder = Literal["", "day", "month"]
DecimalMark = Literal["", ",", "."]
VERSION = 1
# Marks that part the items of a list in one cell, or the two languages of a name.
SEPARATORS = (";", ",", "|", "/", "\n", "•")
LANGUAGE_MARKS = ("|", "/", "\n", " - ", " – ")
_LONGEST_TEXT = 500
_MOST_WORDS = 300
_MOST_SHEETS = 500


class InvalidMapping(ConcertationError):
    """A file of a mapping that is not one."""

    code = "invalid-mapping"
    english = "This is not a description of columns that Concertation wrote ({reason}). Choose the file it gave you."
    french = (
        "Ce n’est pas une description de colonnes écrite par Concertation ({reason}). Choisissez le fichier"
        " qu’elle vous a remis."
    )


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column of the file is: a target ``part.column``, or nothing when it is left aside.

    ``languages`` parts a cell into English and French; ``separator`` parts a list; ``words`` says what the words of
    the file mean, folded: the code of a term, “yes”, “no”, “unknown”, or nothing to leave them aside.
    """

    position: int
    heading: str
    target: str = ""
    languages: str = ""
    separator: str = ""
    dates: DateOrder = ""
    decimals: DecimalMark = ""
    fills_down: bool = False
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet is read; without a recipe it is left aside.

    ``heading_row`` is the first line of headings as the spreadsheet numbers it, ``last_row`` the last of the table.
    """

    sheet: str
    recipe_id: str = ""
    heading_row: int = 1
    heading_lines: int = 1
    last_row: int | None = None
    language: Language = "en"
    year: int | None = None
    columns: tuple[ColumnUse, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @property
    def recipe(self) -> Recipe | None:
        """What its rows tell."""
        return find_recipe(self.recipe_id)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the recipe that are made, by those they link to first."""
        recipe = self.recipe
        if recipe is None:
            return ()
        kept = [part for part in recipe.parts if part.id not in self.left_out]
        while (standing := [part for part in kept if _stands(part, {p.id for p in kept})]) != kept:
            kept = standing
        return tuple(_by_links(kept))

    def target(self, name: str) -> tuple[Part, SheetColumn] | None:
        """The part and the column that a target names, where the recipe has them."""
        return None if self.recipe is None else self.recipe.target(name)

    def use_of(self, target: str) -> ColumnUse | None:
        """The column that fills a target."""
        return next((use for use in self.columns if use.target == target), None)


@dataclass(frozen=True, slots=True)
class FileMapping:
    """How a whole file is read, and the name of the source that lays its files out so."""

    sheets: tuple[SheetMapping, ...]
    name: str = ""

    def sheet(self, name: str) -> SheetMapping | None:
        """The mapping of the sheet of that name."""
        return next((sheet for sheet in self.sheets if sheet.sheet == name), None)


def _stands(part: Part, made: set[str]) -> bool:
    """Whether all that the part hangs on is made, or something stands in for it."""
    return all(other in made or name in part.otherwise for name, other in part.links.items())


def _by_links(parts: list[Part]) -> Iterator[Part]:
    waiting = list(parts)
    known = {part.id for part in parts}
    made: set[str] = set()
    while waiting:
        part = next((p for p in waiting if set(p.links.values()) & known <= made), waiting[0])
        waiting.remove(part)
        made.add(part.id)
        yield part


def mapping_as_json(mapping: FileMapping) -> dict[str, Any]:
    """The document, for a column of the store or a small file."""
    document: dict[str, Any] = json.loads(json.dumps({"concertation_mapping": VERSION, **asdict(mapping)}))
    return document


def mapping_from_json(document: object) -> FileMapping:
    """The mapping of a document that may come from anywhere; raises ``InvalidMapping``."""
    if not isinstance(document, dict) or document.get("concertation_mapping") != VERSION:
        raise InvalidMapping(reason="concertation_mapping")
    sheets = document.get("sheets")
    if not isinstance(sheets, list) or len(sheets) > _MOST_SHEETS:
        raise InvalidMapping(reason="sheets")
    return FileMapping(tuple(_sheet(raw) for raw in sheets), _text(document, "name"))


def _sheet(raw: object) -> SheetMapping:
    if not isinstance(raw, dict):
        raise InvalidMapping(reason="sheets")
    columns = raw.get("columns", [])
    if not isinstance(columns, list) or len(columns) > MAXIMUM_COLUMNS:
        raise InvalidMapping(reason="columns")
    recipe_id = _text(raw, "recipe_id")
    if recipe_id and find_recipe(recipe_id) is None:
        raise InvalidMapping(reason=f"recipe_id: {recipe_id[:40]}")
    left_out = raw.get("left_out", [])
    if not isinstance(left_out, list) or not all(isinstance(part, str) for part in left_out):
        raise InvalidMapping(reason="left_out")
    return SheetMapping(
        sheet=_text(raw, "sheet"),
        recipe_id=recipe_id,
        heading_row=_number(raw, "heading_row", 1),
        heading_lines=min(2, _number(raw, "heading_lines", 1)),
        last_row=None if raw.get("last_row") is None else _number(raw, "last_row", 1),
        language="fr" if raw.get("language") == "fr" else "en",
        year=None if raw.get("year") is None else _number(raw, "year", 1),
        columns=tuple(_column(column) for column in columns),
        constants=_words(raw, "constants"),
        left_out=tuple(left_out),
    )


def _column(raw: object) -> ColumnUse:
    if not isinstance(raw, dict):
        raise InvalidMapping(reason="columns")
    dates, decimals = _text(raw, "dates"), _text(raw, "decimals")
    if dates not in ("", "day", "month") or decimals not in ("", ",", "."):
        raise InvalidMapping(reason="dates, decimals")
    return ColumnUse(
        position=_number(raw, "position", 0),
        heading=_text(raw, "heading"),
        target=_text(raw, "target"),
        languages=_text(raw, "languages")[:5],
        separator=_text(raw, "separator")[:5],
        dates=dates,  # type: ignore[arg-type]  # one of them by now
        decimals=decimals,  # type: ignore[arg-type]  # one of them by now
        fills_down=raw.get("fills_down") is True,
        words=_words(raw, "words"),
    )


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name, "")
    if not isinstance(value, str):
        raise InvalidMapping(reason=name)
    return value[:_LONGEST_TEXT]


def _number(raw: Mapping[str, Any], name: str, least: int) -> int:
    value = raw.get(name, least)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= 10 * MAXIMUM_ROWS:
        raise InvalidMapping(reason=name)
    return value


def _words(raw: Mapping[str, Any], name: str) -> dict[str, str]:
    value = raw.get(name, {})
    sound = isinstance(value, dict) and len(value) <= _MOST_WORDS
    if not sound or not all(isinstance(k, str) and isinstance(v, str) for k, v in value.items()):
        raise InvalidMapping(reason=name)
    return {key[:_LONGEST_TEXT]: word[:_LONGEST_TEXT] for key, word in value.items()}
