"""The register that is listed: organisations with a sector, a territory and a membership each, by plain statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

import numpy as np

from concertation.core.vocabulary import load_scheme

DAY = date(2026, 6, 30)
AREAS = 3_000
PROVINCES = ("10", "24", "35", "46", "48", "59")
SEED = 20130101
# Words of names, the same in every hundredth name or so: a search for two of them finds some, not all.
WORDS_EN = (
    "Settlement",
    "Newcomer",
    "Community",
    "Employment",
    "Language",
    "Family",
    "Health",
    "Welcome",
    "Youth",
    "Arts",
)
WORDS_FR = (
    "Établissement",
    "Nouveaux arrivants",
    "Communauté",
    "Emploi",
    "Langue",
    "Famille",
    "Santé",
    "Accueil",
    "Jeunesse",
    "Arts",
)
PLACES = tuple(
    f"{first}{last}"
    for first in ("Wex", "Bel", "High", "Cinder", "Lantern", "Au", "Mor", "Saint-", "Port-", "Elm")
    for last in ("combe", "orme", "fen", "brook", "bay", "relle", "den", "Éloi", "ville", "wood")
)
_CHUNK = 10_000


def fill(organisations: int) -> None:
    """Writes the register; nothing is searched yet."""
    from concertation.store.history import recording  # noqa: PLC0415 after the settings

    chance = np.random.default_rng(SEED)
    with recording(kind="imported", reason="a register to list"):
        _write("area", _areas())
        _write("organisation", _organisations(organisations, chance))
        sectors = chance.choice(load_scheme("policy_sector").codes, organisations)
        _write(
            "organisation_sector", ({"organisation_id": n, "sector": str(s)} for n, s in enumerate(sectors, start=1))
        )
        places = chance.integers(1, AREAS + 1, organisations)
        _write("organisation_area", ({"organisation_id": n, "area_id": int(a)} for n, a in enumerate(places, start=1)))
        partnerships = max(1, organisations // 100)
        _write("partnership", ({"key": f"p{n}", "name_en": f"Table {n}"} for n in range(partnerships)))
        tables = chance.integers(1, partnerships + 1, organisations)
        pairs = ({"organisation_id": n, "partnership_id": int(p)} for n, p in enumerate(tables, start=1))
        _write("membership", pairs)


def _areas() -> Iterator[dict[str, Any]]:
    for number in range(AREAS):
        name = f"{PLACES[number % len(PLACES)]} {number}"
        code = f"{PROVINCES[number % 6]}{number:05d}"
        yield {"key": f"a{number}", "kind": "municipality", "code": code, "name_en": name, "name_fr": name}


def _organisations(count: int, chance: np.random.Generator) -> Iterator[dict[str, Any]]:
    kinds = chance.choice([term.code for term in load_scheme("organisation_kind").leaves], count)
    governmental, groups = chance.random(count) < 0.3, chance.random(count) < 0.01
    words, places = chance.integers(0, len(WORDS_EN), count), chance.integers(0, len(PLACES), count)
    for n in range(count):
        place = PLACES[places[n]]
        yield {
            "key": f"o{n + 1}",
            "name_en": f"{place} {WORDS_EN[words[n]]} Organisation {n + 1}",
            "name_fr": f"{WORDS_FR[words[n]]} de {place}, organisme {n + 1}",
            "acronym_en": f"{place[:2].upper()}O{n + 1}",
            "kind": str(kinds[n]),
            "is_governmental": bool(governmental[n]),
            "is_unnamed_group": bool(groups[n]),
        }


def _write(kind_id: str, rows: Iterable[dict[str, Any]]) -> None:
    """The facts, the first version of each, and what the database counts of them."""
    from django.db import connection  # noqa: PLC0415 after the settings

    from concertation.core.facts import fact_kind  # noqa: PLC0415
    from concertation.store.history import require_change  # noqa: PLC0415
    from concertation.store.tables import write_versions  # noqa: PLC0415

    _insert(kind_id, rows)
    write_versions(fact_kind(kind_id), require_change(), "+", of=f'(SELECT id AS number FROM "{kind_id}")')
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            sequence = f"pg_get_serial_sequence('{kind_id}', 'id')"
            cursor.execute(f'SELECT setval({sequence}, (SELECT max(id) FROM "{kind_id}"))')
            cursor.execute("ANALYZE")


def _insert(kind_id: str, rows: Iterable[dict[str, Any]]) -> None:
    from django.db import connection  # noqa: PLC0415 after the settings

    from concertation.core.facts import fact_kind  # noqa: PLC0415
    from concertation.store.loading import fact_model  # noqa: PLC0415

    fields = fact_model(fact_kind(kind_id))._meta.local_concrete_fields
    columns = [str(field.column) for field in fields]
    plain = {str(field.column): field.get_default() for field in fields if field.name != "key"}
    lines = (
        tuple((plain | {"id": n, "key": f"{kind_id}-{n}"} | row)[name] for name in columns)
        for n, row in enumerate(rows, start=1)
    )
    names = ", ".join(f'"{name}"' for name in columns)
    if connection.vendor == "sqlite":
        statement = f'INSERT INTO "{kind_id}" ({names}) VALUES ({", ".join(["%s"] * len(columns))})'
        with connection.cursor() as cursor:
            for chunk in _chunks(lines):
                cursor.executemany(statement, chunk)
        return
    with connection.cursor() as cursor, cursor.copy(f'COPY "{kind_id}" ({names}) FROM STDIN') as copy:
        for line in lines:
            copy.write_row(line)


def _chunks(lines: Iterator[tuple[Any, ...]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    while chunk := list(islice(lines, _CHUNK)):
        yield chunk
