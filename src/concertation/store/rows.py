"""Facts that meet a condition as plain rows: a page asks for some forty kinds, and writes its few statements itself.

The framework takes several times longer to make such a statement than the database to answer it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Q

from concertation.core.facts import FactKind, fact_kind
from concertation.store.tables import history_table, quote

_ALWAYS, _NEVER = "1 = 1", "1 = 0"
_COMPARED = {"": "=", "lt": "<", "lte": "<="}

Asked = tuple[str, list[Any]]


def rows_begun_by(kind: FactKind, condition: Q, day: date) -> list[dict[str, Any]]:
    """The facts that meet the condition and had begun by the day, in the order of their numbers.

    Unknown texts are ``None``. A condition names columns of the kind, and compares with ``=``, ``__lt``,
    ``__lte``, ``__in`` and ``__isnull`` alone.
    """
    text, parameters = _where(condition & begun_by(kind, day))
    if text == _NEVER:
        return []
    names = row_names(kind.id)
    return _rows(names, f'{_selection(names, quote(kind.id))} WHERE {text} ORDER BY "id"', parameters)


def versions_of(kind: FactKind, condition: Q) -> list[dict[str, Any]]:
    """The versions that meet such a condition, oldest first, outlines included."""
    text, parameters = _where(condition)
    if text == _NEVER:
        return []
    names = version_names(kind.id)
    statement = f'{_selection(names, history_table(kind))} WHERE {text} ORDER BY "history_date", "history_id"'
    return _rows(names, statement, parameters)


def _rows(names: tuple[str, ...], statement: str, parameters: list[Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found = cursor.fetchall()
    return [{name: None if value == "" else value for name, value in zip(names, row, strict=True)} for row in found]


def begun_by(kind: FactKind, day: date) -> Q:
    """The condition that leaves out what begins after the day."""
    start = "since" if kind.is_dated else "on" if kind.is_event else None
    return Q() if start is None else Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": day})


@cache
def row_names(kind_id: str) -> tuple[str, ...]:
    """What a row of a kind says: its number, its key and its columns, but for outlines."""
    columns = [column.name for column in fact_kind(kind_id).columns if column.field.type != "geojson"]
    return ("id", "key", *columns)


@cache
def version_names(kind_id: str) -> tuple[str, ...]:
    """What a version of a fact says, and the change that made it."""
    return ("id", "key", "history_type", "change_id", *(column.name for column in fact_kind(kind_id).columns))


@cache
def _selection(names: tuple[str, ...], table: str) -> str:
    return f"SELECT {', '.join(map(quote, names))} FROM {table}"  # noqa: S608 names of the dictionary


def _where(condition: Q) -> Asked:
    """The condition as text; what is always or never so stands by itself."""
    stronger, weaker = (_NEVER, _ALWAYS) if condition.connector == Q.AND else (_ALWAYS, _NEVER)
    children: list[Any] = list(condition.children)
    parts = [_where(child) if isinstance(child, Q) else _test(*child) for child in children]
    telling = [(text, values) for text, values in parts if text != weaker]
    joined: Asked = (
        f" {condition.connector} ".join(f"({text})" for text, _ in telling),
        [value for _, values in telling for value in values],
    )
    if not telling:
        joined = (weaker if parts else _ALWAYS, [])
    elif any(text == stronger for text, _ in telling):
        joined = (stronger, [])
    return _denied(*joined) if condition.negated else joined


def _denied(text: str, parameters: list[Any]) -> Asked:
    opposite = {_ALWAYS: _NEVER, _NEVER: _ALWAYS}
    return opposite.get(text, f"NOT ({text})"), parameters


def _test(name: str, value: Any) -> Asked:
    column, _, comparison = name.partition("__")
    if comparison == "in":
        return _among(quote(column), value)
    if comparison == "isnull":
        return f"{quote(column)} IS {'' if value else 'NOT '}NULL", []
    if comparison not in _COMPARED:
        raise ValueError(name)
    return f"{quote(column)} {_COMPARED[comparison]} %s", [value]


def _among(column: str, values: Collection[Any]) -> Asked:
    if not values:
        return _NEVER, []
    if all(type(value) is int for value in values):
        return f"{column} IN ({', '.join(map(str, sorted(values)))})", []
    return f"{column} IN ({', '.join(['%s'] * len(values))})", sorted(values)
