"""Claim: intervals under silence hold the truth as often as they say, at 30 % non-response, but for the cases told.

Run: ``python -m benchmarks.networks.certainty [REPLICATIONS [FOLDER]]``. Networks are made by five models, or read from
FOLDER (``tobacco_indiana``, ``nfdi``: edge lists in CSV); of each replication 30 % of the organisations, drawn at
random, are silent: their rows are hidden. Printed: how often the 95 % interval holds what the whole network has, by
measure; for betweenness, how often it does so for the five brokers whom the intervals put first, and for the five who
truly are. The truth of a read network is one network, of a made one a fresh network each time. Then CPU times of
intervals, QAP and MRQAP.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.timing import peak_memory, repeated, typical
from concertation.core.network import Network, network_of
from concertation.core.network.certainty.conventions import CertaintyConventions
from concertation.core.network.certainty.missing import completed_networks, estimates_under_silence
from concertation.core.network.certainty.regression import regress
from concertation.core.network.certainty.relation import relation_of
from concertation.core.network.certainty.relations import correlate

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
SEED = 1988
SILENT = 0.3
DRAWS = 300
BROKERS = 5
SIZES = (25, 50, 100)
CONVENTIONS = CertaintyConventions(draws=DRAWS)


def main(replications: int, folder: Path | None) -> None:
    """Print one line a network."""
    print(f"95 % intervals, {SILENT:.0%} silent, {replications} replications a line, {DRAWS} draws: coverage in %")
    print(f"{'network':28}{'n':>5}{''.join(f'{name:>15}' for name in (*MEASURES, *BROKER_LABELS))}")
    for name, size, make in (*made_networks(), *read_networks(folder)):
        shares = _coverage(make, replications)
        print(f"{name:28}{size:>5}{''.join(f'{share:>15.0%}' for share in shares)}", flush=True)
    _print_times()


def _coverage(make: Callable[[np.random.Generator], Network], replications: int) -> Floats:
    random = np.random.default_rng(SEED)
    return np.asarray(np.mean([_held(make(random), random, seed) for seed in range(replications)], axis=0))


def _held(network: Network, random: np.random.Generator, seed: int) -> Floats:
    answered = np.ones(network.size, dtype=np.bool_)
    answered[random.choice(network.size, round(SILENT * network.size), replace=False)] = False
    group = "group" if "group" in network.nodes.columns else None
    told = network.keeping(answered[network.source])
    drawn = [_measured(one) for one in completed_networks(told, answered, seed=seed, draws=DRAWS, group=group)]
    low, middle, high = np.nanquantile(np.array(drawn), [0.025, 0.5, 0.975], axis=0)
    truth, count = _measured(network), len(MEASURES)
    held = (low - 1e-9 <= truth) & (truth <= high + 1e-9)
    return np.array([*held[:count], _of_first(held, middle, count), _of_first(held, truth, count)])


def _of_first(held: Flags, ranking: Floats, count: int) -> float:
    return float(held[count:][np.argsort(-ranking[count:], kind="stable")[:BROKERS]].mean())


def _measured(network: Network) -> Floats:
    return np.array([*(measure(network) for measure in MEASURES.values()), *network.as_igraph.betweenness()])


def density(network: Network) -> float:
    """m/(n(n − 1))."""
    return network.tie_count / (network.size * (network.size - 1))


def reciprocity(network: Network) -> float:
    """Share of arcs that are returned."""
    source, target = network.source.astype(np.int64), network.target.astype(np.int64)
    returned = np.isin(source * network.size + target, target * network.size + source, assume_unique=True)
    return float(returned.mean()) if len(returned) else 0.0


def partners(network: Network) -> NDArray[np.int64]:
    """How many partners each organisation has, either end’s word."""
    low, high = np.minimum(network.source, network.target), np.maximum(network.source, network.target)
    pairs = np.unique(low.astype(np.int64) * network.size + high)
    return np.bincount(pairs // network.size, minlength=network.size) + np.bincount(
        pairs % network.size, minlength=network.size
    )


def mean_degree(network: Network) -> float:
    """Partners on the average."""
    return float(partners(network).mean())


def _centralisation(degrees: NDArray[np.int64], most: float) -> float:
    return float((degrees.max() - degrees).sum() / most)


def centralisation(network: Network) -> float:
    """Freeman’s, of partners."""
    return _centralisation(partners(network), (network.size - 1) * (network.size - 2))


def out_centralisation(network: Network) -> float:
    """Freeman’s, of ties told."""
    return _centralisation(np.bincount(network.source, minlength=network.size), (network.size - 1) ** 2)


def in_centralisation(network: Network) -> float:
    """Freeman’s, of times named."""
    return _centralisation(np.bincount(network.target, minlength=network.size), (network.size - 1) ** 2)


def transitivity(network: Network) -> float:
    """3 × triangles / connected triples, either end’s word."""
    return float(network.as_igraph.transitivity_undirected(mode="zero"))


MEASURES: Mapping[str, Callable[[Network], float]] = {
    "density": density,
    "reciprocity": reciprocity,
    "mean degree": mean_degree,
    "centralis.": centralisation,
    "out-centr.": out_centralisation,
    "in-centr.": in_centralisation,
    "transitivity": transitivity,
}
BROKER_LABELS = ("brokers (est.)", "brokers (true)")

Making = Callable[[np.random.Generator], Network]


def made_networks() -> Iterator[tuple[str, int, Making]]:
    """Networks of about five ties told an organisation, by five models and three sizes."""
    models: Mapping[str, Callable[[int, np.random.Generator], Network]] = {
        "Bernoulli": lambda size, random: made(random, np.full((size, size), _base(0.1, size)), 0.0),
        "reciprocal": lambda size, random: made(random, np.full((size, size), _base(0.05, size)), 3.0),
        "communities, not told": lambda size, random: _in_communities(random, size),
        "communities, told": lambda size, random: _told(_in_communities(random, size)),
        "heavy degrees": lambda size, random: _heavy(random, size),
    }
    for size in SIZES:
        yield from ((name, size, partial(make, size)) for name, make in models.items())


def _base(share: float, size: int) -> float:
    odds = share * 50 / size
    return float(np.log(odds / (1 - odds)))


def _in_communities(random: np.random.Generator, size: int) -> Network:
    group = np.arange(size) % 4
    near, far = _base(0.25, size), _base(0.018, size)
    return made(random, np.where(group[:, None] == group, near, far), 1.5)


def _told(network: Network) -> Network:
    group = pl.Series("group", [str(place % 4) for place in range(network.size)])
    return replace(network, nodes=network.nodes.with_columns(group))


def _heavy(random: np.random.Generator, size: int) -> Network:
    active = random.standard_normal(size)
    liked = 0.6 * active + 0.8 * random.standard_normal(size)
    return made(random, _base(0.03, size) + 1.2 * active[:, None] + 1.2 * liked, 1.5)


def made(random: np.random.Generator, odds: Floats, mutual: float) -> Network:
    """P(yᵢⱼ, yⱼᵢ) ∝ exp(oᵢⱼ·yᵢⱼ + oⱼᵢ·yⱼᵢ + ρ·yᵢⱼ·yⱼᵢ): p₁ with what is given."""
    size = len(odds)
    one, other = np.triu_indices(size, 1)
    forth, back = odds[one, other], odds[other, one]
    weights = np.exp(np.stack([np.zeros(len(one)), forth, back, forth + back + mutual]))
    ladder = np.cumsum(weights / weights.sum(axis=0), axis=0)
    state = (random.random(len(one)) > ladder).sum(axis=0)
    arcs = [(one, other, (state == 1) | (state == 3)), (other, one, state >= 2)]
    source = np.concatenate([a[is_there] for a, _, is_there in arcs])
    target = np.concatenate([b[is_there] for _, b, is_there in arcs])
    return _network([str(place) for place in range(size)], source.astype(str), target.astype(str))


def _network(keys: list[str], source: NDArray[np.str_], target: NDArray[np.str_]) -> Network:
    ties = pl.DataFrame({"source": source, "target": target}, schema={"source": pl.String, "target": pl.String})
    return network_of(pl.DataFrame({"key": keys}), ties, is_directed=True)


def read_networks(folder: Path | None) -> Iterator[tuple[str, int, Making]]:
    """Networks of real organisations, each told by its ends; none where there is no such folder."""
    files = (
        () if folder is None else (*folder.glob("tobacco_indiana/TC[cd]*_edges.csv"), *folder.glob("nfdi/NFDI_*.csv"))
    )
    for file in sorted(file for file in files if "TCdist" not in file.name):
        ties = pl.read_csv(file, infer_schema=False)
        source, target = ties.columns[:2]
        keys = pl.concat([ties[source], ties[target].alias(source)]).unique().sort().to_list()
        network = _network(keys, ties[source].to_numpy(), ties[target].to_numpy())
        yield file.stem, network.size, partial(_as_read, network if "NFDI" in file.name else _told_by_both(network))


def _told_by_both(network: Network) -> Network:
    """Files of Indiana hold each pair once: there, both ends tell it."""
    keys = network.nodes["key"].to_numpy()
    ends = keys[network.source], keys[network.target]
    return _network(keys.tolist(), np.concatenate(ends), np.concatenate(ends[::-1]))


def _as_read(network: Network, _random: np.random.Generator) -> Network:
    return network


def _print_times() -> None:
    random = np.random.default_rng(SEED)
    network = made(random, np.full((100, 100), _base(0.1, 100)), 1.5)
    answered = np.arange(100) >= 30
    chosen = ("density", "reciprocity", "mean degree", "centralis.", "transitivity")
    measures = {name: MEASURES[name] for name in chosen}

    def complete() -> object:
        conventions = CertaintyConventions(draws=500)
        return estimates_under_silence(network, answered, measures, seed=1, conventions=conventions)

    cost = typical(repeated(complete, times=3)[1])
    print(f"100 organisations, 500 draws, five measures of the network: {cost}, {peak_memory():.0f} MB")
    conventions = CertaintyConventions(permutations=2_000)
    one, other = (relation_of(made(random, np.full((1_000, 1_000), _base(0.12, 1_000)), 0.0)) for _ in range(2))
    cost = typical(repeated(lambda: correlate(one, other, seed=1, conventions=conventions), times=3)[1])
    print(f"QAP, 1,000 organisations, {len(one.told.value):,} arcs: {cost.cpu / 2_000 * 1e6:.0f} µs CPU a permutation")
    explained, first, second = (relation_of(made(random, np.full((100, 100), -2.0), 0.0)) for _ in range(3))
    by = {"first": first, "second": second}
    cost = typical(repeated(lambda: regress(explained, by, seed=1, conventions=conventions), times=1)[1])
    print(f"MRQAP, 100 organisations, two networks, 2,000 permutations each: {cost}")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 200,
        Path(sys.argv[2]) if len(sys.argv) > 2 else None,
    )
