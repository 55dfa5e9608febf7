"""Networks on which intervals under silence are tried: those that they were tuned on, and those that were held back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.network import Network, network_of

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
SIZES = (25, 50, 100)
HELD_BACK_SIZES = (30, 60)
Making = Callable[[np.random.Generator], Network]


def made_networks() -> Iterator[tuple[str, int, Making]]:
    """Networks of about five ties told an organisation, by five models and three sizes."""
    models: Mapping[str, Callable[[int, np.random.Generator], Network]] = {
        "Bernoulli": lambda size, random: made(random, np.full((size, size), base(0.1, size)), 0.0),
        "reciprocal": lambda size, random: made(random, np.full((size, size), base(0.05, size)), 3.0),
        "communities, not told": lambda size, random: _in_communities(random, size),
        "communities, told": lambda size, random: _told(_in_communities(random, size)),
        "heavy degrees": lambda size, random: _heavy(random, size),
    }
    for size in SIZES:
        yield from ((name, size, partial(make, size)) for name, make in models.items())


def base(share: float, size: int) -> float:
    odds = share * 50 / size
    return float(np.log(odds / (1 - odds)))


def _in_communities(random: np.random.Generator, size: int) -> Network:
    group = np.arange(size) % 4
    near, far = base(0.25, size), base(0.018, size)
    return made(random, np.where(group[:, None] == group, near, far), 1.5)


def _told(network: Network) -> Network:
    group = pl.Series("group", [str(place % 4) for place in range(network.size)])
    return replace(network, nodes=network.nodes.with_columns(group))


def _heavy(random: np.random.Generator, size: int) -> Network:
    active = random.standard_normal(size)
    liked = 0.6 * active + 0.8 * random.standard_normal(size)
    return made(random, base(0.03, size) + 1.2 * active[:, None] + 1.2 * liked, 1.5)


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


def made_held_back() -> Iterator[tuple[str, int, Making]]:
    """Networks by models that the method was never tuned on: it was fixed before any of these was completed."""
    models: Mapping[str, Callable[[int, np.random.Generator], Network]] = {
        "small world": _small_world,
        "core and periphery": _core_and_periphery,
        "p1, skewed": _skewed,
        "preferential attachment": _attached,
        "places in a plane": _in_a_plane,
        "a quarter names nobody": _some_quiet,
    }
    for size in HELD_BACK_SIZES:
        yield from ((name, size, partial(make, size)) for name, make in models.items())


def _small_world(size: int, random: np.random.Generator) -> Network:
    """A ring of four neighbours, one tie in ten moved (Watts & Strogatz 1998); each end tells four ties in five."""
    tied = np.zeros((size, size), dtype=np.bool_)
    for step in (1, 2):
        for one in range(size):
            moved = random.random() < 0.1
            tied[one, int(random.integers(size)) if moved else (one + step) % size] = True
    return _of_square((tied | tied.T) & (random.random((size, size)) < 0.8))


def _core_and_periphery(size: int, random: np.random.Generator) -> Network:
    core = np.arange(size) < size // 5
    inside, across, outside = base(0.35, size), base(0.12, size), base(0.03, size)
    odds = np.where(core[:, None] & core, inside, np.where(core[:, None] | core, across, outside))
    return made(random, odds, 1.5)


def _skewed(size: int, random: np.random.Generator) -> Network:
    """p₁ with expansiveness of Laplace’s law and popularity of Gumbel’s, each apart from the other."""
    active, liked = random.laplace(scale=0.7, size=size), random.gumbel(scale=0.8, size=size)
    return made(random, base(0.04, size) + active[:, None] + liked, 2.0)


def _attached(size: int, random: np.random.Generator) -> Network:
    """Each names four who came before, in proportion to one plus how often they are named; two in five return it."""
    named = np.zeros((size, size), dtype=np.bool_)
    for one in range(1, size):
        shares = 1.0 + named[:, :one].sum(axis=0)
        chosen = random.choice(one, min(4, one), replace=False, p=shares / shares.sum())
        named[one, chosen] = True
        named[chosen, one] = random.random(len(chosen)) < 0.4
    return _of_square(named)


def _in_a_plane(size: int, random: np.random.Generator) -> Network:
    """Log-odds fall with distance (Hoff, Raftery & Handcock 2002)."""
    places = random.standard_normal((size, 2))
    away = np.linalg.norm(places[:, None] - places, axis=-1)
    return made(random, base(0.35, size) - 1.5 * away, 1.0)


def _some_quiet(size: int, random: np.random.Generator) -> Network:
    odds = np.full((size, size), base(0.08, size))
    odds[random.random(size) < 0.25] = -30.0
    return made(random, odds, 2.0)


def _of_square(named: Flags) -> Network:
    np.fill_diagonal(named, val=False)
    source, target = np.nonzero(named)
    return _network([str(place) for place in range(len(named))], source.astype(str), target.astype(str))


def read_held_back(folder: Path | None) -> Iterator[tuple[str, int, Making]]:
    """Published networks that the method was never tuned on; what ``benchmarks/networks/emon.R`` writes is read too."""
    if folder is None:
        return
    for name in ("flo_marriage", "flo_business"):
        keys = pl.read_csv(folder / name / "nodes.csv", infer_schema=False)["id"].to_list()
        yield name, len(keys), partial(_as_read, _told_by_both(_listed(folder / name / "edges.csv", keys)))
    jupiter = _listed(folder / "cdc_jupiter" / "edges.csv", None, relation="PARTNER_WITH")
    yield "cdc_jupiter, partners", jupiter.size, partial(_as_read, _told_by_both(jupiter))
    for name, least in (("southern_women", 3), ("brunson_club_membership", 2)):
        network = _meeting(folder / name, least)
        yield f"{name}, {least}", network.size, partial(_as_read, network)
    for file in sorted((folder / "sna").glob("*.csv")):
        network = _listed(file, None)
        yield file.stem, network.size, partial(_as_read, network)


def _listed(file: Path, keys: list[str] | None, relation: str | None = None) -> Network:
    ties = pl.read_csv(file, infer_schema=False)
    ties = ties.filter(pl.col("relation") == relation) if relation else ties
    source, target = ties["source"], ties["target"]
    keys = keys or pl.concat([source, target.alias("source")]).unique().sort().to_list()
    return _network(keys, source.to_numpy(), target.to_numpy())


def _meeting(folder: Path, least: int) -> Network:
    """Who shares so many events or clubs, told by both; the larger side."""
    ties = pl.read_csv(folder / "edges.csv", infer_schema=False)
    side = max(ties.columns, key=lambda name: ties[name].n_unique())
    other = next(name for name in ties.columns if name != side)
    met = ties.join(ties, on=other, suffix="_too").filter(pl.col(side) != pl.col(f"{side}_too"))
    pairs = met.group_by(side, f"{side}_too").len().filter(pl.col("len") >= least)
    keys = ties[side].unique().sort().to_list()
    return _network(keys, pairs[side].to_numpy(), pairs[f"{side}_too"].to_numpy())
