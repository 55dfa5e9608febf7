"""Who has told nothing, and how far figures would move with whose word is taken."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.network.certainty import readings_of
from concertation.core.network.saying.ground import Ground
from concertation.core.network.saying.said import Said
from concertation.core.network.saying.wording import phrase, told


def say_silence(ground: Ground) -> Iterator[Said]:
    """In networks of what organisations say: how many have told nothing, and what the three readings would count."""
    kind = ground.relations.kind
    if not (kind.is_directed and kind.is_mutual) or not ground.network.tie_count:
        return
    spoken = who_spoke(ground)
    heard = int(spoken.sum())
    if heard == ground.size:
        return
    said = told("silent", ground.size - heard, some=ground.some(ground.size))
    names = ground.names(np.flatnonzero(~spoken).tolist())
    about = tuple(names)
    figures = {"heard": heard, "size": ground.size}
    strength = 0.5 + 0.35 * (1 - heard / ground.size)
    yield Said("silence.silent", "missing", *said, strength, about, figures, (), phrase("silent_caution"))
    yield from _readings(ground, spoken)


def who_spoke(ground: Ground) -> NDArray[np.bool_]:
    """Which nodes told at least one tie."""
    told_by = ground.relations.told
    ends = [told_by.filter(pl.col("teller") == end)[f"{end}_key"] for end in ("from", "to")]
    return ground.nodes["key"].is_in(pl.concat(ends).unique().implode()).to_numpy()


def _readings(ground: Ground, spoken: NDArray[np.bool_]) -> Iterator[Said]:
    counts = {str(name): one.tie_count for name, one in readings_of(ground.relations.network, spoken).items()}
    both, either = counts["both_ends"], counts["either_end"]
    if both == either:
        return
    said = told("readings", both, either=either)
    figures = {name: float(count) for name, count in counts.items()}
    yield Said("silence.readings", "missing", *said, 0.35 + 0.2 * (1 - both / either), (), figures,
               ("tie_count",))  # fmt: skip
