"""Whether those who share a contact are tied: transitivity, clustering, and the sixteen kinds of triads."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from concertation.core.network.kernels import can_answer
from concertation.core.network.measures.answer import Answer, share, shares
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Reading
from concertation.core.network.measures.triads import TRIADS, count_triads


def describe_closure(reading: Reading) -> Mapping[str, Answer]:
    """Of the pairs that share a contact, those that are tied: over the network, and around each."""
    degrees = reading.pairs.all_neighbours.degrees
    around = reading.triangle_counts
    open_or_closed = degrees * (degrees - 1) / 2
    clustering = shares(around, open_or_closed)
    known = ~np.isnan(clustering)
    return {
        "transitivity": share(float(around.sum()), float(open_or_closed.sum())),
        "clustering": clustering,
        "mean_clustering": float(clustering[known].mean()) if known.any() else float("nan"),
        "triangles": around,
    }


def describe_triads(reading: Reading) -> Mapping[str, Answer]:
    """How many triads of each of sixteen kinds, and of the two-step paths those that a tie closes."""
    counts = np.array(_census(reading), dtype=np.int64)
    two_steps = counts @ _TWO_STEPS
    return {
        "triad_census": pl.DataFrame({"triad": TRIADS, "count": counts}),
        "transitivity_of_ties": share(float(counts @ _CLOSED), float(two_steps)),
    }


def _census(reading: Reading) -> tuple[int, ...]:
    if reading.network.size < 3:
        return (0,) * len(TRIADS)
    if can_answer(reading.network.size):
        from concertation.core.network.kernels.triads import closed_triads  # noqa: PLC0415 - compiled code

        return count_triads(reading, closed_triads(reading.network))
    return count_triads(reading)


# In a triad of each kind, the paths a → b → c with a ≠ c, and those of them that a tie a → c closes.
_TWO_STEPS = np.array([0, 0, 0, 0, 0, 1, 1, 1, 1, 3, 2, 2, 2, 3, 4, 6])
_CLOSED = np.array([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 2, 1, 3, 6])

FAMILIES = (
    Family(("transitivity", "clustering", "mean_clustering", "triangles"), describe_closure),
    Family(("triad_census", "transitivity_of_ties"), describe_triads),
)
