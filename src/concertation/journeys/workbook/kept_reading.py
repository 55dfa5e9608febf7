"""What was read of a large file, kept as columns: reading it again to confirm would cost as much as the first time."""

from __future__ import annotations

import io
import json
import zlib

import polars as pl
from django.db import transaction

from concertation.exchange.workbook import ColumnRows, Reading, SheetColumns
from concertation.journeys.workbook.kept_words import read_faults, write_faults
from concertation.journeys.workbook.new_facts import as_parquet
from concertation.store.models import StagedPart, WorkbookImport

PREFIX = "reading"


def keep_reading(staged: WorkbookImport, reading: Reading) -> None:
    """Keeps the rows of sheets that were read as columns, and the faults found in them; others are few."""
    rows = reading.rows
    if not isinstance(rows, ColumnRows) or not rows.parts:
        return
    document = {
        "filename": reading.filename,
        "sha256": reading.sha256,
        "faults": write_faults(reading.faults),
        "parts": [[part.kind_id, part.sheet, dict(part.headings)] for part in rows.parts],
    }
    with transaction.atomic():
        _keep(staged, PREFIX, zlib.compress(json.dumps(document, ensure_ascii=False).encode(), level=1))
        for number, part in enumerate(rows.parts):
            _keep(staged, f"{PREFIX}:{number}", as_parquet(part.frame))


def kept_reading(staged: WorkbookImport) -> Reading | None:
    """The same reading, where it was kept."""
    kept = dict(StagedPart.objects.filter(staged=staged, name__startswith=PREFIX).values_list("name", "content"))
    if PREFIX not in kept:
        return None
    document = json.loads(zlib.decompress(bytes(kept.pop(PREFIX))))
    parts = [
        SheetColumns(kind_id, sheet, headings, pl.read_parquet(io.BytesIO(bytes(kept.pop(f"{PREFIX}:{number}")))))
        for number, (kind_id, sheet, headings) in enumerate(document["parts"])
    ]
    return Reading(document["filename"], document["sha256"], ColumnRows(parts), read_faults(document["faults"]))


def _keep(staged: WorkbookImport, name: str, content: bytes) -> None:
    StagedPart.objects.create(staged=staged, name=name, content=content)
