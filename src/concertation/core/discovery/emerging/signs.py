"""What two organisations without a tie have in common: the signs from which a link is thought likely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.network.network import Network
from concertation.core.network.ties.pairing import pairs_within
from concertation.core.text import Text

# Convention: up to so many organisations every pair without a tie is looked at (half a million pairs); beyond, those
# who share a partner at least.
EVERY_PAIR = 1_000

# The signs, in the order of their columns.
SIGNS = ("shared_partners", "resource_allocation", "activity", "same_family", "shared_sectors", "shared_areas")

_LISTS = {"shared_sectors": "sectors", "shared_areas": "areas"}


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs without a tie: indices of both nodes (``one < other``), and a column a sign; null where unknown."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    signs: pl.DataFrame
    remarks: tuple[Text, ...] = ()


def pairs_without_tie(network: Network) -> Pairs:
    """Every pair that has no tie in either direction, with its signs.

    Definition: of the pair (i, j), with N(i) the neighbours of i in either direction and dᵢ their number:
    ``shared_partners`` |N(i) ∩ N(j)|; ``resource_allocation`` Σ 1/d_u over the shared partners u: a partner who
    works with few says more than one who works with all; ``activity`` ln(1 + dᵢ) + ln(1 + d_j); ``same_family`` 1
    where both are of one family of organisations, else 0; ``shared_sectors`` and ``shared_areas`` the Jaccard index of
    their lists. The last three are read from the columns ``family``, ``sectors`` and ``areas`` of the nodes, and null
    where a side is unknown.

    Beyond ``EVERY_PAIR`` nodes only those who share a partner are looked at, which ``remarks`` say.

    Source: D. Liben-Nowell and J. Kleinberg, Journal of the American Society for Information Science and Technology
    58 (2007), 1019–1031; T. Zhou, L. Lü and Y.-C. Zhang, European Physical Journal B 71 (2009), 623–630.
    """
    ties = network.undirected()
    wedges, remarks = _wedges(ties)
    pairs = _every_pair(ties, wedges) if ties.size <= EVERY_PAIR else wedges
    tied = pl.DataFrame({"one": ties.source.astype(np.int64), "other": ties.target.astype(np.int64)})
    pairs = pairs.join(tied, on=["one", "other"], how="anti").sort("one", "other")
    one, other = pairs["one"].to_numpy(), pairs["other"].to_numpy()
    degrees = ties.all_neighbours.degrees
    signs = pairs.select(
        "shared_partners",
        "resource_allocation",
        activity=pl.Series(np.log1p(degrees[one]) + np.log1p(degrees[other]), dtype=pl.Float64),
        same_family=_same(ties.nodes, "family", one, other),
        **{name: _jaccard(ties.nodes, column, one, other) for name, column in _LISTS.items()},
    )
    return Pairs(one, other, signs.select(SIGNS), remarks)


def shared_partners_of(network: Network, one: int, other: int) -> list[str]:
    """The keys of the partners that two nodes share, those with the fewest partners first."""
    rows = network.undirected().all_neighbours
    mine, theirs = (rows.ends[rows.starts[node] : rows.starts[node + 1]] for node in (one, other))
    shared = np.intersect1d(mine, theirs)
    ordered = shared[np.argsort(rows.degrees[shared], kind="stable")]
    return list(network.nodes["key"].gather(ordered))


def _wedges(ties: Network) -> tuple[pl.DataFrame, tuple[Text, ...]]:
    """Pairs that share a partner, and what they share: each middle of two ties counts once."""
    rows = ties.all_neighbours
    middles = np.repeat(np.arange(ties.size), rows.degrees)
    ends = pl.DataFrame({"middle": middles, "end": rows.ends.astype(np.int64)})
    paired = pairs_within(ends.with_columns(share=pl.Series(1.0 / rows.degrees[middles])), "middle", "end")
    wedges = paired.rows.group_by(one="end", other="end_other").agg(
        shared_partners=pl.len().cast(pl.Float64), resource_allocation=pl.col("share").sum()
    )
    beyond = Text(
        en="Only organisations that share a partner were looked at.",
        fr="Seuls les organismes qui ont un partenaire en commun ont été examinés.",
    )
    return wedges, (*paired.remarks, *((beyond,) if ties.size > EVERY_PAIR else ()))


def _every_pair(ties: Network, wedges: pl.DataFrame) -> pl.DataFrame:
    one, other = np.triu_indices(ties.size, k=1)
    pairs = pl.DataFrame({"one": one.astype(np.int64), "other": other.astype(np.int64)})
    counts = pl.col("shared_partners", "resource_allocation").fill_null(0.0)
    return pairs.join(wedges, on=["one", "other"], how="left").with_columns(counts)


def _same(nodes: pl.DataFrame, column: str, one: NDArray[np.int64], other: NDArray[np.int64]) -> pl.Series:
    if column not in nodes.columns:
        return pl.Series([None] * len(one), dtype=pl.Float64)
    values = nodes[column]
    return (values.gather(one) == values.gather(other)).cast(pl.Float64)


def _jaccard(nodes: pl.DataFrame, column: str, one: NDArray[np.int64], other: NDArray[np.int64]) -> pl.Series:
    if column not in nodes.columns:
        return pl.Series([None] * len(one), dtype=pl.Float64)
    lists = nodes[column]
    both = pl.DataFrame({"mine": lists.gather(one), "theirs": lists.gather(other)})
    mine, theirs = pl.col("mine").list, pl.col("theirs")
    shared, together = mine.set_intersection(theirs).list.len(), mine.set_union(theirs).list.len()
    return both.select(pl.when(together > 0).then(shared / together).cast(pl.Float64))["mine"]
