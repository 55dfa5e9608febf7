"""In which role each node is the middle of open two-step paths, by the groups of the three."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.compiling import compiled, shared_out

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Neighbours, Weights

    Counts = NDArray[np.int64]


def roles_of(outward: Neighbours, groups: Counts) -> Weights:
    """One row a role, one column a node: paths a → b → c with a not tied to c, counted for b.

    Rows are coordinator (a, b, c of one group), consultant (a and c of one, b of another), representative (a and b),
    gatekeeper (b and c), liaison (all differ). ``groups`` below zero are unknown: paths that touch one are left out.
    Work grows with the sum over arcs of the degrees of their ends. Source: Gould & Fernandez, Sociological Methodology
    19 (1989) 89–126.
    """
    parts = shared_out(lambda first, step: _walk(outward.starts, outward.ends, groups, first, step))
    roles: Weights = np.sum(parts, axis=0)
    return roles


@compiled
def _walk(starts: Counts, ends: Indices, groups: Counts, first: int, step: int) -> Weights:
    size = len(starts) - 1
    roles, mark = np.zeros((5, size)), np.full(size, -1, np.int32)
    for a in range(first, size, step):
        if groups[a] < 0:
            continue
        mark[a] = a
        for k in range(starts[a], starts[a + 1]):
            mark[ends[k]] = a
        for k in range(starts[a], starts[a + 1]):
            b = ends[k]
            if groups[b] < 0:
                continue
            for other in range(starts[b], starts[b + 1]):
                c = ends[other]
                if mark[c] == a or groups[c] < 0:
                    continue
                if groups[a] == groups[b]:
                    role = 0 if groups[c] == groups[b] else 2
                elif groups[c] == groups[b]:
                    role = 3
                else:
                    role = 1 if groups[a] == groups[c] else 4
                roles[role, b] += 1.0
    return roles
