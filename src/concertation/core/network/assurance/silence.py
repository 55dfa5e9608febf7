"""Who told nothing, and how far that leaves the figures of a network open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network import Network
from concertation.core.network.assurance.drawn import DRAWN, SEED
from concertation.core.network.assurance.words import names_of
from concertation.core.network.certainty import (
    OF_NETWORKS,
    OF_ORGANISATIONS,
    CertaintyConventions,
    columns_under_silence,
    estimates_under_silence,
)
from concertation.core.network.certainty.reports import Flags
from concertation.core.network.saying import Name

# Those who bridge most whose intervals are told.
_FIRST = 5


@dataclass(frozen=True, slots=True)
class Bridging:
    """How much one organisation bridges, with its interval."""

    name: Name
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class UnderSilence:
    """One network told in part: how many answered, who did not, and what that leaves of each figure.

    ``told`` are the figures of what was told alone, which counts the silent as telling nothing.
    """

    size: int
    heard: int
    silent: tuple[Name, ...]
    figures: Mapping[str, Estimate | Unknown]
    told: Mapping[str, float | None]
    first: tuple[Bridging, ...]


def under_silence(
    network: Network,
    answered: Flags,
    *,
    conventions: CertaintyConventions = DRAWN,
) -> UnderSilence:
    """The figures of any directed network of which some told nothing."""
    told = network.keeping(answered[network.source])
    figures = {name: measure(told) for name, measure in OF_NETWORKS.items()}
    return UnderSilence(
        size=network.size,
        heard=int(answered.sum()),
        silent=names_of(network, ~answered),
        figures=estimates_under_silence(network, answered, OF_NETWORKS, seed=SEED, conventions=conventions),
        told={name: None if np.isnan(value) else value for name, value in figures.items()},
        first=_first(network, answered, conventions),
    )


def _first(network: Network, answered: Flags, conventions: CertaintyConventions) -> tuple[Bridging, ...]:
    measures = {"betweenness_share": OF_ORGANISATIONS["betweenness_share"]}
    columns = columns_under_silence(network, answered, measures, seed=SEED, conventions=conventions)
    if isinstance(columns, Unknown):
        return ()
    names = {name.key: name for name in names_of(network, np.ones(network.size, dtype=np.bool_))}
    rows = columns.drop_nulls().filter(pl.col("value") > 0).sort("value", "key", descending=[True, False])
    return tuple(
        Bridging(names[key], value, low, high)
        for key, value, low, high in rows.head(_FIRST).select("key", "value", "low", "high").iter_rows()
    )
