"""Prints rows the way they were asked for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click


def print_rows(rows: Sequence[Mapping[str, Any]], *, layout: str, unknown: str = "—") -> None:
    """Rows as a table for reading, as JSON, or as CSV; an unknown is a dash, ``null`` and an empty cell."""
    if layout == "json":
        print_json(rows)
    elif layout == "csv":
        click.echo(_csv(rows), nl=False)
    else:
        click.echo(_table(rows, unknown))


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
        writer.writerows(rows)
    return buffer.getvalue()


def _table(rows: Sequence[Mapping[str, Any]], unknown: str) -> str:
    from tabulate import tabulate  # noqa: PLC0415 only tables need it

    cells = [{name: unknown if value is None else value for name, value in row.items()} for row in rows]
    return str(tabulate(cells, headers="keys", tablefmt="simple", floatfmt=".2f"))
