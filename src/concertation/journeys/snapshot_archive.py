"""The register of a day as one archive of columns, with what the person's role opens."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import BinaryIO

import polars as pl
from django.contrib.auth.models import User

from concertation.core.snapshot import Snapshot
from concertation.exchange.parquet import write_snapshot
from concertation.journeys.observation import observe_register
from concertation.journeys.permission import require
from concertation.journeys.workbook.exporting import open_facts


def write_snapshot_archive(target: BinaryIO, *, as_of: date, user: User) -> None:
    """A ZIP archive of the Parquet folder that ``read_snapshot`` reads; raises ``NotAllowed``.

    Contacts and restricted facts are left out for those to whom they are closed.
    """
    require(user, "import")
    snapshot = _opened(observe_register(as_of=as_of), user)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / f"concertation-{as_of.isoformat()}"
        write_snapshot(snapshot, folder)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # Parquet is packed already
            for file in sorted(folder.iterdir()):
                archive.write(file, f"{folder.name}/{file.name}")


def _opened(snapshot: Snapshot, user: User) -> Snapshot:
    tables = {
        kind_id: snapshot[kind_id] if keys is None else snapshot[kind_id].filter(pl.col("key").is_in(sorted(keys)))
        for kind_id, keys in open_facts(user).items()
    }
    return Snapshot.from_tables(as_of=snapshot.as_of, tables=tables)
