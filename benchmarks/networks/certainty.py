"""Claim: intervals under silence hold the truth as often as they say, at 30 % non-response, but for the cases told.

Run: ``python -m benchmarks.networks.certainty [REPLICATIONS [FOLDER]]``. Networks are made by models or read from
FOLDER; those of the second table were never tried while the method was made. Of each replication 30 % of the
organisations, drawn at random, are silent: their rows are hidden. Printed: how often the 95 % interval holds what the
whole network has, and how wide it is on average, by measure; for betweenness, the same of the five brokers whom the
intervals put first, and of the five who truly are. The truth of a read network is one network, of a made one a fresh
network each time. Then CPU times of intervals, QAP and MRQAP.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.networks.silenced import (
    Floats,
    Making,
    base,
    made,
    made_held_back,
    made_networks,
    read_held_back,
    read_networks,
)
from benchmarks.timing import peak_memory, repeated, typical
from concertation.core.estimate import Estimate, Unknown
from concertation.core.network import Network
from concertation.core.network.assurance import under_silence
from concertation.core.network.certainty import OF_NETWORKS, columns_under_silence, estimates_under_silence
from concertation.core.network.certainty.conventions import CertaintyConventions
from concertation.core.network.certainty.missing import NetworkMeasure, NodeMeasure
from concertation.core.network.certainty.regression import regress
from concertation.core.network.certainty.relation import relation_of
from concertation.core.network.certainty.relations import correlate

SEED = 1988
SILENT = 0.3
DRAWS = 300
ENOUGH = 90
BROKERS = 5
CONVENTIONS = CertaintyConventions(draws=DRAWS)


def main(replications: int, folder: Path | None) -> None:
    """Print one line a network: those that the method was tuned on, then those that it was not."""
    print(
        f"95 % intervals, {SILENT:.0%} silent, {replications} replications a line, {DRAWS} draws: coverage in %, width"
    )
    for title, networks in (
        ("tuned on these", (*made_networks(), *read_networks(folder))),
        ("held back", (*made_held_back(), *read_held_back(folder))),
    ):
        print(f"\n| {' | '.join((title, 'n', *MEASURES, *BROKER_LABELS))} |")
        print("|---" * (2 + len(MEASURES) + len(BROKER_LABELS)) + "|")
        for name, size, make in networks:
            cells = [_cell(*one) for one in _coverage(make, replications).T]
            print(f"| {' | '.join((name, str(size), *cells))} |", flush=True)
    _print_times()


def _cell(share: float, width: float) -> str:
    """In bold where the interval holds the truth less often than nine times in ten."""
    held, wide = f"{share * 100:.0f}", f"{width:.0f}" if width >= 10 else f"{width:.2g}"
    return f"{f'**{held}**' if float(held) < ENOUGH else held} · {wide}"


def _coverage(make: Making, replications: int) -> Floats:
    random = np.random.default_rng(SEED)
    return np.asarray(np.mean([_held(make(random), random, seed) for seed in range(replications)], axis=0))


def _held(network: Network, random: np.random.Generator, seed: int) -> Floats:
    """Whether each interval holds, and how wide it is."""
    answered = np.ones(network.size, dtype=np.bool_)
    answered[random.choice(network.size, round(SILENT * network.size), replace=False)] = False
    group = "group" if "group" in network.nodes.columns else None
    told = network.keeping(answered[network.source])
    found = estimates_under_silence(told, answered, MEASURES, seed=seed, conventions=CONVENTIONS, group=group)
    columns = columns_under_silence(told, answered, BETWEENNESS, seed=seed, conventions=CONVENTIONS, group=group)
    wholes = [_of_estimate(found[name], measure(network)) for name, measure in MEASURES.items()]
    return np.column_stack([*wholes, *_of_brokers(columns, betweenness(network))])


def _of_estimate(found: Estimate | Unknown, truth: float) -> tuple[float, float]:
    if isinstance(found, Unknown) or found.low is None or found.high is None:
        return float(np.isnan(truth)), 0.0
    return float(found.low - 1e-9 <= truth <= found.high + 1e-9), found.high - found.low


def _of_brokers(columns: pl.DataFrame | Unknown, truth: Floats) -> Iterator[tuple[float, float]]:
    """The same for betweenness, of the five whom intervals put first and of the five who are first."""
    assert isinstance(columns, pl.DataFrame)
    low, value, high = (columns[name].to_numpy() for name in ("low", "value", "high"))
    held = (low - 1e-9 <= truth) & (truth <= high + 1e-9)
    for ranking in (value, truth):
        first = np.argsort(-ranking, kind="stable")[:BROKERS]
        yield float(held[first].mean()), float((high - low)[first].mean())


def betweenness(network: Network) -> Floats:
    """How many shortest ways of others pass by each organisation, ties having a direction."""
    return np.asarray(network.graph.betweenness(), dtype=np.float64)


MEASURES: Mapping[str, NetworkMeasure] = {
    "density": OF_NETWORKS["density"],
    "reciprocity": OF_NETWORKS["reciprocity_of_ties"],
    "mean degree": OF_NETWORKS["mean_degree"],
    "centralis.": OF_NETWORKS["degree_centralisation"],
    "out-centr.": OF_NETWORKS["out_degree_centralisation"],
    "in-centr.": OF_NETWORKS["in_degree_centralisation"],
    "transitivity": OF_NETWORKS["transitivity"],
}
BETWEENNESS: Mapping[str, NodeMeasure] = {"betweenness": betweenness}
BROKER_LABELS = ("brokers (est.)", "brokers (true)")


def _print_times() -> None:
    random = np.random.default_rng(SEED)
    for size in (25, 40, 100):
        network = made(random, np.full((size, size), base(0.1, size)), 1.5)
        cost = typical(repeated(partial(_told_in_part, network), times=3)[1])
        print(f"{size} organisations, all that a page says of silence: {cost}, {peak_memory():.0f} MB")
    conventions = CertaintyConventions(permutations=2_000)
    one, other = (relation_of(made(random, np.full((1_000, 1_000), base(0.12, 1_000)), 0.0)) for _ in range(2))
    cost = typical(repeated(lambda: correlate(one, other, seed=1, conventions=conventions), times=3)[1])
    print(f"QAP, 1,000 organisations, {len(one.told.value):,} arcs: {cost.cpu / 2_000 * 1e6:.0f} µs CPU a permutation")
    explained, first, second = (relation_of(made(random, np.full((100, 100), -2.0), 0.0)) for _ in range(3))
    by = {"first": first, "second": second}
    cost = typical(repeated(lambda: regress(explained, by, seed=1, conventions=conventions), times=1)[1])
    print(f"MRQAP, 100 organisations, two networks, 2,000 permutations each: {cost}")


def _told_in_part(network: Network) -> object:
    """Of a network of its own each time, since what is drawn stays with the one that it was drawn of."""
    return under_silence(replace(network), np.arange(network.size) >= SILENT * network.size)


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 200,
        Path(sys.argv[2]) if len(sys.argv) > 2 else None,
    )
