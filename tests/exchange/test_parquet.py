"""A snapshot travels as a folder and comes back the same."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from benchmarks.register import make_register
from hypothesis import given, settings
from hypothesis import strategies as st

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


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=5, deadline=None)
def test_any_register_comes_back_the_same(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every kind of fact, every type of column, every unknown."""
    register = make_register(20, seed=seed)
    folder = tmp_path_factory.mktemp("snapshot")
    write_snapshot(register, folder)
    back = read_snapshot(folder)
    assert all(back[kind].equals(register[kind]) for kind in register.tables)


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        "{}",
        '{"format": "another/1", "as_of": "2014-06-30", "tables": {}}',
        '{"format": "concertation-snapshot/1", "as_of": "yesterday", "tables": {}}',
        '{"format": "concertation-snapshot/1", "as_of": "2014-06-30", "tables": {"../secret": {"sha256": "0"}}}',
        '{"format": "concertation-snapshot/1", "as_of": "2014-06-30", "tables": {"partnership": 3}}',
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(manifest: str, tmp_path: Path) -> None:
    """Whatever the manifest holds, the answer is one plain refusal."""
    (tmp_path / "snapshot.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(SnapshotMismatch):
        read_snapshot(tmp_path)


def test_writing_again_leaves_no_table_of_before(tmp_path: Path) -> None:
    """A folder holds one snapshot: tables that became empty disappear."""
    write_snapshot(SNAPSHOT, tmp_path)
    write_snapshot(Snapshot.from_tables(as_of=date(2014, 6, 30), tables={}), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["snapshot.json"]


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
