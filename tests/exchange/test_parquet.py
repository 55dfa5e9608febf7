"""A snapshot travels as a folder and comes back the same."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from concertation.core.errors import SnapshotMismatch
from concertation.core.snapshot import Snapshot
from concertation.exchange.parquet import read_snapshot, write_snapshot

SNAPSHOT = Snapshot.from_tables(
    as_of=date(2014, 6, 30),
    tables={"partnership": pl.DataFrame({"id": [1], "key": ["calgary"], "since": [date(2013, 1, 1)]})},
)


def test_a_snapshot_comes_back_the_same(tmp_path: Path) -> None:
    """The day and every table survive the journey."""
    write_snapshot(SNAPSHOT, tmp_path)
    back = read_snapshot(tmp_path)
    assert back.as_of == SNAPSHOT.as_of
    assert all(back[kind].equals(SNAPSHOT[kind]) for kind in SNAPSHOT.tables)


def test_an_altered_file_is_refused(tmp_path: Path) -> None:
    """The fingerprint in the manifest is checked."""
    write_snapshot(SNAPSHOT, tmp_path)
    pl.DataFrame({"id": [2], "key": ["x"]}).write_parquet(tmp_path / "partnership.parquet")
    with pytest.raises(SnapshotMismatch):
        read_snapshot(tmp_path)


def test_a_folder_that_is_no_snapshot_is_refused_in_plain_words(tmp_path: Path) -> None:
    """The sentence says what to do, in French as in English."""
    with pytest.raises(SnapshotMismatch) as refusal:
        read_snapshot(tmp_path)
    assert "instantané" in refusal.value.in_language("fr")


def test_a_notebook_reads_it_without_the_framework(tmp_path: Path) -> None:
    """Classifying a folder never loads Django."""
    write_snapshot(SNAPSHOT, tmp_path)
    program = (
        "import sys; from pathlib import Path; from concertation.exchange.parquet import read_snapshot;"
        "from concertation.core.typology import classify;"
        f"assert classify(read_snapshot(Path({str(tmp_path)!r}))).height == 1; print('django' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
