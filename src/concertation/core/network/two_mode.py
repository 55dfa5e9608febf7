"""Organisations × partnerships: who belongs to what, and the two networks that follow from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from concertation.core.network.network import Network, network_of
from concertation.core.network.ties.co_membership import stays
from concertation.core.network.ties.nodes import organisation_nodes, partnership_nodes
from concertation.core.network.ties.pairing import MOST_PAIRS, pairs_within
from concertation.core.network.ties.span import Span
from concertation.core.snapshot import Snapshot

FIRST, SECOND = "organisation", "partnership"


@dataclass(frozen=True, slots=True, eq=False)
class TwoMode:
    """Nodes of two sorts and who belongs to what: ``belongs`` has a row a pair, ``first`` and ``second`` (keys).

    ``first_nodes`` are organisations (or persons, or any who attend), ``second_nodes`` partnerships (or events);
    isolates of both sorts are there.
    """

    first_nodes: pl.DataFrame
    second_nodes: pl.DataFrame
    belongs: pl.DataFrame

    @property
    def first_degrees(self) -> pl.Series:
        """To how many of the second sort each of the first belongs, in the order of ``first_nodes``."""
        return _degrees(self.first_nodes, self.belongs["first"])

    @property
    def second_degrees(self) -> pl.Series:
        """How many of the first sort each of the second has, in the order of ``second_nodes``."""
        return _degrees(self.second_nodes, self.belongs["second"])

    def network(self) -> Network:
        """The network of both sorts: keys are ``organisation:KEY`` and ``partnership:KEY``, ``mode`` says which."""
        nodes = [
            frame.with_columns(mode=pl.lit(mode), key=pl.format("{}:{}", pl.lit(mode), "key"))
            for frame, mode in ((self.first_nodes, FIRST), (self.second_nodes, SECOND))
        ]
        ties = self.belongs.select(
            source=pl.format("{}:{}", pl.lit(FIRST), "first"), target=pl.format("{}:{}", pl.lit(SECOND), "second")
        )
        return network_of(pl.concat(nodes, how="diagonal_relaxed"), ties, is_directed=False)

    def shared_seconds(self, *, most: int = MOST_PAIRS) -> Network:
        """The first sort tied by what both belong to (who shares tables); the weight is how many."""
        return _projected(self.first_nodes, self.belongs.select(group="second", member="first"), most)

    def shared_firsts(self, *, most: int = MOST_PAIRS) -> Network:
        """The second sort tied by whom both have (which tables share members); the weight is how many."""
        return _projected(self.second_nodes, self.belongs.select(group="first", member="second"), most)


def two_mode_of(first_nodes: pl.DataFrame, second_nodes: pl.DataFrame, belongs: pl.DataFrame) -> TwoMode:
    """Two sorts of nodes (``key``, attributes) and who belongs to what (``first``, ``second``), each pair once.

    Keys met in ``belongs`` alone are added at the end, without attributes.
    """
    belongs = belongs.select(pl.col("first", "second").cast(pl.String)).drop_nulls().unique().sort("first", "second")
    return TwoMode(_completed(first_nodes, belongs["first"]), _completed(second_nodes, belongs["second"]), belongs)


def memberships_as_two_mode(snapshot: Snapshot, span: Span) -> TwoMode:
    """Organisations × partnerships of the register, from the memberships that held in the span."""
    organisations, partnerships = organisation_nodes(snapshot, span), partnership_nodes(snapshot, span)
    keys = snapshot["organisation"].select(organisation_id="id", first="key")
    belongs = stays(snapshot, span).rename({"table": "second"}).join(keys, on="organisation_id")
    return two_mode_of(organisations, partnerships, belongs)


def degree_distribution(degrees: pl.Series) -> pl.DataFrame:
    """How many nodes have each degree: ``degree``, ``count``, ``share`` and ``share_at_least``, by degree.

    ``share_at_least`` is the share of nodes of that degree or more (the complementary cumulative distribution).
    Empty where there are no nodes.
    """
    counts = degrees.value_counts(name="count").rename({degrees.name: "degree"}).sort("degree")
    share = pl.col("count") / pl.col("count").sum()
    return counts.with_columns(pl.col("count").cast(pl.Int64), share=share).with_columns(
        share_at_least=pl.col("share").cum_sum(reverse=True)
    )


def _degrees(nodes: pl.DataFrame, ends: pl.Series) -> pl.Series:
    counts = ends.rename("key").value_counts(name="degree")
    found = nodes.select("key").join(counts, on="key", how="left", maintain_order="left")
    return found["degree"].fill_null(0).cast(pl.Int64)


def _projected(nodes: pl.DataFrame, belongs: pl.DataFrame, most: int) -> Network:
    numbers = nodes.select(pl.col("key").alias("member")).with_row_index("number")
    numbered = belongs.join(numbers, on="member").select("group", pl.col("number").cast(pl.Int64))
    paired = pairs_within(numbered, "group", "number", most=most)
    counts = paired.rows.group_by("number", "number_other").agg(weight=pl.len().cast(pl.Float64)).sort(pl.all())
    source, target = (counts[name].cast(pl.Int32).to_numpy() for name in ("number", "number_other"))
    weight = counts["weight"].to_numpy()
    differ = bool(len(weight)) and not bool(np.all(weight == weight[0]))
    return Network(nodes, source, target, weight, is_directed=False, is_weighted=differ, remarks=paired.remarks)


def _completed(nodes: pl.DataFrame, met: pl.Series) -> pl.DataFrame:
    nodes = nodes.with_columns(pl.col("key").cast(pl.String))
    strangers = met.unique(maintain_order=True)
    strangers = strangers.filter(~strangers.is_in(nodes["key"].implode()))
    return pl.concat([nodes, pl.DataFrame({"key": strangers})], how="diagonal") if len(strangers) else nodes
