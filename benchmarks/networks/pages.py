"""Claim: below 2,000 organisations a page of a network takes 300 ms of processor; beyond, no page waits for measures.

Run: ``python -m benchmarks.networks.pages [NODES TIES]`` (1,900 and 9,500; try 10000 40000). The register of
``paint`` is served to a client within a new process. Printed, in seconds of processor and of the clock: what a server
does as it starts (the addresses; what it looks at ahead), and each page the first time, again, and after a change that
moves no tie. Two days side by side bring their drawings first, and what takes a while to measure after them: the part
that brings it is timed apart, also for a day that nobody has compared. Of a large network also the work beside, and the
pages after it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from time import perf_counter, process_time

NODES, TIES = 1_900, 9_500
_PAGES = (
    "/en/network/",
    "/en/network/?tie=collaboration",
    "/en/network/?tie=any",
    "/en/organisations/agency-5/network/",
    "/en/network/compare/?tie=collaboration",
)


def main(nodes: int, ties: int) -> None:
    """Fills a register, and looks at it from a new process."""
    with tempfile.TemporaryDirectory(prefix="concertation-pages-") as place:
        environment = os.environ | {
            "CONCERTATION_DATA": place,
            "DJANGO_SETTINGS_MODULE": "concertation.project.settings",
        }
        fill = [sys.executable, "-m", "benchmarks.networks.paint", "--fill", str(nodes), str(ties)]
        subprocess.run(fill, env=environment, check=True)
        subprocess.run([sys.executable, "-m", "benchmarks.networks.pages", "--look"], env=environment, check=True)
    print(f"load {os.getloadavg()[0]:.1f}")


def look() -> None:
    """What a server does as it starts, then the pages."""
    _timed("the framework and its settings", _set_up)
    from django.test import Client  # noqa: PLC0415 after the settings
    from django.urls import get_resolver  # noqa: PLC0415 after the settings

    from concertation.journeys import looking_ahead  # noqa: PLC0415 after the settings
    from concertation.journeys.background import do_work  # noqa: PLC0415 after the settings
    from concertation.store.models import Work  # noqa: PLC0415 after the settings

    _timed("the addresses, and all that answers there", partial(looking_ahead.load_addresses, get_resolver()))
    _timed("looking ahead: the register, its lists, its network", looking_ahead.look_ahead)
    client = Client(headers={"host": "127.0.0.1"})
    client.get("/en/")
    for address in _PAGES:
        _timed(f"{address} first", partial(client.get, address))
        _timed(f"{address} again", partial(client.get, address))
    part = Client(headers={"host": "127.0.0.1", "x-part": "1"})
    for address in (_PAGES[-1], f"{_PAGES[-1]}&with=2020-05-17"):
        _timed(f"{address} its measures, which come after it, first", partial(part.get, address))
    _record_an_area()
    for address in _PAGES:
        _timed(f"{address} first, after a correction elsewhere", partial(client.get, address))
    waiting = Work.objects.filter(state=Work.State.WAITING)
    if not waiting:
        return
    _timed(f"{len(waiting)} works beside the pages", partial(_do, do_work, [work.pk for work in waiting]))
    for address in _PAGES:
        _timed(f"{address} measured, first", partial(client.get, address))
        _timed(f"{address} measured, again", partial(client.get, address))


def _record_an_area() -> None:
    """Somebody records an area: no tie moves."""
    from concertation.store.history import recording  # noqa: PLC0415 after the settings
    from concertation.store.loading import insert_facts  # noqa: PLC0415 after the settings

    area = {"code": "4607062", "kind": "census_subdivision", "name_en": "Somewhere", "name_fr": "Quelque part"}
    with recording(kind="test", reason="a correction elsewhere"):
        insert_facts({"area": {"somewhere": area}})


def _do(work: Callable[[int], None], numbers: list[int]) -> None:
    for number in numbers:
        work(number)


def _set_up() -> None:
    import django  # noqa: PLC0415 the time it takes is told

    django.setup()


def _timed(what: str, act: Callable[[], object]) -> None:
    began, spent = perf_counter(), process_time()
    act()
    print(f"{process_time() - spent:7.3f} s CPU {perf_counter() - began:7.3f} s wall  {what}", flush=True)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()] or [NODES, TIES]
    look() if "--look" in sys.argv else main(*numbers)
