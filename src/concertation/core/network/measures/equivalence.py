"""Who stands in the same place: organisations tied to the same others."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.network.measures.answer import Answer, Column, unknown
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.portions import portions, spread
from concertation.core.network.measures.reading import Reading
from concertation.core.network.network import Neighbours, Network

_Pairs = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]

# Pairs that share a contact, each contact apart, up to which all are looked at: a minute, and two gigabytes.
_MOST_SHARING = 5e7
TOO_MANY_SHARING = unknown(
    "A network in which fewer pairs share a contact: here more than fifty million do, each contact counted apart.",
    "Un réseau où moins de paires partagent un contact\u00a0: ici, plus de cinquante millions, chaque "
    "contact compté à part.",
)


def describe_equivalence(reading: Reading) -> Mapping[str, Answer]:
    """The nearest equivalent of each organisation, and how near it is."""
    network = reading.network
    if sum(float((row.degrees.astype(np.float64) ** 2).sum()) for row in _rows(network)) > _MOST_SHARING:
        return {"structural_equivalence": TOO_MANY_SHARING}
    one, other, likeness = jaccard(network)
    keys = network.nodes["key"].cast(pl.String)
    both = pl.DataFrame(
        {"node": np.concatenate((one, other)), "twin": np.concatenate((other, one)), "value": np.tile(likeness, 2)}
    )
    nearest = both.sort(["node", "value", "twin"], descending=[False, True, False]).group_by(
        "node", maintain_order=True
    )
    found = nearest.first()
    return {
        "structural_equivalence": pl.DataFrame(
            {
                "key": keys.gather(found["node"]),
                "other": keys.gather(found["twin"]),
                "structural_equivalence": found["value"],
            }
        )
    }


def jaccard(network: Network) -> tuple[NDArray[np.int64], NDArray[np.int64], Column]:
    """The pairs that share a neighbour, and of the others either is tied to, the share that both are.

    Where ties have a direction, those named and those who name are told apart. A tie between the two does not count.
    """
    rows, size = _rows(network), network.size
    found = [common_neighbours(row) for row in rows]
    keys, place = np.unique(np.concatenate([one * size + other for one, other, _ in found]), return_inverse=True)
    shared = np.bincount(place, np.concatenate([count for _, _, count in found]), minlength=len(keys))
    one, other = np.divmod(keys, max(size, 1))
    degrees = np.sum([row.degrees for row in rows], axis=0)
    between = np.sum([_is_tied(row, one, other) + _is_tied(row, other, one) for row in rows], axis=0)
    return one, other, shared / (degrees[one] + degrees[other] - between - shared)


def _rows(network: Network) -> list[Neighbours]:
    """Whom each names and who names each, where these differ."""
    return [network.out_neighbours, network.in_neighbours] if network.is_directed else [network.all_neighbours]


def _is_tied(rows: Neighbours, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    size = len(rows.starts) - 1
    keys = np.repeat(np.arange(size), rows.degrees) * size + rows.ends
    return np.isin(one * size + other, keys).astype(np.int64)


def common_neighbours(rows: Neighbours) -> _Pairs:
    """The pairs of nodes (lower first) that share a neighbour, and how many they share."""
    size = len(rows.starts) - 1
    degrees = rows.degrees
    middle = np.repeat(np.arange(size), degrees)
    back = np.lexsort((middle, rows.ends))
    holders, starts = middle[back], np.searchsorted(rows.ends[back], np.arange(size + 1))
    wedges = (starts[1:] - starts[:-1])[rows.ends]
    keys, counts = np.zeros(0, np.int64), np.zeros(0, np.int64)
    for part in portions(wedges):
        row, slot = spread(part, wedges[part], starts[rows.ends[part]])
        one, other = middle[row], holders[slot]
        fresh, shared = np.unique((one * size + other)[one < other], return_counts=True)
        keys, place = np.unique(np.concatenate((keys, fresh)), return_inverse=True)
        counts = np.bincount(place, np.concatenate((counts, shared)), minlength=len(keys)).astype(np.int64)
    return keys // max(size, 1), keys % max(size, 1), counts


def correlations(network: Network) -> NDArray[np.float64]:
    """For each two nodes, the correlation of their ties with all others, given and received (Burt 1976).

    The two themselves are left out; unknown where one is tied to all others alike. A matrix: for small networks.
    """
    size = network.size
    ties = np.zeros((size, size))
    ties[network.source, network.target] = network.weight if network.is_weighted else 1.0
    if not network.is_directed:
        ties += ties.T
    answer = np.full((size, size), np.nan)
    for one in range(size):
        for other in range(one + 1, size):
            kept = np.ones(size, dtype=bool)
            kept[[one, other]] = False
            left = np.concatenate((ties[one, kept], ties[kept, one]))
            right = np.concatenate((ties[other, kept], ties[kept, other]))
            if left.size and np.ptp(left) and np.ptp(right):
                answer[one, other] = answer[other, one] = np.corrcoef(left, right)[0, 1]
    return answer


FAMILIES = (Family(("structural_equivalence",), describe_equivalence),)
