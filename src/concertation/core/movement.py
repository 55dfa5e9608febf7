"""What moved between two snapshots, as far as somebody reads it: what reads nothing else need not be made again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any

import polars as pl

from concertation.core.facts import Field, fact_kind
from concertation.core.snapshot import Snapshot, table_schema

Columns = Callable[[str], tuple[str, ...]]


@cache
def measured_columns(kind_id: str) -> tuple[str, ...]:
    """The number of a fact, its key, and the columns that a measure may read.

    No measure reads words in two languages, long texts, addresses of the web, where a fact is from, or where in it.
    """
    return _without(kind_id, lambda item: item.is_bilingual or _is_told_beside(item))


@cache
def listed_columns(kind_id: str) -> tuple[str, ...]:
    """The same with the words in two languages: what a list may show."""
    return _without(kind_id, _is_told_beside)


def moved_facts(
    before: Snapshot, after: Snapshot, touched: Mapping[str, Collection[int]], *, read: Columns = measured_columns
) -> dict[str, set[int]]:
    """Of the facts touched, those of which the columns read are not what they were, or that came or went."""
    moved: dict[str, set[int]] = {}
    for kind_id, numbers in touched.items():
        old, new = (_rows(snapshot[kind_id], read(kind_id), numbers) for snapshot in (before, after))
        if found := {number for number in numbers if old.get(number) != new.get(number)}:
            moved[kind_id] = found
    return moved


def _rows(frame: pl.DataFrame, columns: tuple[str, ...], numbers: Collection[int]) -> dict[int, tuple[Any, ...]]:
    found = frame.filter(pl.col("id").is_in(list(numbers)))[list(columns)]
    return {row[0]: row for row in found.iter_rows()}


def _without(kind_id: str, is_left_out: Callable[[Field], bool]) -> tuple[str, ...]:
    left_out = {column.name for item in fact_kind(kind_id).fields if is_left_out(item) for column in item.columns}
    return tuple(name for name in table_schema(kind_id) if name not in left_out)


def _is_told_beside(item: Field) -> bool:
    return item.type in ("long_text", "url", "email") or item.name == "locator" or item.to == "source"
