"""What a process is writing, noted beside the data: who finds the note later can say what became of it."""

from __future__ import annotations

import atexit
import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from django.conf import settings

_FOLDER = "under-way"


@dataclass(frozen=True, slots=True)
class Note:
    """One deed under way: what it is, and the file that says so."""

    about: Mapping[str, Any]
    file: Path | None

    @classmethod
    def nothing(cls) -> Self:
        """Of what need not be noted."""
        return cls({}, None)


@contextmanager
def noted(**about: Any) -> Iterator[None]:
    """A deed is under way inside; the note goes with it, whether it succeeds or fails."""
    note = begin_note(**about)
    try:
        yield
    finally:
        end_note(note)


def begin_note(**about: Any) -> Note:
    """Writes what is about to be done; one note a thread, since one deed is done at a time.

    Where nothing can be written beside the data, the deed is done all the same, without a note.
    """
    pid = os.getpid()
    file = Path(settings.DATA) / _FOLDER / f"{pid}-{threading.get_ident()}.json"
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(".part")
        partial.write_text(json.dumps({**about, "pid": pid, "started": _started(pid)}), encoding="utf-8")
        partial.replace(file)
    atexit.unregister(_forget)
    atexit.register(_forget, pid)
    return Note(about, file)


def end_note(note: Note) -> None:
    """The deed is over, and whoever asked for it knows."""
    if note.file is not None:
        note.file.unlink(missing_ok=True)


def _forget(pid: int) -> None:
    """A process that ends as it should has nothing under way: what it had begun, it took back."""
    if pid == os.getpid():
        for file in (Path(settings.DATA) / _FOLDER).glob(f"{pid}-*"):
            file.unlink(missing_ok=True)


def notes_of_ended_processes() -> list[Note]:
    """What was under way in processes that are no more."""
    found = []
    for file in sorted((Path(settings.DATA) / _FOLDER).glob("*")):
        try:
            about = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            about = {"pid": _pid_in(file.name), "started": None}
        if not _is_alive(about["pid"], about["started"]):
            found.append(Note(about, file))
    return found


def _pid_in(name: str) -> int:
    first = name.partition("-")[0]
    return int(first) if first.isdigit() else 0


def _is_alive(pid: int, started: str | None) -> bool:
    """Numbers of processes come back: the instant of the start tells one from the next, where the system says it."""
    if Path("/proc/self/stat").exists():
        return _started(pid) is not None and started in (None, _started(pid))
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _started(pid: int) -> str | None:
    """When a process started, in the system's own count; ``None`` for one that is no more."""
    try:
        facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if facts[0] == "Z" else facts[19]
