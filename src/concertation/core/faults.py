"""Faults found in data: collected and listed together, each with where it is and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from concertation.core.text import Language, Text

Severity = Literal["fault", "warning"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file: sheet, row as the spreadsheet numbers it, heading of the column."""

    sheet: str
    row: int | None = None
    column: str | None = None

    def in_language(self, language: Language) -> str:
        """The place in words: « feuille Réunions, ligne 12, colonne Date »."""
        words = {"en": ("sheet", "row", "column"), "fr": ("feuille", "ligne", "colonne")}[language]
        parts = [(words[0], self.sheet), (words[1], self.row), (words[2], self.column)]
        return ", ".join(f"{word} {value}" for word, value in parts if value is not None)


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A kind of fault: a stable code, its sentence as a template in both languages, and how grave it is.

    A *fault* keeps its row out of the register until somebody corrects it; a *warning* is only told.
    """

    code: str
    english: str
    french: str
    severity: Severity = "fault"

    def at(self, place: Place, *, found: object = None, **facts: object) -> Fault:
        """The fault at that place. Facts that are ``Text`` speak the language of their sentence."""
        written = "" if found is None else str(found)
        sides = {
            language: template.format(
                found=shorten(written),
                **{n: v.in_language(language) if isinstance(v, Text) else v for n, v in facts.items()},
            )
            for language, template in _sides(self)
        }
        return Fault(
            code=self.code,
            message=Text(en=sides["en"], fr=sides["fr"]),
            place=place,
            severity=self.severity,
            found=written,
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: what is wrong and what to do, where, and the value found there as it was written."""

    code: str
    message: Text
    place: Place
    severity: Severity = "fault"
    found: str = ""

    @property
    def is_warning(self) -> bool:
        """Whether the row can stand as it is."""
        return self.severity == "warning"

    def in_language(self, language: Language) -> str:
        """Place and sentence, as one line to read."""
        separator = "\u00a0: " if language == "fr" else ": "
        return f"{self.place.in_language(language)}{separator}{self.message.in_language(language)}"


def shorten(text: str, length: int = 80) -> str:
    """The text on one line, cut with an ellipsis when longer than ``length`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _sides(kind: FaultKind) -> tuple[tuple[Language, str], tuple[Language, str]]:
    return ("en", kind.english), ("fr", kind.french)
