"""Many corrections at once: written as sets, yet each with its version in the history of the open change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import connection

from concertation.core.errors import UnknownRecord
from concertation.core.facts import FactKind, all_kinds
from concertation.store.history import require_change
from concertation.store.loading import FactsByKind, as_stored, cell_of, require_known
from concertation.store.models.changes import Change
from concertation.store.staging import Stage, stage_rows
from concertation.store.tables import fact_model, fields_of, quote, references_of, write_versions

# By kind of fact and number of the fact, the columns to write.
NumberedCorrections = Mapping[str, Mapping[int, Mapping[str, object]]]
# Numbers looked for in one query; SQLite binds at most 32,766 values (its SQLITE_MAX_VARIABLE_NUMBER).
_CHUNK = 1_000


def update_facts(facts: FactsByKind) -> int:
    """Writes the columns given of each fact and the version they leave; returns how many facts.

    ``None`` makes a column unknown. References are keys. Raises ``UnknownRecord`` for a fact, or a
    reference, that the register does not hold. Facts of which the same columns are given are written together.
    """
    change = require_change()
    for kind in all_kinds():
        for columns, keys in _alike(kind, facts.get(kind.id, {})).items():
            _update(kind, columns, {key: facts[kind.id][key] for key in keys}, change)
    return sum(len(corrections) for corrections in facts.values())


def update_numbered(corrections: NumberedCorrections) -> int:
    """The same for facts known by their numbers, references by number too; returns how many facts."""
    change = require_change()
    count = 0
    for kind in all_kinds():
        own = corrections.get(kind.id, {})
        model, numbers = fact_model(kind), list(own)
        for start in range(0, len(numbers), _CHUNK):
            records = list(model._default_manager.filter(pk__in=numbers[start : start + _CHUNK]))
            columns = {_field_name(model, name) for record in records for name in own[record.pk]}
            for record in records:
                _assign(record, own[record.pk])
            model._default_manager.bulk_update(records, sorted(columns), batch_size=200)
            _keep_versions(model, records, change)
            count += len(records)
    return count


def _assign(record: Any, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        is_text = not type(record)._meta.get_field(name).null
        setattr(record, name, "" if value is None and is_text else value)


def _field_name(model: Any, column: str) -> str:
    return str(model._meta.get_field(column).name)


def _keep_versions(model: Any, records: list[Any], change: Change) -> None:
    model.history.bulk_history_create(
        records,
        update=True,
        default_user=change.made_by,
        default_date=change.made_at,
        custom_historical_attrs={"change": change},
    )


def _alike(kind: FactKind, corrections: Mapping[str, Mapping[str, object]]) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, values in corrections.items():
        found[tuple(name for name in fields_of(kind) if name in values and name != "key")].append(key)
    return found


def _update(kind: FactKind, columns: tuple[str, ...], rows: Mapping[str, Mapping[str, object]], change: Change) -> None:
    fields, references = fields_of(kind), references_of(kind)
    values = (
        (key, *(as_stored(fields[n], row[n], is_reference=n in references) for n in columns))
        for key, row in rows.items()
    )
    with stage_rows(kind, columns, values, are_new=False) as stage:
        _find_numbers(stage)
        require_known(stage)
        if columns:
            _set(stage)
        write_versions(kind, change, "~", of=stage.table)


def _find_numbers(stage: Stage) -> None:
    """Gives the rows the numbers of the facts that they correct."""
    table, key = quote(stage.kind.id), quote("key")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.{key} FROM {stage.table} s LEFT JOIN {table} f ON f.{key} = s.{key} WHERE f.id IS NULL LIMIT 1"
        )
        missing = cursor.fetchone()
        if missing is not None:
            raise UnknownRecord(kind=stage.kind.label.en, key=missing[0])
        cursor.execute(f"UPDATE {stage.table} SET number = f.id FROM {table} f WHERE f.{key} = {stage.table}.{key}")


def _set(stage: Stage) -> None:
    parameters: list[Any] = []
    joins = [f"{stage.table} s"]
    fields = fields_of(stage.kind)
    cells = {str(fields[n].column): cell_of(stage, n, fields[n], joins, parameters) for n in stage.columns}
    parts = ", ".join(f"{quote(column)} = {cell}" for column, cell in cells.items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(stage.kind.id)} SET {parts} FROM {' '.join(joins)}"
            f" WHERE {quote(stage.kind.id)}.id = s.number",
            parameters,
        )
