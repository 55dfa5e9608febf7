"""Asks pages over the loopback, one after the other, and times them to their last byte."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median
from time import perf_counter, sleep

_PATIENCE = 600


@dataclass(frozen=True, slots=True)
class Timed:
    """One answer: seconds to its first and to its last byte, and its size."""

    first: float
    whole: float
    size: int
    text: str


def ask(port: int, address: str) -> Timed:
    """Asks once; stops everything when the answer is no page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    start = perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    content = answer.read(1)
    first = perf_counter() - start
    content += answer.read()
    whole = perf_counter() - start
    connection.close()
    if answer.status != 200:
        sys.exit(f"{address}: {answer.status}")
    return Timed(first, whole, len(content), content[:3_000_000].decode(errors="replace"))


def ask_again(port: int, address: str, times: int) -> list[float]:
    """The seconds of so many answers, after one that warms."""
    ask(port, address)
    return [ask(port, address).whole for _ in range(times)]


def told(spans: Sequence[float]) -> str:
    """The median and the 95th percentile."""
    ordered = sorted(spans)
    last = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"{median(ordered):7.3f} s median {last:7.3f} s p95"


def wait_for(port: int, address: str, server: subprocess.Popen[bytes]) -> None:
    """Until it answers."""
    start = perf_counter()
    while perf_counter() - start < _PATIENCE and server.poll() is None:
        try:
            ask(port, address)
            return
        except OSError:
            sleep(0.05)
    sys.exit("the server did not answer")
