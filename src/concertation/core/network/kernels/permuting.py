"""The sum of products of two networks, cell by cell, while the nodes of one are permuted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.compiling import compiled, shared_out

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Weights

    Counts = NDArray[np.int64]
    Places = NDArray[np.integer]


def permuted_products(
    size: int, first: tuple[Places, Places, Weights], second: tuple[Places, Places, Weights], permutations: Places
) -> Weights:
    """For each row p of ``permutations``, ``sum over i, j of first[i, j] second[p_i, p_j]``.

    Both are ordered pairs of ``size`` nodes (from, to, value), each pair once, all others zero. It is all that the
    correlation of two networks needs under permutation: means and variances do not move. Work for one permutation
    grows with the pairs of both, never with the square of the nodes. A NaN that meets a pair makes the sum NaN.
    Source: Hubert & Schultz, British Journal of Mathematical and Statistical Psychology 29 (1976) 190–241.
    """
    a, b = _rows(size, *second), _rows(size, *first)
    places = np.ascontiguousarray(permutations, dtype=np.int32)
    sums = np.zeros(len(places))
    shared_out(lambda start, step: _add(*a, *b, places, start, step, sums))
    return sums


def _rows(size: int, source: Places, target: Places, value: Weights) -> tuple[Counts, Indices, Weights]:
    order = np.argsort(source, kind="stable")
    starts = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(np.bincount(source, minlength=size), out=starts[1:])
    return starts, target[order].astype(np.int32), value[order].astype(np.float64)


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
