"""A trace is a list of cases, each of which shows something, does not, or does not say; and the records behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from concertation.core.functioning.indicators.conventions import IndicatorConventions
from concertation.core.snapshot import Snapshot
from concertation.core.typology.partners import active_members
from concertation.core.typology.periods import months_before, whole_months_since

Used = tuple[str, pl.DataFrame]


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """Cases by partnership, and what they were read from.

    ``cases`` has ``partnership_id`` and ``amount``: 1 or 0 where a share is taken, a number of months, or null where
    the case does not say. ``used`` are records as ``partnership_id`` and ``id``, by kind of fact.
    """

    cases: pl.DataFrame
    used: tuple[Used, ...]

    @classmethod
    def of_records(cls, kind: str, rows: pl.DataFrame, amount: pl.Expr) -> Trace:
        """One case a record."""
        cases = rows.select("partnership_id", amount.cast(pl.Float64).alias("amount"))
        return cls(cases, (used(kind, rows),))


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What every trace is read from: the register on its day, its partners, and the conventions."""

    snapshot: Snapshot
    partners: pl.DataFrame
    conventions: IndicatorConventions

    @classmethod
    def of(cls, snapshot: Snapshot, conventions: IndicatorConventions) -> Ground:
        """The ground of one snapshot, its partners read once."""
        partners = active_members(snapshot).filter("is_partner")
        return cls(snapshot, partners.select("partnership_id", "organisation_id", "is_unnamed_group"), conventions)

    @property
    def recent(self) -> date:
        """The day after which meetings and deadlines are read."""
        return months_before(self.snapshot.as_of, self.conventions.recent_months)

    @property
    def cycle(self) -> date:
        """The day after which decisions, activities and outputs are read."""
        return months_before(self.snapshot.as_of, self.conventions.cycle_months)

    def months_since(self, column: str) -> pl.Expr:
        """Whole months from the dates of a column to the day."""
        return whole_months_since(pl.col(column), self.snapshot.as_of)

    def meetings(self) -> pl.DataFrame:
        """Meetings by which other records find their partnership and their day."""
        return self.snapshot["meeting"].select(meeting_id="id", partnership_id="partnership_id", met_on="on")

    def named_in_events(self, named: pl.DataFrame, events: pl.DataFrame, author: str, *behind: Used) -> Trace:
        """One case a partner: whether events that each have an author, in the column ``author``, name it.

        A partner that none names counts as such once ``entries_for_a_book`` events or more have a known author, and
        enough of all do (``coverage_to_show``); before, it is unknown.
        """
        known = pl.col(author).is_not_null()
        tells = (known.sum() >= self.conventions.entries_for_a_book) & (
            known.mean() >= self.conventions.coverage_to_show
        )
        return Trace(self._named(named, events.group_by("partnership_id").agg(tells=tells)), behind)

    def named_in_book(self, named: pl.DataFrame, *behind: Used) -> Trace:
        """One case a partner: whether a book that ought to name every partner names it.

        A partner that it does not name counts as such once it names ``named_share`` of them; before, it is unknown.
        """
        every = self.partners.join(_marked(named), on=["partnership_id", "organisation_id"], how="left")
        tells = pl.col("named").count() / pl.len() >= self.conventions.named_share
        return Trace(self._named(named, every.group_by("partnership_id").agg(tells=tells)), behind)

    def _named(self, named: pl.DataFrame, telling: pl.DataFrame) -> pl.DataFrame:
        """A record that stands for organisations without a name is never said to be left out."""
        is_left_out = pl.col("tells") & ~pl.col("is_unnamed_group")
        return (
            self.partners.join(_marked(named), on=["partnership_id", "organisation_id"], how="left")
            .join(telling, on="partnership_id", how="left")
            .select("partnership_id", amount=pl.coalesce("named", pl.when(is_left_out).then(0.0)))
        )


def used(kind: str, rows: pl.DataFrame) -> Used:
    """Records that a trace rests on."""
    return kind, rows.select("partnership_id", "id")


def since_or_undated(column: str, start: date) -> pl.Expr:
    """What happened after a day, or may have: a record without a date could belong, and is kept as unknown."""
    return pl.col(column).is_null() | (pl.col(column) > start)


def where_dated(column: str, amount: pl.Expr) -> pl.Expr:
    """The amount of a dated record; null for one without a date."""
    return pl.when(pl.col(column).is_not_null()).then(amount.cast(pl.Float64))


def together(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Partnerships and organisations that any of the frames names."""
    return pl.concat([frame.select("partnership_id", "organisation_id") for frame in frames])


def _marked(named: pl.DataFrame) -> pl.DataFrame:
    pairs = named.select("partnership_id", "organisation_id").drop_nulls().unique()
    return pairs.with_columns(named=pl.lit(1.0))
