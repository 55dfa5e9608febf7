"""Claim: from a fresh clone to the first page in three minutes, again in five seconds, in less than 900 MB.

Run: ``python -m benchmarks.start``. The committed project is cloned into an empty folder, with empty caches, and
`make demo` is timed there until the first page arrives; then again, with everything in place. Most of the first time
is downloads, so it says as much of the connection as of the machine. ``--help`` is timed in that clone, best of five,
after one answer that compiles the modules.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 600


def main() -> None:
    """Clone, start twice, weigh, ask for help."""
    with tempfile.TemporaryDirectory(prefix="concertation-start-") as folder:
        clone, settings = Path(folder) / "concertation", _empty_caches(Path(folder))
        _run("git", "clone", "-q", str(ROOT), str(clone), cwd=Path(folder), settings=settings)
        print(f"fresh clone to the first page, empty caches: {_seconds_to_first_page(clone, settings):.1f} s")
        print(f"again, data kept: {_seconds_to_first_page(clone, settings):.1f} s")
        print(f"base environment (.venv): {_megabytes(clone / '.venv'):,.0f} MB")
        print(f"tools beside it (.tools, node_modules): {_tools(clone):,.0f} MB")
        print(f"concertation --help: {_seconds_to_help(clone, settings):.2f} s (best of 5)")


def _empty_caches(folder: Path) -> dict[str, str]:
    """Settings of a machine that has never downloaded anything for this project."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONCERTATION_", "DJANGO_"))}
    caches = {name: str(folder / name) for name in ("UV_CACHE_DIR", "PIP_CACHE_DIR", "npm_config_cache")}
    return kept | caches


def _run(*command: str, cwd: Path, settings: dict[str, str]) -> None:
    subprocess.run(command, cwd=cwd, env=settings, check=True, capture_output=True)


def _seconds_to_first_page(clone: Path, settings: dict[str, str]) -> float:
    port = _free_port()
    start = perf_counter()
    with _demonstration(clone, port, settings) as server:
        while perf_counter() - start < PATIENCE and server.poll() is None:
            try:
                with urlopen(f"http://127.0.0.1:{port}/") as page:
                    page.read()
                return perf_counter() - start
            except URLError:
                sleep(0.02)
    sys.exit("`make demo` did not bring a first page")


@contextmanager
def _demonstration(clone: Path, port: int, settings: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """`make demo` under way, and stopped with all that it started."""
    command = ["make", "demo", f"PORT={port}"]
    server = subprocess.Popen(command, cwd=clone, env=settings, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        yield server
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _megabytes(folder: Path) -> float:
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob("*")) / 1e6


def _tools(clone: Path) -> float:
    return _megabytes(clone / ".tools") + _megabytes(clone / "frontend" / "node_modules")


def _seconds_to_help(clone: Path, settings: dict[str, str]) -> float:
    command = str(clone / ".venv" / "bin" / "concertation")
    times = []
    for _ in range(6):
        start = perf_counter()
        _run(command, "--help", cwd=clone, settings=settings)
        times.append(perf_counter() - start)
    return min(times[1:])


if __name__ == "__main__":
    main()
