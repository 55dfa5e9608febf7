"""The smallest fact of any kind that can be true, read off the dictionary of facts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count

import pytest
from django.db import DatabaseError, connection, transaction

from concertation.core.facts import Field, fact_kind
from concertation.core.vocabulary import load_scheme
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.updating import update_facts

_NUMBERS = count(1)


def add(kind_id: str, **columns: object) -> str:
    """Writes a fact with these columns and whatever it cannot do without; returns its key."""
    given = columns if "key" in columns else {"key": f"{kind_id}-{next(_NUMBERS)}", **columns}
    row = {name: value for name, value in given.items() if name != "key"}
    _complete(kind_id, row)
    with recording(kind="test", reason=""):
        insert_facts({kind_id: {str(given["key"]): row}})
    return str(given["key"])


def change(kind_id: str, key: str, **columns: object) -> None:
    """Corrects columns of a fact."""
    with recording(kind="test", reason=""):
        update_facts({kind_id: {key: columns}})


@contextmanager
def refused(name: str) -> Iterator[None]:
    """What is done inside is refused by the constraint of that name, and nothing of it stays."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        yield
    message = str(caught.value)
    # SQLite names the columns of a unique constraint and not the constraint, unless it holds for some rows alone.
    is_anonymous = connection.vendor == "sqlite" and message.startswith("UNIQUE") and "index '" not in message
    assert name in message or (is_anonymous and name.endswith("_once")), message


def _complete(kind_id: str, row: dict[str, object]) -> None:
    if kind_id == "attendance" and not {"membership", "guest"} & set(row):
        row["guest"] = add("organisation")
    if kind_id == "representation" and not {"membership", "representative"} & set(row):
        organisation = add("organisation")
        row["membership"] = add("membership", organisation=organisation)
        row["representative"] = add("representative", organisation=organisation)
    for field in fact_kind(kind_id).fields:
        if field.is_required and field.default is None:
            for name in _names(field):
                if name not in row:
                    row[name] = _smallest(field)


def _names(field: Field) -> tuple[str, ...]:
    return tuple(column.name for column in field.columns) if field.is_bilingual else (field.name,)


def _smallest(field: Field) -> object:
    if field.type == "reference":
        return add(str(field.to))
    if field.type == "term":
        return load_scheme(str(field.scheme)).codes[0]
    return date(2020, 1, 1) if field.type == "date" else "x"
