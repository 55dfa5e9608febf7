"""Traces that decisions and actions leave: who proposes, who decides, what is adopted, what gets done and by whom."""

from __future__ import annotations

import polars as pl

from concertation.core.functioning.indicators.trace import Ground, Trace, since_or_undated, together, used, where_dated


def _decisions(ground: Ground) -> pl.DataFrame:
    """Decisions of the cycle, dated by their meeting where they have no date of their own."""
    meetings = ground.meetings().drop("partnership_id")
    return (
        ground.snapshot["decision"]
        .join(meetings, on="meeting_id", how="left")
        .with_columns(decided_on=pl.coalesce("on", "met_on"))
        .filter(since_or_undated("decided_on", ground.cycle))
    )


def _actions(ground: Ground) -> pl.DataFrame:
    """Actions with the partnership and the day of the meeting that asked for them."""
    return ground.snapshot["action_item"].join(ground.meetings(), on="meeting_id")


def proposals_adopted(ground: Ground) -> Trace:
    """One case a proposal of the cycle that was settled: whether the partners adopted it."""
    settled = _decisions(ground).filter((pl.col("outcome") != "deferred").fill_null(True))
    return Trace.of_records("decision", settled, where_dated("decided_on", pl.col("outcome") == "adopted"))


def decided_together(ground: Ground) -> Trace:
    """One case a decision adopted in the cycle: by two organisations or more, or unknown."""
    deciders = ground.snapshot["decision_maker"].group_by("decision_id").agg(pl.col("organisation_id").n_unique())
    adopted = (
        _decisions(ground)
        .filter(pl.col("outcome") == "adopted")
        .join(deciders.rename({"organisation_id": "deciders", "decision_id": "id"}), on="id", how="left")
    )
    return Trace.of_records("decision", adopted, where_dated("decided_on", pl.col("deciders") >= 2))


def partners_proposing(ground: Ground) -> Trace:
    """One case a partner: it proposed something in the cycle, or chairs a body on the day."""
    decisions = _decisions(ground).filter(pl.col("decided_on").is_not_null())
    bodies = ground.snapshot.holding("body", "id", "partnership_id").rename({"id": "body_id"})
    chairs = ground.snapshot.holding("body_member", "id", "body_id", "organisation_id", "chairs")
    chairs = chairs.filter("chairs").join(bodies, on="body_id").drop_nulls("organisation_id")
    named = together([decisions.with_columns(organisation_id="proposed_by_id"), chairs])
    proposals = decisions.drop_nulls("proposed_by_id")
    return ground.named_in_events(
        named, decisions, "proposed_by_id", used("decision", proposals), used("body_member", chairs)
    )


def actions_on_time(ground: Ground) -> Trace:
    """One case an action that fell due recently: whether it was done by its day.

    An action without a day on which it was done counts as not done where the partnership notes such days for
    others; where it notes none, it is unknown.
    """
    due = _actions(ground).filter((pl.col("due_on") > ground.recent) & (pl.col("due_on") <= ground.snapshot.as_of))
    done = (pl.col("done_on") <= ground.snapshot.as_of).fill_null(False)
    on_time = pl.when(done).then(pl.col("done_on") <= pl.col("due_on"))
    notes_days = done.any().over("partnership_id")
    return Trace.of_records("action_item", due, pl.coalesce(on_time, pl.when(notes_days).then(False)))


def actions_shared(ground: Ground) -> Trace:
    """One case a partner: an action of the cycle is in its hands."""
    actions = _actions(ground).filter(pl.col("met_on") > ground.cycle)
    named = actions.select("partnership_id", organisation_id="owner_id")
    return ground.named_in_events(named, actions, "owner_id", used("action_item", actions.drop_nulls("owner_id")))
