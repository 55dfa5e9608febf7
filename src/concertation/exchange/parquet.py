"""A snapshot as a folder of Parquet, one file a table, with a manifest that says what it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from concertation.core.errors import SnapshotMismatch
from concertation.core.facts import all_kinds
from concertation.core.snapshot import Snapshot, table_schema

_MANIFEST = "snapshot.json"
_FORMAT = "concertation-snapshot/1"


def write_snapshot(snapshot: Snapshot, folder: Path) -> None:
    """Writes the tables that have rows, then the manifest with the rows and the fingerprint of each file.

    The manifest comes last, so that a folder whose writing was cut short is refused.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / _MANIFEST
    manifest.unlink(missing_ok=True)
    tables: dict[str, dict[str, object]] = {}
    for kind in all_kinds():
        file = folder / f"{kind.id}.parquet"
        file.unlink(missing_ok=True)
        if snapshot[kind.id].height:
            snapshot[kind.id].write_parquet(file)
            tables[kind.id] = {"rows": snapshot[kind.id].height, "sha256": _fingerprint(file)}
    content = {
        "format": _FORMAT,
        "as_of": snapshot.as_of.isoformat(),
        "dictionary": dictionary_version(),
        "tables": tables,
    }
    manifest.write_text(json.dumps(content, indent=2, sort_keys=True), encoding="utf-8")


def read_snapshot(folder: Path) -> Snapshot:
    """Reads such a folder; raises ``SnapshotMismatch`` when it is not one, or when a file was altered.

    A folder written with an older dictionary of facts is read as long as its tables and columns still exist.
    """
    manifest = _read_manifest(folder)
    known = {kind.id for kind in all_kinds()}
    tables: dict[str, pl.DataFrame] = {}
    for kind_id, entry in manifest["tables"].items():
        file = folder / f"{kind_id}.parquet"
        if kind_id not in known or not file.exists() or _fingerprint(file) != entry.get("sha256"):
            raise SnapshotMismatch(reason=f"{kind_id}.parquet")
        try:
            tables[kind_id] = pl.read_parquet(file)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise SnapshotMismatch(reason=file.name) from error
    return Snapshot.from_tables(as_of=date.fromisoformat(manifest["as_of"]), tables=tables)


@cache
def dictionary_version() -> str:
    """A fingerprint of the tables, columns and types of the dictionary of facts."""
    columns = [f"{kind.id}.{name}:{dtype}" for kind in all_kinds() for name, dtype in table_schema(kind.id).items()]
    return hashlib.sha256("\n".join(sorted(columns)).encode()).hexdigest()[:16]


def _read_manifest(folder: Path) -> Mapping[str, Any]:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        is_ours = manifest["format"] == _FORMAT and all(isinstance(one, dict) for one in manifest["tables"].values())
        date.fromisoformat(manifest["as_of"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SnapshotMismatch(reason=f"{folder.name}: {_MANIFEST}") from error
    if not is_ours:
        raise SnapshotMismatch(reason=f"{_MANIFEST}: {manifest['format']}")
    content: Mapping[str, Any] = manifest
    return content


def _fingerprint(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
