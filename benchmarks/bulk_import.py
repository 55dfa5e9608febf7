"""Import of organisations and memberships from two CSV files, its undoing, and the database's own load of them.

``python -m benchmarks.bulk_import [organisations]`` (100,000 by default, three memberships each). Each step runs in a
process of its own and tells its wall time, processor time and peak memory. Three sizes show how the cost grows.
PostgreSQL is measured too where its programs are installed, or at ``CONCERTATION_DATABASE_URL``. The same rows come
last as the two sheets of one XLSX workbook.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

SEED = 1492
ORGANISATIONS = 100_000
# A workbook with the rows of more is refused as too large to open: such registers come as CSV.
MOST_IN_A_WORKBOOK = 50_000
_FIELDS = (
    *("Immigrant Services", "Community Centre", "Public Library", "School Board", "Chamber of Commerce", "Food Bank"),
    *("Settlement Association", "Language Academy", "Health Network", "Housing Society", "Employment Council"),
    *("Youth Alliance", "Women’s Shelter", "Cultural Club", "Newcomer Table", "Legal Clinic", "Farm Cooperative"),
)
_CHAMPS = (
    *("Services aux immigrants", "Centre communautaire", "Bibliothèque publique", "Conseil scolaire"),
    *("Chambre de commerce", "Banque alimentaire", "Association d’établissement", "Académie de langues"),
    *("Réseau de santé", "Société d’habitation", "Conseil de l’emploi", "Alliance jeunesse", "Refuge pour femmes"),
    *("Club culturel", "Table des nouveaux arrivants", "Clinique juridique", "Coopérative agricole"),
)
_SYLLABLES = (
    *("ba", "ro", "mon", "ti", "sel", "ver", "du", "ka", "lin", "ga", "nor", "el", "sa", "mi", "to", "pre", "fal"),
    *("den", "wi", "bor", "au", "ri", "chel", "ma", "gan", "ley", "ham", "ton", "vic", "quo", "zen", "hal", "pur"),
)
_KINDS = ("settlement_agency", "community", "municipal", "library", "employer", "faith", "")
_STEPS = ("organisations", "memberships", "undo")


def write_files(folder: Path, organisations: int) -> None:
    """The two files: one organisation in a hundred looks like an earlier one; one membership in four has no date."""
    chance = np.random.default_rng(SEED)
    words = [
        "".join(chance.choice(_SYLLABLES, size=chance.integers(2, 5))).capitalize()
        for _ in range(organisations // 3 + 40)
    ]
    partnerships = max(organisations // 50, 10)
    with (folder / "organisation.csv").open("w", newline="", encoding="utf-8") as target:
        lines = csv.writer(target)
        lines.writerow(["Code", "Name (English)", "Name (French)", "Kind of organisation", "Website", "Since"])
        before = ("", "")
        for number in range(organisations):
            own, place = words[int(chance.integers(len(words)))], words[int(chance.integers(len(words)))]
            field = int(chance.integers(len(_FIELDS)))
            name, nom = (
                f"{own} {_FIELDS[field]} of {place} {number % 97 + 1}",
                f"{_CHAMPS[field]} {own} de {place} {number % 97 + 1}",
            )
            if number % 100 == 99:
                name, nom = f"{before[0]} Inc.", f"{before[1]} inc."
            before = name, nom
            day = date(1970, 1, 1) + timedelta(days=int(chance.integers(18_000)))
            site = f"https://{own.lower()}{number}.example" if number % 3 else ""
            lines.writerow([f"o{number}", name, nom, _KINDS[number % len(_KINDS)], site, day.isoformat()])
    with (folder / "membership.csv").open("w", newline="", encoding="utf-8") as target:
        lines = csv.writer(target)
        lines.writerow(["Partnership", "Organisation", "Is observer", "Since"])
        for number in range(organisations * 3):
            member, turn = number % organisations, number // organisations
            partnership = (member * 7 + turn * (partnerships // 3 + 1)) % partnerships
            day = date(1990, 1, 1) + timedelta(days=int(chance.integers(12_000)))
            since = "" if number % 4 == 0 else day.isoformat()
            lines.writerow([f"p{partnership}", f"o{member}", "yes" if number % 20 == 0 else "", since])


def write_workbook(folder: Path) -> None:
    """The two files as the sheets of one workbook, where dates are dates."""
    from concertation.exchange.xlsx_stream import write_workbook as write  # noqa: PLC0415 only for this step

    sheets = (("Organisations", "organisation"), ("Memberships", "membership"))
    with (folder / "workbook.xlsx").open("wb") as target:
        for piece in write((title, None, _rows_of(folder / f"{kind}.csv")) for title, kind in sheets):
            target.write(piece)


def _rows_of(file: Path) -> Iterator[list[Any]]:
    with file.open(newline="", encoding="utf-8") as source:
        for row in csv.reader(source):
            yield [*row[:-1], date.fromisoformat(row[-1]) if row[-1][:1].isdigit() else row[-1] or None]


def prepare(folder: Path, organisations: int) -> dict[str, int]:
    """A register that holds the partnerships."""
    _open()
    from django.core.management import call_command  # noqa: PLC0415 after the settings

    from concertation.store.history import recording  # noqa: PLC0415 after the settings
    from concertation.store.loading import insert_facts  # noqa: PLC0415 after the settings

    call_command("migrate", verbosity=0, interactive=False)
    count = max(organisations // 50, 10)
    with recording(kind="imported", reason="benchmark"):
        insert_facts(
            {"partnership": {f"p{n}": {"name_en": f"Table {n}", "name_fr": f"Table {n}"} for n in range(count)}}
        )
    return {"partnerships": count}


def bring_in(folder: Path, name: str) -> dict[str, Any]:
    """The whole journey of one file: sent, read, compared, kept, then confirmed by another look at what was kept."""
    _open()
    from concertation.journeys.workbook import confirm_staged, stage_import  # noqa: PLC0415 after the settings

    content = (folder / name).read_bytes()
    started = perf_counter()
    staged = stage_import(content=content, filename=name)
    staged_in = perf_counter() - started
    pages = look_at(staged)
    started = perf_counter()
    result = confirm_staged(staged, reason="benchmark", unanswered="proposed")
    return {
        "preview": staged_in,
        "confirm": perf_counter() - started,
        "pages": pages,
        "written": result.written,
        "counts": dict(result.counts),
        "change": result.change_id,
    }


def look_at(staged: Any) -> float:
    """What a page of the preview takes in a process that did not compute it: the counts and fifty rows."""
    from concertation.journeys.workbook import contents_of, keeping, preview_staged  # noqa: PLC0415 after the settings

    keeping._kept.clear()
    started = perf_counter()
    preview = preview_staged(staged)
    rows = list(preview.rows.narrowed(outcome="new")[1_000:1_050])
    contents_of(preview, rows)
    assert preview.sheets
    return perf_counter() - started


def take_back(change: int) -> dict[str, Any]:
    """Undoes one import."""
    _open()
    from django.contrib.auth.models import User  # noqa: PLC0415 after the settings

    from concertation.journeys.undoing import undo_change  # noqa: PLC0415 after the settings

    user = User.objects.get_or_create(username="benchmark", defaults={"is_superuser": True})[0]
    return {"facts": undo_change(change, user=user, reason="benchmark").facts}


def load_plainly(folder: Path) -> dict[str, Any]:
    """SQLite's own load of the same rows: ``executemany`` from a CSV reader into tables without index or history."""
    register = sqlite3.connect(folder / "plain.sqlite3")
    register.execute("PRAGMA journal_mode=WAL")
    register.execute("PRAGMA synchronous=NORMAL")
    count = 0
    for kind in ("organisation", "membership"):
        with (folder / f"{kind}.csv").open(newline="", encoding="utf-8") as source:
            rows = csv.reader(source)
            width = len(next(rows))
            register.execute(f"CREATE TABLE {kind} ({', '.join(f'c{n}' for n in range(width))})")
            found = register.executemany(f"INSERT INTO {kind} VALUES ({', '.join('?' * width)})", rows)
            count += found.rowcount
    register.commit()
    return {"rows": count}


