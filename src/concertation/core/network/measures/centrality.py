"""Where each organisation stands: how many it is tied to, how near it is, how often it lies between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from concertation.core.estimate import Unknown
from concertation.core.network.kernels import can_answer
from concertation.core.network.measures.answer import (
    UNKNOWN_WEIGHTS,
    Answer,
    Column,
    approached,
    shares,
    unknown,
)
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Reading
from concertation.core.network.network import Neighbours, Network

_DAMPING = 0.85
_CLOSE_ENOUGH = 1e-14
# Each round leaves 0.85 of the error: after so many nothing of it is left, though rounding may keep the visits moving.
_ROUNDS = 250


def describe_degrees(reading: Reading) -> Mapping[str, Answer]:
    """How many each is tied to, names and is named by; and the weights of those ties."""
    network = reading.network
    return {
        "degree": reading.pairs.all_neighbours.degrees.astype(np.float64),
        "in_degree": network.in_neighbours.degrees.astype(np.float64),
        "out_degree": network.out_neighbours.degrees.astype(np.float64),
    }


def describe_strengths(reading: Reading) -> Mapping[str, Answer]:
    """The weights of each one’s ties; unknown where that of one of them is."""
    network = reading.network
    given, received = (_added(end, network) for end in (network.source, network.target))
    return {"strength": given + received, "in_strength": received, "out_strength": given}


def _added(ends: NDArray[np.int32], network: Network) -> Column:
    return np.bincount(ends, weights=network.weight, minlength=network.size).astype(np.float64)


def describe_nearness(reading: Reading) -> Mapping[str, Answer]:
    """How near each is to the others, and how much of the network it reaches."""
    size, out, inward = reading.network.size, reading.paths, reading.inward_paths
    answers: Mapping[str, Answer] = {
        "harmonic": shares(out.inverse, size - 1),
        "in_harmonic": shares(inward.inverse, size - 1),
        "closeness": shares(out.reached, out.total),
        "in_closeness": shares(inward.reached, inward.total),
        "reached_share": shares(out.reached, size - 1),
        "distance_weighted_reach": shares(1 + out.inverse, size),
    }
    return approached(answers, out.exactness)


def describe_two_steps(reading: Reading) -> Mapping[str, Answer]:
    """Whom each reaches within two steps."""
    return {"two_step_reach": shares(reading.within_two, reading.network.size - 1)}


def describe_betweenness(reading: Reading) -> Mapping[str, Answer]:
    """How often each lies on the shortest paths between others; the same as a share of what a star’s centre has."""
    size = reading.network.size
    between, most = reading.between, (size - 1) * (size - 2) / (1 if reading.network.is_directed else 2)
    answers: Mapping[str, Answer] = {
        "betweenness": between.values,
        "betweenness_share": shares(between.values, most),
    }
    return approached(answers, between.exactness)


def describe_cores(reading: Reading) -> Mapping[str, Answer]:
    """The most tightly knit circle to which each belongs."""
    return {"k_core": cores(reading.pairs)}


def cores(pairs: Network) -> Column:
    """The largest k such that a node is in a part where each is tied to k others of that part (Seidman 1983)."""
    if can_answer(pairs.size):
        from concertation.core.network.kernels.cores import core_numbers  # noqa: PLC0415 - compiled code

        return core_numbers(pairs.all_neighbours).astype(np.float64)
    return np.array(pairs.graph.coreness(), dtype=np.float64)


def describe_pagerank(reading: Reading) -> Mapping[str, Answer]:
    """Who is named by those who are named."""
    if reading.has_strengths and np.isnan(reading.network.weight).any():
        return {"pagerank": UNKNOWN_WEIGHTS}
    return {"pagerank": pagerank(reading.network)}


def pagerank(network: Network) -> Column:
    """The stationary share of visits of a walk that follows ties by weight with probability 0.85, or starts anew."""
    if can_answer(network.size):
        from concertation.core.network.kernels import spectral  # noqa: PLC0415 - compiled code

        return spectral.pagerank(_weighed(network.in_neighbours, network), _weighed(network.out_neighbours, network))
    source, target, weight = _both_ways(network)
    size = network.size
    given = np.bincount(source, weights=weight, minlength=size)
    flow = weight / given[source]
    rests = given == 0
    visits = np.full(size, 1 / size) if size else np.zeros(0)
    for _ in range(_ROUNDS if size else 0):
        moved = np.bincount(target, weights=flow * visits[source], minlength=size) + visits[rests].sum() / size
        after = _DAMPING * moved + (1 - _DAMPING) / size
        change, visits = float(np.abs(after - visits).sum()), after / after.sum()
        if change <= _CLOSE_ENOUGH:
            break
    return visits


def _weighed(rows: Neighbours, network: Network) -> Neighbours:
    return rows if network.is_weighted else replace(rows, weights=np.ones(len(rows.ends)))


def _both_ways(network: Network) -> tuple[NDArray[np.int32], NDArray[np.int32], Column]:
    weight = network.weight if network.is_weighted else np.ones(network.tie_count)
    if network.is_directed:
        return network.source, network.target, weight
    ends = (network.source, network.target)
    return np.concatenate(ends), np.concatenate(ends[::-1]), np.concatenate((weight, weight))


def describe_eigenvector(reading: Reading) -> Mapping[str, Answer]:
    """Who is tied to those who are well tied."""
    return {"eigenvector": eigenvector(reading)}


def eigenvector(reading: Reading) -> Column | Unknown:
    """The leading eigenvector of the ties, whatever their direction, its greatest entry 1 (Bonacich 1972).

    It is not determined where two components share the leading eigenvalue: unknown.
    """
    pairs = reading.pairs
    if not pairs.tie_count:
        return unknown("Ties.", "Des liens.")
    if pairs.is_weighted and np.isnan(pairs.weight).any():
        return UNKNOWN_WEIGHTS
    found = list(_leaders(pairs, reading.parts.labels))
    greatest = max(value for value, _, _ in found)
    leaders = [one for one in found if one[0] >= greatest * (1 - 1e-9)]
    if len(leaders) > 1:
        return SEVERAL_LEADING
    column = np.zeros(pairs.size)
    column[leaders[0][1]] = leaders[0][2]
    return column


def _leaders(pairs: Network, labels: NDArray[np.int64]) -> Iterator[tuple[float, NDArray[np.int64], Column]]:
    """The leading eigenvalue, nodes and eigenvector of each component whose greatest strength does not rule it out."""
    weight = pairs.weight if pairs.is_weighted else np.ones(pairs.tie_count)
    strengths = np.bincount(np.concatenate((pairs.source, pairs.target)), np.tile(weight, 2), minlength=pairs.size)
    bounds = np.zeros(labels.max() + 1)
    np.maximum.at(bounds, labels, strengths)
    greatest = 0.0
    for label in np.argsort(-bounds, kind="stable"):
        if bounds[label] == 0 or bounds[label] < greatest * (1 - 1e-9):
            return
        members = np.flatnonzero(labels == label)
        value, vector = _leader(pairs, members)
        greatest = max(greatest, value)
        yield value, members, vector


def _leader(pairs: Network, members: NDArray[np.int64]) -> tuple[float, Column]:
    inside = np.zeros(pairs.size, dtype=bool)
    inside[members] = True
    part = pairs.among(inside)
    if can_answer(len(members)):
        from concertation.core.network.kernels.spectral import leading_eigenvector  # noqa: PLC0415 - compiled code

        return leading_eigenvector(_weighed(part.all_neighbours, pairs))
    vector, value = part.graph.eigenvector_centrality(
        weights=part.weight.tolist() if pairs.is_weighted else None, return_eigenvalue=True
    )
    return value, np.abs(np.array(vector))


SEVERAL_LEADING = unknown(
    "One component that leads; here several are equal.", "Une composante qui domine; ici, plusieurs sont égales."
)

FAMILIES = (
    Family(("degree", "in_degree", "out_degree"), describe_degrees),
    Family(("strength", "in_strength", "out_strength"), describe_strengths),
    Family(
        ("harmonic", "in_harmonic", "closeness", "in_closeness", "reached_share", "distance_weighted_reach"),
        describe_nearness,
        follows_lengths=True,
    ),
    Family(("two_step_reach",), describe_two_steps),
    Family(("betweenness", "betweenness_share"), describe_betweenness, follows_lengths=True),
    Family(("k_core",), describe_cores),
    Family(("pagerank",), describe_pagerank),
    Family(("eigenvector",), describe_eigenvector),
)
