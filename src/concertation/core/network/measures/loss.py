"""What the network would lose with each organisation, all worked out in one pass over its blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.measures.answer import Answer, Column, share, shares, unknown
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.paths import paths_by_steps
from concertation.core.network.measures.reading import Reading
from concertation.core.network.network import Network


@dataclass(frozen=True)
class LossColumns:
    """Of each node: the pieces that its component falls into without it, and the ordered pairs still joined within."""

    pieces: Column
    joined: Column


def describe_loss(reading: Reading) -> Mapping[str, Answer]:
    """Fragmentation without each organisation, the pairs it alone joins, and the ties that go with it."""
    size, parts = reading.network.size, reading.parts
    columns = reading.cuts or without_each(reading.pairs, parts.labels, parts.sizes)
    own = parts.sizes[parts.labels].astype(np.float64)
    every = float((parts.sizes * (parts.sizes - 1)).sum())
    left = every - own * (own - 1) + columns.joined
    without = 1 - shares(left, (size - 1) * (size - 2))
    is_cut_point = columns.pieces > 1
    return {
        "fragmentation_without": without,
        "fragmentation_added": without - (1 - share(every, size * (size - 1))),
        "pairs_cut": ((own - 1) * (own - 2) - columns.joined) / 2,
        "is_cut_point": is_cut_point.astype(np.float64),
        "cut_point_count": float(is_cut_point.sum()),
        "pieces_without": columns.pieces.astype(np.float64),
        "ties_lost": shares(reading.pairs.all_neighbours.degrees, reading.pairs.tie_count),
    }


def without_each(pairs: Network, labels: NDArray[np.int64], sizes: NDArray[np.int64]) -> LossColumns:
    """Borgatti’s (2006) removal of one node, of every node at once.

    The blocks (biconnected components) and cut-points of a component form a tree; without a cut-point v, each block
    around it keeps the nodes of its side of the tree (Hopcroft and Tarjan 1973 find the blocks in one pass).
    """
    own = sizes[labels].astype(np.float64)
    pieces = np.where(own > 1, 1.0, 0.0)
    joined = (own - 1) * (own - 2)
    trees, cuts = pairs.graph.biconnected_components(return_articulation_points=True)
    source, target = pairs.source.tolist(), pairs.target.tolist()
    blocks = [sorted({end for tie in tree for end in (source[tie], target[tie])}) for tree in trees]
    below = _Branches(blocks, cuts, own)
    for cut in cuts:
        branches = below.around(cut)
        pieces[cut] = len(branches)
        joined[cut] = sum(branch * (branch - 1) for branch in branches)
    return LossColumns(pieces, joined)


class _Branches:
    """How many nodes lie on each side of each cut-point, from one walk over the tree of blocks."""

    def __init__(self, blocks: list[list[int]], cuts: list[int], own: Column) -> None:
        self.own = own
        self.around_cut: dict[int, list[int]] = {cut: [] for cut in cuts}
        self.cuts_of = [[node for node in block if node in self.around_cut] for block in blocks]
        for number, cuts_of in enumerate(self.cuts_of):
            for cut in cuts_of:
                self.around_cut[cut].append(number)
        self.inside = [len(block) - len(cuts_of) for block, cuts_of in zip(blocks, self.cuts_of, strict=True)]
        self.parent_cut: dict[int, int | None] = {}
        self.weight = [0] * len(blocks)
        self._weigh()

    def _weigh(self) -> None:
        for root in range(len(self.inside)):
            if root not in self.parent_cut:
                for block in reversed(self._walk(root)):
                    parent = self.parent_cut[block]
                    children = (
                        1 + sum(self.weight[other] for other in self.around_cut[cut] if other != block)
                        for cut in self.cuts_of[block]
                        if cut != parent
                    )
                    self.weight[block] = self.inside[block] + sum(children)

    def _walk(self, root: int) -> list[int]:
        order, self.parent_cut[root] = [root], None
        for block in order:
            for cut in self.cuts_of[block]:
                if cut != self.parent_cut[block]:
                    for other in self.around_cut[cut]:
                        if other != block:
                            self.parent_cut[other] = cut
                            order.append(other)
        return order

    def around(self, cut: int) -> list[float]:
        """The sizes of the pieces that its component falls into without that cut-point."""
        below = [float(self.weight[block]) for block in self.around_cut[cut] if self.parent_cut[block] == cut]
        above = self.own[cut] - 1 - sum(below)
        return [*below, above] if len(below) < len(self.around_cut[cut]) else below


def describe_bridges(reading: Reading) -> Mapping[str, Answer]:
    """The ties without which two parts would have nothing between them."""
    pairs, network = reading.pairs, reading.network
    is_bridge = np.zeros(pairs.tie_count)
    is_bridge[_bridges(reading)] = 1
    low, high = np.minimum(network.source, network.target), np.maximum(network.source, network.target)
    keys = pairs.source.astype(np.int64) * network.size + pairs.target
    place = np.searchsorted(keys, low.astype(np.int64) * network.size + high)
    return {"is_bridge": is_bridge[place], "bridge_count": float(is_bridge.sum())}


def _bridges(reading: Reading) -> NDArray[np.int64]:
    pairs = reading.pairs
    if not reading.cuts:
        return np.array(pairs.graph.bridges(), dtype=np.int64)
    low, high = reading.cuts.bridges.T.astype(np.int64)
    keys = pairs.source.astype(np.int64) * pairs.size + pairs.target
    return np.asarray(np.searchsorted(keys, low * pairs.size + high))


def describe_tie_betweenness(reading: Reading) -> Mapping[str, Answer]:
    """How often each tie lies on the shortest paths between two organisations."""
    if reading.network.size * reading.network.tie_count > _STEPS_OF_TIES:
        return {"tie_betweenness": TOO_MANY_STEPS}
    lengths = 1 / reading.network.weight if reading.lengths == "inverse" else None
    return {"tie_betweenness": np.array(reading.network.graph.edge_betweenness(weights=lengths), dtype=np.float64)}


def describe_weighted_loss(reading: Reading) -> Mapping[str, Answer]:
    """How far apart the others would be without each: each is removed in turn, so that small networks alone answer."""
    pairs, size = reading.pairs, reading.network.size
    if size > _IN_TURN:
        return {"distance_weighted_fragmentation_without": TOO_LARGE}
    inverses = np.zeros(size)
    for node in range(size):
        rows = pairs.among(np.arange(size) != node).all_neighbours
        inverses[node] = paths_by_steps(rows, rows, reading.seed).inverse.sum()
    return {"distance_weighted_fragmentation_without": 1 - shares(inverses, (size - 1) * (size - 2))}


_IN_TURN = 500
# Nodes times ties up to which every shortest path is followed over every tie: a minute.
_STEPS_OF_TIES = 2e9
TOO_MANY_STEPS = unknown(
    "A network of which organisations times ties are two billion at most: all shortest paths are followed.",
    "Un réseau dont les organismes multipliés par les liens font deux milliards au plus\u00a0: tous les plus courts "
    "chemins sont suivis.",
)
TOO_LARGE = unknown(
    "A network of 500 organisations at most: each is removed in turn.",
    "Un réseau d’au plus 500 organismes\u00a0: chacun est retiré à son tour.",
)

FAMILIES = (
    Family(
        (
            "fragmentation_without",
            "fragmentation_added",
            "pairs_cut",
            "is_cut_point",
            "cut_point_count",
            "pieces_without",
            "ties_lost",
        ),
        describe_loss,
    ),
    Family(("is_bridge", "bridge_count"), describe_bridges),
    Family(("tie_betweenness",), describe_tie_betweenness, follows_lengths=True),
    Family(("distance_weighted_fragmentation_without",), describe_weighted_loss),
)
