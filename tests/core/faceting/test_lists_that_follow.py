"""A list that follows the register says what one made anew says, whatever moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from concertation.core.faceting import Choice, Question, RecordList, organisation_list, partnership_list
from concertation.core.faceting.following import follow_organisations, reword_partnerships
from concertation.core.snapshot import Snapshot, table_schema

DAY = date(2024, 6, 30)
Tables = dict[str, list[dict[str, Any]]]


def _tables() -> Tables:
    return {
        "organisation": [
            {"id": 1, "key": "a", "name_en": "Été", "kind": "municipal", "is_unnamed_group": False},
            {"id": 2, "key": "b", "name_en": "Zed", "name_fr": "Œuvre", "is_unnamed_group": True},
            {"id": 3, "key": "c", "name_fr": "Clinique", "until": date(2020, 1, 1), "is_unnamed_group": False},
            {"id": 4, "key": "d", "name_en": "Eta", "is_governmental": True, "is_unnamed_group": False},
        ],
        "organisation_name": [{"id": 1, "organisation_id": 2, "name": "Old"}],
        "organisation_sector": [{"id": 1, "organisation_id": 1, "sector": "health"}],
        "organisation_area": [
            {"id": 1, "organisation_id": 1, "area_id": 1},
            {"id": 2, "organisation_id": 4, "area_id": 2},
        ],
        "site": [{"id": 1, "organisation_id": 3, "province": "48", "area_id": 1}],
        "area": [
            {"id": 1, "key": "town", "name_en": "Town", "kind": "municipality", "code": "4611040"},
            {"id": 2, "key": "union", "name_en": "Union", "kind": "custom"},
        ],
        "area_part": [{"id": 1, "whole_id": 2, "part_id": 1}],
        "partnership": [{"id": 1, "key": "p"}, {"id": 2, "key": "q"}],
        "membership": [
            {"id": 1, "partnership_id": 1, "organisation_id": 1},
            {"id": 2, "partnership_id": 2, "organisation_id": 4},
        ],
        "membership_role": [{"id": 1, "membership_id": 1, "role": "lead"}],
    }


def _snapshot(tables: Tables) -> Snapshot:
    frames = {kind: pl.DataFrame(rows, schema=_schema(kind, rows)) for kind, rows in tables.items()}
    return Snapshot.from_tables(as_of=DAY, tables=frames)


def _schema(kind: str, rows: list[dict[str, Any]]) -> Mapping[str, Any]:
    return {
        name: dtype for name, dtype in table_schema(kind).items() if name in {n for row in rows for n in row} | {"id"}
    }


def _renamed(tables: Tables) -> None:
    tables["organisation"][0]["name_en"] = "Zèbre"


def _added(tables: Tables) -> None:
    tables["organisation"] += [{"id": 5, "key": "e", "name_fr": "Écluse", "kind": "library"}, {"id": 6, "key": "f"}]


def _removed(tables: Tables) -> None:
    tables["organisation"].pop(1)
    tables["organisation_name"].clear()


def _told_otherwise(tables: Tables) -> None:
    tables["organisation_sector"].append({"id": 2, "organisation_id": 2, "sector": "housing"})
    tables["organisation_name"][0]["organisation_id"] = 4
    tables["site"][0]["province"] = "elsewhere"
    tables["membership_role"][0]["role"] = "funder"


def _partnership_ended(tables: Tables) -> None:
    tables["partnership"][0]["until"] = date(2024, 1, 1)


def _everyone_belongs(tables: Tables) -> None:
    tables["organisation"] = [row for row in tables["organisation"] if row["id"] in (1, 4)]
    tables["site"].clear()
    tables["organisation_name"].clear()


def _places_moved(tables: Tables) -> None:
    tables["area"][0]["code"] = "5915022"
    tables["area"].append({"id": 3, "key": "hamlet", "name_en": "Hamlet", "kind": "municipality", "code": "1001"})
    tables["organisation_area"].append({"id": 3, "organisation_id": 2, "area_id": 3})


CHANGES = [_renamed, _added, _removed, _told_otherwise, _partnership_ended, _everyone_belongs, _places_moved]


@pytest.mark.parametrize("change", CHANGES)
def test_a_list_that_followed_a_change_is_the_one_made_anew(change: Callable[[Tables], None]) -> None:
    """Rows, facets, counts and both orders of names."""
    old, new = _tables(), _tables()
    change(new)
    before, after = _snapshot(old), _snapshot(new)
    not_begun = pl.DataFrame(schema=dict(table_schema("organisation")))
    first = organisation_list(before, not_begun=not_begun)
    touched = {kind: _moved(old[kind], new[kind]) for kind in old if _moved(old[kind], new[kind])}
    followed = follow_organisations(first, before=before, after=after, touched=touched, not_begun=not_begun)
    _assert_same(followed, organisation_list(after, not_begun=not_begun))


def test_what_begins_later_is_followed_too() -> None:
    """It was not there, then is announced, then begins."""
    snapshot = _snapshot(_tables())
    none = pl.DataFrame(schema=dict(table_schema("organisation")))
    later = pl.DataFrame({"id": [9], "key": ["z"], "name_en": ["Later"], "since": [date(2030, 1, 1)]}).pipe(
        lambda frame: Snapshot.from_tables(as_of=date(2040, 1, 1), tables={"organisation": frame})["organisation"]
    )
    first = organisation_list(snapshot, not_begun=none)
    announced = follow_organisations(first, before=snapshot, after=snapshot, touched={}, not_begun=later)
    _assert_same(announced, organisation_list(snapshot, not_begun=later))
    withdrawn = follow_organisations(announced, before=snapshot, after=snapshot, touched={}, not_begun=none)
    _assert_same(withdrawn, organisation_list(snapshot, not_begun=none))


def test_partnerships_under_other_words_are_those_of_a_list_made_anew() -> None:
    """One is renamed and comes last: all else of the list stays, and both orders of names follow."""
    old, new = _tables(), _tables()
    old["partnership"] = [{"id": 1, "key": "p", "name_en": "Alder"}, {"id": 2, "key": "q", "name_en": "Birch"}]
    new["partnership"] = [{"id": 1, "key": "p", "name_en": "Willow"}, {"id": 2, "key": "q", "name_en": "Birch"}]
    none = pl.DataFrame(schema=dict(table_schema("partnership")))
    after = _snapshot(new)
    followed = reword_partnerships(partnership_list(_snapshot(old), not_begun=none), after=after, not_begun=none)
    assert followed is not None
    _assert_same(followed, partnership_list(after, not_begun=none))


def test_words_of_what_has_not_begun_are_not_told_by_a_snapshot() -> None:
    """Announced since, it stands in no snapshot of the day: the list is made anew."""
    snapshot = _snapshot(_tables())
    none = pl.DataFrame(schema=dict(table_schema("partnership")))
    later = pl.DataFrame({"id": [9], "key": ["z"]}).pipe(
        lambda frame: Snapshot.from_tables(as_of=DAY, tables={"partnership": frame})["partnership"]
    )
    records = partnership_list(snapshot, not_begun=none)
    assert reword_partnerships(records, after=snapshot, not_begun=later) is None


def _moved(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> set[int]:
    one, other = ({row["id"]: row for row in rows} for rows in (old, new))
    return {number for number in {*one, *other} if one.get(number) != other.get(number)}


def _assert_same(one: RecordList, other: RecordList) -> None:
    assert {name: facet.values for name, facet in one.facets.items()} == {
        name: facet.values for name, facet in other.facets.items()
    }
    for language in ("en", "fr"):
        question = Question(language, choices={"existence": Choice()})
        assert_frame_equal(one.find(question), other.find(question))
        assert one.count(question) == other.count(question)
