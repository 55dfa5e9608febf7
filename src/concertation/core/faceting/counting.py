"""Choosing records by their facets, and counting what each choice would find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

import polars as pl

from concertation.core.faceting.facet import UNKNOWN, Choice, Facet, Selection


@dataclass(frozen=True, slots=True)
class Count:
    """How many records hold a value; those that stand for several unnamed ones are counted apart."""

    records: int
    groups: int = 0

    @property
    def total(self) -> int:
        """All the records, those counted apart included."""
        return self.records + self.groups


def passes(facet: Facet, choice: Choice) -> pl.Expr:
    """Whether a record is kept: it holds a value included, if any is, and none excluded."""
    kept = _holds_any(facet, choice.include) if choice.include else pl.lit(True)
    return kept & ~_holds_any(facet, choice.exclude) if choice.exclude else kept


def choose(frame: pl.DataFrame, facets: Mapping[str, Facet], selection: Selection) -> pl.DataFrame:
    """The records that every facet lets through."""
    tests = [passes(facets[name], choice) for name, choice in selection.items() if choice]
    return frame.filter(*tests) if tests else frame


def count_values(frame: pl.DataFrame, facets: Mapping[str, Facet], selection: Selection) -> dict[str, dict[str, Count]]:
    """For each facet, how many records hold each of its values, the facet's own choice set aside.

    The count of a value is thus what choosing it alone in its facet would find. Records that hold no value
    count as ``UNKNOWN``. Values that no record holds are absent. A boolean column ``is_group`` of the frame, if it
    has one, marks the records counted apart.
    """
    chosen = {name: choice for name, choice in selection.items() if choice}
    lets_through = frame.select(passes(facets[name], choice).alias(name) for name, choice in chosen.items())
    return count_passing(frame, facets, {name: lets_through.get_column(name) for name in chosen})


def count_passing(
    frame: pl.DataFrame, facets: Mapping[str, Facet], lets_through: Mapping[str, pl.Series]
) -> dict[str, dict[str, Count]]:
    """The same where it is known, for each facet that is chosen of, which records it lets through."""
    others = [facet for name, facet in facets.items() if name not in lets_through]
    narrow = _kept(frame, others, [*lets_through.values()])
    counts = {facet.id: count_one(narrow, facet) for facet in others}
    for name in lets_through:
        if facet := facets.get(name):
            tests = [test for other, test in lets_through.items() if other != name]
            counts[name] = count_one(_kept(frame, [facet], tests), facet)
    return {name: counts[name] for name in facets}


def count_one(frame: pl.DataFrame, facet: Facet) -> dict[str, Count]:
    """How many records of the frame hold each value of one facet."""
    groups = pl.col("is_group").sum() if "is_group" in frame.columns else pl.lit(0)
    tallies = (
        exploded(frame.select(facet.column, *_marks(frame)), facet)
        .group_by(facet.column)
        .agg(pl.len().alias("records"), groups.alias("groups"))
    )
    return {code or UNKNOWN: Count(records - groups, groups) for code, records, groups in tallies.iter_rows()}


def total(frame: pl.DataFrame) -> Count:
    """How many records there are."""
    groups = int(frame.get_column("is_group").sum()) if "is_group" in frame.columns else 0
    return Count(frame.height - groups, groups)


def exploded(frame: pl.DataFrame, facet: Facet) -> pl.DataFrame:
    """One row a record and a value; a record without a value has one row, null."""
    return frame.explode(facet.column, empty_as_null=True) if facet.is_multiple else frame


def _kept(frame: pl.DataFrame, facets: Iterable[Facet], tests: Sequence[pl.Series]) -> pl.DataFrame:
    """The columns of these facets, of the records that pass every test."""
    columns = frame.select(*(facet.column for facet in facets), *_marks(frame))
    return columns.filter(reduce(and_, tests)) if tests and columns.width else columns


def _marks(frame: pl.DataFrame) -> list[str]:
    return ["is_group"] if "is_group" in frame.columns else []


def _holds_any(facet: Facet, codes: frozenset[str]) -> pl.Expr:
    column = pl.col(facet.column)
    known = sorted(codes - {UNKNOWN})
    if facet.is_multiple:
        is_unknown = column.is_null() | (column.list.len() == 0)
        tests = [column.list.contains(code).fill_null(False) for code in known]
    else:
        is_unknown = column.is_null()
        tests = [(column == code).fill_null(False) for code in known]
    if UNKNOWN in codes:
        tests.append(is_unknown)
    return pl.any_horizontal(tests)
