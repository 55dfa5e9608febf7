"""Who sits at the same tables: pairs of organisations whose stays in a partnership overlap."""

from __future__ import annotations

import polars as pl

from concertation.core.network.ties.pairing import pairs_within
from concertation.core.network.ties.span import Span
from concertation.core.network.ties.told import Told, tellings
from concertation.core.snapshot import Snapshot


def stays(snapshot: Snapshot, span: Span) -> pl.DataFrame:
    """Memberships that held in the span, in partnerships that held in it, cut to the life of the partnership.

    Columns ``partnership_id``, ``organisation_id``, ``since``, ``until``. Observers and funders sit at the table
    too, and are there.
    """
    lives = snapshot["partnership"].filter(span.held())
    lives = lives.select(partnership_id="id", begun="since", over="until", table="key")
    stays = snapshot["membership"].filter(span.held()).join(lives, on="partnership_id", maintain_order="left")
    return stays.select(
        "partnership_id",
        "organisation_id",
        "table",
        since=pl.max_horizontal("since", "begun"),
        until=pl.min_horizontal("until", "over"),
    )


def co_membership(snapshot: Snapshot, span: Span) -> Told:
    """One row a pair and a table where both sat at once on a day of the span; the fact is the partnership.

    Two stays overlap when the later beginning is not after the earlier end, unknown dates bounding nothing. The
    weight of each row is 1: those of a pair add up to the number of tables that it shares.
    """
    paired = pairs_within(stays(snapshot, span), "partnership_id", "organisation_id")
    since, until = pl.max_horizontal("since", "since_other"), pl.min_horizontal("until", "until_other")
    together = paired.rows.select(
        from_id="organisation_id", to_id="organisation_id_other", fact_key="table", since=since, until=until
    ).filter(span.held() & ((pl.col("since") <= pl.col("until")).fill_null(True)))
    once = together.unique(["from_id", "to_id", "fact_key"], keep="first", maintain_order=True)
    return tellings(
        snapshot,
        once.with_columns(weight=pl.lit(1.0)),
        layer="co_membership",
        fact_kind="partnership",
        remarks=paired.remarks,
    )
