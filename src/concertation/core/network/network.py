"""A network as columns: the nodes, and the ties between them, whatever they were read from."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import numpy as np
import polars as pl

from concertation.core.network.bare_graph import bare_graph
from concertation.core.network.remarks import told
from concertation.core.text import Text

if TYPE_CHECKING:
    import igraph
    from numpy.typing import NDArray

    Indices = NDArray[np.int32]
    Weights = NDArray[np.float64]

Combining = Literal["sum", "max", "mean"]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Rows of neighbours one after the other: those of node ``i`` are ``ends[starts[i]:starts[i + 1]]``, ascending.

    ``weights`` go with ``ends``; an unknown weight is NaN.
    """

    starts: NDArray[np.int64]
    ends: Indices
    weights: Weights

    @property
    def degrees(self) -> NDArray[np.int64]:
        """How many neighbours each node has."""
        return np.diff(self.starts)


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes and ties on one day or over one window.

    ``nodes`` has one row a node, isolates included, in the order of the indices; its column ``key`` (text) is
    unique, other columns are attributes. Tie ``j`` runs from node ``source[j]`` to node ``target[j]`` with
    ``weight[j]`` > 0, or NaN where the weight is unknown. A pair appears once (each direction once when
    ``is_directed``; otherwise ``source < target``); no node is tied to itself; ties are sorted by source, then
    target. ``remarks`` say in words what was left out or combined on the way in.
    """

    nodes: pl.DataFrame
    source: Indices
    target: Indices
    weight: Weights
    is_directed: bool
    is_weighted: bool = False
    remarks: tuple[Text, ...] = ()

    @property
    def size(self) -> int:
        """How many nodes."""
        return self.nodes.height

    @property
    def tie_count(self) -> int:
        """How many ties: arcs when directed, pairs otherwise."""
        return len(self.source)

    @cached_property
    def out_neighbours(self) -> Neighbours:
        """Whom each node names; in an undirected network, whom it is tied to."""
        if not self.is_directed:
            return self.all_neighbours
        return _rows(self.size, self.source, self.target, self.weight)

    @cached_property
    def in_neighbours(self) -> Neighbours:
        """Who names each node; in an undirected network, whom it is tied to."""
        if not self.is_directed:
            return self.all_neighbours
        return _rows(self.size, self.target, self.source, self.weight)

    @cached_property
    def all_neighbours(self) -> Neighbours:
        """Whom each node is tied to in either direction, each once, the weights of both directions added."""
        if self.is_directed:
            return self.undirected("sum").all_neighbours
        source, target = np.concatenate((self.source, self.target)), np.concatenate((self.target, self.source))
        return _rows(self.size, source, target, np.concatenate((self.weight, self.weight)))

    @cached_property
    def graph(self) -> Any:
        """The same network in the compiled part of igraph, which computes; vertices and edges by index."""
        return bare_graph(self.size, self.source, self.target, is_directed=self.is_directed)

    @cached_property
    def as_igraph(self) -> igraph.Graph:
        """The same as all of igraph holds it, for whoever knows igraph; weights in the edge attribute ``weight``."""
        import igraph  # noqa: PLC0415 - a tenth of a second, which no measure of ours waits for

        edges = np.column_stack((self.source, self.target))
        graph = igraph.Graph(n=self.size, edges=edges, directed=self.is_directed)
        graph.es["weight"] = self.weight.tolist()
        return graph

    def is_same_as(self, other: Network) -> bool:
        """Whether both have the same nodes, attributes included, and the same ties."""
        return (
            self.is_directed is other.is_directed
            and self.is_weighted is other.is_weighted
            and self.remarks == other.remarks
            and np.array_equal(self.source, other.source)
            and np.array_equal(self.target, other.target)
            and np.array_equal(self.weight, other.weight, equal_nan=True)
            and self.nodes.equals(other.nodes)
        )

    def once(self, asked: Hashable, make: Callable[[], Made]) -> Made:
        """What is costly to work out of these ties: worked out once, since they never change."""
        if asked not in self._made:
            self._made[asked] = make()
        made: Made = self._made[asked]
        return made

    def has_made(self, asked: Hashable) -> bool:
        """Whether that was worked out already."""
        return asked in self._made

    @cached_property
    def _made(self) -> dict[Hashable, Any]:
        return {}

    def undirected(self, combining: Combining = "sum") -> Network:
        """Each pair tied in either direction, once; the weights of both directions combined."""
        if not self.is_directed:
            return self
        low, high = np.minimum(self.source, self.target), np.maximum(self.source, self.target)
        return self.once(("undirected", combining), lambda: _settled(self, low, high, combining))

    def mutual(self) -> Network:
        """Each pair tied in both directions, once, with the smaller of the two weights."""
        if not self.is_directed:
            return self
        low, high = np.minimum(self.source, self.target), np.maximum(self.source, self.target)
        frame = pl.DataFrame({"source": low, "target": high, "weight": self.weight})
        pairs = frame.group_by("source", "target").agg(pl.col("weight").min(), pl.len().alias("ways"))
        return _of_frame(self, pairs.filter(pl.col("ways") == 2), is_directed=False)

    def among(self, kept: NDArray[np.bool_]) -> Network:
        """The nodes for which ``kept`` (one a node) is true, and the ties between them."""
        renumbered = np.cumsum(kept, dtype=np.int32) - np.int32(1)
        inside = kept[self.source] & kept[self.target]
        return Network(
            nodes=self.nodes.filter(pl.Series(kept)),
            source=renumbered[self.source[inside]],
            target=renumbered[self.target[inside]],
            weight=self.weight[inside],
            is_directed=self.is_directed,
            is_weighted=self.is_weighted,
            remarks=self.remarks,
        )

    def keeping(self, ties: NDArray[np.bool_]) -> Network:
        """All the nodes, and the ties for which ``ties`` (one a tie) is true."""
        return Network(
            nodes=self.nodes,
            source=self.source[ties],
            target=self.target[ties],
            weight=self.weight[ties],
            is_directed=self.is_directed,
            is_weighted=self.is_weighted,
            remarks=self.remarks,
        )


def network_of(
    nodes: pl.DataFrame,
    ties: pl.DataFrame,
    *,
    is_directed: bool,
    combining: Combining = "sum",
    is_weighted: bool | None = None,
) -> Network:
    """A network from a frame of nodes (``key``, attributes) and a frame of ties (``source``, ``target``, ``weight``?).

    ``source`` and ``target`` are keys of ``nodes``; keys met in ties alone, even in one that is left out, are added at
    the end, without attributes.
    Repeated ties become one, their weights combined; a tie of a node with itself, a tie of weight zero or less, and
    a tie with a blank end are left out; all of that is told in ``remarks``. A blank weight is unknown (NaN): the tie
    stands, its strength is not guessed. Without a column ``weight`` every tie weighs 1. ``is_weighted`` is whether
    weights differ, unless it is said.
    """
    if "weight" not in ties.columns:
        ties = ties.with_columns(pl.lit(1.0).alias("weight"))
    ties = ties.select(pl.col("source", "target").cast(pl.String), pl.col("weight").cast(pl.Float64))
    nodes = nodes.with_columns(pl.col("key").cast(pl.String))
    kept, remarks = _sound(ties)
    nodes = _completed(nodes, ties)
    numbers = nodes.select("key").with_row_index("index")
    ends = [
        kept.select(pl.col(end).alias("key")).join(numbers, on="key", how="left", maintain_order="left")["index"]
        for end in ("source", "target")
    ]
    source, target = (end.cast(pl.Int32).to_numpy() for end in ends)
    if not is_directed:
        source, target = np.minimum(source, target), np.maximum(source, target)
    empty = Network(nodes, source[:0], target[:0], np.empty(0), is_directed, is_weighted=bool(is_weighted))
    whole = _settled_columns(empty, source, target, kept["weight"].fill_null(np.nan).to_numpy(), combining)
    if repeated := len(source) - whole.tie_count:
        remarks = (*remarks, told(combining, repeated))
    differ = bool(len(whole.weight)) and not bool(np.all(whole.weight == whole.weight[0]))
    return Network(
        nodes=nodes,
        source=whole.source,
        target=whole.target,
        weight=whole.weight,
        is_directed=is_directed,
        is_weighted=differ if is_weighted is None else is_weighted,
        remarks=remarks,
    )


def _sound(ties: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Text, ...]]:
    blank = pl.col("source").is_null() | pl.col("target").is_null()
    faults = {
        "blank": blank,
        "loops": ~blank & (pl.col("source") == pl.col("target")),
        "weightless": ~blank & (pl.col("source") != pl.col("target")) & (pl.col("weight") <= 0).fill_null(False),
    }
    counts = ties.select(condition.sum().alias(name) for name, condition in faults.items()).row(0, named=True)
    remarks = tuple(told(name, count) for name, count in counts.items() if count)
    return ties.filter(~pl.any_horizontal(list(faults.values()))), remarks


def _completed(nodes: pl.DataFrame, ties: pl.DataFrame) -> pl.DataFrame:
    met = pl.concat([ties["source"], ties["target"]]).drop_nulls().unique(maintain_order=True)
    strangers = met.filter(~met.is_in(nodes["key"].implode()))
    return pl.concat([nodes, pl.DataFrame({"key": strangers})], how="diagonal") if len(strangers) else nodes


def _settled(network: Network, source: Indices, target: Indices, combining: Combining) -> Network:
    return _settled_columns(network, source, target, network.weight, combining, is_directed=False)


def _settled_columns(
    network: Network,
    source: Indices,
    target: Indices,
    weight: Weights,
    combining: Combining,
    *,
    is_directed: bool | None = None,
) -> Network:
    frame = pl.DataFrame({"source": source, "target": target, "weight": weight})
    combine = {"sum": pl.col("weight").sum(), "max": pl.col("weight").max(), "mean": pl.col("weight").mean()}
    pairs = frame.group_by("source", "target").agg(combine[combining])
    return _of_frame(network, pairs, is_directed=network.is_directed if is_directed is None else is_directed)


def _of_frame(network: Network, pairs: pl.DataFrame, *, is_directed: bool) -> Network:
    pairs = pairs.sort("source", "target")
    return Network(
        nodes=network.nodes,
        source=pairs["source"].cast(pl.Int32).to_numpy(),
        target=pairs["target"].cast(pl.Int32).to_numpy(),
        weight=pairs["weight"].to_numpy(),
        is_directed=is_directed,
        is_weighted=network.is_weighted,
        remarks=network.remarks,
    )


def _rows(size: int, source: Indices, target: Indices, weight: Weights) -> Neighbours:
    order = np.lexsort((target, source))
    starts = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(np.bincount(source, minlength=size), out=starts[1:])
    return Neighbours(starts=starts, ends=target[order], weights=weight[order])
