"""Organisations taken several at once: without whom the others fall apart, and who together is nearest to all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.network.kernels import can_answer
from concertation.core.network.measures.answer import Answer, Column, Exactness, Figure, share, unknown
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.loss import LossColumns, without_each
from concertation.core.network.measures.reading import Reading
from concertation.core.network.network import Network
from concertation.core.text import Text

Set = tuple[int, ...]
Worth = Callable[[Set], Column]

# Convention: how many are taken together; more are no longer talked about one by one.
MOST_TOGETHER = 5
# Steps (nodes and ties) that a search may take, shared out over the starts; of the sets found, so many go on.
_STEPS, _FEWEST_STARTS, _MOST_STARTS, _MOST_HELD = 100_000, 6, 200, 60
_BRANCHES = 4
_DISTANCES = 2_000


@dataclass(frozen=True, slots=True)
class KeySet:
    """Nodes taken together, ascending, and what they are worth together."""

    nodes: Set
    worth: float


@dataclass(frozen=True)
class _Search:
    """Greedy growth from several starts, each set then exchanged one for one as long as that is better.

    ``worth`` gives of a set the worth of that set with each other node beside it (−∞ for its own).
    """

    worth: Worth
    known: dict[Set, Column] = field(default_factory=dict)

    def beside(self, held: Set) -> Column:
        if held not in self.known:
            self.known[held] = self.worth(held)
        return self.known[held]

    def grown(self, held: Set, branches: int = 1) -> list[KeySet]:
        worth = self.beside(held)
        best = np.argsort(-worth, kind="stable")[: min(branches, len(worth) - len(held))]
        return [KeySet(tuple(sorted((*held, one))), float(worth[one])) for one in best.tolist()]

    def exchanged(self, found: KeySet) -> KeySet:
        while True:
            without = (tuple(one for one in found.nodes if one != left) for left in found.nodes)
            best = min((one for held in without for one in self.grown(held)), key=_order)
            if best.worth <= found.worth:
                return found
            found = best

    def sets(self, starts: Iterable[int], most: int, width: int) -> Iterator[KeySet]:
        held: list[Set] = [(start,) for start in starts]
        for _ in range(2, most + 1):
            grown = {one.nodes: one for set_held in held for one in self.grown(set_held, _BRANCHES)}
            kept = sorted(grown.values(), key=_order)[:width]
            better = {one.nodes: one for one in map(self.exchanged, kept)}
            found = sorted(better.values(), key=_order)
            held = [one.nodes for one in found]
            yield found[0]


def _order(one: KeySet) -> tuple[float, Set]:
    return -one.worth, one.nodes


def describe_apart(reading: Reading) -> Mapping[str, Answer]:
    """Sets of two to five without whom fewest pairs of the others would still be joined (KPP-Neg)."""
    pairs = reading.pairs
    found = sets_that_part(pairs, seed=reading.seed)
    rows = [(*_named(pairs, one), 1 - share(-one.worth, _pairs(pairs.size - len(one.nodes)))) for one in found]
    schema = {**_SCHEMA, "fragmentation": pl.Float64()}
    return {"key_players_apart": Figure(pl.DataFrame(rows, schema, orient="row"), exactness=_searched(reading.seed))}


def describe_reach(reading: Reading) -> Mapping[str, Answer]:
    """Sets of two to five from which the way to all is shortest (KPP-Pos)."""
    if reading.network.size > _DISTANCES:
        return {"key_players_reach": TOO_LARGE}
    found = sets_that_reach(reading.network, seed=reading.seed)
    rows = [(*_named(reading.network, one), one.worth) for one in found]
    schema = {**_SCHEMA, "distance_weighted_reach": pl.Float64()}
    return {"key_players_reach": Figure(pl.DataFrame(rows, schema, orient="row"), exactness=_searched(reading.seed))}


_SCHEMA = {"together": pl.Int64(), "keys": pl.List(pl.String)}


def _named(network: Network, one: KeySet) -> tuple[int, list[str]]:
    return len(one.nodes), network.nodes["key"].gather(list(one.nodes)).to_list()


def _pairs(size: int) -> int:
    return size * (size - 1)


def sets_that_part(pairs: Network, *, most: int = MOST_TOGETHER, seed: int = 0) -> list[KeySet]:
    """Of each number from two to ``most``, the nodes without which fewest ordered pairs are joined, worth minus those.

    Borgatti (2006), KPP-Neg with F: one pass over the cut-points of what is left weighs every node that may be added.
    """
    search = _Search(lambda held: -_joined_without(pairs, held))
    cost, most = pairs.size + pairs.tie_count, min(most, pairs.size - 2)
    return list(_found(search, pairs.all_neighbours.degrees, cost, most, seed))


def _joined_without(pairs: Network, held: Set) -> Column:
    """The ordered pairs still joined without those held and each other node."""
    out = list(held)
    left = pairs.keeping(~(np.isin(pairs.source, out) | np.isin(pairs.target, out)))
    labels, sizes, columns = _loss(left)
    own = sizes[labels].astype(np.float64)
    joined = float((sizes * (sizes - 1)).sum()) - own * (own - 1) + columns.joined
    joined[out] = np.inf
    return joined


def _loss(pairs: Network) -> tuple[NDArray[np.int64], NDArray[np.int64], LossColumns]:
    if can_answer(pairs.size):
        from concertation.core.network.kernels.cut_points import cuts  # noqa: PLC0415 - compiled code

        found = cuts(pairs.all_neighbours)
        columns = LossColumns(found.pieces.astype(np.float64), found.joined.astype(np.float64))
        return found.component.astype(np.int64), found.sizes, columns
    labels = np.array(pairs.graph.connected_components(), dtype=np.int64)
    sizes = np.bincount(labels)
    return labels, sizes, without_each(pairs, labels, sizes)


def sets_that_reach(network: Network, *, most: int = MOST_TOGETHER, seed: int = 0) -> list[KeySet]:
    """Of each number from two to ``most``, the nodes of largest distance-weighted reach; worth is that reach.

    Borgatti (2006), KPP-Pos: Σ 1/d(set, j) over all nodes as a share of them, those of the set counting 1 each; along
    the direction of ties, in steps.
    """
    with np.errstate(divide="ignore"):
        near = 1 / np.array(network.graph.distances(), dtype=np.float64)
    np.fill_diagonal(near, 1.0)

    def beside(held: Set) -> Column:
        worth = np.maximum(near, near[list(held)].max(axis=0, initial=0.0)).mean(axis=1)
        worth[list(held)] = -np.inf
        return np.asarray(worth)

    cost, most = network.size**2 // 16, min(most, network.size - 1)
    return list(_found(_Search(beside), network.all_neighbours.degrees, cost, most, seed))


def _found(search: _Search, degrees: NDArray[np.int64], cost: int, most: int, seed: int) -> Iterator[KeySet]:
    passes = max(_STEPS // max(cost, 1), _FEWEST_STARTS)
    starts = _starts(search.beside(()), degrees, min(passes, _MOST_STARTS), seed)
    return search.sets(starts, most, int(np.clip(passes // 20, 1, _MOST_HELD)))


def _starts(alone: Column, degrees: NDArray[np.int64], count: int, seed: int) -> list[int]:
    """All nodes of a small network; of a larger one those that weigh most alone, the best tied, and some drawn."""
    size = len(alone)
    if size <= count:
        return list(range(size))
    third = count // 3
    chosen = [*np.argsort(-alone, kind="stable")[:third], *np.argsort(-degrees, kind="stable")[:third]]
    drawn = np.random.default_rng(seed).choice(size, count - 2 * third, replace=False)
    return sorted({int(one) for one in (*chosen, *drawn)})


def _searched(seed: int) -> Exactness:
    return Exactness(is_exact=False, method=_SEARCH, seed=seed)


_SEARCH = Text(
    en="grown one by one from several starts, then exchanged one for one as long as that is better: another set may be "
    "as good, or better",
    fr="formé un à un à partir de plusieurs départs, puis échangé un pour un tant que c’est mieux\u00a0: un autre "
    "ensemble peut valoir autant, ou mieux",
)
TOO_LARGE = unknown(
    "A network of 2,000 organisations at most: the way from each to each is held.",
    "Un réseau d’au plus 2\u00a0000 organismes\u00a0: on y garde le chemin de chacun à chacun.",
)

FAMILIES = (
    Family(("key_players_apart",), describe_apart),
    Family(("key_players_reach",), describe_reach),
)
