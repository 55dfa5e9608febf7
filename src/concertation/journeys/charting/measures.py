"""What is measured of each node of a picture: what sizes its marks, grades their colours, and stands in its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.measure import Unit, measure
from concertation.core.network import Network
from concertation.core.network.communities import ALL_PAIRS
from concertation.core.network.report import measure_network
from concertation.core.text import Text

Numbers = NDArray[np.float64]
# What a map of a network is read for: who has many ties, who bridges, who is near, who would leave a hole.
_READ = (
    "degree",
    "betweenness_share",
    "strength",
    "harmonic",
    "k_core",
    "constraint",
    "effective_size",
    "brokerage",
    "clustering",
    "fragmentation_added",
    "pagerank",
    "eigenvector",
    "community_steadiness",
)
TABLES, BRIDGES, STEADINESS = "table_count", "betweenness_share", "community_steadiness"
# By what a network is told apart for brokerage, where its nodes have it.
_GROUP = "family"


@dataclass(frozen=True, slots=True)
class Size:
    """A measure that sizes marks: its name, what it says of a node, its unit."""

    id: str
    label: Text
    saying: Text
    unit: Unit


def _of_measure(name: str) -> Size:
    found = measure(name)
    label = Text(en="Bridges", fr="Fait le pont") if name == "betweenness_share" else found.label
    return Size(name, label, found.definition or found.formula, found.unit)


_TABLES = Size(
    TABLES,
    Text(en="Tables", fr="Tables"),
    Text(en="At how many tables it sits.", fr="À combien de tables il siège."),
    "count",
)
SIZES: Mapping[str, Size] = MappingProxyType({**{name: _of_measure(name) for name in _READ}, TABLES: _TABLES})


def sizes_of(network: Network) -> tuple[Size, ...]:
    """The measures that this network can have: strengths where ties differ, brokerage where there are groups.

    Communities are looked for forty times to tell who is steady in its own: in small networks.
    """
    lacking = set()
    if network.size > ALL_PAIRS:
        lacking.add(STEADINESS)
    if not network.is_weighted:
        lacking.add("strength")
    if _GROUP not in network.nodes.columns:
        lacking.add("brokerage")
    if TABLES not in network.nodes.columns:
        lacking.add(TABLES)
    return tuple(size for name, size in SIZES.items() if name not in lacking)


def measured(network: Network, name: str) -> Numbers:
    """One number a node, NaN where it is unknown."""
    if name == TABLES:
        return network.nodes[TABLES].cast(pl.Float64).fill_null(np.nan).to_numpy()
    group = _GROUP if name == "brokerage" else None
    report = measure_network(network, ids=[name], group=group)
    if name not in report.nodes.columns:
        return np.full(network.size, np.nan)
    return report.nodes[name].cast(pl.Float64).fill_null(np.nan).to_numpy()


def together_in(network: Network) -> tuple[tuple[str, str, float], ...]:
    """Two keys, and how often the two fall in one community; none where a weight is unknown."""
    table = measure_network(network, ids=["co_assignment"]).tables.get("co_assignment")
    return () if table is None else tuple(table.iter_rows())


def reference_of(name: str) -> Text | None:
    """Where a measure comes from."""
    return measure(name).reference if name in _READ else None
