"""What speaks for a group, what stands near it already, and when an answer about it still answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl
import pytest

from concertation.core.discovery.emerging import (
    OCCASIONS,
    Candidate,
    ground_of,
    is_answered_by,
    occasions_of,
    standing_near,
    unexplained_occasions,
)
from concertation.core.network.ties.nodes import organisation_nodes
from concertation.core.network.ties.span import Span
from concertation.core.snapshot import Snapshot

DAY = date(2026, 6, 30)
YEAR = Span.over(date(2025, 7, 1), DAY)
NAMES = ("library", "clinic", "parish", "school")

Pair = tuple[int, int]


def rows(kind: str, columns: Iterable[str], values: Iterable[tuple[Any, ...]]) -> pl.DataFrame:
    numbered = [(number, f"{kind}-{number}", *value) for number, value in enumerate(values, start=1)]
    return pl.DataFrame(numbered, schema=["id", "key", *columns], orient="row")


def register(members: Iterable[Pair] = (), areas: Iterable[Pair] = (), guests: Iterable[Pair] = ()) -> Snapshot:
    """Four organisations; two tables, one organisation in education and two in health; three meetings, one undated."""
    tables = {
        "organisation": pl.DataFrame({"id": [1, 2, 3, 4], "key": NAMES}),
        "organisation_sector": rows(
            "sector", ["organisation_id", "sector"], [(1, "education"), (2, "health"), (3, "health")]
        ),
        "area": pl.DataFrame({"id": [1, 2], "key": ["town", "elsewhere"]}),
        "organisation_area": rows("serves", ["organisation_id", "area_id"], [(1, 1), (2, 1), (3, 2)]),
        "partnership": pl.DataFrame({"id": [1, 2], "key": ["council", "circle"]}),
        "meeting": rows("meeting", ["partnership_id", "on"], [(1, date(2026, 1, 5)), (1, date(2026, 2, 9)), (1, None)]),
    }
    if areas:
        tables["partnership_area"] = rows("covers", ["partnership_id", "area_id"], areas)
    if members:
        tables["membership"] = rows("member", ["partnership_id", "organisation_id"], members)
    if guests:
        tables["attendance"] = rows("guest", ["meeting_id", "guest_id", "status"], [(*g, "present") for g in guests])
    return Snapshot.from_tables(as_of=DAY, tables=tables)


def test_each_meeting_is_an_occasion_and_one_without_a_date_is_none() -> None:
    found = unexplained_occasions(register(guests=[(m, o) for m in (1, 2, 3) for o in (1, 2)]), YEAR)
    assert found.select("one", "other", "fact_kind", "fact_key").rows() == [
        ("clinic", "library", "meeting", "meeting-1"),
        ("clinic", "library", "meeting", "meeting-2"),
    ]


def test_an_occasion_of_three_pairs_is_told_once_with_who_was_there() -> None:
    told = [("a", "b", "act", "fair"), ("a", "c", "act", "fair"), ("a", "b", "meet", "m"), ("x", "y", "meet", "m")]
    frame = pl.DataFrame(
        [(one, other, way, "fact", key, DAY) for one, other, way, key in told], schema=OCCASIONS, orient="row"
    )
    found = [(one.way, one.fact_key, one.members) for one in occasions_of("abc", frame)]
    assert found == [("meet", "m", ("a", "b")), ("act", "fair", ("a", "b", "c"))]


def test_the_ground_is_where_two_work_and_all_that_they_work_on() -> None:
    """The library and the clinic serve the town; of three, two work in health."""
    ground = ground_of(["library", "clinic", "parish"], organisation_nodes(register(), YEAR))
    assert (ground.areas, ground.sectors) == (("town",), ("health", "education"))


def test_a_table_that_seats_most_of_them_stands_near() -> None:
    """Two of three at the council; one of three at the circle, which serves no area of theirs."""
    (near,) = standing_near(NAMES[:3], register(members=[(1, 1), (1, 2), (2, 3)]))
    assert (near.key, near.members, near.holds_most, near.covers) == ("council", ("clinic", "library"), True, False)


def test_a_table_of_their_area_on_which_somebody_works_in_their_sector_stands_near() -> None:
    """The parish, at the circle, works in health, and so does the clinic; the circle serves the town."""
    (near,) = standing_near(["library", "clinic"], register(members=[(2, 3)], areas=[(2, 1)]))
    assert (near.key, near.members, near.areas, near.sectors) == ("circle", (), ("town",), ("health",))


@pytest.mark.parametrize("areas", [[(2, 2)], []])
def test_a_table_of_another_area_or_of_an_unknown_one_does_not(areas: list[Pair]) -> None:
    assert standing_near(["library", "clinic"], register(members=[(2, 3)], areas=areas)) == ()


def candidate(members: str, occasions: str) -> Candidate:
    return Candidate(frozenset(members), frozenset(("activity", key) for key in occasions))


@pytest.mark.parametrize(
    ("members", "occasions", "answered"),
    [
        ("abc", "1234", True),
        ("abcd", "1234", True),  # three of four are the same
        ("abde", "1234", False),  # two of five are
        ("abc", "12345", True),  # one came since, less than half of four
        ("abc", "34", True),  # older ones passed out of the twelve months
        ("abc", "123456", False),  # two came since, half of four
    ],
)
def test_an_answer_holds_until_members_or_occasions_change_much(members: str, occasions: str, answered: bool) -> None:
    assert is_answered_by(candidate(members, occasions), candidate("abc", "1234")) is answered


def test_two_of_three_of_all_the_members_are_the_least() -> None:
    """{a, b} and {a, b, c}: two of three are the same, and the answer holds."""
    assert is_answered_by(candidate("ab", "1"), candidate("abc", "1"))
