"""How long a list of a million organisations takes to answer: facets counted, four of them chosen, words searched.

``python -m benchmarks.lists [ORGANISATIONS]`` makes a register in memory, makes its list once, then asks each
question five times and prints the median. Files are written for at most 100,000 records.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import polars as pl

from concertation.core.faceting import Choice, Question, RecordList, organisation_list
from concertation.core.snapshot import Snapshot
from concertation.core.vocabulary import load_scheme

DAY = date(2026, 6, 30)
AREAS = 3_000
PROVINCES = ("10", "24", "35", "46", "48", "59")
MOST_IN_A_FILE = 100_000
HOLDS = {"existence": Choice(frozenset({"holds"}))}
QUESTIONS = {
    "all of them, every facet counted": Question("fr", choices=HOLDS),
    "four facets chosen, every facet counted": Question(
        "fr",
        choices={
            **HOLDS,
            "kind": Choice(frozenset({"faith", "union", "police"})),
            "coding": Choice(exclude=frozenset({"governmental"})),
            "sector": Choice(frozenset({"health", "housing"})),
            "province": Choice(frozenset({"35", "46"})),
        },
    ),
    "two words, every facet counted": Question("fr", words="etablissement 123", choices=HOLDS),
    "all of them sorted by kind, the last first": Question("fr", choices=HOLDS, sort="kind", is_descending=True),
}


def main(organisations: int) -> None:
    """Prints one line a question."""
    started = perf_counter()
    records = organisation_list(_register(organisations))
    print(f"{organisations:,} organisations; the list and its facets made in {perf_counter() - started:.2f} s\n")
    for words, question in QUESTIONS.items():
        print(f"{_median(lambda question=question: _answer(records, question)):8.3f} s  {words}")  # type: ignore[misc]
    if organisations <= MOST_IN_A_FILE:
        _write_files(records)


def _answer(records: RecordList, question: Question) -> None:
    """What one page asks: the rows in order, their number, and the count of each value of each facet."""
    records.find(question, length=50).to_dicts()
    records.matching(question)
    records.size(question)
    records.count(question)


def _median(deed: Callable[[], object], times: int = 5) -> float:
    spans = []
    for _ in range(times):
        started = perf_counter()
        deed()
        spans.append(perf_counter() - started)
    return median(spans)


def _register(organisations: int) -> Snapshot:
    chance = np.random.default_rng(20130101)
    ids, partnerships = np.arange(1, organisations + 1), organisations // 10
    kinds = [term.code for term in load_scheme("organisation_kind").leaves]
    some_organisation = chance.integers(1, organisations + 1, organisations)
    tables: dict[str, dict[str, Any]] = {
        "organisation": {
            "id": ids,
            "key": [f"o{number}" for number in ids],
            "name_en": [f"Organisation {number} for the settlement of Wexcombe" for number in ids],
            "name_fr": [f"Établissement {number} d’accueil de Wexcombe" for number in ids],
            "kind": chance.choice(kinds, organisations),
            "is_governmental": chance.random(organisations) < 0.3,
            "is_unnamed_group": chance.random(organisations) < 0.01,
        },
        "area": {
            "id": np.arange(1, AREAS + 1),
            "key": [f"a{number}" for number in range(AREAS)],
            "kind": ["municipality"] * AREAS,
            "code": [f"{PROVINCES[number % 6]}{number:05d}" for number in range(AREAS)],
        },
        "organisation_sector": {
            "id": ids,
            "organisation_id": some_organisation,
            "sector": chance.choice(load_scheme("policy_sector").codes, organisations),
        },
        "organisation_area": {
            "id": ids,
            "organisation_id": ids,
            "area_id": chance.integers(1, AREAS + 1, organisations),
        },
        "partnership": {
            "id": np.arange(1, partnerships + 1),
            "key": [f"p{number}" for number in range(partnerships)],
        },
        "membership": {
            "id": ids,
            "partnership_id": chance.integers(1, partnerships + 1, organisations),
            "organisation_id": chance.integers(1, organisations + 1, organisations),
        },
    }
    return Snapshot.from_tables(as_of=DAY, tables={kind: pl.DataFrame(rows) for kind, rows in tables.items()})


def _write_files(records: RecordList) -> None:
    os.environ.setdefault("CONCERTATION_DATA", tempfile.mkdtemp(prefix="concertation-lists-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concertation.project.settings")
    import django  # noqa: PLC0415 after the settings

    django.setup()
    from concertation.journeys.finding.columns import columns_of  # noqa: PLC0415 after the settings
    from concertation.journeys.finding.files import ListFile  # noqa: PLC0415 after the settings

    shown = [name for name, column in columns_of("organisation").items() if column.is_shown_first]
    file = ListFile("organisation", records, Question("fr", choices=HOLDS), shown, DAY, [])
    print()
    print(f"{_median(lambda: sum(map(len, file.as_csv())), 3):8.3f} s  all of them as CSV")
    print(f"{_median(lambda: sum(map(len, file.as_json())), 3):8.3f} s  all of them as JSON")
    print(f"{_median(lambda: file.as_xlsx().close(), 3):8.3f} s  all of them as XLSX")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
