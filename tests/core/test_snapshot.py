"""The snapshot: the register as of a day, which every measure reads."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from concertation.core.errors import DayNotCovered, SnapshotMismatch, UnknownFactKind
from concertation.core.facts import all_kinds
from concertation.core.snapshot import Snapshot, table_schema

DAY = date(2014, 6, 30)


def register() -> Snapshot:
    return Snapshot.from_tables(
        as_of=DAY,
        tables={
            "partnership": pl.DataFrame({"id": [1, 2], "key": ["brandon", "calgary"]}),
            "organisation": pl.DataFrame({"id": [1, 2], "key": ["city", "agency"]}),
            "membership": pl.DataFrame(
                {
                    "id": [1, 2, 3, 4],
                    "partnership_id": [1, 1, 2, 2],
                    "organisation_id": [1, 2, 1, 2],
                    "since": [date(2004, 1, 1), None, date(2013, 1, 1), date(2014, 7, 1)],
                    "until": [date(2014, 6, 29), DAY, None, None],
                }
            ),
            "membership_role": pl.DataFrame({"id": [1, 2], "membership_id": [1, 3], "role": ["lead", "lead"]}),
            "meeting": pl.DataFrame({"id": [1, 2], "partnership_id": [1, 2], "on": [date(2010, 5, 1), None]}),
            "tie": pl.DataFrame({"id": [1, 2], "partnership_id": [2, None], "from_organisation_id": [1, 1]}),
        },
    )


def test_absent_tables_and_columns_are_unknown() -> None:
    """Every table of the dictionary is there with all its columns; what nobody gave is null."""
    snapshot = register()
    for kind in all_kinds():
        assert dict(snapshot[kind.id].schema) == dict(table_schema(kind.id))
    assert snapshot["partnership"]["has_legal_personality"].null_count() == 2


def test_tables_and_columns_that_the_dictionary_does_not_know_are_refused() -> None:
    """By name."""
    with pytest.raises(SnapshotMismatch, match="clients"):
        Snapshot.from_tables(as_of=DAY, tables={"clients": pl.DataFrame()})
    with pytest.raises(SnapshotMismatch, match="partnership: colour"):
        Snapshot.from_tables(as_of=DAY, tables={"partnership": pl.DataFrame({"id": [1], "colour": ["red"]})})
    with pytest.raises(SnapshotMismatch, match="partnership"):
        Snapshot.from_tables(as_of=DAY, tables={"partnership": pl.DataFrame({"id": ["one"]})})


def test_what_begins_after_the_day_is_absent() -> None:
    """The fourth membership begins the next day."""
    assert register()["membership"]["id"].to_list() == [1, 2, 3]


def test_until_is_the_last_day_on_which_a_fact_holds() -> None:
    """Ended yesterday: over. Ends today, or open: holds. Unknown beginning: holds."""
    assert register().holding("membership")["id"].to_list() == [2, 3]


def test_events_and_undated_facts_always_hold() -> None:
    """A meeting without a date is known to have happened."""
    assert register().holding("meeting")["id"].to_list() == [1, 2]
    assert register().holding("organisation").height == 2


def test_an_earlier_day_leaves_out_what_began_since() -> None:
    """In 2009: the first membership, the one of unknown beginning; the meeting of 2010 is to come."""
    earlier = register().on_day(date(2009, 1, 1))
    assert earlier["membership"]["id"].to_list() == [1, 2]
    assert earlier["meeting"]["id"].to_list() == [2]
    assert earlier.as_of == date(2009, 1, 1)


def test_a_later_day_is_refused_in_words() -> None:
    """What began in between is not in the snapshot."""
    with pytest.raises(DayNotCovered) as refusal:
        register().on_day(date(2015, 1, 1))
    assert "2014-06-30" in refusal.value.in_language("fr")


def test_a_part_keeps_what_concerns_a_partnership() -> None:
    """Its facts and their children stay; those of others go; facts that belong to none stay."""
    part = register().restricted_to([2])
    assert part["partnership"]["key"].to_list() == ["calgary"]
    assert part["membership"]["id"].to_list() == [3]
    assert part["membership_role"]["id"].to_list() == [2]
    assert part["organisation"].height == 2
    assert part["tie"]["id"].to_list() == [1, 2]


def test_partnerships_are_found_by_key() -> None:
    """Or not at all."""
    assert register().partnership_id("calgary") == 2
    assert register().partnership_id("nowhere") is None


def test_an_unknown_kind_of_fact_is_named() -> None:
    """With the known ones."""
    with pytest.raises(UnknownFactKind, match="clients"):
        register()["clients"]
