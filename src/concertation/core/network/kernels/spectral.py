"""Standing that comes from the standing of neighbours: eigenvector centrality and PageRank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.compiling import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Neighbours, Weights

    Counts = NDArray[np.int64]

_BASIS, _KEPT, _ROUNDS = 20, 6, 200


def pagerank(inward: Neighbours, outward: Neighbours, *, damping: float = 0.85, tolerance: float = 1e-14) -> Weights:
    """Where a walker is found who follows a tie with chance ``damping``, and otherwise starts anew anywhere.

    Rows are ``in_neighbours`` and ``out_neighbours``; ``strength`` adds the weights that leave a node. Solves
    ``x = 1 + d sum_u w_uv x_u / strength_u`` by Gauss–Seidel, then scales the sum to one, which is the same as sending
    a walker without ties anywhere. Stops when a round moves less than ``tolerance`` of the whole.
    Source: Brin & Page, Computer Networks 30 (1998) 107–117; Gleich, SIAM Review 57 (2015) 321–363.
    """
    size = len(inward.starts) - 1
    if not size:
        return np.empty(0)
    strength = np.bincount(np.repeat(np.arange(size), outward.degrees), outward.weights, size)
    share = damping * inward.weights / strength[inward.ends]
    rank = _settle(inward.starts, inward.ends, share, tolerance)
    scaled: Weights = rank / rank.sum()
    return scaled


@compiled
def _settle(starts: Counts, ends: Indices, share: Weights, tolerance: float) -> Weights:
    size = len(starts) - 1
    rank = np.ones(size)
    for _ in range(250):  # each round leaves 0.85 of the error at most: nothing after so many
        moved, whole = 0.0, 0.0
        for node in range(size):
            total = 1.0
            for a in range(starts[node], starts[node + 1]):
                total += share[a] * rank[ends[a]]
            moved += abs(total - rank[node])
            whole += total
            rank[node] = total
        if moved <= tolerance * whole:
            break
    return rank


def leading_eigenvector(rows: Neighbours, *, tolerance: float = 1e-13) -> tuple[float, Weights]:
    """The largest eigenvalue and its eigenvector, the highest entry scaled to one.

    ``rows`` hold each tie in both directions. ``x_v = sum_u w_vu x_u / lambda`` for the largest lambda, by
    thick-restart Lanczos from the degrees; stops when ``|A x - lambda x| <= tolerance * lambda``. Outside the component
    of the largest lambda it is zero; where two components share it, the network does not define the vector, and the
    start decides. Source: Bonacich, American Journal of Sociology 92 (1987) 1170–1182; Wu & Simon, SIAM Journal on
    Matrix Analysis and Applications 22 (2000) 602–616.
    """
    size = len(rows.starts) - 1
    if not len(rows.ends):
        return 0.0, np.zeros(size)
    width = min(_BASIS, size)
    basis, projected = np.zeros((size, width + 1)), np.zeros((width + 1, width + 1))
    start = rows.degrees.astype(np.float64)
    basis[:, 0] = start / np.sqrt(np.sum(start * start))
    known = 0
    for _ in range(_ROUNDS):
        left = _extend(rows.starts, rows.ends, rows.weights, basis, projected, known, width)
        values, vectors = np.linalg.eigh(projected[:width, :width])
        if abs(left * vectors[-1, -1]) <= tolerance * values[-1]:
            break
        known = min(_KEPT, width - 1)
        basis[:, :known], basis[:, known] = basis[:, :width] @ vectors[:, -known:], basis[:, width].copy()
        projected[:] = 0
        projected[range(known), range(known)] = values[-known:]
    leading = basis[:, :width] @ vectors[:, -1]
    leading /= leading[np.argmax(np.abs(leading))]
    return float(values[-1]), np.maximum(leading, 0.0)


@compiled
def _extend(
    starts: Counts, ends: Indices, weights: Weights, basis: Weights, projected: Weights, known: int, width: int
) -> float:
    """Fill the basis from column ``known`` on, and the matrix as seen in it; how much the last step leaves outside."""
    size, left = len(starts) - 1, 0.0
    image, seen, vector = np.empty(size), np.empty(width + 1), basis[:, known].copy()
    for k in range(known, width):
        whole = 0.0
        for node in range(size):
            total = 0.0
            for a in range(starts[node], starts[node + 1]):
                total += weights[a] * vector[ends[a]]
            image[node] = total
            whole += total * total
        projected[: k + 1, k] = 0.0
        for _ in range(2):
            left = _take_out(basis, image, seen, k + 1)
            projected[: k + 1, k] += seen[: k + 1]
        projected[k, : k + 1] = projected[: k + 1, k]
        is_spent = left <= 1e-26 * whole  # the basis holds all that the start leads to
        left = 0.0 if is_spent else np.sqrt(left)
        for node in range(size):
            vector[node] = 0.0 if is_spent else image[node] / left
            basis[node, k + 1] = vector[node]
    return left


@compiled
def _take_out(basis: Weights, image: Weights, seen: Weights, count: int) -> float:
    """What the first columns of the basis hold of the image, taken out of it; the square of what is left."""
    seen[:count] = 0.0
    for node in range(len(image)):
        for column in range(count):
            seen[column] += basis[node, column] * image[node]
    left = 0.0
    for node in range(len(image)):
        held = 0.0
        for column in range(count):
            held += basis[node, column] * seen[column]
        image[node] -= held
        left += image[node] * image[node]
    return left
