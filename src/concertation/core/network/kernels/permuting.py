"""The sum of products of two networks, cell by cell, while the nodes of one are permuted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.compiling import compiled, shared_out

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Network, Weights

    Counts = NDArray[np.int64]


def permuted_products(first: Network, second: Network, permutations: NDArray[np.integer]) -> Weights:
    """For each row p of ``permutations``, ``sum over i, j of a[p_i, p_j] b[i, j]``, where untied pairs weigh zero.

    All that the correlation of two networks needs under permutation: means and variances do not move. ``a`` and ``b``
    are the weights of the two networks on the same nodes; in an undirected one each tie counts in both directions.
    Work for one permutation grows with the ties of both, never with pairs of nodes. A NaN weight that meets a tie makes
    the sum NaN. Source: Hubert & Schultz, British Journal of Mathematical and Statistical Psychology 29 (1976) 190–241.
    """
    a, b = first.out_neighbours, second.out_neighbours
    places = np.ascontiguousarray(permutations, dtype=np.int32)
    sums = np.zeros(len(places))
    shared_out(
        lambda start, step: _add(a.starts, a.ends, a.weights, b.starts, b.ends, b.weights, places, start, step, sums)
    )
    return sums


@compiled
def _add(
    a_starts: Counts,
    a_ends: Indices,
    a_weights: Weights,
    b_starts: Counts,
    b_ends: Indices,
    b_weights: Weights,
    permutations: Indices,
    first: int,
    step: int,
    sums: Weights,
) -> None:
    size = len(a_starts) - 1
    row = np.zeros(size)
    for k in range(first, len(permutations), step):
        place, total = permutations[k], 0.0
        for i in range(size):
            other = place[i]
            if b_starts[i] == b_starts[i + 1] or a_starts[other] == a_starts[other + 1]:
                continue
            for a in range(a_starts[other], a_starts[other + 1]):
                row[a_ends[a]] = a_weights[a]
            for b in range(b_starts[i], b_starts[i + 1]):
                total += b_weights[b] * row[place[b_ends[b]]]
            for a in range(a_starts[other], a_starts[other + 1]):
                row[a_ends[a]] = 0.0
        sums[k] = total
