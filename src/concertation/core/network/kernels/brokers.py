"""In which role each node is the middle of open two-step paths, by the groups of the three."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.compiling import compiled, inlined, shared_out
from concertation.core.network.kernels.shared_neighbours import is_longer, place_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Neighbours, Weights

    Counts = NDArray[np.int64]


def roles_of(outward: Neighbours, inward: Neighbours, groups: Counts) -> Weights:
    """One row a role, one column a node: paths a → b → c with a not tied to c, counted for b.

    Rows are coordinator (a, b, c of one group), consultant (a and c of one, b of another), representative (a and b),
    gatekeeper (b and c), liaison (all differ). ``groups`` below zero are unknown: paths that touch one are left out.
    All paths are counted by the groups of both ends, then those that return or that a tie closes are taken away: work
    grows with the sum over ties of the lesser degree of their ends. Source: Gould & Fernandez, Sociological Methodology
    19 (1989) 89–126.
    """
    rows = (outward.starts, outward.ends, inward.starts, inward.ends)
    parts = shared_out(lambda first, step: _walk(*rows, groups, int(groups.max(initial=-1)) + 1, first, step))
    roles: Weights = np.sum(parts, axis=0)
    return roles


@inlined
def _role(a: int, b: int, c: int) -> int:
    if a == b:
        return 0 if c == b else 2
    if c == b:
        return 3
    return 1 if a == c else 4


@compiled
def _walk(
    out_starts: Counts,
    out_ends: Indices,
    in_starts: Counts,
    in_ends: Indices,
    groups: Counts,
    count: int,
    first: int,
    step: int,
) -> Weights:
    size = len(out_starts) - 1
    roles, mark = np.zeros((5, size)), np.full(size, -1, np.int32)
    received, given = np.zeros(count), np.zeros(count)
    for b in range(first, size, step):
        own = groups[b]
        if own < 0:
            continue
        from_all, to_all = 0.0, 0.0
        for k in range(in_starts[b], in_starts[b + 1]):
            if groups[in_ends[k]] >= 0:
                received[groups[in_ends[k]]] += 1
                from_all += 1
        for k in range(out_starts[b], out_starts[b + 1]):
            if groups[out_ends[k]] >= 0:
                given[groups[out_ends[k]]] += 1
                to_all += 1
        alike = 0.0
        for k in range(in_starts[b], in_starts[b + 1]):
            group = groups[in_ends[k]]
            if group >= 0 and group != own:
                alike += given[group]
        from_own, to_own = received[own], given[own]
        roles[0, b] = from_own * to_own
        roles[1, b] = alike
        roles[2, b] = from_own * (to_all - to_own)
        roles[3, b] = (from_all - from_own) * to_own
        roles[4, b] = (from_all - from_own) * (to_all - to_own) - alike
        for k in range(in_starts[b], in_starts[b + 1]):
            if groups[in_ends[k]] >= 0:
                received[groups[in_ends[k]]] = 0
        for k in range(out_starts[b], out_starts[b + 1]):
            mark[out_ends[k]] = b
            if groups[out_ends[k]] >= 0:
                given[groups[out_ends[k]]] = 0
        for k in range(in_starts[b], in_starts[b + 1]):
            a = in_ends[k]
            if groups[a] < 0:
                continue
            if mark[a] == b:
                roles[_role(groups[a], own, groups[a]), b] -= 1
            if is_longer(out_starts, a, b):
                for other in range(out_starts[b], out_starts[b + 1]):
                    c = out_ends[other]
                    if c != a and groups[c] >= 0 and place_of(out_ends, out_starts[a], out_starts[a + 1], c) >= 0:
                        roles[_role(groups[a], own, groups[c]), b] -= 1
                continue
            for other in range(out_starts[a], out_starts[a + 1]):
                c = out_ends[other]
                if mark[c] == b and groups[c] >= 0:
                    roles[_role(groups[a], own, groups[c]), b] -= 1
    return roles
