"""Organisations in towns, partnerships between them, and the ties that these make; from a seed."""

from __future__ import annotations

import numpy as np
import polars as pl

from concertation.core.network import Network, network_of

TOWN = 60
FROM_HOME = 0.82
TOLD_BY_BOTH = 0.55


def told_network(size: int, *, seed: int = 5) -> Network:
    """A directed, weighted network: whom each organisation says it works with, about eight each.

    A partnership has 2 to 25 members, small ones the most frequent; 82 in a hundred come from its home town, the more
    attractive (Pareto) the more often. Its members are tied two by two; each tie is told by both or by one of its ends.
    """
    chance = np.random.default_rng(seed)
    members, tables = _memberships(size, chance)
    source, target = _pairs(members, tables)
    is_turned = chance.random(len(source)) < 0.5
    source, target = np.where(is_turned, target, source), np.where(is_turned, source, target)
    both = chance.random(len(source)) < TOLD_BY_BOTH
    ties = pl.DataFrame(
        {"source": np.concatenate((source, target[both])), "target": np.concatenate((target, source[both]))}
    )
    ties = ties.unique(maintain_order=True).with_columns(
        pl.Series("weight", chance.integers(1, 6, ties.unique().height).astype(float))
    )
    nodes = pl.DataFrame(
        {"key": np.arange(size), "town": np.arange(size) // TOWN, "sector": chance.integers(0, 8, size)}
    )
    return network_of(nodes, ties, is_directed=True, is_weighted=True)


def _memberships(size: int, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    attraction = chance.pareto(2.0, size) + 0.1
    towns = -(-size // TOWN)
    counts = np.clip(np.round(2 + chance.exponential(2.4, int(size * 0.55))), 2, 25).astype(np.int64)
    counts = counts[np.cumsum(counts) <= size * 2.78]
    tables = np.repeat(np.arange(len(counts)), counts)
    home = np.repeat(chance.integers(0, towns, len(counts)), counts)
    heaviness = np.cumsum(attraction)
    first, last = heaviness[home * TOWN] - attraction[home * TOWN], heaviness[np.minimum(home * TOWN + TOWN, size) - 1]
    is_home = chance.random(len(tables)) < FROM_HOME
    drawn = chance.random(len(tables))
    place = np.where(is_home, first + drawn * (last - first), drawn * heaviness[-1])
    return np.minimum(np.searchsorted(heaviness, place), size - 1), tables


def _pairs(members: np.ndarray, tables: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    seats = pl.DataFrame({"table": tables, "member": members}).unique(maintain_order=True)
    met = seats.join(seats, on="table").filter(pl.col("member") < pl.col("member_right"))
    pairs = met.select("member", "member_right").unique().sort("member", "member_right")
    return pairs["member"].to_numpy(), pairs["member_right"].to_numpy()
