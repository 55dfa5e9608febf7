"""Many new facts at once: written in bulk, yet each with its version in the history of the open change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import models

from concertation.core.errors import UnknownRecord
from concertation.core.facts import FactKind, all_kinds, fact_kind
from concertation.store.history import require_change
from concertation.store.models.fact import SourceFact

# The columns of new facts by kind and key: ``name_en``…, and for a reference the key of the record meant.
FactsByKind = Mapping[str, Mapping[str, Mapping[str, object]]]


def insert_facts(facts: FactsByKind) -> int:
    """Writes all the facts and the first version of each; returns how many.

    The database refuses what can never be true, as for any other write; the open change is then undone whole.
    Raises ``UnknownRecord`` for a reference to a key that is neither among the facts nor in the register.
    """
    change = require_change()
    known: dict[str, dict[str, int]] = {}
    count = 0
    for kind in all_kinds():
        model = fact_model(kind)
        for wave in _waves(kind, facts.get(kind.id, {})):
            records = [model(**_attributes(kind, key, values, known)) for key, values in wave.items()]
            written = model._default_manager.bulk_create(records)
            known.setdefault(kind.id, {}).update((record.key, record.pk) for record in written)
            model.history.bulk_history_create(
                written,
                default_user=change.made_by,
                default_date=change.made_at,
                custom_historical_attrs={"change": change},
            )
            count += len(written)
    return count


def fact_model(kind: FactKind) -> type[SourceFact]:
    """The table of a kind of fact."""
    found = next(model for model in apps.get_app_config("store").get_models() if model._meta.db_table == kind.id)
    assert issubclass(found, SourceFact)
    return found


def _waves(kind: FactKind, rows: Mapping[str, Mapping[str, object]]) -> list[Mapping[str, Mapping[str, object]]]:
    """Rows after those of the same kind that they refer to: a team after the council it is part of."""
    own = [item.name for item in kind.fields if item.type == "reference" and item.to == kind.id]
    waves: list[Mapping[str, Mapping[str, object]]] = []
    waiting = dict(rows)
    while waiting:
        ready = {key: row for key, row in waiting.items() if not any(row.get(name) in waiting for name in own)}
        if not ready:
            raise UnknownRecord(kind=kind.label.en, key=next(iter(waiting)))
        waves.append(ready)
        waiting = {key: row for key, row in waiting.items() if key not in ready}
    return waves


def _attributes(
    kind: FactKind,
    key: str,
    values: Mapping[str, object],
    known: dict[str, dict[str, int]],
) -> dict[str, Any]:
    attributes: dict[str, Any] = {"key": key}
    references = {item.name: str(item.to) for item in kind.fields if item.type == "reference"}
    for name, value in values.items():
        if name in references:
            attributes[f"{name}_id"] = _number(references[name], str(value), known)
        else:
            attributes[name] = value
    return attributes


def _number(kind_id: str, key: str, known: dict[str, dict[str, int]]) -> int:
    numbers = known.setdefault(kind_id, {})
    if key not in numbers:
        kind = fact_kind(kind_id)
        found: models.QuerySet[SourceFact] = fact_model(kind)._default_manager.filter(key=key)
        number = found.values_list("pk", flat=True).first()
        if number is None:
            raise UnknownRecord(kind=kind.label.en, key=key)
        numbers[key] = number
    return numbers[key]
