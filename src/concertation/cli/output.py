"""Prints rows the way they were asked for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click

from concertation.core.text import Language, Text

_NOTHING = Text(en="Nothing found.", fr="Rien n’a été trouvé.")
# Columns of words are folded at this width in tables, so that a row fits on a wide terminal.
_FOLD = 60


def print_rows(
    rows: Sequence[Mapping[str, Any]],
    *,
    layout: str,
    language: Language = "en",
    headings: Mapping[str, Text] | None = None,
) -> None:
    """Rows as a table for reading, as JSON, or as CSV; an unknown is a dash, ``null`` and an empty cell.

    Tables take their headings in the language asked for; JSON and CSV keep the names that programs rely on.
    """
    if layout == "json":
        print_json(rows)
    elif layout == "csv":
        click.echo(_csv(rows), nl=False)
    else:
        click.echo(table_of(rows, language=language, headings=headings), nl=False)


def table_of(
    rows: Sequence[Mapping[str, Any]], *, language: Language = "en", headings: Mapping[str, Text] | None = None
) -> str:
    """Rows as a table for reading, its last line ended; or that there are none."""
    words = _table(rows, language, headings or {}) if rows else _NOTHING.in_language(language)
    return f"{words}\n"


def print_json(value: object) -> None:
    """Any plain value as JSON, accents kept, days in ISO form."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    buffer = io.StringIO()
    if rows:
        writer = csv.DictWriter(buffer, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return buffer.getvalue()


def _cell(value: object) -> object:
    """Several values in one cell are parted by semicolons."""
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _table(rows: Sequence[Mapping[str, Any]], language: Language, headings: Mapping[str, Text]) -> str:
    from tabulate import tabulate  # noqa: PLC0415 only tables need it

    names = [headings[name].in_language(language) if name in headings else name for name in rows[0]]
    cells = [["—" if value is None else value for value in row.values()] for row in rows]
    return str(tabulate(cells, headers=names, tablefmt="simple", floatfmt=".2f", maxcolwidths=_FOLD))
