"""A relation between organisations as lists of pairs: those that have a value, and those of which nothing is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from concertation.core.network.certainty.reports import Flags, Floats, Indices
from concertation.core.network.network import Network


class Pairs(NamedTuple):
    """Ordered pairs of organisations with a value each; all other pairs have 0."""

    source: Indices
    target: Indices
    value: Floats


@dataclass(frozen=True, eq=False)
class Relation:
    """``size`` organisations, the pairs ``told`` to have a value, and those ``unknown`` (value 1); the rest have 0.

    Where the relation is not directed, each pair stands in both orders.
    """

    size: int
    told: Pairs
    unknown: Pairs
    is_directed: bool

    @property
    def dense(self) -> Floats:
        """Organisations × organisations, NaN where nothing is known and from an organisation to itself."""
        values = np.zeros((self.size, self.size))
        values[self.told.source, self.told.target] = self.told.value
        values[self.unknown.source, self.unknown.target] = np.nan
        np.fill_diagonal(values, np.nan)
        return values


def relation_of(network: Network, *, answered: Flags | None = None, is_binary: bool = False) -> Relation:
    """The ties of a network as a relation: their weights, or 1 each when ``is_binary``.

    Unknown are ties of unknown weight and, where ``answered`` is given (one a node), what the silent would have told:
    their rows, or in an undirected network the pairs of which both are silent.
    """
    told = np.zeros((network.size, network.size))
    told[network.source, network.target] = 1.0 if is_binary else network.weight
    if not network.is_directed:
        told = told + told.T
    if answered is not None:
        places = np.flatnonzero(~answered)
        told[places if network.is_directed else np.ix_(places, places)] = np.nan
    return relation_of_values(told, is_directed=network.is_directed)


def relation_of_values(values: Floats, *, is_directed: bool) -> Relation:
    """A relation from organisations × organisations, NaN where unknown; the diagonal is not read.

    So enter attributes: 1 where both are of one sector, a distance, a difference of size.
    """
    apart = ~np.eye(len(values), dtype=np.bool_)
    told = _listed(apart & ~np.isnan(values) & (values != 0))
    unknown = _listed(apart & np.isnan(values))
    return Relation(
        size=len(values),
        told=Pairs(*told, values[told]),
        unknown=Pairs(*unknown, np.ones(len(unknown[0]))),
        is_directed=is_directed,
    )


def _listed(flags: Flags) -> tuple[Indices, Indices]:
    source, target = np.nonzero(flags)
    return source.astype(np.int64), target.astype(np.int64)
