"""Networks of two sides, such as organisations and the partnerships they sit in, measured as they are."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from concertation.core.network.measures.answer import Answer, share, shares, unknown
from concertation.core.network.measures.equivalence import common_neighbours
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Reading

_IDS = ("two_mode_density", "two_mode_degree", "two_mode_clustering")
NOT_TWO_SIDES = unknown(
    "Ties that all run between the two sides, each organisation on a known side.",
    "Des liens qui vont tous d’un côté à l’autre, chaque organisme étant d’un côté connu.",
)


def describe_sides(reading: Reading) -> Mapping[str, Answer]:
    """Density, degrees as shares of the other side, and how often a shared table means a second one."""
    modes, pairs = reading.modes, reading.pairs
    if (modes < 0).any() or modes.max() > 1 or (modes[pairs.source] == modes[pairs.target]).any():
        return dict.fromkeys(_IDS, NOT_TWO_SIDES)
    counts, degrees = np.bincount(modes, minlength=2), pairs.all_neighbours.degrees
    return {
        "two_mode_density": share(pairs.tie_count, float(counts[0] * counts[1])),
        "two_mode_degree": shares(degrees, counts[1 - modes]),
        "two_mode_clustering": _clustering(reading),
    }


def _clustering(reading: Reading) -> float:
    """Robins and Alexander (2004): of the paths of three ties, those that a fourth closes: 4 C₄ / L₃."""
    pairs, degrees = reading.pairs, reading.pairs.all_neighbours.degrees
    paths = float(((degrees[pairs.source] - 1) * (degrees[pairs.target] - 1)).sum())
    side = int(np.argmin([((reading.modes == mode) * degrees).sum() for mode in (0, 1)]))
    one, _, shared = common_neighbours(pairs.all_neighbours)
    kept = shared[reading.modes[one] == side]
    return share(4 * float((kept * (kept - 1) / 2).sum()), paths)


FAMILIES = (Family(_IDS, describe_sides),)
