"""Claim: fifty people browse and ten edit at once, 95 pages in 100 arrive in 300 ms, and no edit is lost.

Run: ``scripts/with_postgresql.sh .venv/bin/python -m benchmarks.load [SECONDS] [COPIES]``; without PostgreSQL, on
SQLite. The true server (gunicorn, two processes of four threads on PostgreSQL, one on SQLite) serves the invented
region COPIES times, with organisations beside it up to ten for each partnership. Readers think 5 s between two pages
and editors 4 s over a form, exponential and seeded; six edits in ten go to four facts of each kind, so that people
do meet. At the end every edit that was acknowledged is looked for in the history, and each is compared with what its
writer had seen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.load.ground import Ground, count_facts, fill, open_framework, own_database
from benchmarks.load.people import THINKING, WRITING, Log, Seen, walk
from benchmarks.load.server import cost_of, serving
from benchmarks.load.verification import verify

READERS, EDITORS, THREADS, SEED = 50, 10, 4, 2014


def main(seconds: float, copies: int) -> None:
    """Fill, serve, let people live, tell."""
    with tempfile.TemporaryDirectory(prefix="concertation-load-") as name, own_database(Path(name)) as database:
        open_framework()
        organisations = 10_000 if copies > 1 else 306
        start = perf_counter()
        ground = fill(copies=copies, organisations=organisations, readers=READERS, editors=EDITORS)
        sizes = f"{len(ground.organisations):,} organisations, {len(ground.partnerships):,} partnerships"
        print(f"{database}: {sizes}, {count_facts():,} facts, filled in {perf_counter() - start:.0f} s")
        _run(ground, seconds, 2 if database == "PostgreSQL" else 1, Path(name) / "server.log")


def _run(ground: Ground, seconds: float, processes: int, output: Path) -> None:
    from django.db import connection  # noqa: PLC0415 after the settings

    connection.close()
    with serving(processes=processes, threads=THREADS, log=output) as (port, pid):
        before, _ = cost_of(pid)
        start = perf_counter()
        logs = walk(ground, port=port, seconds=seconds, seed=SEED)
        spent = perf_counter() - start
        after, memory = cost_of(pid)
    pages = [page for log in logs for page in log.pages]
    print(f"{READERS} browsing (thinking {THINKING:.0f} s), {EDITORS} editing (writing {WRITING:.0f} s), {spent:.0f} s")
    print(f"machine: load {os.getloadavg()[0]:.1f}; server: {processes} process(es) of {THREADS} threads")
    _tell(pages)
    print(
        f"{len(pages) / spent:.1f} pages a second; server {(after - before) / spent:.2f} processors,"
        f" {1000 * (after - before) / len(pages):.0f} ms of processor a page, {memory:,.0f} MB at the highest"
    )
    _account(logs, pages)
    if errors := output.read_text()[-2000:].strip():
        print(errors)


def _tell(pages: Sequence[Seen]) -> None:
    print(f"{'':>14} {'pages':>6} {'p50':>7} {'p95':>7} {'p99':>7}  ms")
    kinds = sorted({page.kind for page in pages})
    for label, wanted in [*((kind, {kind}) for kind in kinds), ("all", set(kinds))]:
        times = sorted(1000 * page.seconds for page in pages if page.kind in wanted)
        cells = " ".join(f"{times[min(len(times) - 1, int(len(times) * part))]:>7.0f}" for part in (0.5, 0.95, 0.99))
        print(f"{label:>14} {len(times):>6} {cells}")


def _account(logs: Sequence[Log], pages: Sequence[Seen]) -> None:
    written = [one for log in logs for one in log.written]
    told = sum(log.told for log in logs)
    failures = [words for log in logs for words in log.failures]
    errors = [page for page in pages if page.status >= 400]
    wrong = verify(written)
    print(f"errors: {len(errors)} answers of 400 and more, {len(failures)} connections failed")
    for words in [*sorted({f"{page.kind}: {page.status}" for page in errors}), *sorted(set(failures))][:10]:
        print(f"  {words}")
    print(
        f"edits acknowledged: {len(written)}; told that someone came first: {told}; lost or overwritten: {len(wrong)}"
    )
    for words in wrong[:10]:
        print(f"  {words}")
    if not written:
        print("nobody could save anything: the run proves nothing")
    if wrong or errors or failures or not written:
        sys.exit(1)


if __name__ == "__main__":
    words = sys.argv[1:]
    main(float(words[0]) if words else 180.0, int(words[1]) if len(words) > 1 else 17)
