"""Many corrections at once: written in bulk, yet each with its version in the history of the open change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concertation.core.errors import UnknownRecord
from concertation.core.facts import FactKind, all_kinds, fact_kind
from concertation.store.history import require_change
from concertation.store.loading import FactsByKind, fact_model
from concertation.store.models.changes import Change

# By kind of fact and number of the fact, the columns to write.
NumberedCorrections = Mapping[str, Mapping[int, Mapping[str, object]]]

# Keys looked for in one query; SQLite binds at most 32,766 values (its SQLITE_MAX_VARIABLE_NUMBER).
_CHUNK = 1_000


def update_facts(facts: FactsByKind) -> int:
    """Writes the columns given of each fact and the version they leave; returns how many facts.

    ``None`` makes a column unknown. References are keys. Raises ``UnknownRecord`` for a fact, or a
    reference, that the register does not hold.
    """
    change = require_change()
    count = 0
    for kind in all_kinds():
        corrections = facts.get(kind.id, {})
        if not corrections:
            continue
        model = fact_model(kind)
        records = _records(kind, list(corrections))
        columns: set[str] = set()
        for key, values in corrections.items():
            if key not in records:
                raise UnknownRecord(kind=kind.label.en, key=key)
            columns |= _assign(kind, records[key], values)
        written = [records[key] for key in corrections]
        model._default_manager.bulk_update(written, sorted(columns), batch_size=200)
        _keep_versions(model, written, change)
        count += len(written)
    return count


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
                _set(record, own[record.pk])
            model._default_manager.bulk_update(records, sorted(columns), batch_size=200)
            _keep_versions(model, records, change)
            count += len(records)
    return count


def _set(record: Any, values: Mapping[str, object]) -> None:
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


def _records(kind: FactKind, keys: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for start in range(0, len(keys), _CHUNK):
        chunk = keys[start : start + _CHUNK]
        found.update((r.key, r) for r in fact_model(kind)._default_manager.filter(key__in=chunk))
    return found


def _assign(kind: FactKind, record: Any, values: Mapping[str, object]) -> set[str]:
    references = {item.name: str(item.to) for item in kind.fields if item.type == "reference"}
    for name, value in values.items():
        if name in references:
            setattr(record, f"{name}_id", None if value is None else _number(references[name], str(value)))
        else:
            is_text = not type(record)._meta.get_field(name).null
            setattr(record, name, "" if value is None and is_text else value)
    return set(values)


def _number(kind_id: str, key: str) -> int:
    kind = fact_kind(kind_id)
    number = fact_model(kind)._default_manager.filter(key=key).values_list("pk", flat=True).first()
    if number is None:
        raise UnknownRecord(kind=kind.label.en, key=key)
    return int(number)
