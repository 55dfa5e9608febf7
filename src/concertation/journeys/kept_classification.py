"""What kind all partnerships of the register are, kept and brought up to date by what each change touched.

Apart from ``classification``, which a machine that only reads folders uses without a database.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import polars as pl

from concertation.core.movement import moved_facts
from concertation.core.typology import COLUMNS, score_days
from concertation.core.typology.classification import classify_in_full
from concertation.core.typology.following import reclassify, rescore
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
    return _classifications.of(seen)[list(COLUMNS)]


def moved_between(before: Observation, after: Observation) -> dict[str, set[int]] | None:
    """The facts that a measure may read otherwise than before, by kind; ``None`` where it is not known."""
    touched = touched_between(before.state, after.state)
    return None if touched is None else moved_facts(before.snapshot, after.snapshot, touched.numbers)


def classified_rows(around: Neighbourhood, partnership_ids: Collection[int]) -> list[dict[str, Any]] | None:
    """Their rows of ``classify_in_full``, where all partnerships were classified on that day.

    Where something around moved since, what moved is classified again: no more work than these alone, and the next
    who asks finds it. ``None`` where nobody asked for all of that day: who asks classifies what is around.
    """
    return _rows(_classifications, around, partnership_ids)


def scored_rows(around: Neighbourhood, partnership_id: int) -> list[dict[str, Any]] | None:
    """Its rows of ``score_trend`` on the days compared, under the same condition; of a large register, ``None``."""
    kept = _classifications.latest(around.as_of)
    if kept is None or kept[0].snapshot["partnership"].height > _MOST_AT_ONCE:
        return None
    if _scores.latest(around.as_of) is None and around.known_at is None:
        _scores.of(observe(as_of=around.as_of))
    return _rows(_scores, around, [partnership_id])


def days_compared(as_of: date) -> list[date]:
    """The same day of the last years, oldest first."""
    return [date(as_of.year - back, as_of.month, min(as_of.day, 28)) for back in range(_YEARS_COMPARED - 1, 0, -1)] + [
        as_of
    ]


def _rows(
    kept: KeptByDay[pl.DataFrame], around: Neighbourhood, partnership_ids: Collection[int]
) -> list[dict[str, Any]] | None:
    made = kept.latest(around.as_of)
    state = followed_state() if around.known_at is None else None
    if made is None or state is None:
        return None
    reached = reached_between(made[0].state, state)
    is_current = reached is not None and not around.is_reached(reached)
    frame = made[1] if is_current else kept.of(observe(as_of=around.as_of))
    return frame.filter(pl.col("partnership_id").is_in(list(partnership_ids))).to_dicts()


def _classified(seen: Observation, kept: tuple[Observation, pl.DataFrame] | None) -> pl.DataFrame:
    moved = None if kept is None else moved_between(kept[0], seen)
    if kept is None or moved is None:
        return classify_in_full(seen.snapshot)
    return reclassify(kept[1], before=kept[0].snapshot, after=seen.snapshot, touched=moved)


def _scored(seen: Observation, kept: tuple[Observation, pl.DataFrame] | None) -> pl.DataFrame:
    days = days_compared(seen.snapshot.as_of)
    moved = None if kept is None else moved_between(kept[0], seen)
    if kept is None or moved is None:
        return score_days(seen.snapshot, days=days)
    return rescore(kept[1], before=kept[0].snapshot, after=seen.snapshot, touched=moved, days=days)


_classifications = KeptByDay(_classified)
_scores = KeptByDay(_scored)
