"""Networks of many shapes, drawn by hypothesis or written out."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import strategies as st

from concertation.core.network import Network, network_of


def tied(
    size: int, pairs: list[tuple[int, int]], *, is_directed: bool = False, weights: list[int] | None = None
) -> Network:
    """Nodes 0 to ``size - 1`` and these ties."""
    ties = pl.DataFrame(pairs, schema=["source", "target"], orient="row", schema_overrides={"source": pl.Int64})
    if weights:
        ties = ties.with_columns(pl.Series("weight", weights, dtype=pl.Float64))
    return network_of(pl.DataFrame({"key": np.arange(size)}), ties, is_directed=is_directed)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Up to thirty nodes, few or many ties, directed or not, weighted or not, isolates and several components."""
    size = draw(st.integers(1, 30))
    node = st.integers(0, size - 1)
    pairs = draw(st.lists(st.tuples(node, node), min_size=1, max_size=90))
    weights = (
        draw(st.lists(st.integers(1, 5), min_size=len(pairs), max_size=len(pairs))) if draw(st.booleans()) else None
    )
    return tied(size, pairs, is_directed=draw(st.booleans()), weights=weights)


def grown(size: int, *, is_directed: bool, seed: int = 1) -> Network:
    """Tables of three to six in a ring of towns, one node in five alone: several components, hubs, weights 1 to 5."""
    chance = np.random.default_rng(seed)
    tables = [chance.choice(size * 4 // 5, chance.integers(3, 7)) for _ in range(size // 3)]
    near = [(table + chance.integers(0, 40, len(table)) ** 2) % (size * 4 // 5) for table in tables]
    pairs = [(int(one), int(other)) for table in near for one in table for other in table if one != other]
    kept = [pair for pair in pairs if chance.random() < 0.6]
    return tied(size, kept, is_directed=is_directed, weights=chance.integers(1, 6, len(kept)).tolist())


CHAIN = tied(3_000, [(node, node + 1) for node in range(2_999)])
"""As deep as it is long: a search that calls itself would not come to its end."""
STAR = tied(600, [(0, node) for node in range(1, 600)])
NOBODY_TIED = tied(5, [])
SHAPES = {
    "chain": CHAIN,
    "star": STAR,
    "nobody tied": NOBODY_TIED,
    "two cliques and a bridge": tied(
        9, [(a, b) for a in range(4) for b in range(a)] + [(a, b) for a in range(4, 8) for b in range(4, a)] + [(3, 4)]
    ),
    "towns": grown(2_600, is_directed=False),
    "towns, directed": grown(2_600, is_directed=True),
}
