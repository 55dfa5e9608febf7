"""Communities of large networks: the Leiden algorithm on modularity, its chance drawn from a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from concertation.core.network.kernels.compiling import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices, Neighbours, Weights

    Counts = NDArray[np.int64]

_ROUNDS, _ENOUGH = 50, 1e-4


def leiden(rows: Neighbours, *, seed: int) -> Counts:
    """The community of each node; ``rows`` hold each tie in both directions with its weight.

    Nodes are moved to the community that gains most modularity, communities are refined into well connected parts,
    parts become the nodes of a smaller network, and so on until nothing moves; all that again from the division found,
    until a round adds less than 1e-4 of modularity. A part joins the one that gains most, in an order drawn from
    ``seed``. Source: Traag, Waltman & van Eck, Scientific Reports 9 (2019) 5233.
    """
    chance, size = np.random.default_rng(seed), len(rows.starts) - 1
    labels, quality = np.arange(size), -1.0
    strength = np.bincount(np.repeat(np.arange(size), rows.degrees), rows.weights, size).astype(np.float64)
    if not strength.any():
        return labels
    for _ in range(_ROUNDS):
        found = _divide(rows.starts, rows.ends, rows.weights, strength, labels, chance)
        better = _modularity(rows.starts, rows.ends, rows.weights, strength, found)
        if better <= quality:
            break
        labels, gain, quality = found, better - quality, better
        if gain < _ENOUGH:
            break
    return labels


def _divide(
    starts: Counts, ends: Indices, weights: Weights, strength: Weights, labels: Counts, chance: np.random.Generator
) -> Counts:
    """One round: from the nodes to ever larger parts, as long as parts still join."""
    whole, part_of = float(strength.sum()), np.arange(len(labels))
    while True:
        labels = _move(starts, ends, weights, strength, labels, whole, chance.permutation(len(labels)))
        parts = _refine(starts, ends, weights, strength, labels, whole, chance.permutation(len(labels)))
        count = int(parts.max()) + 1
        if count == len(labels):
            return labels[part_of]
        label_of = np.zeros(count, dtype=np.int64)
        label_of[parts] = labels
        starts, ends, weights = _gather(starts, ends, weights, parts, count)
        part_of, strength = parts[part_of], np.bincount(parts, strength, count).astype(np.float64)
        labels = np.unique(label_of, return_inverse=True)[1]


@compiled
def _modularity(starts: Counts, ends: Indices, weights: Weights, strength: Weights, labels: Counts) -> float:
    inside, sums, whole = 0.0, np.zeros(labels.max() + 1), float(strength.sum())
    for node in range(len(labels)):
        sums[labels[node]] += strength[node]
        for a in range(starts[node], starts[node + 1]):
            if labels[ends[a]] == labels[node]:
                inside += weights[a]
    for community in range(len(sums)):
        inside -= sums[community] ** 2 / whole
    return inside / whole


@compiled
def _move(
    starts: Counts, ends: Indices, weights: Weights, strength: Weights, labels: Counts, whole: float, order: Counts
) -> Counts:
    """Each node in turn to the community that gains most, and its neighbours again after it, until none moves."""
    size, labels = len(labels), labels.copy()
    sums, members, toward = np.zeros(size), np.zeros(size, np.int64), np.zeros(size)
    for node in range(size):
        sums[labels[node]] += strength[node]
        members[labels[node]] += 1
    empty = np.flatnonzero(members == 0)
    spare, empty_count = np.zeros(size, np.int64), len(empty)
    spare[:empty_count] = empty
    queue, waits, met = order.copy(), np.ones(size, np.bool_), np.zeros(size, np.int64)
    head, waiting = 0, size
    while waiting:
        node = queue[head]
        head, waiting, waits[node] = (head + 1) % size, waiting - 1, False
        own, count = labels[node], 0
        for a in range(starts[node], starts[node + 1]):
            other = labels[ends[a]]
            if toward[other] == 0.0:
                met[count] = other
                count += 1
            toward[other] += weights[a]
        best, most = own, toward[own] - strength[node] * (sums[own] - strength[node]) / whole
        for k in range(count):
            gain = toward[met[k]] - strength[node] * sums[met[k]] / whole
            if met[k] != own and gain > most + 1e-12 * strength[node]:
                best, most = met[k], gain
            toward[met[k]] = 0.0
        if most < -1e-12 * strength[node] and members[own] > 1:
            empty_count -= 1
            best = spare[empty_count]
        if best == own:
            continue
        sums[own] -= strength[node]
        sums[best] += strength[node]
        members[own] -= 1
        members[best] += 1
        labels[node] = best
        if members[own] == 0:
            spare[empty_count] = own
            empty_count += 1
        for a in range(starts[node], starts[node + 1]):
            if labels[ends[a]] != best and not waits[ends[a]]:
                waits[ends[a]] = True
                queue[(head + waiting) % size] = ends[a]
                waiting += 1
    return labels


@compiled
def _refine(
    starts: Counts, ends: Indices, weights: Weights, strength: Weights, labels: Counts, whole: float, order: Counts
) -> Counts:
    """Parts within each community, numbered from 0: nodes alone join, in turn, well connected parts of theirs."""
    size = len(labels)
    sums, around, toward = np.zeros(size), np.zeros(size), np.zeros(size)
    for node in range(size):
        sums[labels[node]] += strength[node]
        for a in range(starts[node], starts[node + 1]):
            if labels[ends[a]] == labels[node]:
                around[node] += weights[a]
    parts, part_sums, is_alone, met = (
        np.arange(size),
        strength.copy(),
        np.ones(size, np.bool_),
        np.zeros(size, np.int64),
    )
    for node in order:
        rest = sums[labels[node]] - strength[node]
        if not is_alone[node] or around[node] < strength[node] * rest / whole:
            continue
        count = 0
        for a in range(starts[node], starts[node + 1]):
            if labels[ends[a]] == labels[node]:
                part = parts[ends[a]]
                if toward[part] == 0.0:
                    met[count] = part
                    count += 1
                toward[part] += weights[a]
        best, most, joins = node, 0.0, 0.0
        for k in range(count):
            part = met[k]
            gain = toward[part] - strength[node] * part_sums[part] / whole
            is_connected = around[part] >= part_sums[part] * (sums[labels[node]] - part_sums[part]) / whole
            if is_connected and gain > most:
                best, most, joins = part, gain, toward[part]
            toward[part] = 0.0
        if best != node:
            parts[node], is_alone[node], is_alone[best] = best, False, False
            around[best] += around[node] - 2 * joins
            part_sums[best] += strength[node]
    names, count = np.full(size, -1, np.int64), 0
    for node in range(size):
        if names[parts[node]] < 0:
            names[parts[node]] = count
            count += 1
        parts[node] = names[parts[node]]
    return parts


@compiled
def _gather(
    starts: Counts, ends: Indices, weights: Weights, parts: Counts, count: int
) -> tuple[Counts, Indices, Weights]:
    """The ties between parts, their weights added; those within a part are left out, its strength remembers them."""
    size = len(parts)
    edge = np.zeros(count + 1, np.int64)
    for node in range(size):
        edge[parts[node] + 1] += 1
    edge = np.cumsum(edge)
    members, free = np.empty(size, np.int64), edge.copy()
    for node in range(size):
        members[free[parts[node]]] = node
        free[parts[node]] += 1
    new_starts, new_ends, new_weights = np.zeros(count + 1, np.int64), np.empty_like(ends), np.empty_like(weights)
    toward, filled = np.zeros(count), 0
    for part in range(count):
        for k in range(edge[part], edge[part + 1]):
            for a in range(starts[members[k]], starts[members[k] + 1]):
                other = parts[ends[a]]
                if other != part:
                    if toward[other] == 0.0:
                        new_ends[filled] = other
                        filled += 1
                    toward[other] += weights[a]
        for a in range(new_starts[part], filled):
            new_weights[a] = toward[new_ends[a]]
            toward[new_ends[a]] = 0.0
        new_starts[part + 1] = filled
    return new_starts, new_ends[:filled].copy(), new_weights[:filled].copy()
