"""Two waves of one network: the organisations heard in both, and what became of each tie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from concertation.core.network.certainty.reports import Flags, Floats, Indices
from concertation.core.network.network import Network


@dataclass(frozen=True, eq=False)
class Wave:
    """A network as one wave told it; ``answered`` (one a node) is ``None`` where all did, or where papers told it."""

    id: str
    day: date
    network: Network
    answered: Flags | None = None

    @property
    def heard(self) -> Flags:
        """Which organisations answered."""
        return np.ones(self.network.size, dtype=np.bool_) if self.answered is None else self.answered


@dataclass(frozen=True, eq=False)
class Panel:
    """The organisations in both waves, and their pairs tied in either.

    Pair j runs from ``source[j]`` to ``target[j]``, sorted; ``weight`` is waves × pairs, 0 where there is no tie (NaN,
    an unknown weight, is a tie). ``heard`` is waves × organisations.
    """

    nodes: pl.DataFrame
    source: Indices
    target: Indices
    weight: Floats
    heard: Flags
    is_directed: bool
    is_weighted: bool

    @property
    def size(self) -> int:
        """How many organisations are in both waves."""
        return self.nodes.height

    @property
    def is_known(self) -> Flags:
        """Waves × pairs: whether the wave could tell the tie: who tells it answered (either end where not directed)."""
        source, target = (np.take(self.heard, ends, axis=1) for ends in (self.source, self.target))
        return np.asarray(source if self.is_directed else source | target)

    def heard_in_both(self) -> Panel:
        """The organisations that answered in both waves, and their pairs."""
        kept: Flags = np.asarray(self.heard.all(axis=0))
        renumbered = np.cumsum(kept) - 1
        inside = kept[self.source] & kept[self.target]
        return Panel(
            nodes=self.nodes.filter(pl.Series(kept)),
            source=renumbered[self.source[inside]],
            target=renumbered[self.target[inside]],
            weight=self.weight[:, inside],
            heard=self.heard[:, kept],
            is_directed=self.is_directed,
            is_weighted=self.is_weighted,
        )

    def network(self, weight: Floats) -> Network:
        """The network in which pairs have these weights, 0 where there is no tie."""
        tied = weight != 0
        return Network(
            nodes=self.nodes,
            source=self.source[tied].astype(np.int32),
            target=self.target[tied].astype(np.int32),
            weight=weight[tied],
            is_directed=self.is_directed,
            is_weighted=self.is_weighted,
        )


@dataclass(frozen=True, slots=True)
class Turnover:
    """What became of ties between the organisations of both waves; ``unknown`` are those that one wave could not tell.

    ``stability`` is Jaccard’s: kept / (kept + formed + dissolved); ``None`` where no tie is known in both waves.
    """

    before: tuple[str, date]
    after: tuple[str, date]
    organisations: int
    kept: int
    formed: int
    dissolved: int
    unknown: int
    stability: float | None


def panel_of(before: Wave, after: Wave) -> Panel:
    """The organisations of both waves, matched by key, in the order of the first.

    Organisations merged since must come under one key in both. Raises ``ValueError`` when one wave is directed and the
    other is not.
    """
    if before.network.is_directed != after.network.is_directed:
        raise ValueError("one wave is directed and the other is not")
    keys = before.network.nodes.filter(pl.col("key").is_in(after.network.nodes["key"].implode()))["key"]
    nodes = after.network.nodes.join(keys.to_frame(), on="key", how="right", maintain_order="right")
    columns = [_matched(wave.network, keys) for wave in (before, after)]
    codes = np.unique(np.concatenate([code for code, _ in columns]))
    weight = np.zeros((2, len(codes)))
    for row, (code, own) in enumerate(columns):
        weight[row, np.searchsorted(codes, code)] = own
    return Panel(
        nodes=nodes,
        source=codes // max(len(keys), 1),
        target=codes % max(len(keys), 1),
        weight=weight,
        heard=np.array([_of_keys(wave.network, wave.heard, keys) for wave in (before, after)], dtype=np.bool_),
        is_directed=before.network.is_directed,
        is_weighted=before.network.is_weighted or after.network.is_weighted,
    )


def turnover_between(before: Wave, after: Wave) -> Turnover:
    """Ties kept, formed and dissolved between two waves, among organisations of both; and ties that one cannot tell."""
    panel = panel_of(before, after)
    first, second = panel.weight[0] != 0, panel.weight[1] != 0
    known = panel.is_known.all(axis=0)
    kept, formed, dissolved = (
        int((known & which).sum()) for which in (first & second, ~first & second, first & ~second)
    )
    either = kept + formed + dissolved
    return Turnover(
        before=(before.id, before.day),
        after=(after.id, after.day),
        organisations=panel.size,
        kept=kept,
        formed=formed,
        dissolved=dissolved,
        unknown=int((~known).sum()),
        stability=kept / either if either else None,
    )


def _places(network: Network, keys: pl.Series) -> Indices:
    """Of each node, its place among ``keys``; -1 where it is not there."""
    numbered = keys.to_frame().with_row_index("place")
    places = network.nodes.select("key").join(numbered, on="key", how="left", maintain_order="left")["place"]
    return places.cast(pl.Int64).fill_null(-1).to_numpy()


def _matched(network: Network, keys: pl.Series) -> tuple[Indices, Floats]:
    places = _places(network, keys)
    source, target = places[network.source], places[network.target]
    kept = (source >= 0) & (target >= 0)
    source, target, weight = source[kept], target[kept], network.weight[kept]
    if not network.is_directed:
        source, target = np.minimum(source, target), np.maximum(source, target)
    return source * len(keys) + target, weight


def _of_keys(network: Network, flags: Flags, keys: pl.Series) -> Flags:
    places = _places(network, keys)
    found = np.zeros(len(keys), dtype=np.bool_)
    found[places[places >= 0]] = flags[places >= 0]
    return found
