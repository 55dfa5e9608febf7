"""What every benchmark of networks prints: on what, with what, how long, and whether the answers agree."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

import numpy as np

from benchmarks.timing import Cost, peak_memory, timed
from concertation.core.network import Network

SEED = 5


def tell_ground(network: Network, *packages: str) -> None:
    """The network, the seed, the versions and how busy the machine is."""
    ties = network.undirected().tie_count
    arcs = f", {network.tie_count:,} told" if network.is_directed else ""
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    print(f"{network.size:,} organisations, {ties:,} ties{arcs}; seed {SEED}; {versions}")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}", flush=True)


def tell(label: str, cost: Cost, more: str = "") -> None:
    """One line: what, how long, and the highest memory so far."""
    print(f"  {label:<44}{cost}; {peak_memory():,.0f} MB {more}", flush=True)


def added(costs: list[Cost]) -> Cost:
    """The cost of several runs one after the other."""
    return Cost(sum(one.wall for one in costs), sum(one.cpu for one in costs))


def each(peer: str, measures: Mapping[str, Callable[[], Any]]) -> tuple[dict[str, Any], Cost]:
    """The peer's answers one by one, each timed, and the cost of all."""
    answers, costs = {}, []
    for name, ask in measures.items():
        answers[name], cost = timed(ask)
        costs.append(cost)
        tell(f"  {peer}: {name}", cost)
    return answers, added(costs)


def tell_ratio(label: str, theirs: Cost, ours: Cost) -> None:
    """How many times less than a peer we take, on the clock and of all processors together."""
    print(f"  {label}: {theirs.wall / ours.wall:.1f} × on the clock, {theirs.cpu / ours.cpu:.1f} × of processor")


def agree(ours: Mapping[str, Any], theirs: Mapping[str, Any], *, tolerance: float = 1e-6) -> None:
    """Stops with the name of the first measure on which answers part by more than ``tolerance`` of the largest."""
    farthest = 0.0
    for name, answer in theirs.items():
        mine, other = np.asarray(ours[name], dtype=float), np.asarray(answer, dtype=float)
        apart = np.nan_to_num(np.abs(mine - other)).max(initial=0) / max(float(np.nanmax(np.abs(other))), 1e-300)
        assert apart <= tolerance, f"{name}: answers differ by {apart:.1e}"
        assert np.array_equal(np.isnan(mine), np.isnan(other)), f"{name}: answers are not known for the same nodes"
        farthest = max(farthest, apart)
    print(f"  {len(theirs)} measures compared, largest difference {farthest:.1e} of the largest figure")
