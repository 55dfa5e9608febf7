"""Who is bound with whom: pairs of organisations that are parties to the same agreements."""

from __future__ import annotations

import polars as pl

from concertation.core.network.ties.pairing import pairs_within
from concertation.core.network.ties.span import Span
from concertation.core.network.ties.told import Told, tellings
from concertation.core.snapshot import Snapshot


def shared_agreements(snapshot: Snapshot, span: Span) -> Told:
    """One row a pair and an agreement in force in the span to which both are parties; the fact is the agreement.

    The weight of each row is 1: those of a pair add up to the number of agreements that bind it.
    """
    agreements = snapshot["agreement"].filter(span.held()).select("since", "until", agreement_id="id", fact_key="key")
    parties = snapshot["agreement_party"].select("agreement_id", "organisation_id").unique()
    paired = pairs_within(
        parties.join(agreements.select("agreement_id"), on="agreement_id", how="semi"),
        "agreement_id",
        "organisation_id",
    )
    together = paired.rows.rename({"organisation_id": "from_id", "organisation_id_other": "to_id"}).join(
        agreements, on="agreement_id", maintain_order="left"
    )
    return tellings(
        snapshot,
        together.with_columns(weight=pl.lit(1.0)),
        layer="agreements",
        fact_kind="agreement",
        remarks=paired.remarks,
    )
