"""Finding partnerships and organisations: a question, one page of answers, and what each further choice would find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concertation.core.faceting import Count, Question, RecordList
from concertation.journeys.finding.keeping import observe_list

__all__ = ["PAGE_SIZE", "Found", "find_page", "observe_list"]

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
