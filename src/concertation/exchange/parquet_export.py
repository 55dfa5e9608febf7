"""A folder that analysts open without Concertation: the snapshot, the history, and what every column means."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from concertation.core.facts import Column, FactKind, all_kinds, fact_kind
from concertation.core.snapshot import Snapshot
from concertation.core.vocabulary import load_scheme
from concertation.exchange.parquet import dictionary_version, write_snapshot

_DESCRIPTION = "datapackage.json"
_HISTORY = "history"
# Types of Frictionless Table Schema (specs.frictionlessdata.io/table-schema) for those of the dictionary.
_TYPES: Mapping[str, Mapping[str, str]] = {
    "date": {"type": "date"},
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "reference": {"type": "integer"},
    "email": {"type": "string", "format": "email"},
    "url": {"type": "string", "format": "uri"},
}
_VERSION_FIELDS: tuple[Mapping[str, Any], ...] = (
    {"name": "version_id", "type": "integer", "title": "Version · Version"},
    {"name": "change_id", "type": "integer", "title": "Change · Modification"},
    {"name": "recorded_at", "type": "string", "title": "Recorded at · Consigné le"},
    {"name": "version_type", "type": "string", "constraints": {"enum": ["+", "~", "-"]}},
)
_CHANGE_FIELDS: tuple[Mapping[str, Any], ...] = (
    {"name": "id", "type": "integer"},
    {"name": "made_at", "type": "string"},
    {"name": "made_by_name", "type": "string"},
    {"name": "kind", "type": "string"},
    {"name": "reason", "type": "string"},
)


def write_full_export(
    snapshot: Snapshot, folder: Path, *, versions: Iterable[tuple[str, pl.DataFrame]], changes: pl.DataFrame
) -> None:
    """Writes the snapshot folder, ``history/`` with the versions of each table and the changes, and a data package.

    The description comes last, so that a folder whose writing was cut short has none. Tables without rows are
    described all the same, and have no file.
    """
    description = folder / _DESCRIPTION
    description.unlink(missing_ok=True)
    write_snapshot(snapshot, folder)
    history = folder / _HISTORY
    history.mkdir(exist_ok=True)
    resources = [_resource(folder, f"{kind.id}.parquet", kind.id, table_fields(kind), kind) for kind in all_kinds()]
    for kind_id, frame in versions:
        _write(frame, history / f"{kind_id}.parquet")
        fields = [*_VERSION_FIELDS, *table_fields(fact_kind(kind_id))]
        path = f"{_HISTORY}/{kind_id}.parquet"
        resources.append(_resource(folder, path, f"{_HISTORY}-{kind_id}", fields, None))
    _write(changes, history / "change.parquet")
    resources.append(_resource(folder, f"{_HISTORY}/change.parquet", "change", list(_CHANGE_FIELDS), None))
    content = {
        "name": "concertation",
        "title": "Concertation",
        "profile": "data-package",
        "as_of": snapshot.as_of.isoformat(),
        "dictionary": dictionary_version(),
        "resources": resources,
    }
    description.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def table_fields(kind: FactKind) -> list[dict[str, Any]]:
    """The columns of a table in Frictionless Table Schema, with their words in both languages."""
    fields: list[dict[str, Any]] = [{"name": "id", "type": "integer"}, {"name": "key", "type": "string"}]
    return fields + [_field(column) for column in kind.columns if column.field.is_in_snapshot]


def _field(column: Column) -> dict[str, Any]:
    field = column.field
    label = column.label
    described: dict[str, Any] = {"name": column.name, **_TYPES.get(field.type, {"type": "string"})}
    described["title"] = label.en if label.en == label.fr else f"{label.en} · {label.fr}"
    if field.help is not None:
        described["description"] = f"{field.help.en} · {field.help.fr}"
    constraints: dict[str, Any] = {}
    if field.is_required and not field.is_bilingual:
        constraints["required"] = True
    if field.minimum is not None:
        constraints["minimum"] = field.minimum
    if field.maximum is not None:
        constraints["maximum"] = field.maximum
    if field.scheme is not None:
        constraints["enum"] = list(load_scheme(field.scheme).codes)
        described["vocabulary"] = field.scheme
    return {**described, "constraints": constraints} if constraints else described


def _resource(folder: Path, path: str, name: str, fields: list[Any], kind: FactKind | None) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": fields}
    if kind is not None:
        schema |= {"primaryKey": "id", "foreignKeys": _foreign_keys(kind)}
    resource: dict[str, Any] = {"name": name.replace("_", "-"), "path": path, "format": "parquet", "schema": schema}
    if kind is not None:
        resource["title"] = f"{kind.plural.en} · {kind.plural.fr}"
        resource["description"] = f"{kind.definition.en} · {kind.definition.fr}"
    file = folder / path
    if file.exists():
        resource |= {"bytes": file.stat().st_size, "hash": f"sha256:{_fingerprint(file)}"}
    return resource


def _foreign_keys(kind: FactKind) -> list[dict[str, Any]]:
    return [
        {"fields": f"{field.name}_id", "reference": {"resource": str(field.to).replace("_", "-"), "fields": "id"}}
        for field in kind.fields
        if field.type == "reference" and field.is_in_snapshot
    ]


def _write(frame: pl.DataFrame, file: Path) -> None:
    file.unlink(missing_ok=True)
    if frame.height:
        frame.write_parquet(file)


def _fingerprint(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
