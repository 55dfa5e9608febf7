"""Who stands between others: Burt’s structural holes, and the five roles of Gould and Fernandez."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.kernels import can_answer
from concertation.core.network.measures.answer import Answer, Column, Figure, share, shares
from concertation.core.network.measures.dense import closed_paths
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Reading
from concertation.core.network.measures.triangles import Triangles
from concertation.core.network.network import Network

ROLES = ("coordinator", "consultant", "representative", "gatekeeper", "liaison")


@dataclass(frozen=True)
class BurtColumns:
    """Constraint and effective size of each node; NaN for one without ties."""

    constraint: Column
    effective_size: Column


def describe_holes(reading: Reading) -> Mapping[str, Answer]:
    """How far each is held by contacts who know one another, and how many of its contacts are not redundant."""
    columns = reading.holes or burt(reading.pairs, reading.triangles)
    degrees = reading.pairs.all_neighbours.degrees
    return {
        "constraint": columns.constraint,
        "effective_size": columns.effective_size,
        "efficiency_of_contacts": shares(columns.effective_size, degrees),
    }


def burt(pairs: Network, triangles: Triangles) -> BurtColumns:
    """Burt (1992): with z the weights of both directions added and p_ij = z_ij / Σ_k z_ik,

    constraint Σ_j (p_ij + Σ_q p_iq p_qj)² over the contacts j, effective size Σ_j (1 − Σ_q p_iq z_jq / max_k z_jk).
    """
    size, weight = pairs.size, pairs.weight
    ends = np.array([pairs.source, pairs.target], dtype=np.int64)
    sums = np.bincount(ends.ravel(), np.tile(weight, 2), minlength=size)
    most = np.zeros(size)
    with np.errstate(invalid="ignore"):  # an unknown weight makes the greatest unknown
        np.maximum.at(most, ends.ravel(), np.tile(weight, 2))
    through = np.zeros((2, pairs.tie_count))  # Σ_q p_iq p_qj for i the source of the pair, then for i its target
    shared = np.zeros(size)  # Σ_j Σ_q p_iq m_jq
    for ego, contact, between in permutations(range(3)):
        i, j, q = triangles.corners[[ego, contact, between]]
        to_contact, to_between, opposite = (triangles.sides[k] for k in (between, contact, ego))
        held = weight[to_between] / sums[i]
        side = (ends[0, to_contact] != i).astype(np.int64)
        np.add.at(through, (side, to_contact), held * weight[opposite] / sums[q])
        shared += np.bincount(i, held * weight[opposite] / most[j], minlength=size)
    direct = weight / sums[ends]
    spent = np.bincount(ends.ravel(), ((direct + through) ** 2).ravel(), minlength=size)
    degrees = np.bincount(ends.ravel(), minlength=size)
    return BurtColumns(
        constraint=np.where(degrees == 0, np.nan, spent),
        effective_size=np.where(degrees == 0, np.nan, degrees - shared),
    )


def describe_roles(reading: Reading) -> Mapping[str, Answer]:
    """In how many open two-step paths each is the middle, by the groups of the three."""
    counts = brokerage_roles(reading)
    groups = reading.groups
    counts[:, groups < 0] = np.nan
    known = share(float((groups >= 0).sum()), len(groups))
    answers = {name: Figure(column, known) for name, column in zip(ROLES, counts, strict=True)}
    return {**answers, "brokerage": Figure(counts.sum(axis=0), known)}


def brokerage_roles(reading: Reading) -> NDArray[np.float64]:
    """One row a role of Gould and Fernandez (1989): paths a → b → c, a not tied to c, counted for b by groups.

    Two-step paths are counted from the ties of b to each group, then those that return to a and those that a tie
    a → c closes are taken away. Paths with an end of unknown group are left out.
    """
    if can_answer(reading.network.size):
        from concertation.core.network.kernels.brokers import roles_of  # noqa: PLC0415 - compiled code

        network = reading.network
        return roles_of(network.out_neighbours, network.in_neighbours, reading.groups)
    source, target = _arcs(reading.network)
    groups, size = reading.groups, reading.network.size
    known = (groups[source] >= 0) & (groups[target] >= 0)
    source, target = source[known], target[known]
    roles = _two_step_paths(source, target, groups, size)
    for broker, first, last in _returning(source, target, size):
        _take(roles, groups, first, broker, last)
    if reading.is_dense:
        return np.asarray(roles - closed_paths(reading.network, groups))
    for broker, first, last in _closed(reading):
        _take(roles, groups, first, broker, last)
    return roles


def _arcs(network: Network) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    source, target = network.source.astype(np.int64), network.target.astype(np.int64)
    if network.is_directed:
        return source, target
    return np.concatenate((source, target)), np.concatenate((target, source))


def _two_step_paths(
    source: NDArray[np.int64], target: NDArray[np.int64], groups: NDArray[np.int64], size: int
) -> NDArray[np.float64]:
    count = int(groups.max(initial=0)) + 1
    shape = (size, count)
    received = np.bincount(target * count + groups[source], minlength=size * count).reshape(shape).astype(np.float64)
    given = np.bincount(source * count + groups[target], minlength=size * count).reshape(shape).astype(np.float64)
    nodes, own = np.arange(size), np.maximum(groups, 0)
    from_own, to_own = received[nodes, own], given[nodes, own]
    from_others, to_others = received.sum(axis=1) - from_own, given.sum(axis=1) - to_own
    within = (received * given).sum(axis=1) - from_own * to_own
    return np.array(
        [from_own * to_own, within, from_own * to_others, from_others * to_own, from_others * to_others - within]
    )


_Path = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def _returning(source: NDArray[np.int64], target: NDArray[np.int64], size: int) -> Iterator[_Path]:
    keys, back = source * size + target, target * size + source
    returned = np.isin(keys, back)
    yield target[returned], source[returned], source[returned]


def _closed(reading: Reading) -> Iterator[_Path]:
    corners, sides = reading.triangles.corners, reading.triangles.sides
    source = reading.pairs.source
    is_known = (reading.groups[corners] >= 0).all(axis=0)
    # Whether each side runs from its lower corner to its higher, and from its higher to its lower.
    ways = (
        reading.directions.astype(bool) if reading.network.is_directed else np.ones((2, reading.pairs.tie_count), bool)
    )
    is_forth, is_back = ways[:, sides]

    def holds(start: int, end: int) -> NDArray[np.bool_]:
        side = 3 - start - end
        return np.asarray(np.where(corners[start] == source[sides[side]], is_forth[side], is_back[side]))

    for first, broker, last in permutations(range(3)):
        held = holds(first, broker) & holds(broker, last) & holds(first, last) & is_known
        yield corners[broker][held], corners[first][held], corners[last][held]


def _take(
    roles: NDArray[np.float64],
    groups: NDArray[np.int64],
    first: NDArray[np.int64],
    broker: NDArray[np.int64],
    last: NDArray[np.int64],
) -> None:
    a, b, c = groups[first], groups[broker], groups[last]
    role = np.select([(a == b) & (c == b), (a == c) & (a != b), a == b, c == b], [0, 1, 2, 3], default=4)
    np.subtract.at(roles, (role, broker), 1)


FAMILIES = (
    Family(("constraint", "effective_size", "efficiency_of_contacts"), describe_holes),
    Family((*ROLES, "brokerage"), describe_roles),
)