def load_with_history(folder: Path) -> dict[str, Any]:
    """The same into tables as the register has them: numbers, keys and indexes, and a second table of versions."""
    register = sqlite3.connect(folder / "plain-indexed.sqlite3")
    register.execute("PRAGMA journal_mode=WAL")
    register.execute("PRAGMA synchronous=NORMAL")
    for kind in ("organisation", "membership"):
        with (folder / f"{kind}.csv").open(newline="", encoding="utf-8") as source:
            rows = csv.reader(source)
            width = len(next(rows))
            columns = ", ".join(f"c{n}" for n in range(width))
            for table in (kind, f"historical_{kind}"):
                register.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {columns})")
                for at in range(2):
                    register.execute(f"CREATE INDEX {table}_{at} ON {table} (c{at})")
            held = list(rows)
            for table in (kind, f"historical_{kind}"):
                register.executemany(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * width)})", held)
    register.commit()
    return {}


def copy_plainly(folder: Path) -> dict[str, Any]:
    """PostgreSQL's own load: COPY of the two files into tables without index or history."""
    import psycopg  # noqa: PLC0415 only beside PostgreSQL

    with psycopg.connect(os.environ["CONCERTATION_DATABASE_URL"]) as register:
        for kind in ("organisation", "membership"):
            content = (folder / f"{kind}.csv").read_bytes()
            width = content.partition(b"\n")[0].count(b",") + 1
            register.execute(f"CREATE TABLE plain_{kind} ({', '.join(f'c{n} text' for n in range(width))})")
            with register.cursor().copy(f"COPY plain_{kind} FROM STDIN (FORMAT csv, HEADER)") as copy:
                copy.write(content)
        register.commit()
        for kind in ("organisation", "membership"):
            register.execute(f"DROP TABLE plain_{kind}")
    return {}


