"""Networks read from the register, at the demonstration and at 10,000 organisations; and 1,000,000 edges read.

python -m benchmarks.ties
"""

from __future__ import annotations

import io
from datetime import date
from functools import partial

import numpy as np

from benchmarks.register import make_register
from benchmarks.timing import peak_memory, timed
from concertation.core.demonstration import rows_as_snapshot
from concertation.core.demonstration.region import make_region
from concertation.core.network import NETWORK_KINDS, relations_from
from concertation.core.snapshot import Snapshot
from concertation.exchange.edge_list import read_edge_list

_DAY = date(2026, 6, 30)
_SEED = 7


def main() -> None:
    """Prints one line a network."""
    book, _ = make_region(np.random.default_rng(_SEED), last_day=_DAY)
    _print_networks("demonstration", rows_as_snapshot(book, as_of=_DAY))
    _print_networks("10,000 organisations", make_register(40_000, seed=_SEED))
    _print_edges(1_000_000)
    print(f"highest memory {peak_memory():.0f} MB")


def _print_networks(name: str, snapshot: Snapshot) -> None:
    counts = {kind: snapshot[kind].height for kind in ("organisation", "partnership", "membership", "tie")}
    print(name, counts)
    for kind in NETWORK_KINDS:
        found, cost = timed(partial(relations_from, snapshot, kind))
        print(f"  {kind}: {found.network.size:,} nodes, {found.network.tie_count:,} ties, {cost}")


def _print_edges(count: int) -> None:
    ends = np.random.default_rng(_SEED).integers(0, count // 4, (count, 2))
    text = io.StringIO()
    text.write("source,target,weight\n")
    text.writelines(f"organisation-{one},organisation-{two},1\n" for one, two in ends.tolist())
    content = text.getvalue().encode()
    _, cost = timed(partial(read_edge_list, content, is_directed=True, filename="edges.csv"))
    print(f"{count:,} edges of a CSV file ({len(content) / 2**20:.0f} MB), {cost}")


if __name__ == "__main__":
    main()
