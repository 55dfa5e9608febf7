"""What organisations do together that no registered partnership accounts for, occasion by occasion."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from concertation.core.network.relations import told_ties
from concertation.core.network.ties.co_attendance import meetings_shared
from concertation.core.network.ties.co_membership import co_membership
from concertation.core.network.ties.kinds import NetworkKindId
from concertation.core.network.ties.pairing import pairs_within
from concertation.core.network.ties.span import Span
from concertation.core.network.ties.told import tellings
from concertation.core.snapshot import Snapshot

# Convention: a tie told is an occasion from coordination on: shared information and means, agreed roles.
LEAST_INTENSITY = 3

WAYS = ("meet", "act", "agree", "fund", "say")
_READ: Mapping[NetworkKindId, str] = {
    "joint_activities": "act",
    "agreements": "agree",
    "register": "say",
}

# One row a pair and an occasion, ``one < other``. ``way`` is one of ``WAYS``; the fact is what it rests on.
OCCASIONS = pl.Schema(
    {
        "one": pl.String,
        "other": pl.String,
        "way": pl.String,
        "fact_kind": pl.String,
        "fact_key": pl.String,
        "since": pl.Date,
    }
)


def unexplained_occasions(snapshot: Snapshot, span: Span) -> pl.DataFrame:
    """Occasions of the span that pairs shared without sitting in one registered partnership at any time of it.

    Two organisations *meet* when both are at a meeting, *act* in the same activity, *agree* as parties to an
    agreement, *fund* the same organisation, and *say* that they coordinate at least (intensity
    ``LEAST_INTENSITY``). A meeting, an activity, an agreement and an organisation that is paid count once, however
    often they were told; what two say of each other is two. Meetings without a date are left out. A partnership whose
    members are not known accounts for nothing.

    Source: article, "existing and emerging partnerships"; what counts as an occasion is a convention.
    """
    told = [_pairs(told_ties(snapshot, kind, span).rows, way) for kind, way in _READ.items()]
    every = pl.concat([_meetings(snapshot, span), *told, _co_funding(snapshot, span)]).unique(maintain_order=True)
    seated = _pairs(co_membership(snapshot, span).rows, "meet").select("one", "other").unique()
    return every.join(seated, on=["one", "other"], how="anti").sort("one", "other", "way", "fact_key")


def _meetings(snapshot: Snapshot, span: Span) -> pl.DataFrame:
    """Each meeting is an occasion of its own, of whichever table it was."""
    meetings, paired = meetings_shared(snapshot, span)
    met = paired.rows.rename({"organisation_id": "from_id", "organisation_id_other": "to_id"}).join(
        meetings.select("meeting_id", fact_key="meeting_key", since="on"), on="meeting_id"
    )
    return _pairs(tellings(snapshot, met, layer="co_attendance", fact_kind="meeting").rows, "meet")


def _pairs(told: pl.DataFrame, way: str) -> pl.DataFrame:
    if way == "say":
        told = told.filter(pl.col("intensity") >= LEAST_INTENSITY)
    return told.select(
        one=pl.min_horizontal("from_key", "to_key"),
        other=pl.max_horizontal("from_key", "to_key"),
        way=pl.lit(way),
        fact_kind="fact_kind",
        fact_key="fact_key",
        since="since",
    ).cast(OCCASIONS)


def _co_funding(snapshot: Snapshot, span: Span) -> pl.DataFrame:
    """Two funders of one organisation: the fact is the organisation that both pay."""
    paid = (
        told_ties(snapshot, "funding", span).rows.select("from_key", "to_key", "since").unique(["from_key", "to_key"])
    )
    paired = pairs_within(paid, "to_key", "from_key").rows
    return paired.select(
        one="from_key",
        other="from_key_other",
        way=pl.lit("fund"),
        fact_kind=pl.lit("organisation"),
        fact_key="to_key",
        since=pl.max_horizontal("since", "since_other"),
    ).cast(OCCASIONS)