def copy_with_history(folder: Path) -> dict[str, Any]:
    """The rows that the import wrote, and their versions, by COPY into twins of their tables: the same columns,
    indexes, checks and references. Only the loading is timed."""
    import psycopg  # noqa: PLC0415 only beside PostgreSQL

    seconds = 0.0
    with psycopg.connect(os.environ["CONCERTATION_DATABASE_URL"]) as register:
        for kind in ("organisation", "membership"):
            for table in (kind, f"store_historical{kind}"):
                with register.cursor().copy(f"COPY {table} TO STDOUT") as source:
                    content = b"".join(bytes(piece) for piece in source)
                _make_twin(register, table)
                started = perf_counter()
                with register.cursor().copy(f"COPY twin_{table} FROM STDIN") as target:
                    target.write(content)
                register.execute("SET CONSTRAINTS ALL IMMEDIATE")
                seconds += perf_counter() - started
        started = perf_counter()
        register.commit()
        seconds += perf_counter() - started
        for kind in ("organisation", "membership"):
            register.execute(f"DROP TABLE twin_{kind}, twin_store_historical{kind}")
    return {"seconds": seconds}


def _make_twin(register: Any, table: str) -> None:
    register.execute(f"CREATE TABLE twin_{table} (LIKE {table} INCLUDING ALL)")
    references = register.execute(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'", [table]
    ).fetchall()
    for number, (reference,) in enumerate(references):
        register.execute(f"ALTER TABLE twin_{table} ADD CONSTRAINT twin_{table}_{number} {reference}")


def _open() -> None:
    from concertation.cli.register import wire_settings  # noqa: PLC0415 loads the framework

    wire_settings()


_DEEDS: dict[str, Callable[..., dict[str, Any]]] = {
    "prepare": lambda folder, count: prepare(Path(folder), int(count)),
    "organisations": lambda folder: bring_in(Path(folder), "organisation.csv"),
    "memberships": lambda folder: bring_in(Path(folder), "membership.csv"),
    "workbook": lambda folder: bring_in(Path(folder), "workbook.xlsx"),
    "undo": lambda change: take_back(int(change)),
    "plain": lambda folder: load_plainly(Path(folder)),
    "indexed": lambda folder: load_with_history(Path(folder)),
    "copy": lambda folder: copy_plainly(Path(folder)),
    "copy_indexed": lambda folder: copy_with_history(Path(folder)),
}


