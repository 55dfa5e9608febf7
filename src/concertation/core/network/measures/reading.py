"""One network as several families read it: what they share is worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.network.kernels import LARGE, can_answer
from concertation.core.network.measures.answer import Column
from concertation.core.network.measures.dense import DenseHoles, holes_of
from concertation.core.network.measures.paths import Between, Paths, betweenness, paths_by_length, paths_by_steps
from concertation.core.network.measures.triangles import Triangles, are_too_many, triangles_of
from concertation.core.network.network import Network

if TYPE_CHECKING:
    from concertation.core.network.kernels.cut_points import Cuts
    from concertation.core.network.kernels.structural_holes import Holes

Lengths = Literal["steps", "inverse"]


@dataclass(frozen=True)
class Parts:
    """Components: the number of each node's, and how many nodes each holds."""

    labels: NDArray[np.int64]
    sizes: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Reading:
    """A network, what is known beside its ties, and what several families need of it.

    ``group``, ``number`` and ``mode`` name columns of the nodes; ``scale`` is the lowest and highest rating of a tie;
    ``layers`` are networks on the same keys; ``lengths`` says whether a tie is one step long or 1/weight.
    """

    network: Network
    group: str | None = None
    number: str | None = None
    mode: str | None = None
    scale: tuple[float, float] | None = None
    layers: Mapping[str, Network] = field(default_factory=dict)
    lengths: Lengths = "steps"
    seed: int = 0

    @cached_property
    def pairs(self) -> Network:
        """Each pair tied in either direction, once, its weights added."""
        return self.network.undirected("sum")

    @cached_property
    def ways(self) -> NDArray[np.int64]:
        """For each pair of ``pairs``, in how many directions it is tied: 1 or 2."""
        return np.asarray(self.directions.sum(axis=0))

    @cached_property
    def directions(self) -> NDArray[np.int64]:
        """Two rows: of each pair, whether it is tied from its lower node to its higher, and from that one back."""
        source, target = self.network.source, self.network.target
        low, high = np.minimum(source, target).astype(np.int64), np.maximum(source, target)
        keys = self.pairs.source.astype(np.int64) * self.network.size + self.pairs.target
        places = np.searchsorted(keys, low * self.network.size + high)
        return np.array([np.bincount(places[way], minlength=len(keys)) for way in (source < target, source > target)])

    @property
    def has_strengths(self) -> bool:
        """Whether weights differ, so that measures of strength are told from those of ties."""
        return self.network.is_weighted

    @cached_property
    def cuts(self) -> Cuts | None:
        """What one compiled search finds of components, cut-points and bridges; None in a network it is not for."""
        if not can_answer(self.network.size):
            return None
        from concertation.core.network.kernels.cut_points import cuts  # noqa: PLC0415 - compiled code

        return cuts(self.pairs.all_neighbours)

    @cached_property
    def is_dense(self) -> bool:
        """Whether a list of its triangles would not fit in memory, and its matrix does."""
        return self.network.size < LARGE and are_too_many(self.pairs)

    @cached_property
    def holes(self) -> Holes | DenseHoles | None:
        """Constraint, effective size and triangles where one pass finds them all, compiled or by matrices."""
        if not can_answer(self.network.size):
            return holes_of(self.pairs) if self.is_dense else None
        from concertation.core.network.kernels.structural_holes import structural_holes  # noqa: PLC0415 - compiled code

        return structural_holes(self.pairs.all_neighbours)

    @cached_property
    def triangle_counts(self) -> Column:
        """In how many triangles each node is, whatever the direction of ties."""
        if self.holes:
            return self.holes.triangles.astype(np.float64)
        return self.triangles.count_by_node(self.network.size)

    @cached_property
    def parts(self) -> Parts:
        """Components, whatever the direction of ties."""
        if self.cuts:
            return Parts(self.cuts.component.astype(np.int64), self.cuts.sizes)
        labels = np.array(self.pairs.graph.connected_components(), dtype=np.int64)
        return Parts(labels, np.bincount(labels))

    @cached_property
    def strong_parts(self) -> Parts:
        """Components within which each reaches each, along the direction of ties."""
        if not self.network.is_directed:
            return self.parts
        if can_answer(self.network.size):
            from concertation.core.network.kernels.strong_parts import strong_components  # noqa: PLC0415 - compiled code

            numbers = strong_components(self.network.out_neighbours).astype(np.int64)
            return Parts(numbers, np.bincount(numbers))
        found = self.network.graph.connected_components(mode="strong")
        labels = np.array(found, dtype=np.int64)
        return Parts(labels, np.bincount(labels))

    @cached_property
    def triangles(self) -> Triangles:
        """Every triangle, whatever the direction of ties."""
        return triangles_of(self.pairs)

    @cached_property
    def between(self) -> Between:
        """The betweenness of each node, along the direction of ties."""
        asked = ("between", self.lengths, self.seed)
        by_length = self.lengths == "inverse"
        return self.network.once(asked, lambda: betweenness(self.network, by_length=by_length, seed=self.seed))

    @cached_property
    def paths(self) -> Paths:
        """How far each node is from those it reaches, along the direction of ties."""
        return self.step_paths if self.lengths == "steps" else paths_by_length(self.network, inward=False)

    @cached_property
    def step_paths(self) -> Paths:
        """The same counted in steps, even where ties have lengths."""
        return paths_by_steps(self.network.out_neighbours, self.pairs.all_neighbours, self.seed)

    @cached_property
    def inward_paths(self) -> Paths:
        """How far each node is from those that reach it."""
        if not self.network.is_directed:
            return self.paths
        if self.lengths == "inverse":
            return paths_by_length(self.network, inward=True)
        return paths_by_steps(self.network.in_neighbours, self.pairs.all_neighbours, self.seed)

    @cached_property
    def pair_paths(self) -> Paths:
        """How far nodes are from one another in steps, whatever the direction of ties."""
        if not self.network.is_directed:
            return self.step_paths
        return paths_by_steps(self.pairs.all_neighbours, self.pairs.all_neighbours, self.seed)

    @cached_property
    def within_two(self) -> Column:
        """How many others are within two steps of each node, whatever the direction of ties."""
        if not can_answer(self.network.size):
            return self.pair_paths.within_two
        from concertation.core.network.kernels.distances import within_two  # noqa: PLC0415 - compiled code

        return within_two(self.pairs.all_neighbours)

    @cached_property
    def groups(self) -> NDArray[np.int64]:
        """The group of each node as a number, in the order of the names of the groups; −1 where it is unknown."""
        return _numbered(self.network.nodes[self.group or "key"])

    @cached_property
    def group_names(self) -> list[str]:
        """The names of the groups, in the order of their numbers."""
        return _names(self.network.nodes[self.group or "key"])

    @cached_property
    def numbers(self) -> Column:
        """The number of each node, NaN where it is unknown."""
        column = self.network.nodes[self.number or "key"].cast(pl.Float64, strict=False)
        return column.fill_null(float("nan")).to_numpy()

    @cached_property
    def modes(self) -> NDArray[np.int64]:
        """The side of each node in a network of two modes: 0 or 1, in the order of their names."""
        return _numbered(self.network.nodes[self.mode or "key"])


def _names(column: pl.Series) -> list[str]:
    return column.cast(pl.String).drop_nulls().unique().sort().to_list()


def _numbered(column: pl.Series) -> NDArray[np.int64]:
    names = _names(column)
    numbers = column.cast(pl.String).replace_strict(names, list(range(len(names))), default=-1, return_dtype=pl.Int64)
    return numbers.fill_null(-1).to_numpy()
