"""Groups that meet, fund or act together without a registered partnership."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.discovery.emerging.occasions import WAYS
from concertation.core.network.network import Network, network_of

# Conventions. A group has three organisations at least: two are a likely link. A pair counts when it shared two
# occasions, so that a single meeting makes nobody partners. Each member is so tied to more than half of the others.
LEAST_MEMBERS = 3
LEAST_OCCASIONS = 2
# Convention: what each of the three signs adds at most to the points, and the occasions a pair that give it whole.
_POINTS = {"density": 40.0, "ways": 30.0, "occasions": 30.0}
_MANY = 6.0


@dataclass(frozen=True, slots=True)
class EmergingGroup:
    """Organisations that act as partners do, with why it is thought so.

    ``tied_pairs`` of ``pairs`` shared ``LEAST_OCCASIONS`` occasions at least; ``occasions`` counts distinct ones by
    way; ``points`` (0 to 100) order groups for review and mean nothing else.
    """

    members: tuple[str, ...]
    tied_pairs: int
    pairs: int
    occasions: dict[str, int]
    points: float

    @property
    def density(self) -> float:
        """The share of the pairs that are tied."""
        return self.tied_pairs / self.pairs


def find_groups(occasions: pl.DataFrame) -> list[EmergingGroup]:
    """Groups in the occasions of ``unexplained_occasions``, those with the most points first.

    Definition: pairs with ``LEAST_OCCASIONS`` distinct occasions are tied, weighted by how many; ties that close no
    triangle are set aside. In each component, whoever is tied to the fewest others leaves, one at a time, until every
    one left is tied to more than half of the rest: that is a group, so that who knows many that never meet makes
    none. The search goes on among those who are in no group yet. ``points`` = 40 · density + 30 · ways/5
    + 30 · min(1, occasions a pair/6). No occasion, no group.

    Source: peeling by least degree, S. B. Seidman, Social Networks 5 (1983), 269–287; more than half of the rest,
    S. B. Seidman and B. L. Foster (k-plexes), Journal of Mathematical Sociology 6 (1978), 139–154. The thresholds and
    the points are conventions.
    """
    ties = occasions.group_by(source="one", target="other").agg(weight=pl.struct("fact_kind", "fact_key").n_unique())
    ties = ties.filter(pl.col("weight") >= LEAST_OCCASIONS).sort("source", "target")
    if ties.is_empty():
        return []
    network = network_of(pl.DataFrame(schema={"key": pl.String}), ties, is_directed=False, is_weighted=True)
    found = [_described(network, part, occasions) for part in _close_parts(network)]
    return sorted(found, key=lambda group: (-group.points, group.members))


def _close_parts(network: Network) -> Iterator[list[int]]:
    closed = network.keeping(_in_triangles(network))
    near = _near(closed)
    labels = np.array(closed.graph.connected_components(), dtype=np.int64)
    for label in range(labels.max(initial=-1) + 1):
        left = set(np.flatnonzero(labels == label).tolist())
        while len(left) >= LEAST_MEMBERS:
            part = _thinned({node: near[node] & left for node in left})
            if not part:
                break
            left -= part
            if len(part) >= LEAST_MEMBERS:
                yield sorted(part)


def _in_triangles(network: Network) -> NDArray[np.bool_]:
    """Whether the ends of each tie share another."""
    near = _near(network)
    return np.array([not near[one].isdisjoint(near[other]) for one, other in _ends(network)], dtype=bool)


def _near(network: Network) -> list[set[int]]:
    near: list[set[int]] = [set() for _ in range(network.size)]
    for one, other in _ends(network):
        near[one].add(other)
        near[other].add(one)
    return near


def _ends(network: Network) -> Iterator[tuple[int, int]]:
    return zip(network.source.tolist(), network.target.tolist(), strict=True)


def _thinned(near: dict[int, set[int]]) -> set[int]:
    """Those left once who is tied to the fewest has left, again and again, until all are tied to over half the rest."""
    counts = {node: len(others) for node, others in near.items()}
    queue = [(count, node) for node, count in counts.items()]
    heapify(queue)
    while queue:
        count, node = heappop(queue)
        if counts.get(node) != count:
            continue
        if 2 * count > len(counts) - 1:
            break
        del counts[node]
        for other in near[node] & counts.keys():
            counts[other] -= 1
            heappush(queue, (counts[other], other))
    return set(counts)


def _described(network: Network, part: list[int], occasions: pl.DataFrame) -> EmergingGroup:
    inside = network.among(np.isin(np.arange(network.size), part))
    members = tuple(sorted(inside.nodes["key"]))
    among = occasions.filter(pl.col("one").is_in(members) & pl.col("other").is_in(members))
    counts = among.group_by("way").agg(pl.struct("fact_kind", "fact_key").n_unique().alias("count"))
    by_way = dict(counts.iter_rows())
    pairs = len(members) * (len(members) - 1) // 2
    return EmergingGroup(
        members=members,
        tied_pairs=inside.tie_count,
        pairs=pairs,
        occasions={way: by_way[way] for way in WAYS if way in by_way},
        points=_points(inside.tie_count / pairs, len(by_way), float(inside.weight.mean())),
    )


def _points(density: float, ways: int, occasions_a_pair: float) -> float:
    shares = {"density": density, "ways": ways / len(WAYS), "occasions": min(1.0, occasions_a_pair / _MANY)}
    return sum(_POINTS[sign] * share for sign, share in shares.items())
