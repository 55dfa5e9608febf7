"""What organisations say of each other, as the register keeps it: the facts called ties."""

from __future__ import annotations

import polars as pl

from concertation.core.network.ties.span import Span
from concertation.core.network.ties.told import Told, tellings
from concertation.core.snapshot import Snapshot


def stated_ties(snapshot: Snapshot, span: Span) -> Told:
    """Each tie of the register that held in the span, told by its first organisation of its second.

    The layer is its kind (``tie_kind``). An intensity of 0 is a telling too: the first says that there is none.
    """
    rows = snapshot["tie"].filter(span.held())
    return tellings(
        snapshot,
        rows.select(
            "since",
            "until",
            "kind",
            from_id="from_organisation_id",
            to_id="to_organisation_id",
            intensity=pl.col("intensity").cast(pl.Float64),
            fact_key="key",
        ),
        layer=pl.col("kind"),
        fact_kind="tie",
        teller="from",
    )
