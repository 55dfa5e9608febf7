"""A report below 2,000 organisations in a process that has done nothing yet: ``python -m benchmarks.networks.small``.

Told from the first import of the network's rooms on, as a page that opens first would wait; nothing is compiled.
"""

from __future__ import annotations

import statistics
import subprocess
import sys

_TIMES = 5
_RUN = """
import sys, time
from benchmarks.networks.ground import told_network
network = told_network({size}, seed=5)
start, spent = time.perf_counter(), time.process_time()
from concertation.core.network.report import measure_network
report = measure_network(network, group="sector")
assert "numba" not in sys.modules
print(time.perf_counter() - start, time.process_time() - spent, len(report.exactness), network.tie_count)
"""


def measure(size: int) -> None:
    """The median of five fresh processes."""
    command = [sys.executable, "-W", "ignore", "-c", _RUN.format(size=size)]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(_TIMES)]
    walls, cpus, counts, arcs = zip(*((float(word) for word in run.stdout.split()) for run in runs), strict=True)
    wall, cpu = statistics.median(walls), statistics.median(cpus)
    what = f"{size:,} organisations, {arcs[0]:,.0f} told ties: {counts[0]:.0f} measures"
    print(f"{what} in {wall:.3f} s wall, {cpu:.3f} s CPU", flush=True)


if __name__ == "__main__":
    for one in [int(word) for word in sys.argv[1:]] or [250, 500, 1_000, 1_999]:
        measure(one)
