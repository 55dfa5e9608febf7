"""Claim: 300 people answer at once, each saving every 10 s; 95 savings in 100 take 800 ms, and no answer is lost.

Run: ``[scripts/with_postgresql.sh] .venv/bin/python -m benchmarks.answering [SECONDS] [PEOPLE]``. The true server
(gunicorn, two processes of four threads on PostgreSQL, one on SQLite); half of the people answer a confidential wave,
half an anonymous one. Each opens their link, begins, goes from topic to topic and saves as the script of the page
does, at intervals of 10 s a fifth more or less; one page in five is opened. At the end everybody sends, within 10 s,
and each response is compared, by count and by content, with what its author was told is kept.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import perf_counter, sleep
from typing import Any
from urllib.parse import urlencode

from benchmarks.load.ground import open_framework, own_database
from benchmarks.load.server import cost_of, serving

SEED, EVERY, THREADS, ASKED_MS = 2014, 10.0, 4, 800
_OPENS, _PATIENCE = 0.2, 60


@dataclass(slots=True)
class Partner:
    """One person, on a phone whose connection is opened for each request."""

    number: int
    token: str
    pages: Sequence[tuple[str, Sequence[str]]]
    port: int = 0
    cookies: dict[str, str] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    times: list[tuple[str, float]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    has_sent: bool = False

    def live(self, over: Event) -> None:
        """Begins, saves until the time is over, sends."""
        chance = Random(SEED + self.number)
        over.wait(chance.uniform(0, EVERY))
        try:
            self._ask("first", "GET", f"/en/s/{self.token}/")
            self._ask("begin", "POST", "/en/answer/begin/", {"token": self.token})
            while not over.is_set():
                self._save(chance)
                over.wait(EVERY * chance.uniform(0.8, 1.2))
            sleep(chance.uniform(0, EVERY))
            status, _ = self._ask("send", "POST", "/en/answer/check/", {"do": "send"})
            self.has_sent = status == 303
        except OSError as failure:
            self.failures.append(repr(failure))

    def look(self) -> None:
        """Opens a page that is of nobody."""
        self._ask("first", "GET", f"/en/s/{self.token}/")

    def _save(self, chance: Random) -> None:
        page, codes = chance.choice(self.pages)
        address, code, value = f"/en/answer/{page}/", chance.choice(codes), chance.randint(1, 5)
        if chance.random() < _OPENS:
            self._ask("page", "GET", address)
        fields = {f"was-{one}": str(self.kept[one]) for one in codes if one in self.kept}
        fields |= {one: str(self.kept[one]) for one in codes if one in self.kept} | {code: str(value)}
        status, _ = self._ask("save", "POST", address, fields, {"X-Autosave": "1"})
        if status == 200:
            self.kept[code] = value
        else:
            self.failures.append(f"save: {status}")

    def _ask(
        self,
        kind: str,
        method: str,
        address: str,
        fields: dict[str, str] | None = None,
        more: dict[str, str] | None = None,
    ) -> tuple[int, str]:
        start = perf_counter()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} | (more or {})
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, address, urlencode(fields) if fields is not None else None, headers)
        response = connection.getresponse()
        text = response.read().decode()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie" and (found := re.match(r"(answering-en)=([^;]*)", value)):
                self.cookies[found[1]] = found[2].strip('"')
        connection.close()
        self.times.append((kind, perf_counter() - start))
        if response.status >= 400:
            self.failures.append(f"{kind}: {response.status}")
        return response.status, text


def main(seconds: float, people: int) -> None:
    """Fill, serve, let people answer, compare, tell."""
    with tempfile.TemporaryDirectory(prefix="concertation-answering-") as name, own_database(Path(name)) as database:
        open_framework()
        partners = _invited(people)
        from django.db import connection  # noqa: PLC0415 after the settings

        connection.close()
        processes = 2 if database == "PostgreSQL" else 1
        with serving(processes=processes, threads=THREADS, log=Path(name) / "log") as (port, pid):
            _wake(port)
            before, start = cost_of(pid)[0], perf_counter()
            _walk(partners, port, seconds)
            spent, (after, memory) = perf_counter() - start, cost_of(pid)
        print(
            f"{database}: {people} people for {spent:.0f} s, a saving each {EVERY:.0f} s; load {os.getloadavg()[0]:.1f}"
        )
        asked = sum(len(one.times) for one in partners)
        print(
            f"server: {processes} × {THREADS} threads, {(after - before) / asked * 1000:.1f} ms of processor a request,"
        )
        print(f"  {(after - before) / spent:.2f} processors, {memory:,.0f} MB at the highest, {asked:,} requests")
        slowest = _tell(partners)
        lost = _lost(partners)
        connection.close()
    failures = Counter(words for one in partners for words in one.failures)
    print(f"failures: {dict(failures) or 'none'}; answers lost or changed: {lost}")
    if lost or failures:
        sys.exit(1)
    print(f"p95 of savings {slowest:.0f} ms, asked {ASKED_MS} ms")


def _invited(people: int) -> list[Partner]:
    from tests.store.small_waves import invite_to, open_wave  # noqa: PLC0415 after the settings

    from concertation.journeys.waves.links import issue_link  # noqa: PLC0415

    waves = [open_wave(mode, instrument="functioning") for mode in ("confidential", "anonymous")]
    sections = waves[0].instrument["sections"]
    pages = [(section["code"], [item["code"] for item in section["items"]]) for section in sections]
    links = [issue_link(invite_to(waves[number % 2], organisation=f"house-{number}")) for number in range(people)]
    return [Partner(number, token, pages) for number, token in enumerate(links)]


def _wake(port: int) -> None:
    """A process that has just started reads its code at its first page: each is asked a few before anybody comes."""
    visitors = [Partner(number, "nothing", (), port) for number in range(4 * THREADS)]
    threads = [Thread(target=one.look, args=()) for one in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _walk(partners: Sequence[Partner], port: int, seconds: float) -> None:
    over = Event()
    for one in partners:
        one.port = port
    threads = [Thread(target=one.live, args=(over,)) for one in partners]
    for thread in threads:
        thread.start()
    over.wait(seconds)
    over.set()
    for thread in threads:
        thread.join()


def _tell(partners: Sequence[Partner]) -> float:
    """Prints what each kind of request took; the 95th percentile of the savings."""
    found: dict[str, list[float]] = {}
    for kind, taken in (pair for one in partners for pair in one.times):
        found.setdefault(kind, []).append(1000 * taken)
    print(f"{'':>6} {'count':>7} {'p50':>6} {'p95':>6} {'most':>6}  ms")
    for kind, times in found.items():
        times.sort()
        print(f"{kind:>6} {len(times):>7,} {_part(times, 0.5):>6.0f} {_part(times, 0.95):>6.0f} {times[-1]:>6.0f}")
    return _part(found.get("save", [0.0]), 0.95)


def _part(times: Sequence[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


def _lost(partners: Sequence[Partner]) -> int:
    """How many responses are not what their authors were told: by number, and one by one."""
    from concertation.store.models.surveys import SurveyResponse  # noqa: PLC0415 after the settings

    sent = Counter(_content(one.kept) for one in partners if one.has_sent)
    kept = Counter(_content(answers) for answers in SurveyResponse.objects.values_list("answers", flat=True))
    answers = sum(len(content) * count for content, count in sent.items())
    print(f"sent {sent.total()} of {len(partners)}, kept {kept.total()}; {answers:,} answers compared")
    return (sent - kept).total() + (kept - sent).total() + sum(not one.has_sent for one in partners)


def _content(answers: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(answers.items()))


if __name__ == "__main__":
    words = sys.argv[1:]
    main(float(words[0]) if words else 60.0, int(words[1]) if len(words) > 1 else 300)
