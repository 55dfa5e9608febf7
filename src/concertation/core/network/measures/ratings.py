"""Ties that were rated, such as trust or value: how high, as a share of the most that the scale allows."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from concertation.core.network.measures.answer import Answer, Column, Figure, share, shares, unknown
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Reading

_IDS = ("rating_index", "received_rating", "given_rating")
OFF_THE_SCALE = unknown(
    "Ratings within the scale: some are below its lowest or above its highest.",
    "Des notes dans l’échelle\u00a0: certaines sont sous son minimum ou au-dessus de son maximum.",
)


def share_of_maximum(mean: Column | float, scale: tuple[float, float]) -> Column:
    """(mean − lowest) / (highest − lowest): (mean − 1)/3 on a scale from 1 to 4, (mean − 1)/4 from 1 to 5."""
    lowest, highest = scale
    return (np.asarray(mean, dtype=np.float64) - lowest) / (highest - lowest)


def describe_ratings(reading: Reading) -> Mapping[str, Answer]:
    """Over the network, of each organisation as others rate it, and as it rates others; unrated ties are left out."""
    network, scale = reading.network, reading.scale or (1.0, 1.0)
    rated = ~np.isnan(network.weight)
    if not ((network.weight[rated] >= scale[0]) & (network.weight[rated] <= scale[1])).all():
        return dict.fromkeys(_IDS, OFF_THE_SCALE)
    coverage = share(float(rated.sum()), network.tie_count)
    weights, size = network.weight[rated], network.size
    ends = {"received_rating": network.target[rated], "given_rating": network.source[rated]}
    means = {
        name: shares(np.bincount(end, weights, minlength=size), np.bincount(end, minlength=size))
        for name, end in ends.items()
    }
    whole = share_of_maximum(share(float(weights.sum()), len(weights)), scale)
    answers = {name: Figure(share_of_maximum(mean, scale), coverage) for name, mean in means.items()}
    return {"rating_index": Figure(float(whole), coverage, len(weights)), **answers}


FAMILIES = (Family(_IDS, describe_ratings),)
