"""The days that a network is about: one, or a window, and how far back what happens once is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from concertation.core.typology.periods import months_before

# Convention: of what happens on one day (a meeting), a network as of a day counts the twelve months up to it, as the
# roster of our surveys asks ("over the past twelve months").
EVENT_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Span:
    """From ``first`` to ``last``, both included; events count from ``events_after`` on, that day left out."""

    first: date
    last: date
    events_after: date

    @classmethod
    def on(cls, day: date) -> Span:
        """What holds on a day, and what happened in the twelve months up to it."""
        return cls(day, day, months_before(day, EVENT_MONTHS))

    @classmethod
    def over(cls, first: date, last: date) -> Span:
        """What held on some day of a window, and what happened in it."""
        first, last = min(first, last), max(first, last)
        return cls(first, last, date.fromordinal(first.toordinal() - 1))

    @property
    def is_one_day(self) -> bool:
        """Whether it is as of a day rather than over a window."""
        return self.first == self.last

    def held(self) -> pl.Expr:
        """Whether a dated fact held on some day of the span; what is unknown does not bound."""
        begun = pl.col("since").is_null() | (pl.col("since") <= self.last)
        return begun & (pl.col("until").is_null() | (pl.col("until") >= self.first))

    def happened(self) -> pl.Expr:
        """Whether an event took place in the span; an event without a date cannot be placed."""
        return ((pl.col("on") > self.events_after) & (pl.col("on") <= self.last)).fill_null(False)
