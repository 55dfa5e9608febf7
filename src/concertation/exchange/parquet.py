"""A snapshot as a folder of Parquet, one file a table, with a manifest that says what it is."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import polars as pl

from concertation.core.errors import SnapshotMismatch
from concertation.core.facts import all_kinds
from concertation.core.snapshot import Snapshot

_MANIFEST = "snapshot.json"
_FORMAT = "concertation-snapshot/1"


def write_snapshot(snapshot: Snapshot, folder: Path) -> None:
    """Writes the tables that have rows, then the manifest with the fingerprint of each file."""
    folder.mkdir(parents=True, exist_ok=True)
    fingerprints: dict[str, str] = {}
    for kind in all_kinds():
        if snapshot[kind.id].height:
            file = folder / f"{kind.id}.parquet"
            snapshot[kind.id].write_parquet(file)
            fingerprints[kind.id] = _fingerprint(file)
    manifest = {"format": _FORMAT, "as_of": snapshot.as_of.isoformat(), "tables": fingerprints}
    (folder / _MANIFEST).write_text(json.dumps(manifest, indent=2, sort_keys=True), encoding="utf-8")


def read_snapshot(folder: Path) -> Snapshot:
    """Reads such a folder; raises ``SnapshotMismatch`` when it is not one, or when a file was altered."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SnapshotMismatch(reason=f"{folder.name}: {_MANIFEST}") from error
    if manifest.get("format") != _FORMAT:
        raise SnapshotMismatch(reason=f"{_MANIFEST}: {manifest.get('format')}")
    tables: dict[str, pl.DataFrame] = {}
    for kind_id, fingerprint in manifest["tables"].items():
        file = folder / f"{kind_id}.parquet"
        if not file.exists() or _fingerprint(file) != fingerprint:
            raise SnapshotMismatch(reason=file.name)
        tables[kind_id] = pl.read_parquet(file)
    return Snapshot.from_tables(as_of=date.fromisoformat(manifest["as_of"]), tables=tables)


def _fingerprint(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
