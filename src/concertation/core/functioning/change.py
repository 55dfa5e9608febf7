"""What changed between two waves: the same organisations, the same items, each compared with itself."""

from __future__ import annotations

import polars as pl

from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.intervals import organisation_units, summarise_units, with_spread
from concertation.core.functioning.scoring import score_respondents

# Organisations that go by another key since (merged, renamed): a former key and the one that now holds it.
SUCCESSIONS = pl.Schema({"organisation": pl.String, "successor": pl.String})
_KEYS = ("partnership", "organisation", "factor")


def shared_items(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Items asked in both waves in the same way.

    Two items are the same when all the columns that both tables have agree: code, factor, direction and, where callers
    give them, the prints of their words. The rest are left out: an item that was reworded measures something else.
    """
    return before.join(after, on=[name for name in before.columns if name in after.columns]).select(
        "item", "factor", "is_reversed"
    )


def with_successors(table: pl.DataFrame, successions: pl.DataFrame) -> pl.DataFrame:
    """The table with each organisation under the key that holds it now, through merges of merges.

    ``successions`` as ``SUCCESSIONS``. A circle of keys ends after as many steps as there are lines.
    """
    followed = dict(successions.select("organisation", "successor").iter_rows())
    latest = {former: _follow(former, followed) for former in followed}
    return table.with_columns(pl.col("organisation").replace(latest))


def change_between(
    before: tuple[pl.DataFrame, pl.DataFrame],
    after: tuple[pl.DataFrame, pl.DataFrame],
    items: pl.DataFrame,
    *,
    conventions: FunctioningConventions,
    highest: int = 5,
) -> pl.DataFrame:
    """The mean change of the organisations heard in both waves, with its interval.

    Each wave is (answers, participation), under the same keys (``with_successors``) and scored on the same ``items``
    (``shared_items``). For an organisation d = after − before; the change is the mean of d, with the interval of
    ``intervals.with_spread`` on d: o organisations of the panel out of the members of both waves, and what both scores
    owe to which people answered. Below eight, the range of d widened to the half point. An organisation of one wave
    alone tells nothing of change and is left out; in anonymous waves nobody can be matched, and there are no lines.
    Nothing is suppressed here. Columns: partnership, factor, change, low, high, is_interval, organisations (of the
    panel), respondents (the fewer of both waves), members (of both waves).

    Source: methods, section 1; Cochran (1977), section 12.10, on repeated visits to the same units.
    """
    first, second = (units_of_wave(*wave, items, conventions=conventions, highest=highest) for wave in (before, after))
    panel = first.join(second, on=_KEYS, suffix="_after").select(
        *_KEYS,
        (pl.col("score_after") - pl.col("score")).alias("score"),
        pl.min_horizontal("respondents", "respondents_after").alias("respondents"),
        (pl.col("owed") + pl.col("owed_after")).alias("owed"),
    )
    both = before[1].join(after[1], on=["partnership", "organisation"]).group_by("partnership")
    members = both.agg(pl.col("organisation").n_unique().cast(pl.Int64).alias("members"))
    scale = (1.0 - highest, highest - 1.0)
    means = with_spread(
        summarise_units(panel, ("partnership", "factor"), members), scale=scale, conventions=conventions
    )
    return means.select(
        "partnership",
        "factor",
        pl.col("score").alias("change"),
        "low",
        "high",
        "is_interval",
        "organisations",
        "respondents",
        "members",
    )


def units_of_wave(
    answers: pl.DataFrame,
    participation: pl.DataFrame,
    items: pl.DataFrame,
    *,
    conventions: FunctioningConventions,
    highest: int = 5,
) -> pl.DataFrame:
    """What each organisation of a wave says on these items: the columns of ``organisation_units``."""
    respondents = score_respondents(answers, items, highest=highest, conventions=conventions)
    return organisation_units(respondents, _told_once(participation))


def _told_once(participation: pl.DataFrame) -> pl.DataFrame:
    """Organisations that became one are one line, their people together."""
    invited = pl.when(pl.col("invited").null_count() == 0).then(pl.col("invited").sum())
    return participation.group_by("partnership", "organisation").agg(invited.alias("invited"), pl.col("heard").sum())


def _follow(key: str, successors: dict[str, str]) -> str:
    for _step in successors:
        if key not in successors:
            break
        key = successors[key]
    return key
