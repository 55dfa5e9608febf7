"""What kind all partnerships of the register are, kept and brought up to date by what each change touched.

Apart from ``classification``, which a machine that only reads folders uses without a database.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import polars as pl

from concertation.core.typology import classify, score_days
from concertation.core.typology.following import reclassify
from concertation.journeys.neighbourhood import Neighbourhood
from concertation.journeys.observation import (
    KeptByDay,
    Observation,
    followed_state,
    observe,
    reached_between,
    touched_between,
)

# Enough to see a movement, few enough to read at a glance.
_YEARS_COMPARED = 6

# Up to as many partnerships, scoring all of them on a day costs little more than scoring one.
_MOST_AT_ONCE = 5_000


def classify_register(seen: Observation) -> pl.DataFrame:
    """What ``classify`` answers for what was observed; after a small change, only what it concerns is asked again."""
    return _classifications.of(seen)


def classified_rows(around: Neighbourhood, partnership_ids: Collection[int]) -> list[dict[str, Any]] | None:
    """Their rows of ``classify``, where all partnerships were classified on that day and nothing here moved since.

    ``None`` where that is not so: who asks classifies what is around.
    """
    kept = _classifications.latest(around.as_of)
    return None if kept is None or not _holds(kept[0], around) else _rows_of(kept[1], partnership_ids)


def scored_rows(around: Neighbourhood, partnership_id: int) -> list[dict[str, Any]] | None:
    """Its rows of ``score_trend`` on the days compared, under the same condition."""
    kept = _scores.latest(around.as_of)
    if kept is None or reached_between(kept[0].state, followed_state()) is None:
        if _classifications.latest(around.as_of) is None or around.known_at is not None:
            return None
        seen = observe(as_of=around.as_of)
        if seen.state is None or seen.snapshot["partnership"].height > _MOST_AT_ONCE:
            return None
        kept = seen, _scores.of(seen)
    return _rows_of(kept[1], [partnership_id]) if _holds(kept[0], around) else None


def days_compared(as_of: date) -> list[date]:
    """The same day of the last years, oldest first."""
    return [date(as_of.year - back, as_of.month, min(as_of.day, 28)) for back in range(_YEARS_COMPARED - 1, 0, -1)] + [
        as_of
    ]


def _holds(seen: Observation, around: Neighbourhood) -> bool:
    """Whether nothing that is around moved since."""
    state = followed_state() if around.known_at is None else None
    reached = None if state is None else reached_between(seen.state, state)
    return reached is not None and not around.is_reached(reached)


def _rows_of(frame: pl.DataFrame, partnership_ids: Collection[int]) -> list[dict[str, Any]]:
    return frame.filter(pl.col("partnership_id").is_in(list(partnership_ids))).to_dicts()


def _classified(seen: Observation, kept: tuple[Observation, pl.DataFrame] | None) -> pl.DataFrame:
    touched = None if kept is None else touched_between(kept[0].state, seen.state)
    if kept is None or touched is None:
        return classify(seen.snapshot)
    return reclassify(kept[1], before=kept[0].snapshot, after=seen.snapshot, touched=touched.numbers)


def _scored(seen: Observation, kept: tuple[Observation, pl.DataFrame] | None) -> pl.DataFrame:
    return score_days(seen.snapshot, days=days_compared(seen.snapshot.as_of))


_classifications = KeptByDay(_classified)
_scores = KeptByDay(_scored)
