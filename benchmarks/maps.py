"""Claim: a map of 5,000 territories and 2,000 places answers in the time of a page, and weighs as little as one.

Run: ``python -m benchmarks.maps [FOLDER]``. FOLDER holds the files of areas of the census (``census_subdivisions.csv``
and ``.geojson``, ``census_divisions.…``, ``provinces.…``); without it a grid of 5,000 invented squares is drawn. One
partnership serves each subdivision, so that all of them are on the map at once: no register asks for more. Sizes are
what is sent; times are the median of five, the outlines read once before.
"""

from __future__ import annotations

import gzip
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

SITES = 2_000
ACROSS, DOWN = 100, 50
FILES = ("provinces", "census_divisions", "census_subdivisions")


def main(folder: Path | None) -> None:
    """Prints one line a measure."""
    with tempfile.TemporaryDirectory(prefix="concertation-maps-") as place:
        os.environ["CONCERTATION_DATA"] = place
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concertation.project.settings")
        import django  # noqa: PLC0415 after the settings

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 after the settings

        call_command("migrate", verbosity=0)
        _fill(folder)
        _measure()


def _fill(folder: Path | None) -> None:
    from concertation.journeys.geography import import_areas  # noqa: PLC0415 after the settings
    from concertation.store.history import recording  # noqa: PLC0415 after the settings
    from concertation.store.loading import insert_facts  # noqa: PLC0415 after the settings
    from concertation.store.models import Area  # noqa: PLC0415 after the settings

    started = perf_counter()
    if folder is None:
        with recording(kind="edit", reason="benchmark"):
            insert_facts({"area": _grid()})
    else:
        sources = [folder / f"{name}.{ending}" for name in FILES for ending in ("csv", "geojson")]
        import_areas(sources, vintage=2021, leave_faulty_rows=True)
    areas = list(Area.objects.filter(kind="municipality").values_list("key", flat=True))
    with recording(kind="edit", reason="benchmark"):
        insert_facts(_facts(areas))
    print(f"{len(areas):,} territories served, {SITES:,} places; filled in {perf_counter() - started:.1f} s\n")


def _grid() -> dict[str, Mapping[str, object]]:
    grid: dict[str, Mapping[str, object]] = {}
    for number in range(ACROSS * DOWN):
        x, y = -140 + 0.8 * (number % ACROSS), 42 + 0.5 * (number // ACROSS)
        ring = [[x, y], [x + 0.8, y], [x + 0.8, y + 0.5], [x, y + 0.5], [x, y]]
        grid[f"area-{number}"] = {
            "kind": "municipality",
            "code": f"46{number:05d}",
            "vintage": 2021,
            "name_en": f"Square {number}",
            "name_fr": f"Carré {number}",
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
    return grid


def _facts(areas: list[str]) -> dict[str, dict[str, Mapping[str, object]]]:
    facts: dict[str, dict[str, Mapping[str, object]]] = {
        name: {} for name in ("partnership", "partnership_area", "organisation", "membership", "site")
    }
    for number, area in enumerate(areas):
        table = f"table-{number}"
        facts["partnership"][table] = {"name_en": table, "name_fr": table, "is_synthetic": True}
        facts["partnership_area"][f"{table}-area"] = {"partnership": table, "area": area}
    for number in range(min(SITES, len(areas))):
        key = f"agency-{number}"
        facts["organisation"][key] = {
            "kind": "settlement_agency", "name_en": key, "name_fr": key, "is_synthetic": True, "is_unnamed_group": False
        }  # fmt: skip
        facts["membership"][f"{key}-member"] = {
            "organisation": key, "partnership": f"table-{number}", "is_observer": False
        }  # fmt: skip
        facts["site"][f"{key}-site"] = {
            "organisation": key, "latitude": 43 + number % 40 * 0.4, "longitude": -139 + number // 40 * 1.6
        }  # fmt: skip
    return facts


def _measure() -> None:
    from django.test import Client  # noqa: PLC0415 after the settings
    from django.test.utils import override_settings  # noqa: PLC0415 after the settings

    client = Client()

    def get(address: str, **headers: str) -> Any:
        with override_settings(ALLOWED_HOSTS=["testserver"]):
            return client.get(address, headers=headers)

    print(f"{_once(lambda: get('/en/map/')):8.2f} s  the page for the first time: snapshot, list and outlines with it")
    page = get("/en/map/").content
    print(f"{_median(lambda: get('/en/map/')):8.2f} s  the page again, {_weight(page)}")
    for level in (1, 2, 3, 4):
        address = f"/en/map/shapes-{level}.json"
        first = _once(lambda: get(address))  # noqa: B023 called at once
        sent = get(address, **{"accept-encoding": "gzip"})
        tag = sent["ETag"]
        again = _median(lambda: get(address))  # noqa: B023 called at once
        same = _median(lambda: get(address, **{"if-none-match": tag}))  # noqa: B023 called at once
        raw = gzip.decompress(sent.content)
        weights = f"{len(raw) / 1e6:.2f} MB, sent as {len(sent.content) / 1e6:.2f} MB"
        times = f"{first:.2f} s the first time, {same * 1000:.0f} ms when unchanged"
        print(f"{again:8.2f} s  shapes of level {level} ({times}), {weights}")
    print(f"{_median(lambda: get('/en/map/card/?territory=nowhere')):8.2f} s  a card")


def _weight(page: bytes) -> str:
    return f"{len(page) / 1e6:.2f} MB, {len(gzip.compress(page, 6)) / 1e6:.2f} MB packed"


def _once(deed: Callable[[], Any]) -> float:
    started = perf_counter()
    deed()
    return perf_counter() - started


def _median(deed: Callable[[], Any]) -> float:
    return median(_once(deed) for _ in range(5))


if __name__ == "__main__":
    began = process_time()
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    print(f"\n{process_time() - began:.1f} s of processor time in all; load {os.getloadavg()[0]:.1f}")
