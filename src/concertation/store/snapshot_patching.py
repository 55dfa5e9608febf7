"""A snapshot brought up to date: only the rows that moved are read again, the others stay where they are in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import polars as pl
from django.db import connection

from concertation.core.facts import fact_kind
from concertation.core.snapshot import Snapshot, table_schema
from concertation.store.following import Touched
from concertation.store.snapshot_builder import read_rows

# Up to here a table is cut where rows come or go and keeps its memory; beyond, one pass over it is quicker.
_FEW = 64

# A table in more pieces than this is put in one again: measures read whole columns.
_PIECES = 256

# Numbers bound in one statement; SQLite binds at most 32,766 values (its SQLITE_MAX_VARIABLE_NUMBER).
_CHUNK = 5_000

Rows = Mapping[str, pl.DataFrame]


def read_touched(touched: Touched) -> Rows:
    """The facts touched as they stand now, whatever their day; those removed are absent."""
    return {kind_id: _read(kind_id, sorted(numbers)) for kind_id, numbers in touched.numbers.items()}


def patch_snapshot(snapshot: Snapshot, touched: Touched, rows: Rows) -> Snapshot:
    """What ``build_snapshot`` would answer for the day of the snapshot, given the rows touched as they stand now."""
    tables = dict(snapshot.tables)
    begun = Snapshot(as_of=date.max, tables=rows).on_day(snapshot.as_of).tables
    for kind_id, numbers in touched.numbers.items():
        tables[kind_id] = _patched(tables[kind_id], sorted(numbers), begun[kind_id])
    return Snapshot(as_of=snapshot.as_of, tables=MappingProxyType(tables))


def _read(kind_id: str, numbers: Collection[int]) -> pl.DataFrame:
    found, ids = [], list(numbers)
    with connection.cursor() as cursor:
        for start in range(0, len(ids), _CHUNK):
            found += list(read_rows(cursor, fact_kind(kind_id), ids[start : start + _CHUNK]))
    return pl.concat(found) if found else pl.DataFrame(schema=dict(table_schema(kind_id)))


def _patched(frame: pl.DataFrame, numbers: list[int], standing: pl.DataFrame) -> pl.DataFrame:
    if len(numbers) > _FEW:
        kept = frame.filter(~pl.col("id").is_in(numbers))
        return pl.concat([kept, standing]).sort("id")
    cut = pl.concat(list(_pieces(frame, numbers, standing)), rechunk=False)
    return cut.rechunk() if cut.n_chunks() > _PIECES else cut


def _pieces(frame: pl.DataFrame, numbers: list[int], standing: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The frame around the numbers, and in their places the rows that stand, all in the order of the numbers."""
    ids, rows = frame["id"], {number: place for place, number in enumerate(standing["id"].to_list())}
    begin = 0
    for number in numbers:
        place: Any = ids.search_sorted(number)
        yield frame.slice(begin, place - begin)
        if number in rows:
            yield standing.slice(rows[number], 1)
        begin = place + (place < len(ids) and ids[place] == number)
    yield frame.slice(begin)
