"""What organisations told: who named whom, known for those that answered alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.network.network import Network

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Reports:
    """A directed network of which the rows are known for the organisations that ``answered`` alone.

    ``named`` is organisations × organisations, rows of the silent blank. ``group`` gives each organisation a code, -1
    where unknown. What others told of the silent, their columns, is all there.
    """

    named: Flags
    answered: Flags
    group: Indices | None = None

    @property
    def size(self) -> int:
        """How many organisations, silent ones included."""
        return len(self.answered)

    @cached_property
    def respondents(self) -> Indices:
        """Those that answered."""
        return np.flatnonzero(self.answered)

    @cached_property
    def silent(self) -> Indices:
        """Those that did not."""
        return np.flatnonzero(~self.answered)

    @cached_property
    def told(self) -> Floats:
        """1 where an organisation that answered named another."""
        return self.named.astype(np.float64)

    @cached_property
    def known_ties(self) -> Floats:
        """1 where either of two organisations is known to have named the other."""
        return np.asarray(np.maximum(self.told, self.told.T))

    @cached_property
    def times_named(self) -> Floats:
        """By how many respondents each organisation is named."""
        return np.asarray(self.told.sum(axis=0))

    @cached_property
    def named_share(self) -> float:
        """Of the arcs that respondents could tell, the share that they told, kept off 0 and 1."""
        told = self.told.sum() / max(len(self.respondents) * (self.size - 1), 1)
        return float(np.clip(told, 1e-3, 1 - 1e-3))

    def without(self, rows: Indices) -> Reports:
        """As though these respondents had been silent too."""
        answered = self.answered.copy()
        answered[rows] = False
        return Reports(self.named & answered[:, None], answered, self.group)


def reports_of(network: Network, answered: Flags, group: str | None = None) -> Reports:
    """What the organisations that answered told in this directed network; arcs told by the silent are left out.

    ``group`` is the column of its nodes that says the group of each, null where unknown.
    """
    named = np.zeros((network.size, network.size), dtype=np.bool_)
    named[network.source, network.target] = True
    return Reports(named & answered[:, None], answered, None if group is None else _codes(network.nodes[group]))


def _codes(group: pl.Series) -> Indices:
    return group.cast(pl.String).rank("dense").cast(pl.Int64).fill_null(-1).to_numpy()
