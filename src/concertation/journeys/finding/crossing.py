"""Two facets of a list crossed, for a page and for a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from concertation.core.faceting import UNKNOWN, CrossTable, Facet, Question, RecordList, ShareOf, cross_tabulate
from concertation.core.text import Language, Text
from concertation.core.vocabulary import load_scheme
from concertation.exchange.flat_file import write_csv

# The five typologies, in the order of the article's Table 1.
TYPOLOGIES = ("reach", "sectors", "number", "kinds", "articulation")
_TOTAL = Text(en="Total", fr="Total")
_SHARE = Text(en="share", fr="part")


def cross_found(records: RecordList, question: Question, pairs: Sequence[tuple[str, str]]) -> list[CrossTable]:
    """The records that answer the question, by each pair of facets: first down, then across."""
    found = records.find(question)
    facets = records.facets
    return [cross_tabulate(found, rows=facets[down], columns=facets[across]) for down, across in pairs]


def cross_csv(table: CrossTable, *, language: Language, of: ShareOf | None) -> Iterator[str]:
    """The table with its totals, and the shares beside each count where they are asked for."""
    heading = [f"{table.rows.label.in_language(language)} \\ {table.columns.label.in_language(language)}"]
    for code in table.column_codes:
        words = _words(table.columns, code, language)
        heading += [words, f"{words} ({_SHARE.in_language(language)})"] if of else [words]
    lines = [_line(table, row, language, of) for row in table.row_codes]
    totals: list[Any] = [_TOTAL.in_language(language)]
    for code in table.column_codes:
        totals += [table.column_totals.get(code, 0), None] if of else [table.column_totals.get(code, 0)]
    return write_csv([*heading, _TOTAL.in_language(language)], [*lines, [*totals, table.total]])


def _line(table: CrossTable, row: str, language: Language, of: ShareOf | None) -> list[Any]:
    line: list[Any] = [_words(table.rows, row, language)]
    for column in table.column_codes:
        line.append(table[row, column])
        if of:
            share = table.share((row, column), of)
            line.append(None if share is None else round(share, 4))
    return [*line, table.row_totals.get(row, 0)]


def _words(facet: Facet, code: str, language: Language) -> str:
    label = load_scheme("evidence_basis")["unknown"].label if code == UNKNOWN else facet.values[code]
    return label.in_language(language)
