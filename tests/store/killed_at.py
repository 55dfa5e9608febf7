"""Run as ``python -m tests.store.killed_at``: deeds of which the process is killed at a statement of the database."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import django


def main(folder: Path) -> None:
    """One line a kill: the deed, the statement, what was found, what was said."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 after the settings

    _alone(partial(call_command, "migrate", verbosity=0))
    _alone(_ground)
    for name, deed in (("addition", _add), ("backup", partial(_back_up, folder))):
        statements = int(_alone(partial(_count, deed), undone=True))
        (folder / "kept.zip").unlink(missing_ok=True)
        for at in sorted({1, 2, *range(3, statements + 1, max(1, statements // 3)), statements, statements + 1}):
            _alone(partial(_killed_at, at, deed), is_killed=at <= statements)
            found = json.loads(_alone(partial(_look, folder)))
            sys.stdout.write(json.dumps([name, at, statements, *found]) + "\n")
            (folder / "kept.zip").unlink(missing_ok=True)
            _alone(_take_back)


def _alone(deed: Callable[[], Any], *, is_killed: bool = False, undone: bool = False) -> str:
    """In a process of its own, with a connection of its own; what it answers."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(write, str(deed()).encode())
            if undone:
                _take_back()
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as stream:
        answer = stream.read()
    assert (os.waitpid(child, 0)[1] == signal.SIGKILL) == is_killed
    return answer


def _ground() -> None:
    from concertation.store.history import recording  # noqa: PLC0415
    from concertation.store.loading import insert_facts  # noqa: PLC0415

    with recording(kind="imported", reason="ground"):
        insert_facts({"organisation": {f"o{number}": {"name_en": "O"} for number in range(20)}})


def _add() -> None:
    from concertation.store.history import recording  # noqa: PLC0415
    from concertation.store.loading import insert_facts  # noqa: PLC0415

    with recording(kind="created", reason="two more"):
        insert_facts({"organisation": {"n1": {"name_en": "N"}}, "partnership": {"n2": {"name_en": "N"}}})


def _back_up(folder: Path) -> None:
    from concertation.journeys.whole_register import export_register  # noqa: PLC0415

    export_register(folder / "kept.zip")


def _take_back() -> None:
    from concertation.store.history import recording  # noqa: PLC0415
    from concertation.store.models import Organisation, Partnership  # noqa: PLC0415

    with recording(kind="deleted", reason="as before"):
        Organisation.objects.filter(key="n1").delete()
        Partnership.objects.filter(key="n2").delete()


def _count(deed: Callable[[], Any]) -> int:
    from django.db import connection  # noqa: PLC0415

    seen = []

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        seen.append(statement[0])
        return execute(*statement)

    with connection.execute_wrapper(count):
        deed()
    return len(seen)


def _killed_at(at: int, deed: Callable[[], Any]) -> None:
    from django.db import connection  # noqa: PLC0415

    seen = []

    def kill(execute: Callable[..., Any], *statement: Any) -> Any:
        seen.append(statement[0])
        if len(seen) == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)

    with connection.execute_wrapper(kill):
        deed()


def _look(folder: Path) -> str:
    from concertation.journeys.interruption import settle_interrupted  # noqa: PLC0415
    from concertation.journeys.whole_register import check_register_file  # noqa: PLC0415
    from concertation.store.models import Change, Organisation, Partnership  # noqa: PLC0415

    said = [[one.kind, one.was_written] for one in settle_interrupted()]
    rows = Organisation.objects.filter(key="n1").count() + Partnership.objects.filter(key="n2").count()
    unplaced = Change.objects.filter(place=None).count()
    backup = sum(check_register_file(folder / "kept.zip").values()) if (folder / "kept.zip").exists() else 0
    left = sorted(file.name for file in folder.rglob("*") if file.suffix in (".partial", ".part", ".json"))
    return json.dumps([said, rows, unplaced, backup, left])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
