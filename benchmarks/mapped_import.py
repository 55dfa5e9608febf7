"""A list of members under somebody's own headings, through the screen that names columns: row by row, and as sets.

``python -m benchmarks.mapped_import [rows]`` (20,000 by default; each makes an organisation, its membership, a site, a
person and a representation). Each way has a register and a process of its own. Beside it, a list of places as the
department publishes one, and an HSDS package.
"""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

from benchmarks.bulk_import import _CHAMPS, _FIELDS, _SYLLABLES, prepare

SEED = 1605
ROWS = 20_000
_TOWNS = ("Winnipeg", "Brandon", "Moncton", "Sudbury", "Gatineau", "Lethbridge", "Whitehorse", "Sherbrooke")
_HEADINGS = (
    *("Organisation name", "Nom de l’organisme", "Partnership", "Contact", "Email", "Street address", "City"),
    *("Postal code", "Member since"),
)
FILES = ("mapped.csv", "places.csv", "package.zip")
# Rows beyond which a file is kept as columns, where none is ever.
_NEVER = 10**9


def write_files(folder: Path, rows: int) -> None:
    """The same organisations, in three formats."""
    chance = np.random.default_rng(SEED)
    words = ["".join(chance.choice(_SYLLABLES, size=chance.integers(2, 5))).capitalize() for _ in range(rows // 3 + 40)]
    lines = [_line(chance, words, number, max(rows // 50, 10)) for number in range(rows)]
    _write_csv(folder / "mapped.csv", _HEADINGS, lines)
    places = [
        (f"s{number}", line[0], line[1], line[5], line[6], "MB", line[7], "", "49.9", "-97.1")
        for number, line in enumerate(lines)
    ]
    headings = ("key", "name_en", "name_fr", "address_en", "city_en", "province", "postal_code", "website")
    _write_csv(folder / "places.csv", (*headings, "latitude", "longitude"), places)
    _write_package(folder / "package.zip", lines)


def _line(chance: np.random.Generator, words: list[str], number: int, partnerships: int) -> tuple[str, ...]:
    own, place = words[int(chance.integers(len(words)))], words[int(chance.integers(len(words)))]
    at = int(chance.integers(len(_FIELDS)))
    day = date(1990, 1, 1) + timedelta(days=int(chance.integers(12_000)))
    return (
        f"{own} {_FIELDS[at]} of {place} {number % 97 + 1}",
        f"{_CHAMPS[at]} {own} de {place} {number % 97 + 1}",
        f"p{number % partnerships}",
        f"Ana {own}",
        f"ana{number}@{own.lower()}.example",
        f"{number % 900 + 1} {place} Street",
        _TOWNS[number % len(_TOWNS)],
        f"R{number % 10}C {number // 10 % 10}A{number // 100 % 10}",
        day.isoformat(),
    )


def _write_csv(file: Path, headings: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as target:
        csv.writer(target).writerows([headings, *lines])


def _write_package(file: Path, lines: list[tuple[str, ...]]) -> None:
    organisations = [(str(number), line[0], line[1], line[0]) for number, line in enumerate(lines)]
    locations = [(f"l{number}", str(number), line[6], "49.9", "-97.1") for number, line in enumerate(lines)]
    tables: dict[str, tuple[Sequence[str], Sequence[Sequence[str]]]] = {
        "organizations.csv": (("id", "name", "alternate_name", "description"), organisations),
        "locations.csv": (("id", "organization_id", "name", "latitude", "longitude"), locations),
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (headings, rows) in tables.items():
            text = io.StringIO()
            csv.writer(text).writerows([headings, *rows])
            archive.writestr(name, text.getvalue())


def bring_in(folder: Path, name: str, way: str) -> dict[str, Any]:
    """The whole journey of one file, its columns named where they are somebody's own."""
    from concertation.cli.register import wire_settings  # noqa: PLC0415 loads the framework

    wire_settings()
    from concertation.exchange.workbook import reading  # noqa: PLC0415 after the settings
    from concertation.journeys.workbook import confirm_staged, preview_staged  # noqa: PLC0415 after the settings

    if way == "rows":
        reading.LARGE = _NEVER
    started, busy = perf_counter(), process_time()
    staged = _stage((folder / name).read_bytes(), name)
    preview = preview_staged(staged)
    previewed = perf_counter()
    result = confirm_staged(staged, reason="benchmark", unanswered="proposed", leave_faulty_rows=True)
    return {
        "preview": previewed - started,
        "confirm": perf_counter() - previewed,
        "cpu": process_time() - busy,
        "written": result.written,
        "faults": len(preview.faults),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _stage(content: bytes, name: str) -> Any:
    from concertation.exchange.mapping import FileMapping  # noqa: PLC0415 after the settings
    from concertation.journeys.mapping import agree, change_mapping, keep_file, open_file  # noqa: PLC0415
    from concertation.journeys.workbook import stage_import  # noqa: PLC0415 after the settings

    if name != "mapped.csv":
        return stage_import(content=content, filename=name)
    kept = keep_file(content=content, filename=name)
    sheet = open_file(kept).mapping.sheets[0]
    change_mapping(kept, FileMapping((replace(sheet, recipe_id="members"),)))
    return agree(kept)


def run_apart(deed: str, *arguments: str, data: Path) -> dict[str, Any]:
    """One deed in a process of its own, in a register of its own: what it tells."""
    environment = os.environ | {"CONCERTATION_DATA": str(data), "CONCERTATION_DATABASE_URL": ""}
    command = [sys.executable, "-m", "benchmarks.mapped_import", "--deed", deed, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def main() -> None:
    """Each format, row by row and as sets."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    print(f"load of the machine: {os.getloadavg()[0]:.1f}; {rows:,} rows of each file")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder, rows)
        for file in FILES:
            for way in ("rows", "sets"):
                data = folder / f"{file}-{way}"
                data.mkdir()
                run_apart("prepare", str(folder), str(rows), data=data)
                _print(file, way, run_apart("import", str(folder), file, way, data=data))


def _print(file: str, way: str, told: dict[str, Any]) -> None:
    seconds = told["preview"] + told["confirm"]
    print(
        f"  {file:<12} {'row by row' if way == 'rows' else 'as sets':<10} preview {told['preview']:6.1f} s  confirm"
        f" {told['confirm']:6.1f} s  cpu {told['cpu']:6.1f} s  peak {told['megabytes']:5.0f} MB"
        f"  {told['written']:,} facts written, {told['written'] / seconds:,.0f} a second,"
        f" {told['written'] / told['cpu']:,.0f} a second of processor; {told['faults']:,} faults"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--deed"]:
        deed, where, *others = sys.argv[2:]
        told = prepare(Path(where), int(others[0])) if deed == "prepare" else bring_in(Path(where), *others)
        print(json.dumps(told))
    else:
        main()
