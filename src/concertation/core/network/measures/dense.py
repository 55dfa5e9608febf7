"""Few organisations and many ties: what closes is counted by products of matrices, where a list of triangles would not
fit in memory (1,500 organisations all tied have 562 million).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.measures.answer import Column
from concertation.core.network.network import Network

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class DenseHoles:
    """Constraint, effective size and triangles of each node; NaN for one without ties."""

    constraint: Column
    effective_size: Column
    triangles: NDArray[np.int64]


def holes_of(pairs: Network) -> DenseHoles:
    """Burt (1992) and triangles: Σ_j (p_ij + Σ_q p_iq p_qj)², Σ_j (1 − Σ_q p_iq m_jq), with matrices P and M.

    A weight that is unknown makes unknown what rests on it: the constraint of its two ends, and both figures of whoever
    is in a triangle with one.
    """
    tied, weights = _symmetric(pairs, np.ones(pairs.tie_count)), _symmetric(pairs, np.nan_to_num(pairs.weight))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.nan_to_num(weights / weights.sum(axis=1, keepdims=True))
        marginal = np.nan_to_num(weights / weights.max(axis=1, keepdims=True))
    shared = (tied @ tied) * tied
    constraint = (((share + share @ share) * tied) ** 2).sum(axis=1)
    effective = tied.sum(axis=1) - (share @ marginal.T * tied).sum(axis=1)
    triangles = np.rint(shared.sum(axis=1) / 2).astype(np.int64)
    own, alone = _ends_of_unknown(pairs), tied.sum(axis=1) == 0
    around = (shared[:, own] > 0).any(axis=1)
    return DenseHoles(
        constraint=np.where(alone | own | around, np.nan, constraint),
        effective_size=np.where(alone | (own & (triangles > 0)) | around, np.nan, effective),
        triangles=triangles,
    )


def _ends_of_unknown(pairs: Network) -> NDArray[np.bool_]:
    held, ends = np.isnan(pairs.weight), np.zeros(pairs.size, dtype=bool)
    ends[pairs.source[held]] = ends[pairs.target[held]] = True
    return ends


def closed_triads(network: Network) -> dict[str, int]:
    """The triads in which all three are tied, by kind (Holland and Leinhardt 1970): M the mutual ties, A the others."""
    arcs = arcs_of(network)
    mutual = arcs * arcs.T
    one_way = arcs - mutual
    ahead = one_way @ one_way
    counts = {
        "300": (mutual @ mutual * mutual).sum() / 6,
        "210": (mutual @ mutual * one_way).sum(),
        "120D": (one_way.T @ one_way * mutual).sum() / 2,
        "120U": (one_way @ one_way.T * mutual).sum() / 2,
        "120C": (ahead * mutual).sum(),
        "030T": (ahead * one_way).sum(),
        "030C": (ahead * one_way.T).sum() / 3,
    }
    return {name: round(float(count)) for name, count in counts.items()}


def closed_paths(network: Network, groups: NDArray[np.int64]) -> Matrix:
    """Of the paths a → b → c that a tie a → c closes, those of each role of b, a row a role (Gould and Fernandez)."""
    known = groups >= 0
    arcs = arcs_of(network) * known * known[:, None]
    same = groups == groups[:, None]
    within, across = arcs * same, arcs * ~same

    def through(inward: Matrix, outward: Matrix, closing: Matrix) -> Column:
        return np.asarray((inward * (closing @ outward.T)).sum(axis=0))

    consultant = through(across, across, within)
    return np.array(
        [
            through(within, within, arcs),
            consultant,
            through(within, across, arcs),
            through(across, within, arcs),
            through(across, across, arcs) - consultant,
        ]
    )


def arcs_of(network: Network) -> Matrix:
    """1 where a tie runs from the row to the column; both ways where ties have no direction."""
    if not network.is_directed:
        return _symmetric(network, np.ones(network.tie_count))
    arcs = np.zeros((network.size, network.size))
    arcs[network.source, network.target] = 1
    return arcs


def _symmetric(pairs: Network, values: Column) -> Matrix:
    matrix = np.zeros((pairs.size, pairs.size))
    matrix[pairs.source, pairs.target] = values
    return matrix + matrix.T
