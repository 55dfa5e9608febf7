"""Whose word is taken: the main figures by either end’s word, by both ends’, or by the only one heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np
import polars as pl

from concertation.core.estimate import Unknown
from concertation.core.network import Network, Relations
from concertation.core.network.certainty import (
    OF_NETWORKS,
    OF_ORGANISATIONS,
    ThreeReadings,
    compare_columns,
    compare_readings,
    readings_of,
    sentence,
)
from concertation.core.network.certainty.reports import Flags
from concertation.core.network.certainty.sensitivity import READINGS, Reading
from concertation.core.network.saying import Name, read_ground
from concertation.core.network.saying.silence import who_spoke
from concertation.core.text import Text

# What is told of the whole, and of how many organisations that a reading moves or puts first.
COMPARED = ("density", "mean_degree", "degree_centralisation", "transitivity")
_MOVED, _FIRST = 8, 3
_SEVERAL = ("any", "two_mode", "shared_members")


@dataclass(frozen=True, slots=True)
class Moved:
    """One measure of an organisation under each reading, and how far the two furthest lie apart."""

    name: Name
    measure: str
    values: Mapping[Reading, float | None]
    shift: float


@dataclass(frozen=True, slots=True)
class WhoseWord:
    """What hangs on whose word is taken.

    ``pairs`` are told by either end, ``both`` by both, ``unanswered`` by one while the other has told nothing at all:
    reciprocity is ``both`` over ``pairs`` less ``unanswered``. ``first`` are those who bridge most, by reading.
    """

    size: int
    heard: int
    pairs: int
    both: int
    unanswered: int
    figures: Mapping[str, ThreeReadings]
    first: Mapping[Reading, tuple[tuple[Name, float], ...]]
    moved: tuple[Moved, ...]

    @property
    def reciprocity(self) -> float | None:
        """Of the pairs of which both ends could tell, the share that both tell."""
        answerable = self.pairs - self.unanswered
        return self.both / answerable if answerable else None


def who_told(relations: Relations) -> Flags | None:
    """Which organisations told ties of their own; ``None`` where papers tell them, and nobody is silent."""
    is_told = relations.kind.is_directed and relations.kind.is_mutual
    return who_spoke(read_ground(relations)) if is_told else None


def read_words(relations: Relations) -> WhoseWord | Unknown:
    """The readings of relations of the register; ``Unknown`` where papers tell ties, or several kinds are gathered."""
    heard = who_told(relations)
    if heard is None:
        return Unknown((sentence("several_kinds" if relations.kind.id in _SEVERAL else "papers"),))
    return words_of(relations.network, heard)


def read_density(relations: Relations) -> ThreeReadings | None:
    """The density alone, by each of the three readings; ``None`` where papers tell ties, or nobody told any."""
    network, heard = relations.network, who_told(relations)
    if heard is None or not network.tie_count:
        return None
    return compare_readings(network, heard, {"density": OF_NETWORKS["density"]})["density"]


def words_of(network: Network, heard: Flags) -> WhoseWord | Unknown:
    """The same of any directed network, ``heard`` saying of each node whether it told its ties."""
    if not network.tie_count:
        return Unknown((sentence("nobody_told"),))
    columns = compare_columns(network, heard, OF_ORGANISATIONS)
    names = {key: Name("organisation", key, label) for key, label in _labels(network)}
    either = readings_of(network, heard)["either_end"]
    return WhoseWord(
        size=network.size,
        heard=int(heard.sum()),
        pairs=either.tie_count,
        both=network.mutual().tie_count,
        unanswered=int((~heard[either.source] | ~heard[either.target]).sum()),
        figures=compare_readings(network, heard, {name: OF_NETWORKS[name] for name in COMPARED}),
        first={reading: _first(columns, reading, names) for reading in READINGS},
        moved=tuple(_moved(columns, names)),
    )


def _labels(network: Network) -> list[tuple[str, Text]]:
    if "label_en" not in network.nodes.columns:
        return [(key, Text(en=key, fr=key)) for key in network.nodes["key"]]
    rows = network.nodes.select("key", "label_en", "label_fr").iter_rows()
    return [(key, Text(en=en or fr or key, fr=fr or en or key)) for key, en, fr in rows]


def _first(columns: pl.DataFrame, reading: Reading, names: Mapping[str, Name]) -> tuple[tuple[Name, float], ...]:
    bridging = columns.filter((pl.col("measure") == "betweenness_share") & (pl.col(reading) > 0))
    rows = bridging.sort(reading, "key", descending=[True, False]).select("key", reading).iter_rows()
    return tuple((names[key], value) for key, value in islice(rows, _FIRST))


def _moved(columns: pl.DataFrame, names: Mapping[str, Name]) -> list[Moved]:
    """Those who move furthest between readings: by bridging first, then by ties, each organisation once a measure."""
    found = []
    for measure in OF_ORGANISATIONS:
        rows = columns.filter((pl.col("measure") == measure) & (pl.col("shift") > 0))
        for row in rows.head(_MOVED).iter_rows(named=True):
            values = {reading: row[reading] for reading in READINGS}
            found.append(Moved(names[row["key"]], measure, values, row["shift"]))
    return found


def names_of(network: Network, flags: Flags) -> tuple[Name, ...]:
    """The names of some nodes, in the order of the network."""
    labels = _labels(network)
    return tuple(Name("organisation", *labels[place]) for place in np.flatnonzero(flags).tolist())
