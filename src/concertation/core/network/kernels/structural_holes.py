"""Burt's measures of every node in one pass: constraint, effective size, triangles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.compiling import compiled, shared_out
from concertation.core.network.kernels.shared_neighbours import is_longer, place_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Neighbours, Weights


@dataclass(frozen=True, slots=True, eq=False)
class Holes:
    """One number a node; constraint and effective size of an isolate are NaN."""

    constraint: Weights
    effective_size: Weights
    triangles: NDArray[np.int64]


def structural_holes(rows: Neighbours) -> Holes:
    """Constraint, effective size and triangles of every node; ``rows`` hold each tie in both directions.

    With ``w_ij`` the weight between two nodes (both directions added): ``p_ij = w_ij / sum_k w_ik`` is the share of
    i's ties invested in j and ``m_jq = w_jq / max_k w_jk``. Constraint is ``sum_j (p_ij + sum_q p_iq p_qj)^2`` and
    effective size ``sum_j (1 - sum_q p_iq m_jq)``; where all weights are one, that is ``d - 2t/d``. Work grows with the
    sum over ties of the lesser degree of their ends. A NaN weight makes the measures that rest on it NaN.
    Source: Burt, Structural Holes (1992), ch. 2; Borgatti, Connections 20 (1997) 35–38.
    """
    degrees = rows.degrees
    owner = np.repeat(np.arange(len(degrees)), degrees)
    share = rows.weights / np.bincount(owner, rows.weights, len(degrees))[owner]
    strongest = np.zeros(len(degrees))
    with np.errstate(invalid="ignore"):
        np.maximum.at(strongest, owner, rows.weights)
    marginal = rows.weights / strongest[rows.ends]
    constraint, effective = np.full(len(degrees), np.nan), np.full(len(degrees), np.nan)
    triangles = np.zeros(len(degrees), dtype=np.int64)
    shared_out(
        lambda first, step: _visit(
            rows.starts, rows.ends, share, marginal, first, step, constraint, effective, triangles
        )
    )
    return Holes(constraint, effective, triangles)


@compiled
def _visit(
    starts: NDArray[np.int64],
    ends: NDArray[np.int32],
    share: Weights,
    marginal: Weights,
    first: int,
    step: int,
    constraint: Weights,
    effective: Weights,
    triangles: NDArray[np.int64],
) -> None:
    size = len(starts) - 1
    mark = np.full(size, -1, np.int32)
    invested = np.zeros(size)
    for i in range(first, size, step):
        if starts[i] == starts[i + 1]:
            continue
        for a in range(starts[i], starts[i + 1]):
            mark[ends[a]] = i
            invested[ends[a]] = share[a]
        redundant, closed = 0.0, 0
        for a in range(starts[i], starts[i + 1]):
            q, own = ends[a], share[a]
            if is_longer(starts, q, i):
                for c in range(starts[i], starts[i + 1]):
                    b = place_of(ends, starts[q], starts[q + 1], ends[c])
                    if b >= 0:
                        invested[ends[c]] += own * share[b]
                        redundant += own * marginal[b]
                        closed += 1
                continue
            for b in range(starts[q], starts[q + 1]):
                j = ends[b]
                if mark[j] == i:
                    invested[j] += own * share[b]
                    redundant += own * marginal[b]
                    closed += 1
        total = 0.0
        for a in range(starts[i], starts[i + 1]):
            total += invested[ends[a]] ** 2
        constraint[i] = total
        effective[i] = starts[i + 1] - starts[i] - redundant
        triangles[i] = closed // 2
