"""The process that does long work beside the pages: started with them, started again when it dies, ended with them."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Seconds before a process that died is started again: one that cannot live does not keep the machine busy.
_PAUSE = 5.0


@contextmanager
def working_beside() -> Iterator[None]:
    """Long work is done while this lasts."""
    over = threading.Event()
    keeper = threading.Thread(target=_keep_alive, args=(over,), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(timeout=_PAUSE * 2)


def _keep_alive(over: threading.Event) -> None:
    command = [sys.executable, "-m", "concertation.cli", "work", "--with-parent"]
    while not over.is_set():
        with subprocess.Popen(command, stdin=subprocess.PIPE) as worker:  # noqa: S603 our own program
            while worker.poll() is None and not over.is_set():
                over.wait(timeout=0.5)
            if worker.poll() is None:
                worker.terminate()
        over.wait(timeout=_PAUSE)
