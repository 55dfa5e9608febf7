"""The true server, as an installation runs it, and what it costs the machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep

_PATIENCE = 300


@contextmanager
def serving(*, processes: int, threads: int, log: Path) -> Iterator[tuple[int, int]]:
    """The pages on a free port, until the end; the port and the number of the first process."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", int(os.environ.get("PORT", "0"))))
        port: int = found.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "concertation.project.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(processes), "--threads", str(threads), "--log-level", "warning"]
    with log.open("wb") as output:
        server = subprocess.Popen(command, env=os.environ, stdout=output, stderr=output)
        try:
            _wait(port, server)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait(_PATIENCE)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    start = perf_counter()
    while perf_counter() - start < _PATIENCE and server.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
            connection.request("GET", "/en/")
            connection.getresponse().read()
            return
        except OSError:
            sleep(0.05)
    sys.exit("the server did not answer")


def cost_of(first: int) -> tuple[float, float]:
    """Seconds of processor so far and megabytes at the highest, of a process and those that it started."""
    family = [first, *_children(first)]
    tick = os.sysconf("SC_CLK_TCK")
    seconds = sum(sum(map(int, _stat(pid)[11:15])) / tick for pid in family)
    memory = sum(_highest(pid) for pid in family)
    return seconds, memory


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in found.read_text().split()]


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _highest(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
