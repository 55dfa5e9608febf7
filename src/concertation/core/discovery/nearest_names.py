"""Whom the names of a record meet in the lists of their words, and the nearest of those."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from concertation.core.discovery.agreement import beginnings

# Readings that look together.
_CHUNK = 2_000
# Finer than this, a sum depends on the order in which it is made.
_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of all keys, one after the other, and which of them each reading that looks reads.

    Readings are known by their place in the order of their records. ``row``, ``information``, ``group`` (which list of
    records each is of; none where there is one) by place; ``listed``: the places in the lists; by line that a reading
    asks for, in the order of those that look: ``place``, ``weight``, ``start`` and ``count`` of the list;
    ``bounds``: the first line of each that looks.
    """

    row: np.ndarray
    information: np.ndarray
    group: np.ndarray | None
    listed: np.ndarray
    place: np.ndarray
    weight: np.ndarray
    start: np.ndarray
    count: np.ndarray
    bounds: np.ndarray


def lay_out(
    readings: pl.DataFrame, posted: pl.DataFrame, keyed: pl.DataFrame, looking: pl.Series, groups: np.ndarray | None
) -> Lists:
    """What ``nearest_met`` reads.

    ``readings``: ``reading``, ``row``, ``information``; ``posted``, the lists: ``key``, ``reading``; ``keyed``, what is
    looked up: ``reading``, ``key``, ``weight``; ``looking``: who looks, in order; ``groups``: by row.
    """
    placed = readings.sort("row", "reading")
    places = np.zeros(int(placed["reading"].max() or 0) + 1, dtype=np.int64)  # type: ignore[arg-type]  # an integer
    places[placed["reading"].to_numpy()] = np.arange(len(placed))
    row = placed["row"].to_numpy().astype(np.int64)
    listed = posted.sort("key", "reading")
    spans = listed.with_row_index("start").group_by("key").agg(pl.col("start").min(), pl.len().alias("count"))
    turns = looking.alias("reading").to_frame().with_row_index("turn")
    asked = keyed.join(spans, on="key").join(turns, on="reading").sort("turn")
    return Lists(
        row=row,
        information=placed["information"].to_numpy(),
        group=None if groups is None else groups[row],
        listed=places[listed["reading"].to_numpy()],
        place=places[asked["reading"].to_numpy()],
        weight=asked["weight"].to_numpy(),
        start=asked["start"].cast(pl.Int64).to_numpy(),
        count=asked["count"].cast(pl.Int64).to_numpy(),
        bounds=np.searchsorted(asked["turn"].to_numpy(), np.arange(len(looking) + 1)),
    )


def nearest_met(lists: Lists, most: int) -> Iterator[pl.DataFrame]:
    """``row``, ``row_right``: the ``most`` records that those which look meet nearest, some thousands at a time.

    Nearness of two names is the weight of the keys that they share over the information of both; of two records, that
    of their nearest names; of two as near, the first comes first.
    """
    for first in range(0, len(lists.bounds) - 1, _CHUNK):
        end = min(first + _CHUNK, len(lists.bounds) - 1)
        rows, others, nearness = _records_met(lists, slice(int(lists.bounds[first]), int(lists.bounds[end])))
        kept = _first_of_each(rows, nearness, most)
        yield pl.DataFrame(
            {"row": rows[kept], "row_right": others[kept]}, schema={"row": pl.UInt32, "row_right": pl.UInt32}
        )


def _records_met(lists: Lists, asked: slice) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The records that look, those that they meet, and how near: in the order of both, each pair once."""
    place, met, weight = _names_met(lists, asked)
    mark = (lists.row[place] << 32) | met
    order = np.argsort(mark, kind="stable")
    place, met, weight, mark = place[order], met[order], weight[order], mark[order]
    starts = beginnings(mark, place)
    place, met = place[starts], met[starts]
    shared = np.add.reduceat(weight, starts) if len(starts) else weight
    nearness = np.round(shared / (lists.information[place] + lists.information[met]), _DECIMALS)
    rows, others = lists.row[place], lists.row[met]
    starts = beginnings(rows, others)
    return rows[starts], others[starts], np.maximum.reduceat(nearness, starts) if len(starts) else nearness


def _names_met(lists: Lists, asked: slice) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A line for each key that a name which looks shares with one of another record."""
    count = lists.count[asked]
    before = np.cumsum(count) - count
    met = lists.listed[np.repeat(lists.start[asked] - before, count) + np.arange(count.sum())]
    place, weight = np.repeat(lists.place[asked], count), np.repeat(lists.weight[asked], count)
    apart = lists.row[place] != lists.row[met]
    if lists.group is not None:
        apart &= lists.group[place] != lists.group[met]
    return place[apart], met[apart], weight[apart]


def _first_of_each(rows: np.ndarray, nearness: np.ndarray, most: int) -> np.ndarray:
    """The positions of the ``most`` nearest of each row, the rows standing together."""
    if not len(rows):
        return np.array([], dtype=np.int64)
    starts = beginnings(rows)
    lengths = np.diff(np.append(starts, len(rows)))
    left, kept = nearness.copy(), []
    for _ in range(most):
        highest = np.maximum.reduceat(left, starts)
        at = np.flatnonzero((left == np.repeat(highest, lengths)) & (left >= 0))
        first = at[beginnings(rows[at])]
        left[first] = -1.0
        kept.append(first)
    return np.sort(np.concatenate(kept))
