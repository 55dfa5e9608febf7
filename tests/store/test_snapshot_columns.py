"""What a database holds comes out of it unchanged, however it is written on the way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from concertation.core.facts import all_kinds, fact_kind
from concertation.core.snapshot import table_schema
from concertation.store.history import recording
from concertation.store.loading import fact_model, insert_facts
from concertation.store.snapshot_builder import build_snapshot

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 30)

# Texts that a list between commas or a JSON array could break.
AWKWARD = (
    *("a, b", 'say "yes"', "line one\nline two", "back\\slash", "tab\there", "null", "[1,2]", "« oui », dit-elle"),
    *("漢字", "{}", " spaced ", "'", "#", "0", "true"),
)


def test_awkward_texts_come_out_as_they_went_in() -> None:
    """Quotes, commas, ends of line, escapes and the word "null" are text like any other."""
    model: Any = fact_model(fact_kind("source"))
    with recording(kind="test", reason="awkward texts"):
        model._default_manager.bulk_create(
            [model(key=f"awkward-{number}", title_en=text) for number, text in enumerate(AWKWARD)]
        )
    titles = dict(build_snapshot(as_of=DAY)["source"].select("key", "title_en").rows())
    assert [titles[f"awkward-{number}"] for number in range(len(AWKWARD))] == list(AWKWARD)


def test_each_table_holds_what_the_models_hold(demonstration: None) -> None:
    """Every column of every kind of fact, against the models' own query."""
    snapshot = build_snapshot(as_of=DAY)
    for kind in all_kinds():
        names = list(table_schema(kind.id))
        rows = fact_model(kind)._default_manager.order_by("id").values(*names)
        start = "since" if kind.is_dated else "on" if kind.is_event else None
        expected = [row for row in rows if start is None or row[start] is None or row[start] <= DAY]
        assert snapshot[kind.id].to_dicts() == [_unknowns(row) for row in expected], kind.id


def _unknowns(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if value == "" else value for name, value in row.items()}


def test_ids_far_apart_are_all_read() -> None:
    """Rows are read a span of ids at a time; a span without rows leaves nothing out."""
    model: Any = fact_model(fact_kind("source"))
    highest = 10_000_000
    ids = [highest + step for step in (1, 2, 199_999, 200_000, 200_001, 1_000_000)]
    with recording(kind="test", reason="ids far apart"):
        model._default_manager.bulk_create([model(id=one, key=f"source-{one}", title_en="A title") for one in ids])
    assert build_snapshot(as_of=DAY)["source"]["id"].tail(len(ids)).to_list() == ids


def test_decimals_keep_every_digit() -> None:
    """Binary fractions have up to seventeen digits; none is lost on the way."""
    hours = {"a": 0.7 / 3, "b": 1e-7 / 3, "c": None, "d": 123456789.123456789}
    activities = {
        key: {"partnership": "table-of-hours", "kind": "meeting", "effort_hours": effort}
        for key, effort in hours.items()
    }
    with recording(kind="test", reason=""):
        insert_facts({"partnership": {"table-of-hours": {"name_en": "Table"}}, "activity": activities})
    found = build_snapshot(as_of=DAY)["activity"].select("key", "effort_hours").rows()
    assert {key: effort for key, effort in found if key in hours} == hours
