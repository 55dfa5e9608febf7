"""What a deed costs: wall time as a person waits, CPU time of all threads, and memory at its highest."""

from __future__ import annotations

import resource
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import Any


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of one run: on the clock, and of all processors together."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:.2f} s wall, {self.cpu:.2f} s CPU"


def timed(deed: Callable[[], Any]) -> tuple[Any, Cost]:
    """The outcome of one run and its cost."""
    wall, cpu = perf_counter(), process_time()
    outcome = deed()
    return outcome, Cost(perf_counter() - wall, process_time() - cpu)


def repeated(deed: Callable[[], Any], *, times: int) -> tuple[Any, list[Cost]]:
    """The last outcome and the cost of each run."""
    runs = [timed(deed) for _ in range(times)]
    return runs[-1][0], [cost for _, cost in runs]


def typical(costs: Sequence[Cost]) -> Cost:
    """The median of wall times, and that of CPU times."""
    return Cost(median(cost.wall for cost in costs), median(cost.cpu for cost in costs))


def peak_memory() -> float:
    """Megabytes that this process has held at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