def run_apart(deed: str, *arguments: object, data: Path, url: str = "") -> dict[str, Any]:
    """One deed in a process of its own: what it tells, with its times and its peak memory."""
    environment = os.environ | {"CONCERTATION_DATA": str(data), "CONCERTATION_DATABASE_URL": url}
    command = [sys.executable, "-m", "benchmarks.bulk_import", "--deed", deed, *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def do_deed(deed: str, *arguments: str) -> None:
    """Runs it here and prints what it tells."""
    started, busy = perf_counter(), process_time()
    told = _DEEDS[deed](*arguments)
    told |= {"wall": perf_counter() - started, "cpu": process_time() - busy}
    told["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(told))


def measure(organisations: int, *, url: str = "") -> None:
    """Imports, looks, takes back, and sets the database's own load beside."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = folder / "data"
        data.mkdir()
        write_files(folder, organisations)
        run_apart("prepare", folder, organisations, data=data, url=url)
        told = {step: run_apart(step, folder, data=data, url=url) for step in ("organisations", "memberships")}
        beside = _beside(folder, ("copy", "copy_indexed"), data=data, url=url) if url else {}
        changes = [told[step]["change"] for step in ("memberships", "organisations")]
        undone = [run_apart("undo", change, data=data, url=url) for change in changes]
        _print_import(told, undone)
        if organisations <= MOST_IN_A_WORKBOOK:
            measure_workbook(folder, organisations, url=url)
        imported = sum(told[step]["preview"] + told[step]["confirm"] for step in told)
        for words, seconds in (beside or _beside(folder, ("plain", "indexed"), data=data, url=url)).items():
            print(f"  {words:<40} {seconds:7.2f} s  → the import runs at 1/{imported / seconds:.1f} of it")


def _beside(folder: Path, deeds: Iterable[str], *, data: Path, url: str) -> dict[str, float]:
    """How long the database’s own loads take."""
    told = {deed: run_apart(deed, folder, data=data, url=url) for deed in deeds}
    return {_BESIDE[deed]: own.get("seconds", own["wall"]) for deed, own in told.items()}


_BESIDE = {
    "copy": "COPY alone",
    "copy_indexed": "COPY, indexes, references and history",
    "plain": "SQLite alone",
    "indexed": "SQLite, indexes and history",
}


def measure_workbook(folder: Path, organisations: int, *, url: str = "") -> None:
    """The same rows as one workbook, into a register that holds the partnerships alone."""
    write_workbook(folder)
    size = (folder / "workbook.xlsx").stat().st_size / 2**20
    data = folder / "workbook-data"
    if not url:
        data.mkdir()
        run_apart("prepare", folder, organisations, data=data)
    own = run_apart("workbook", folder, data=data if not url else folder / "data", url=url)
    print(
        f"  {f'XLSX, {size:.0f} MB':<14} preview {own['preview']:6.1f} s  confirm {own['confirm']:6.1f} s"
        f"  a page {own['pages']:5.2f} s  cpu {own['cpu']:6.1f} s  peak {own['megabytes']:6.0f} MB"
        f"  ({own['written']:,} written)"
    )


def _print_import(told: dict[str, dict[str, Any]], undone: list[dict[str, Any]]) -> None:
    for step, own in told.items():
        counts = ", ".join(f"{number:,} {outcome}" for outcome, number in own["counts"].items() if number)
        print(
            f"  {step:<14} preview {own['preview']:6.1f} s  confirm {own['confirm']:6.1f} s"
            f"  a page {own['pages']:5.2f} s  cpu {own['cpu']:6.1f} s  peak {own['megabytes']:6.0f} MB  ({counts})"
        )
    for step, own in zip(("memberships", "organisations"), undone, strict=True):
        print(
            f"  undo of {step:<14} {own['wall']:6.1f} s  cpu {own['cpu']:6.1f} s  peak {own['megabytes']:5.0f} MB"
            f"  ({own['facts']:,} facts)"
        )
    total = sum(own["preview"] + own["confirm"] for own in told.values())
    peak = max(own["megabytes"] for own in (*told.values(), *undone))
    taken_back = sum(own["wall"] for own in undone)
    print(f"  import {total:.1f} s (≤ 60), undo {taken_back:.1f} s (≤ 60), peak {peak:.0f} MB (≤ 1,024)")


@contextmanager
def a_postgresql() -> Iterator[str]:
    """The address of one that is given, or of one made for this run; nothing where there is none."""
    given = os.environ.get("CONCERTATION_DATABASE_URL", "")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if given or not programs:
        yield given
        return
    folder = Path(tempfile.mkdtemp())
    owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if owner:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = [*owner, str(programs[-1] / program), *arguments]
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL)

    run("initdb", "-D", f"{folder}/data", "-U", "concertation", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    run("pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start")
    try:
        yield f"postgresql://concertation@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def main() -> None:
    """Three sizes on SQLite, the largest on PostgreSQL."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else ORGANISATIONS
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    for size in (largest // 4, largest // 2, largest):
        print(f"SQLite, {size:,} organisations and {size * 3:,} memberships")
        measure(size)
    with a_postgresql() as url:
        if url:
            print(f"PostgreSQL, {largest:,} organisations and {largest * 3:,} memberships")
            measure(largest, url=url)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--deed"]:
        do_deed(sys.argv[2], *sys.argv[3:])
    else:
        main()
