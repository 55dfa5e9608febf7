"""Who meets whom: pairs of organisations present at the same meetings."""

from __future__ import annotations

import polars as pl

from concertation.core.network.ties.pairing import Paired, pairs_within
from concertation.core.network.ties.span import Span
from concertation.core.network.ties.told import Told, tellings
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text

_THERE = ("present", "substitute")


def co_attendance(snapshot: Snapshot, span: Span) -> Told:
    """One row a pair and a table, weighing how many of its meetings both attended; the fact is the partnership.

    An organisation was there when its usual representative or a substitute was, or as a guest. Meetings without a
    date cannot be placed in the span: they are left out and told.
    """
    counted, paired = meetings_shared(snapshot, span)
    undated = snapshot["meeting"]["on"].null_count()
    tables = snapshot["partnership"].select(partnership_id="id", fact_key="key")
    together = (
        paired.rows.join(counted, on="meeting_id")
        .group_by("partnership_id", from_id="organisation_id", to_id="organisation_id_other")
        .agg(weight=pl.len().cast(pl.Float64), since=pl.col("on").min(), until=pl.col("on").max())
        .join(tables, on="partnership_id")
        .sort("from_id", "to_id", "fact_key")
    )
    remarks = (*paired.remarks, *((_without_date(undated),) if undated else ()))
    return tellings(snapshot, together, layer="co_attendance", fact_kind="partnership", remarks=remarks)


def meetings_shared(snapshot: Snapshot, span: Span) -> tuple[pl.DataFrame, Paired]:
    """The meetings of the span that have a date, and who was there, in pairs.

    An organisation was there by its representative, by a substitute, or as a guest.
    """
    counted = snapshot["meeting"].filter(span.happened())
    counted = counted.select("partnership_id", "on", meeting_id="id", meeting_key="key")
    return counted, pairs_within(_there(snapshot, counted), "meeting_id", "organisation_id")


def _there(snapshot: Snapshot, meetings: pl.DataFrame) -> pl.DataFrame:
    members = snapshot["membership"].select("organisation_id", membership_id="id")
    return (
        snapshot["attendance"]
        .filter(pl.col("status").is_in(_THERE))
        .join(meetings, on="meeting_id", how="semi")
        .join(members, on="membership_id", how="left")
        .select("meeting_id", organisation_id=pl.coalesce("organisation_id", "guest_id"))
        .unique()
    )


def _without_date(count: int) -> Text:
    return Text(
        en=f"Meetings left out because their date is not known: {count}.",
        fr=f"Réunions écartées parce que leur date n’est pas connue\u00a0: {count}.",
    )
