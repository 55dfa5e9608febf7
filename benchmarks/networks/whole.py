"""The report of a million organisations: ``python -m benchmarks.networks.whole [n]``.

The ground is made in another process and read back from a file, so that the memory told is that of the report alone.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

from benchmarks.networks.ground import told_network
from benchmarks.networks.telling import SEED, tell, tell_ground
from benchmarks.timing import timed
from concertation.core.network import Network
from concertation.core.network.report import measure_network

COMMUNITIES = {"community", "community_count", "modularity"}


def measure(network: Network) -> None:
    """Everything a report holds by default, approximations labelled."""
    tell_ground(network, "numba", "igraph", "numpy", "polars")
    tell("the network read back", timed(lambda: None)[1])
    report, ours = timed(lambda: measure_network(network, group="sector"))
    tell(f"every measure of a report, {len(report.exactness)}", ours)
    for method in dict.fromkeys(one.method.en for one in report.exactness.values()):
        named = [(name, one) for name, one in report.exactness.items() if one.method.en == method]
        errors = {f"±{100 * one.error:.0f} %" for _, one in named if one.error is not None}
        print(f"  {method} {' '.join(sorted(errors))}: {', '.join(name for name, _ in named)}")


def write(folder: Path, size: int) -> None:
    """The ties alone (undirected), in two files."""
    network = told_network(size, seed=SEED).undirected()
    network.nodes.write_parquet(folder / "nodes.parquet")
    ties = {"source": network.source, "target": network.target, "weight": network.weight}
    pl.DataFrame(ties).write_parquet(folder / "ties.parquet")


def read(folder: Path) -> Network:
    """The network of those files."""
    nodes, ties = pl.read_parquet(folder / "nodes.parquet"), pl.read_parquet(folder / "ties.parquet")
    source, target, weight = (ties[name].to_numpy() for name in ("source", "target", "weight"))
    return Network(nodes, source, target, weight, is_directed=False, is_weighted=True)


if __name__ == "__main__":
    if "--write" in sys.argv:
        write(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        for one in [int(word) for word in sys.argv[1:]] or [1_000_000]:
            with tempfile.TemporaryDirectory() as place:
                command = [sys.executable, "-m", "benchmarks.networks.whole", "--write", place, str(one)]
                subprocess.run(command, check=True)
                measure(read(Path(place)))
