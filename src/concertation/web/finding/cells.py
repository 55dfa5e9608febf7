"""The rows of a list as a page shows them: a name, a strip where there is one, and a cell a column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from concertation.core.faceting import ABSENT, Facet
from concertation.core.text import Language
from concertation.journeys.catalogue import Listed
from concertation.journeys.finding.columns import ListColumn
from concertation.web.finding.asking import Asked
from concertation.web.finding.panel import value_words
from concertation.web.wording import day_words, listed, number_words

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ListCell:
    """What one row says under one heading; ``hint`` says more about an unknown.

    ``is_absent`` marks what has no object on the day, which is not an unknown.
    """

    column: str
    label: str
    words: str
    is_number: bool = False
    is_unknown: bool = False
    is_absent: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One record of a list."""

    key: str
    address: str
    name: str
    name_language: Language
    acronym: str
    tags: Sequence[str]
    cells: Sequence[ListCell]
    strip: Listed | None = None
    note: str = ""


def name_of(row: Row, language: Language) -> tuple[str, Language]:
    """The name in the language of the page, or in the other where it is missing."""
    other: Language = "en" if language == "fr" else "fr"
    own = row[f"name_{language}"]
    return (own, language) if own else (row[f"name_{other}"] or row["key"], other)


def acronym_of(row: Row, language: Language) -> str:
    """The acronym in the language of the page, or in the other."""
    return row[f"acronym_{language}"] or row["acronym_en"] or row["acronym_fr"] or ""


def cells_of(row: Row, shown: Sequence[ListColumn], asked: Asked) -> list[ListCell]:
    """One cell a column shown; the strip and the name stand apart."""
    return [_cell(row, column, asked) for column in shown]


def _cell(row: Row, column: ListColumn, asked: Asked) -> ListCell:
    language = asked.question.language
    label = column.label.in_language(language)
    if _is_absent(row, column):
        return ListCell(column.id, label, "–", is_number=column.is_number, is_absent=True)
    said = _SAYINGS.get(column.id)
    if said is None:
        words, hint = _terms(row, asked.facets[column.id], language), ""
    else:
        words, hint = said(row, column.id)
    return ListCell(
        column.id,
        label,
        words or _unknown_words(column),
        is_number=column.is_number,
        is_unknown=not words,
        hint=hint,
    )


def _is_absent(row: Row, column: ListColumn) -> bool:
    """Whether the column describes what holds, and the record does not hold on the day."""
    value = row.get(f"facet.{column.id}")
    described = column.id == "partners" or value in (ABSENT, [ABSENT])
    return described and row["facet.existence"] != "holds"


def _unknown_words(column: ListColumn) -> str:
    return gettext("unknown") if column.is_number or len(column.fields) > 1 else gettext("not recorded")


def _terms(row: Row, facet: Facet, language: Language) -> str:
    value = row[facet.column]
    codes = value if isinstance(value, list) else [value] if value else []
    return listed(value_words(facet, code, language) for code in codes)


def _partners(row: Row, name: str) -> tuple[str, str]:
    count, at_least = row["partner_count"], row["partner_count_at_least"]
    if count is not None:
        return number_words(count), ""
    return (f"≥\u00a0{number_words(at_least)}" if at_least else ""), ""


def _score(row: Row, name: str) -> tuple[str, str]:
    if row[name] is not None:
        return number_words(round(row[name])), ""
    if row[f"{name}_low"] is None:
        return "", ""
    bounds = {"low": number_words(round(row[f"{name}_low"])), "high": number_words(round(row[f"{name}_high"]))}
    return "", gettext("between %(low)s and %(high)s") % bounds


def _day(row: Row, name: str) -> tuple[str, str]:
    day: date | None = row[name]
    return (day_words(day, row["date_precision"]) if day else ""), ""


def _acronym(row: Row, name: str) -> tuple[str, str]:
    return listed(dict.fromkeys(row[side] for side in ("acronym_en", "acronym_fr") if row[side])), ""


def _count(row: Row, name: str) -> tuple[str, str]:
    return number_words(row["partnership_count"]), ""


_SAYINGS: Mapping[str, Callable[[Row, str], tuple[str, str]]] = {
    "partners": _partners,
    "form": _score,
    "inst": _score,
    "since": _day,
    "until": _day,
    "acronym": _acronym,
    "partnerships": _count,
}
