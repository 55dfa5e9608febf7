"""The same figures on several days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from concertation.core.errors import UnknownRecord
from concertation.core.snapshot import Snapshot
from concertation.core.typology.classification import SCORES, classify
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.formality import formality
from concertation.core.typology.institutionalisation import institutionalisation
from concertation.core.typology.partners import Partners, active_members
from concertation.core.typology.tallies import Owners, side_by_side


def trend(
    snapshot: Snapshot, partnership_key: str, *, days: Sequence[date], conventions: Conventions | None = None
) -> pl.DataFrame:
    """Every figure of ``classify`` for one partnership, one row a day, with a first column ``as_of``.

    Days after the snapshot's own are refused (``DayNotCovered``); days on which the partnership does not hold
    are left out. Raises ``UnknownRecord`` when the register has no partnership of that key.
    """
    conventions = conventions or Conventions()
    part = _one(snapshot, partnership_key)
    rows = [
        classify(part.on_day(day), conventions=conventions).select(pl.lit(day).alias("as_of"), pl.all())
        for day in sorted(set(days))
    ]
    return pl.concat(rows) if rows else classify(part).clear().select(pl.lit(None, pl.Date).alias("as_of"), pl.all())


def score_trend(
    snapshot: Snapshot, partnership_key: str, *, days: Sequence[date], conventions: Conventions | None = None
) -> pl.DataFrame:
    """Formality and institutionalisation alone on several days: columns ``as_of`` and those of both scores.

    The same numbers as ``trend``, for pages that draw a line of many days.
    """
    part = _one(snapshot, partnership_key)
    return score_days(part, days=days, conventions=conventions).drop("partnership_id")


def score_days(snapshot: Snapshot, *, days: Sequence[date], conventions: Conventions | None = None) -> pl.DataFrame:
    """What ``score_trend`` answers of every partnership, each under its ``partnership_id``.

    All partnerships at once cost little more than one of them. Days after the snapshot's own are refused
    (``DayNotCovered``).
    """
    conventions = conventions or Conventions()
    rows = [_scores(snapshot.on_day(day), conventions) for day in sorted(set(days))]
    schema = {"partnership_id": pl.Int64, "as_of": pl.Date, **dict.fromkeys(SCORES, pl.Float64)}
    return pl.concat([pl.DataFrame(schema=schema), *rows])


def _scores(snapshot: Snapshot, conventions: Conventions) -> pl.DataFrame:
    partnerships = Owners.of(snapshot.holding("partnership", "id")["id"])
    partners = Partners.among(active_members(snapshot), partnerships)
    return side_by_side(
        [
            pl.DataFrame({"partnership_id": partnerships.ids}).with_columns(as_of=pl.lit(snapshot.as_of)),
            formality(snapshot, partners, conventions=conventions).select(SCORES[:4]),
            institutionalisation(snapshot, partners, conventions=conventions).select(SCORES[4:]),
        ]
    )


def _one(snapshot: Snapshot, partnership_key: str) -> Snapshot:
    partnership_id = snapshot.partnership_id(partnership_key)
    if partnership_id is None:
        raise UnknownRecord(kind="partnership", key=partnership_key)
    return snapshot.restricted_to([partnership_id])
