"""A process killed between two statements leaves everything or nothing, and the next one says which."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from concertation.store.under_way import begin_note, end_note, notes_of_ended_processes


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> list[list[Any]]:
    """A dozen and more, on an installation of their own."""
    folder = tmp_path_factory.mktemp("killed")
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("CONCERTATION", "PYTEST"))}
    settings |= {"CONCERTATION_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "concertation.project.settings"}
    command = [sys.executable, "-m", "tests.store.killed_at", str(folder)]
    result = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_change_stands_whole_or_not_at_all(kills: list[list[Any]]) -> None:
    """Killed at any of its statements: neither row, and the next process says that nothing was written."""
    additions = [kill for kill in kills if kill[0] == "addition"]
    assert len(additions) >= 5
    for _, at, statements, said, rows, unplaced, _, left in additions:
        assert (rows, unplaced, left) == ((0 if at <= statements else 2), 0, []), at
        assert said in ([], [["created", False]]), at
    assert any(said for _, at, statements, said, *_ in additions if at <= statements)


def test_half_a_backup_is_never_taken_for_one(kills: list[list[Any]]) -> None:
    """There is a whole file or none, and nothing of the half stays once the next process has started."""
    backups = [kill for kill in kills if kill[0] == "backup"]
    assert len(backups) >= 5
    for _, at, statements, said, _, _, backup, left in backups:
        assert left == [], at
        assert (backup > 0, said) == ((False, [["backup", False]]) if at <= statements else (True, [])), at


def test_what_a_living_process_does_is_its_own(settings: Any, tmp_path: Path) -> None:
    """Another process that starts meanwhile says nothing of it."""
    settings.DATA = tmp_path
    note = begin_note(kind="edited", about="a slip", change=1, made_at="")
    assert notes_of_ended_processes() == []
    end_note(note)
    assert list(tmp_path.rglob("*.json")) == []


def test_a_number_of_process_that_came_back_is_not_the_one_that_ended(settings: Any, tmp_path: Path) -> None:
    """The same number, started at another instant, is another process."""
    settings.DATA = tmp_path
    note = begin_note(kind="edited", about="a slip", change=1, made_at="")
    assert note.file is not None
    told = json.loads(note.file.read_text())
    note.file.write_text(json.dumps({**told, "started": "1"}))
    assert [found.about["about"] for found in notes_of_ended_processes()] == ["a slip"]
