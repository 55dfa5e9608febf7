"""Finding partnerships and organisations: a question, one page of answers, and what each further choice would find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from concertation.core.faceting import (
    Count,
    Question,
    RecordList,
    organisation_list,
    partnership_list,
)
from concertation.core.faceting.facet import Listing
from concertation.core.snapshot import Snapshot, table_schema
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.observation import observe_register

# Rows of a page: what a reader scans without losing the thread.
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the records that answer a question.

    ``matching`` counts all of them, ``of`` those there would be without words or facets; ``counts`` says, for each
    facet, what choosing each of its values would find.
    """

    rows: list[dict[str, Any]]
    matching: Count
    of: Count
    counts: Mapping[str, Mapping[str, Count]]
    page: int
    pages: int


def observe_list(listing: Listing, *, as_of: date) -> RecordList:
    """All the records of a list with their facets, as of a day; made once for each state of the register."""
    return _observe(listing, observe_register(as_of=as_of))


def find_page(records: RecordList, question: Question, *, page: int) -> Found:
    """The page asked for, or the last one when there are fewer."""
    matching = records.matching(question)
    pages = max(1, -(-matching.total // PAGE_SIZE))
    shown = min(max(1, page), pages)
    return Found(
        rows=records.find(question, start=(shown - 1) * PAGE_SIZE, length=PAGE_SIZE).to_dicts(),
        matching=matching,
        of=records.size(question),
        counts=records.count(question),
        page=shown,
        pages=pages,
    )


# A snapshot stands for one day and one state of the register: its identity is that of the list. As many are kept as
# there are snapshots kept, for both lists.
@lru_cache(maxsize=24)
def _observe(listing: Listing, snapshot: Snapshot) -> RecordList:
    later = _not_begun(listing, snapshot.as_of)
    make = partnership_list if listing == "partnership" else organisation_list
    return make(snapshot, not_begun=later)


def _not_begun(listing: Listing, day: date) -> pl.DataFrame:
    """What begins after the day: snapshots leave it out, a list says that it exists."""
    schema = table_schema(listing)
    rows = model_of(listing).objects.filter(since__gt=day).order_by("id").values_list(*schema)
    frame = pl.DataFrame(list(rows), schema=dict(schema), orient="row", infer_schema_length=None)
    words = [name for name, dtype in schema.items() if dtype == pl.String and name != "key"]
    return frame.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in words)
