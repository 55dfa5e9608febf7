"""How far the network turns around one organisation, as a share of the most that a network of that size can."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.measures.answer import Answer, approached, share, unknown
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Reading

IN_SEVERAL_PIECES = unknown(
    "A network in one piece: in several, some are at no distance from others. See the centralisation of nearness.",
    "Un réseau d’un seul tenant\u00a0: en plusieurs morceaux, certains sont sans distance entre eux. Voyez la "
    "centralisation de la proximité.",
)


def centralisation(column: NDArray[np.number], most: float) -> float:
    """Freeman (1979): Σ (max − c) divided by the greatest that sum can be; unknown where a c is."""
    return share(float((column.max() - column).sum()), most) if len(column) else float("nan")


def describe_centralisations(reading: Reading) -> Mapping[str, Answer]:
    """Of degrees and nearness: the greatest is a star, whose centre is tied to all and they to nobody else."""
    n, network = reading.network.size, reading.network
    near = reading.step_paths
    answers: Mapping[str, Answer] = {
        "degree_centralisation": centralisation(reading.pairs.all_neighbours.degrees, (n - 1) * (n - 2)),
        "in_degree_centralisation": centralisation(network.in_neighbours.degrees, (n - 1) ** 2),
        "out_degree_centralisation": centralisation(network.out_neighbours.degrees, (n - 1) ** 2),
        "harmonic_centralisation": centralisation(
            near.inverse, (n - 1) ** 2 if network.is_directed else (n - 1) * (n - 2) / 2
        ),
    }
    return {**answers, **approached({name: answers[name] for name in ("harmonic_centralisation",)}, near.exactness)}


def describe_closeness_centralisation(reading: Reading) -> Mapping[str, Answer]:
    """Of closeness, for a connected network without directions."""
    n, paths = reading.network.size, reading.pair_paths
    if n > 2 and len(reading.parts.sizes) > 1:
        return {"closeness_centralisation": IN_SEVERAL_PIECES}
    if n < 3:
        return {"closeness_centralisation": float("nan")}
    return {"closeness_centralisation": centralisation((n - 1) / paths.total, (n - 1) * (n - 2) / (2 * n - 3))}


def describe_betweenness_centralisation(reading: Reading) -> Mapping[str, Answer]:
    """Of betweenness."""
    n = reading.network.size
    most = (n - 1) ** 2 * (n - 2) / (1 if reading.network.is_directed else 2)
    answers = {"betweenness_centralisation": centralisation(reading.between.values, most)}
    return approached(answers, reading.between.exactness)


FAMILIES = (
    Family(
        (
            "degree_centralisation",
            "in_degree_centralisation",
            "out_degree_centralisation",
            "harmonic_centralisation",
        ),
        describe_centralisations,
    ),
    Family(("closeness_centralisation",), describe_closeness_centralisation),
    Family(("betweenness_centralisation",), describe_betweenness_centralisation, follows_lengths=True),
)
