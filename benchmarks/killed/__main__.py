"""Claim: a process killed (kill -9) at any moment of an import, merge, undo or backup leaves everything or nothing.

Run: ``python -m benchmarks.killed [TIMES] [DEED …]`` on SQLite, and the same behind ``scripts/with_postgresql.sh``.
Each deed is done twice whole, to know how long it takes and the register that it leaves, but for instants; then again
and again from the same register, in a process that is killed at a seeded moment: one time in four over the whole of
that span, two in four while it writes, and one in four once all is written and before the process could say so, an
instant that is made to last since chance hardly ever meets it. A fresh process then looks: the register must be the one
before or the one after, the sentence that it finds must say which, a backup must be whole or absent, and no file may be
left half made.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random
from time import perf_counter, sleep
from typing import Any

from benchmarks.killed.deeds import DeedOnRegister, backup_file, deeds, fill
from benchmarks.killed.installation import Installation, answer_of, aside, fingerprint, quiet_database

SEED = 2014

# From when a moment is drawn, in turn; and over how many seconds once all is written.
_SPANS = ("beginning", "writing", "written", "writing")
_PAUSE = 0.05
_WRITTEN = "written"


def main(times: int, wanted: list[str]) -> None:
    """Every deed in turn."""
    with tempfile.TemporaryDirectory(prefix="concertation-killed-") as name:
        place = Installation(Path(name), os.environ.get("CONCERTATION_DATABASE_URL", ""))
        place.create()
        import django  # noqa: PLC0415 after the settings know where the data is

        django.setup()
        known = {name: deed for name, deed in deeds().items() if not wanted or name in wanted}
        try:
            answer_of(_prepare_all)
            place.keep_as("region")
            share, chance = -(-times // len(known)), Random(SEED)
            wrong = sum(_trial(place, name, deed, share, chance) for name, deed in known.items())
        finally:
            place.close(["region", *known])
    sys.exit(1 if wrong else 0)


def _prepare_all() -> None:
    from django.core.management import call_command  # noqa: PLC0415 after the settings

    call_command("migrate", verbosity=0)
    fill()


def _trial(place: Installation, name: str, deed: DeedOnRegister, times: int, chance: Random) -> int:
    place.start_from("region")
    answer_of(lambda: deed.prepare(place.folder))
    place.keep_as(name)
    before = answer_of(fingerprint)
    seconds, after = _whole(place, name, deed)
    _, again = _whole(place, name, deed)
    if after != again:
        print(f"{name}: two runs of the deed leave two registers")
        return 1
    writing = _seconds_of_writing(place, name, deed)
    found: Counter[str] = Counter()
    for turn in range(times):
        since = _SPANS[turn % len(_SPANS)]
        moment = chance.uniform(0, {"beginning": 1.05 * seconds, "writing": 1.05 * writing, "written": _PAUSE}[since])
        found[_killed(place, name, deed, moment, since, before, after)] += 1
    told = ", ".join(f"{words} {count}" for words, count in sorted(found.items()))
    print(f"{name:>12}: {times} kills over {seconds:.2f} s, of which {writing:.2f} s of writing: {told}", flush=True)
    return sum(count for words, count in found.items() if words.startswith("WRONG"))


def _whole(place: Installation, name: str, deed: DeedOnRegister) -> tuple[float, list[Any]]:
    """Seconds of the deed from the beginning of its process, and what it leaves."""
    _clean(place, name)
    start = perf_counter()
    answer_of(lambda: deed.do(place.folder))
    seconds = perf_counter() - start
    return seconds, [answer_of(fingerprint), _backup(place.folder)]


def _seconds_of_writing(place: Installation, name: str, deed: DeedOnRegister) -> float:
    """From the moment when the process says that it is about to write, to its end."""
    _clean(place, name)
    child = aside(lambda: deed.do(place.folder))
    _wait_for_writing(place.folder, child)
    start = perf_counter()
    os.waitpid(child, 0)
    return perf_counter() - start


def _do_slowly_at_the_end(deed: DeedOnRegister, folder: Path) -> None:
    """The deed, with a pause between what it writes for good and its note that goes."""
    from concertation.store import history, under_way  # noqa: PLC0415 after the settings

    end_note = under_way.end_note

    def pause_and_end(note: under_way.Note) -> None:
        if note.file is not None:
            (folder / _WRITTEN).touch()
            sleep(10)
        end_note(note)

    vars(history)["end_note"] = vars(under_way)["end_note"] = pause_and_end
    deed.do(folder)


def _wait_for_written(folder: Path, child: int) -> None:
    while _is_alive(child) and not (folder / _WRITTEN).exists():
        sleep(0.001)


def _wait_for_writing(folder: Path, child: int) -> None:
    """Until there is a note of the process."""
    while _is_alive(child):
        for file in (folder / "under-way").glob(f"{child}-*.json"):
            with suppress(OSError, ValueError):
                json.loads(file.read_text())
                return
        sleep(0.001)


def _is_alive(child: int) -> bool:
    return not Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].startswith(" Z")


def _killed(
    place: Installation,
    name: str,
    deed: DeedOnRegister,
    moment: float,
    since: str,
    before: str,
    after: list[Any],
) -> str:
    _clean(place, name)
    if since == "written":
        child = aside(lambda: _do_slowly_at_the_end(deed, place.folder))
        _wait_for_written(place.folder, child)
    else:
        child = aside(lambda: deed.do(place.folder))
    if since == "writing":
        _wait_for_writing(place.folder, child)
    sleep(moment)
    os.kill(child, signal.SIGKILL)
    was_killed = os.waitpid(child, 0)[1] == signal.SIGKILL
    sentences, register = answer_of(_look)
    backup = _backup(place.folder)
    left = [file.name for file in place.folder.rglob("*") if file.suffix in (".partial", ".part", ".json")]
    is_after = [register, backup] == after
    if left:
        return f"WRONG: left {', '.join(left)}"
    if not is_after and [register, backup] != [before, False]:
        return "WRONG: neither before nor after"
    if any(was_written != is_after for was_written in sentences):
        return "WRONG: said the opposite"
    if since == "written" and not (is_after and sentences):
        return "WRONG: written, and not told"
    if not was_killed:
        return "over before the kill,"
    outcome = "everything" if is_after else "nothing"
    return f"{outcome} (told)" if sentences else f"{outcome} (nothing under way)"


def _look() -> list[Any]:
    """What a fresh start says was under way, and the register that it finds."""
    from concertation.journeys.interruption import settle_interrupted  # noqa: PLC0415 after the settings

    said = [one.was_written for one in settle_interrupted()]
    with quiet_database():
        return [said, fingerprint()]


def _backup(folder: Path) -> bool:
    """Whether there is a backup, read whole: one that cannot be is as wrong as a register in between."""
    if not backup_file(folder).exists():
        return False
    from concertation.journeys.whole_register import check_register_file  # noqa: PLC0415 after the settings

    return bool(answer_of(lambda: sum(check_register_file(backup_file(folder)).values())))


def _clean(place: Installation, name: str) -> None:
    place.start_from(name)
    backup_file(place.folder).unlink(missing_ok=True)
    (place.folder / _WRITTEN).unlink(missing_ok=True)


if __name__ == "__main__":
    words = sys.argv[1:]
    main(int(words[0]) if words else 200, words[1:])
