"""One indicator of one partnership, read from a register written by hand."""

from __future__ import annotations

from typing import Any

import polars as pl
from tests.core.typology.facts import Facts, snapshot_of

from concertation.core.functioning.indicators import IndicatorConventions, measure_indicators


def read(code: str, facts: Facts, *, partnership: str = "table") -> dict[str, Any]:
    """The line of that indicator, on 30 June 2014."""
    table = measure_indicators(snapshot_of(facts), conventions=IndicatorConventions())
    return table.row(by_predicate=(pl.col("indicator") == code) & (pl.col("partnership") == partnership), named=True)


def counts(code: str, facts: Facts) -> tuple[Any, int, int, Any]:
    """How many cases show it, how many say, how many there are, and the value."""
    row = read(code, facts)
    return row["shown"], row["known"], row["cases"], row["value"]
