"""The lists in memory: made once for each day looked at, then brought up to date as the register moves."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from datetime import date
from threading import RLock

import polars as pl

from concertation.core.faceting import RecordList, organisation_list, partnership_list
from concertation.core.faceting.facet import Listing
from concertation.core.faceting.following import follow_organisations, reword_partnerships
from concertation.core.movement import listed_columns, moved_facts
from concertation.core.search import sought
from concertation.core.snapshot import table_schema
from concertation.journeys.kept_classification import classify_register
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.observation import Observation, observe, touched_between
from concertation.store.search import find_ids

# Rows kept in all lists of one kind together, some 200 bytes each: many days of a small register, few of a large one.
_MOST_ROWS = 3_000_000
_MOST_DAYS = 12


class KeptLists:
    """The lists of one kind by day, the last looked at last."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._kept: OrderedDict[date, tuple[Observation, RecordList]] = OrderedDict()
        self._lock = RLock()

    def of(self, seen: Observation) -> RecordList:
        """The list of what is observed; whoever asks while it is being made waits for it."""
        if seen.state is None:
            return self._make(seen, None)
        day = seen.snapshot.as_of
        with self._lock:
            kept = self._kept.get(day)
            if kept is None or kept[0].snapshot is not seen.snapshot:
                kept = self._kept[day] = (seen, self._make(seen, kept))
            self._kept.move_to_end(day)
            self._forget()
            return kept[1]

    def _forget(self) -> None:
        rows = sum(records.frame.height for _, records in self._kept.values())
        while len(self._kept) > 1 and (len(self._kept) > _MOST_DAYS or rows > _MOST_ROWS):
            _, (_, oldest) = self._kept.popitem(last=False)
            rows -= oldest.frame.height

    def _make(self, seen: Observation, kept: tuple[Observation, RecordList] | None) -> RecordList:
        later = _not_begun(self._listing, seen.snapshot.as_of)
        followed = None if kept is None else _FOLLOWING[self._listing](*kept, seen, later)
        if followed is not None:
            return followed
        if self._listing == "organisation":
            records = organisation_list(seen.snapshot, not_begun=later)
        else:
            records = partnership_list(seen.snapshot, not_begun=later, classification=classify_register(seen))
        return replace(records, search=_SEARCHES[self._listing])


def _follow_organisations(
    before: Observation, records: RecordList, after: Observation, later: pl.DataFrame
) -> RecordList | None:
    touched = touched_between(before.state, after.state)
    if touched is None:
        return None
    one, other = before.snapshot, after.snapshot
    moved = moved_facts(one, other, touched.numbers, read=listed_columns)
    return follow_organisations(records, before=one, after=other, touched=moved, not_begun=later)


def _follow_partnerships(
    before: Observation, records: RecordList, after: Observation, later: pl.DataFrame
) -> RecordList | None:
    touched = touched_between(before.state, after.state)
    if touched is None or "area" in touched.numbers or moved_facts(before.snapshot, after.snapshot, touched.numbers):
        return None
    if "partnership" not in touched.numbers:
        return RecordList(records.frame, records.facets, records.search)
    return reword_partnerships(records, after=after.snapshot, not_begun=later)


def observe_list(listing: Listing, *, as_of: date) -> RecordList:
    """All the records of a list with their facets, as of a day; brought up to date when the register moves."""
    return _lists[listing].of(observe(as_of=as_of))


def _search_partnerships(frame: pl.DataFrame, words: str) -> pl.Series:
    return _answering("partnership", frame, words)


def _search_organisations(frame: pl.DataFrame, words: str) -> pl.Series:
    return _answering("organisation", frame, words)


def _answering(listing: Listing, frame: pl.DataFrame, words: str) -> pl.Series:
    """Whether each record answers to the words, by the index of the register; marks alone ask for nothing."""
    asked = sought(words)
    if not asked:
        return pl.Series([True], dtype=pl.Boolean).new_from_index(0, frame.height)
    return frame.get_column(f"{listing}_id").is_in(find_ids(listing, asked).implode())


def _not_begun(listing: Listing, day: date) -> pl.DataFrame:
    """What begins after the day: snapshots leave it out, a list says that it exists."""
    schema = table_schema(listing)
    rows = model_of(listing).objects.filter(since__gt=day).order_by("id").values_list(*schema)
    frame = pl.DataFrame(list(rows), schema=dict(schema), orient="row", infer_schema_length=None)
    words = [name for name, dtype in schema.items() if dtype == pl.String and name != "key"]
    return frame.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in words)


_FOLLOWING = {"partnership": _follow_partnerships, "organisation": _follow_organisations}
_SEARCHES = {"partnership": _search_partnerships, "organisation": _search_organisations}
_lists: dict[Listing, KeptLists] = {"partnership": KeptLists("partnership"), "organisation": KeptLists("organisation")}
