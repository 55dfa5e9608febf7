"""What moved, as far as somebody reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from concertation.core import snapshot as snapshots
from concertation.core.demonstration import make_region, rows_as_snapshot
from concertation.core.facts import all_kinds
from concertation.core.movement import listed_columns, measured_columns, moved_facts
from concertation.core.overview import attention, distribution, emerging
from concertation.core.snapshot import Snapshot
from concertation.core.typology import score_days
from concertation.core.typology.classification import classify_in_full

DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def region() -> Snapshot:
    """The invented region: every kind of fact that a measure reads."""
    return rows_as_snapshot(make_region(np.random.default_rng(7), last_day=DAY)[0], as_of=DAY)


def _described_otherwise(snapshot: Snapshot) -> Snapshot:
    """The same facts, all that measures are said not to read gone."""
    tables = {}
    for kind in all_kinds():
        frame = snapshot[kind.id]
        beside = [name for name in frame.columns if name not in measured_columns(kind.id)]
        tables[kind.id] = frame.with_columns(pl.lit(None, frame.schema[name]).alias(name) for name in beside)
    return Snapshot.from_tables(as_of=snapshot.as_of, tables=tables)


MEASURES: tuple[Callable[[Snapshot], pl.DataFrame], ...] = (
    classify_in_full,
    lambda snapshot: score_days(snapshot, days=(date(2020, 6, 30), DAY)),
    lambda snapshot: attention(snapshot, classify_in_full(snapshot)),
    lambda snapshot: distribution(classify_in_full(snapshot)),
    emerging,
)


@pytest.mark.parametrize("measure", MEASURES, ids=["classification", "scores", "attention", "distribution", "emerging"])
def test_no_measure_reads_words_or_where_a_fact_is_from(
    region: Snapshot, measure: Callable[[Snapshot], pl.DataFrame]
) -> None:
    """Without any name, purpose, address, source or locator each answers the same."""
    assert_frame_equal(measure(_described_otherwise(region)), measure(region))


def _register(**of_organisation: object) -> Snapshot:
    row = {"id": 1, "key": "a", "name_en": "A", "kind": "library", "locator": "p. 1", **of_organisation}
    return Snapshot.from_tables(as_of=DAY, tables={"organisation": pl.DataFrame([row, {**row, "id": 2, "key": "b"}])})


@pytest.mark.parametrize(
    ("correction", "is_measured", "is_listed"),
    [
        ({"kind": "municipal"}, True, True),
        ({"since": date(2020, 1, 1)}, True, True),
        ({"name_en": "Other"}, False, True),
        ({"locator": "p. 2"}, False, False),
        ({"website": "https://example.org"}, False, False),
        ({}, False, False),
    ],
)
def test_a_correction_moves_what_reads_it(correction: dict[str, object], is_measured: bool, is_listed: bool) -> None:
    """A kind concerns measures and lists, a name lists alone, a locator neither; the second fact never moved."""
    before = Snapshot.from_tables(as_of=DAY, tables={"organisation": _register()["organisation"]})
    after = Snapshot.from_tables(
        as_of=DAY,
        tables={"organisation": pl.concat([_register(**correction)["organisation"][:1], before["organisation"][1:]])},
    )
    touched = {"organisation": {1, 2}}
    assert moved_facts(before, after, touched) == ({"organisation": {1}} if is_measured else {})
    assert moved_facts(before, after, touched, read=listed_columns) == ({"organisation": {1}} if is_listed else {})


def test_what_comes_and_what_goes_has_moved() -> None:
    """A fact in one of the two alone."""
    one, other = _register(), Snapshot.from_tables(as_of=DAY, tables={})
    assert moved_facts(one, other, {"organisation": {1}}) == {"organisation": {1}}
    assert moved_facts(other, one, {"organisation": {2}}) == {"organisation": {2}}


def test_the_part_that_concerns_a_partnership_is_the_same_row_by_row(
    region: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However small the tables are: looked through one row after the other, or asked as columns."""
    wanted = region["partnership"]["id"].to_list()[:3]
    by_columns = region.restricted_to(wanted)
    monkeypatch.setattr(snapshots, "_A_PAGE", 1_000_000)
    row_by_row = region.restricted_to(wanted)
    monkeypatch.setattr(snapshots, "_A_PAGE", 0)
    assert all(row_by_row[kind.id].equals(region.restricted_to(wanted)[kind.id]) for kind in all_kinds())
    assert all(row_by_row[kind.id].equals(by_columns[kind.id]) for kind in all_kinds())
