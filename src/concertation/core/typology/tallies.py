"""Counts of many rows under few owners: each owner has a place, and one pass a column fills all places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

Places = NDArray[np.int64]

# Ids are looked up in a table as long as they are at most this many times as spread as they are many.
_SPREAD = 16
_SHORTEST_TABLE = 1024

# Rows below which making a plan costs more than what the plan saves.
_FEW = 10_000

# What no date on record looks like among days since 1970.
_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class Owners:
    """Records that rows belong to, in the order of their ids; the place of each is its rank.

    A row that belongs to none of them has the place ``len(owners)``, which no result shows. Counting by place
    costs a few nanoseconds a row, ten times less than grouping by a key, and results of the same owners stand
    side by side without a join.
    """

    ids: NDArray[np.int64]
    table: Places | None
    """The place of each id from one before the first to one after the last; ``None`` when ids lie far apart."""

    @classmethod
    def of(cls, ids: pl.Series) -> Self:
        """The owners with these ids."""
        known = distinct((ids.drop_nulls() if ids.has_nulls() else ids).to_numpy())
        span = int(known[-1] - known[0]) if len(known) else 0
        if span >= max(_SPREAD * len(known), _SHORTEST_TABLE):
            return cls(known, None)
        table = np.full(span + 3, len(known), dtype=np.int64)
        if len(known):
            table[known - known[0] + 1] = np.arange(len(known))
        return cls(known, table)

    def __len__(self) -> int:
        return len(self.ids)

    def places(self, ids: pl.Series) -> Places:
        """Where each row belongs."""
        if not len(self):
            return np.zeros(len(ids), dtype=np.int64)
        stranger = int(self.ids[0]) - 1
        wanted = (ids.fill_null(stranger) if ids.has_nulls() else ids).to_numpy()
        if self.table is not None:
            # Strangers are clipped to either end of the table, which belongs to nobody.
            return self.table.take(wanted - stranger, mode="clip")
        found = np.minimum(np.searchsorted(self.ids, wanted), len(self) - 1)
        return np.where(self.ids[found] == wanted, found, len(self))

    def count(self, places: Places) -> NDArray[np.int64]:
        """How many rows each owner has."""
        return np.bincount(places, minlength=len(self) + 1)[: len(self)]

    def total(self, places: Places, amounts: NDArray[np.float64 | np.bool_]) -> NDArray[np.float64]:
        """The sum of the amounts of each owner's rows."""
        sums: NDArray[np.float64] = np.bincount(places, weights=amounts, minlength=len(self) + 1).astype(np.float64)
        return sums[: len(self)]

    def tally(self, places: Places, rows: pl.DataFrame, /, **counted: pl.Expr) -> pl.DataFrame:
        """For each owner, of how many rows each expression holds, or its sum; the unknown adds nothing."""
        return pl.DataFrame({column.name: self._tally(places, column) for column in _evaluated(rows, counted)})

    def _tally(self, places: Places, column: pl.Series) -> NDArray[np.int64] | NDArray[np.float64]:
        is_counted = column.dtype == pl.Boolean
        amounts = column if is_counted else column.cast(pl.Float64)
        known = amounts.fill_null(False if is_counted else 0.0) if amounts.has_nulls() else amounts
        sums = self.total(places, known.to_numpy())
        return sums.astype(np.int64) if is_counted else sums

    def crossed(self, places: Places, codes: Places, width: int) -> NDArray[np.int64]:
        """How many rows each owner has of each code below ``width``: one line an owner."""
        known = places < len(self)
        cells = np.bincount(places[known] * width + codes[known], minlength=len(self) * width)
        return cells.reshape(len(self), width)

    def earliest(self, places: Places, dates: pl.Series) -> pl.Series:
        """The first known date of each owner's rows; null where none is known."""
        known = dates.is_not_null().to_numpy()
        days = dates.drop_nulls().to_physical().cast(pl.Int64).to_numpy()
        first = np.full(len(self) + 1, _NEVER)
        np.minimum.at(first, places[known], days)
        return pl.Series(first[: len(self)]).replace(_NEVER, None).cast(pl.Int32).cast(pl.Date)

    def put(self, places: Places, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows with at most one an owner, each at the place of its owner; null where an owner has none."""
        index = np.full(len(self) + 1, len(rows), dtype=np.int64)
        index[places] = np.arange(len(rows))
        wanted = pl.Series(index[: len(self)])
        without = np.flatnonzero(index[: len(self)] == len(rows))
        if len(without):
            wanted = wanted.scatter(without, None)
        return rows.select(pl.all().gather(wanted))


def _evaluated(rows: pl.DataFrame, asked: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """Of few rows each expression is asked by itself: to look for what they share takes longer than to ask twice."""
    return rows.select(**asked) if rows.height < _FEW else rows.lazy().select(**asked).collect()


def coded(terms: pl.Series) -> tuple[Places, pl.Series]:
    """Each term as its rank among the different ones, and these in alphabetical order; no term may be null."""
    known = terms.unique().sort()
    return terms.cast(pl.Enum(known)).to_physical().cast(pl.Int64).to_numpy(), known


def paired(one: Places, other: Places) -> NDArray[np.int64]:
    """Two places as one number, so that pairs can be sorted and compared; each must stay below 2³¹."""
    return (one << 31) | other


def halves(pairs: NDArray[np.int64]) -> tuple[Places, Places]:
    """The two places of each pair."""
    return pairs >> 31, pairs & ((1 << 31) - 1)


def distinct(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """The different numbers, in order: ticked off in a table where they are close together, else sorted."""
    if not len(numbers):
        return numbers
    first = int(numbers.min())
    last = int(numbers.max())
    if last - first < _SPREAD * len(numbers):
        seen = np.zeros(last - first + 1, dtype=np.bool_)
        seen[numbers - first] = True
        return np.flatnonzero(seen) + first
    ordered: NDArray[np.int64] = pl.Series(numbers).sort().to_numpy()
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]


def are_among(pairs: NDArray[np.int64], ordered: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which pairs are in a sorted array; sorted questions walk through it instead of jumping about."""
    if not len(ordered):
        return np.zeros(len(pairs), dtype=np.bool_)
    order = np.argsort(pairs)
    asked = pairs[order]
    found = np.minimum(np.searchsorted(ordered, asked), len(ordered) - 1)
    answers = np.empty(len(pairs), dtype=np.bool_)
    answers[order] = ordered[found] == asked
    return answers


def side_by_side(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Results of the same owners as one table."""
    return pl.concat(frames, how="horizontal")
