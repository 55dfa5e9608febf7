"""Days and months as each language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from concertation.core.text import Language

_MONTHS: Mapping[Language, tuple[str, ...]] = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
}


def day_in(day: date, language: Language) -> str:
    """« 1er mars 2026 », « 30 juin 2014 »; "March 1, 2026", "June 30, 2014".

    In French the first of a month alone is an ordinal, and a day never parts from its month.
    """
    month = _MONTHS[language][day.month - 1]
    if language == "en":
        return f"{month} {day.day}, {day.year}"
    return f"{'1er' if day.day == 1 else day.day}\N{NO-BREAK SPACE}{month} {day.year}"


def month_in(day: date, language: Language) -> str:
    """« mars 2026 », "March 2026"."""
    return f"{_MONTHS[language][day.month - 1]} {day.year}"
