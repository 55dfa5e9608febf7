"""What kind all partnerships of the register are, kept and brought up to date by what each change touched.

Apart from ``classification``, which a machine that only reads folders uses without a database.
"""

from __future__ import annotations

import polars as pl

from concertation.core.typology import classify
from concertation.core.typology.following import reclassify
from concertation.journeys.observation import KeptByDay, Observation, touched_between


def classify_register(seen: Observation) -> pl.DataFrame:
    """What ``classify`` answers for what was observed; after a small change, only what it concerns is asked again."""
    return _classifications.of(seen)


def _classified(seen: Observation, kept: tuple[Observation, pl.DataFrame] | None) -> pl.DataFrame:
    touched = None if kept is None else touched_between(kept[0].state, seen.state)
    if kept is None or touched is None:
        return classify(seen.snapshot)
    return reclassify(kept[1], before=kept[0].snapshot, after=seen.snapshot, touched=touched.numbers)


_classifications = KeptByDay(_classified)
