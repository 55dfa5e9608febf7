"""Existing and emerging partnerships (Garcea and Ashton, Conclusions, § 3), and Table 1 for a whole register."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from tests.core.typology.facts import Facts, snapshot_of

from concertation.core.overview import distribution, emerging
from concertation.core.typology import classify


def found(facts: Facts) -> list[dict[str, Any]]:
    """Emerging partnerships of a small register."""
    return emerging(snapshot_of(facts)).to_dicts()


@pytest.mark.parametrize("stage", ["emerging", "proposed", "forming"])
def test_stages_before_activity_are_emerging(stage: str) -> None:
    """Whatever the age of the stage."""
    event = {"partnership_id": 1, "stage": stage, "on": date(2010, 1, 1)}
    assert [row["stage"] for row in found({"partnership": [{}], "lifecycle_event": [event]})] == [stage]


def test_only_the_last_stage_counts() -> None:
    """It was proposed, and is active now."""
    events = [
        {"partnership_id": 1, "stage": "active", "on": date(2012, 1, 1)},
        {"partnership_id": 1, "stage": "proposed", "on": date(2011, 1, 1)},
    ]
    assert found({"partnership": [{"since": date(2012, 1, 1)}], "lifecycle_event": events}) == []


def test_a_partnership_of_this_year_is_new_and_one_of_unknown_beginning_is_not() -> None:
    """Begun on 1 July 2013: within twelve months of 30 June 2014; on 30 June 2013 it is no longer new."""
    begun = [date(2013, 7, 1), date(2013, 6, 30), None]
    rows = found({"partnership": [{"since": day} for day in begun]})
    assert [(row["partnership_id"], row["is_new"], row["on"]) for row in rows] == [(1, True, date(2013, 7, 1))]


def test_where_it_was_born_is_told() -> None:
    """Brandon gave rise to more formal partnerships (Garcea and Ashton, « Partenariat local de Brandon »)."""
    facts: Facts = {
        "partnership": [{}, {"since": date(2014, 1, 1)}],
        "lineage": [{"origin_id": 1, "result_id": 2, "kind": "spawned"}],
    }
    assert [(row["partnership_id"], row["origin_id"]) for row in found(facts)] == [(2, 1)]


def test_every_partnership_is_counted_once_in_each_column_of_table_one() -> None:
    """Two partnerships, one of which serves nothing known: the unknown is counted too."""
    snapshot = snapshot_of(
        {
            "partnership": [{}, {}],
            "area": [{"kind": "province_territory", "code": "46", "province": "46"}],
            "partnership_area": [{"partnership_id": 1, "area_id": 1}],
        }
    )
    counts = distribution(classify(snapshot))
    totals = counts.group_by("facet").agg(pl.col("count").sum())
    assert dict(totals.rows()) == dict.fromkeys(("reach", "sectors", "number", "kinds", "articulation"), 2)
    reach = counts.filter(counts["facet"] == "reach").rows()
    assert reach == [("reach", "provincial", "derived", 1), ("reach", None, "unknown", 1)]
