"""What becomes of files that arrive broken, hostile or merely strange: no crash, no 500, no partial write.

``python -m benchmarks.mutated_files [FILES] [FIRST]`` makes that many files from a seed (10,000 when not said), each by
its own number, from FIRST on when a run is taken up again, and takes each through the real journey in a register of
its own: read, columns guessed, compared; one in twenty is confirmed, and one in fifty goes through the pages. A file
that was not confirmed must leave every row of every table as it was. It prints how far it is, what became of the
files, the slowest, and the peak of memory.
"""

from __future__ import annotations

import hashlib
import os
import resource
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter, process_time
from typing import Any

CONFIRMED_EVERY = 20
PAGES_EVERY = 50
TOLD_EVERY = 500

# What a person's passage leaves by itself, written or not: the end of a sitting is put off by each page.
_OF_PASSAGE = ("django_session", "account_session")


@dataclass(slots=True)
class Tally:
    """What became of the files."""

    outcomes: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    partial: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    pages: Counter[int] = field(default_factory=Counter)

    @property
    def is_sound(self) -> bool:
        """Whether nothing crashed, answered 500 or was half written."""
        return not self.crashes and not self.partial and not any(status >= 500 for status in self.pages)


def run(count: int, *, first: int = 0, seed: int = 2024) -> Tally:
    """Takes each file through the journey; the register must be migrated."""
    from django.test import Client  # noqa: PLC0415 after the settings

    from benchmarks.mutations import mutants  # noqa: PLC0415 after the settings

    tally = Tally()
    user = _person()
    client = Client(raise_request_exception=False)
    client.force_login(user)
    client.get("/en/")
    held = _digests()
    for number, mutant in mutants(count, first=first, seed=seed):
        started = process_time()
        name = f"{number} ({mutant.kind}, {mutant.filename[:30]})"
        outcome = _outcome(mutant, user, name, tally, is_confirmed=number % CONFIRMED_EVERY == 0)
        tally.outcomes[outcome] += 1
        tally.slowest = max(tally.slowest, (process_time() - started, name))
        if number % PAGES_EVERY == 0:
            _through_pages(client, mutant, tally)
        _clear()
        before, held = held, _digests()
        if outcome != "written" and held != before:
            tally.partial.append(f"{name}: {', '.join(sorted(t for t in held if held[t] != before.get(t)))}")
        if (number + 1) % TOLD_EVERY == 0:
            _tell_progress(number + 1, tally)
    return tally


def _outcome(mutant: Any, user: Any, name: str, tally: Tally, *, is_confirmed: bool) -> str:
    try:
        return _take_through(mutant, user, is_confirmed=is_confirmed)
    except Exception as crash:
        tally.crashes.append(f"{name}: {type(crash).__name__}: {str(crash)[:200]}")
        return "crash"


def _tell_progress(number: int, tally: Tally) -> None:
    refused = sum(count for status, count in tally.pages.items() if status >= 500)
    print(
        f"{number:,} files, {process_time():.0f} s of processor: {len(tally.crashes)} crashes,"
        f" {refused} pages of error, {len(tally.partial)} partial writes",
        flush=True,
    )
    for line in (*tally.crashes, *tally.partial)[-5:]:
        print(f"  {line}", flush=True)


def _take_through(mutant: Any, user: Any, *, is_confirmed: bool) -> str:
    from concertation.core.errors import ConcertationError  # noqa: PLC0415 after the settings
    from concertation.exchange.unreadable_file import UnreadableFile  # noqa: PLC0415
    from concertation.journeys.mapping import agree, keep_file, open_file, sample_of, tables_to_map  # noqa: PLC0415
    from concertation.journeys.workbook import confirm_staged, preview_staged, record_answers, stage_import  # noqa: PLC0415

    try:
        file = tables_to_map(mutant.content, filename=mutant.filename)
        if file is not None:
            kept = keep_file(content=mutant.content, filename=mutant.filename, user=user, file=file)
            case = open_file(kept)
            for table in case.file.tables:
                sample_of(case, table.name)
            staged = agree(kept, user=user)
        else:
            staged = stage_import(content=mutant.content, filename=mutant.filename, user=user)
    except UnreadableFile as refusal:
        assert refusal.in_language("en") and refusal.in_language("fr")
        return "refused with a sentence"
    preview = preview_staged(staged)
    if not is_confirmed:
        return "read, faults told" if preview.faults else "read"
    record_answers(staged, {doubt.id: "different" for doubt in preview.doubts})
    try:
        result = confirm_staged(staged, user=user, reason="mutated", leave_faulty_rows=True)
    except ConcertationError:
        return "not confirmed, with a sentence"
    return "written" if result.change_id else "read, nothing to write"


def _through_pages(client: Any, mutant: Any, tally: Tally) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 after the settings

    sent = SimpleUploadedFile(mutant.filename.rpartition("/")[2] or "a", mutant.content)
    answer = client.post("/en/import/", {"file": sent})
    tally.pages[answer.status_code] += 1
    if answer.status_code == 302:
        address = answer["Location"]
        tally.pages[client.get(address).status_code] += 1
        if "/columns/" in address:
            tally.pages[client.post(address, {"action": "go"}, follow=True).status_code] += 1


def _person() -> Any:
    from django.contrib.auth.models import User  # noqa: PLC0415 after the settings

    from concertation.journeys.permission import give_role  # noqa: PLC0415 after the settings

    user, _ = User.objects.get_or_create(username="ana")
    give_role(user=user, role="coordinator")
    return user


def _digests() -> dict[str, str]:
    """Of every row of every table, those of people's passage apart."""
    from django.db import connection  # noqa: PLC0415 after the settings

    with connection.cursor() as cursor:
        tables = [table for table in connection.introspection.table_names(cursor) if table not in _OF_PASSAGE]
        found = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
    return found


def _clear() -> None:
    from concertation.store.models import FileToMap, WorkbookImport  # noqa: PLC0415 after the settings

    FileToMap.objects.all().delete()
    WorkbookImport.objects.all().delete()


def main(count: int, first: int) -> None:
    """Prints what became of each kind of file."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONCERTATION_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "concertation.project.settings"
        import django  # noqa: PLC0415 after the environment
        from django.core.management import call_command  # noqa: PLC0415 after the environment

        django.setup()
        from django.conf import settings  # noqa: PLC0415 after the settings

        settings.ALLOWED_HOSTS = ["testserver"]
        call_command("migrate", verbosity=0)
        started = perf_counter()
        tally = run(count, first=first)
        _print(tally, count, perf_counter() - started)
    sys.exit(0 if tally.is_sound else 1)


def _print(tally: Tally, count: int, seconds: float) -> None:
    print(f"{count:,} mutated files in {seconds:.0f} s")
    for outcome, number in tally.outcomes.most_common():
        print(f"{number:8,}  {outcome}")
    print(f"{sum(tally.pages.values()):8,}  pages: " + ", ".join(f"{n} × {s}" for s, n in sorted(tally.pages.items())))
    print(f"{len(tally.crashes):8,}  crashes")
    print(f"{len(tally.partial):8,}  partial writes")
    print(f"slowest: {tally.slowest[0]:.2f} s of processor, file {tally.slowest[1]}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    for line in (*tally.crashes, *tally.partial):
        print(f"  {line}")


if __name__ == "__main__":
    words = sys.argv[1:]
    main(int(words[0]) if words else 10_000, int(words[1]) if len(words) > 1 else 0)
