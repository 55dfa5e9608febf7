"""Many new facts at once: written in bulk, yet each with its version in the history of the open change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model

from concertation.core.errors import UnknownRecord
from concertation.core.facts import FactKind, all_kinds, fact_kind
from concertation.core.facts.rows import FactsByKind
from concertation.store.history import require_change
from concertation.store.models.changes import Change
from concertation.store.models.fact import SourceFact

Keys = dict[str, dict[str, int]]

__all__ = ["FactsByKind", "fact_model", "insert_facts"]


def insert_facts(facts: FactsByKind) -> int:
    """Writes all the facts and the first version of each; returns how many.

    Statements go to the database many rows at a time, since an object a row takes minutes where this takes
    seconds; the database still refuses what can never be true, and the open change is then undone whole.
    Raises ``UnknownRecord`` for a reference to a key that is neither among the facts nor in the register.
    """
    change = require_change()
    numbers: Keys = {}
    for kind in all_kinds():
        rows = facts.get(kind.id, {})
        if rows:
            _insert_kind(kind, rows, change, numbers)
    return sum(len(rows) for rows in facts.values())


def fact_model(kind: FactKind) -> type[SourceFact]:
    """The table of a kind of fact."""
    found = next(model for model in apps.get_app_config("store").get_models() if model._meta.db_table == kind.id)
    assert issubclass(found, SourceFact)
    return found


def _insert_kind(kind: FactKind, rows: Mapping[str, Mapping[str, object]], change: Change, numbers: Keys) -> None:
    model = fact_model(kind)
    versions: type[Model] = model.history.model
    highest = versions._default_manager.aggregate(highest=Max("id"))["highest"] or 0
    own = numbers.setdefault(kind.id, {})
    own.update((key, highest + place) for place, key in enumerate(rows, start=1))
    references = {item.name: str(item.to) for item in kind.fields if item.type == "reference"}
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    records = []
    for key in _in_order(kind, rows):
        given = {"key": key, **rows[key]}
        record: list[Any] = [own[key]]
        for field in fields:
            value = given.get(field.name)
            if field.name in references:
                record.append(None if value is None else _number(references[field.name], str(value), numbers))
            else:
                plain = field.get_default() if value is None else value
                record.append(field.get_db_prep_save(plain, connection))
        records.append(record)
    columns = ["id", *(str(field.column) for field in fields)]
    _write(model, columns, records)
    _write(versions, [*columns, *_VERSION_COLUMNS], [[*record, *_version(change)] for record in records])


_VERSION_COLUMNS = ("history_date", "history_type", "history_change_reason", "history_user_id", "change_id")


def _version(change: Change) -> tuple[Any, ...]:
    made_at = connection.ops.adapt_datetimefield_value(change.made_at)
    return made_at, "+", "", change.made_by_id, change.pk


def _write(model: type[Model], columns: Sequence[str], records: Sequence[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in columns)
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 names come from the models
    with connection.cursor() as cursor:
        cursor.executemany(statement, [tuple(record) for record in records])
        for reset in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(reset)


def _in_order(kind: FactKind, rows: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """Each key after those of its kind that its row refers to: a team after the council it is part of."""
    own = [item.name for item in kind.fields if item.type == "reference" and item.to == kind.id]
    waiting = dict(rows)
    while waiting:
        ready = [key for key, row in waiting.items() if not any(row.get(name) in waiting for name in own)]
        if not ready:
            raise UnknownRecord(kind=kind.label.en, key=next(iter(waiting)))
        yield from ready
        for key in ready:
            del waiting[key]


def _number(kind_id: str, key: str, numbers: Keys) -> int:
    known = numbers.setdefault(kind_id, {})
    if key not in known:
        kind = fact_kind(kind_id)
        number = fact_model(kind)._default_manager.filter(key=key).values_list("pk", flat=True).first()
        if number is None:
            raise UnknownRecord(kind=kind.label.en, key=key)
        known[key] = number
    return known[key]
