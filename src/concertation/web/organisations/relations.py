"""What an organisation and others say of each other, and what it gives and receives."""

from __future__ import annotations

from concertation.journeys.portrait import OrganisationPortrait
from concertation.journeys.records import Record, by_date
from concertation.reports.figures.paired_bars import Quantity
from concertation.web.partnerships.contributions import quantity_of


def exchange_rows(portrait: OrganisationPortrait) -> list[tuple[Record, Quantity]]:
    """What it gives and receives, partnership by partnership."""
    return [
        (record, quantity_of(record))
        for record in by_date(portrait.of("contribution", "organisation"), "since")
        if record["partnership"] is not None
    ]
