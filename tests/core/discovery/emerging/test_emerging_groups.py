"""Groups that act as partners do: what counts as an occasion, and when a group is one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from concertation.core.discovery.emerging import OCCASIONS, find_groups, unexplained_occasions
from concertation.core.network.ties.span import Span
from concertation.core.snapshot import Snapshot

DAY = date(2026, 6, 30)
YEAR = Span.over(date(2025, 7, 1), DAY)


def occasions(*pairs: tuple[str, str, str, str]) -> pl.DataFrame:
    rows = [(one, other, way, "activity", fact, None) for one, other, way, fact in pairs]
    return pl.DataFrame(rows, schema=OCCASIONS, orient="row")


def twice(names: Iterable[str]) -> list[tuple[str, str, str, str]]:
    return [(one, other, "act", fact) for one, other in combinations(sorted(names), 2) for fact in ("first", "second")]


def register(memberships: list[tuple[int, int]]) -> Snapshot:
    """Three organisations at two activities and one meeting of a table; who are its members is given."""
    people = {"id": [1, 2, 3], "key": ["library", "clinic", "parish"]}
    return Snapshot.from_tables(
        as_of=DAY,
        tables={
            "organisation": pl.DataFrame(people),
            "partnership": pl.DataFrame({"id": [1], "key": ["table"]}),
            "membership": pl.DataFrame(
                [(number, f"m{number}", *pair) for number, pair in enumerate(memberships, start=1)],
                schema=["id", "key", "partnership_id", "organisation_id"],
                orient="row",
            ),
            "activity": pl.DataFrame({"id": [1, 2], "key": ["fair", "tour"], "partnership_id": [1, 1]}),
            "participation": pl.DataFrame(
                [(number, f"p{number}", *pair) for number, pair in enumerate([(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)])],
                schema=["id", "key", "activity_id", "organisation_id"],
                orient="row",
            ),
        },
    )


def test_what_two_do_together_is_an_occasion_for_each_fact() -> None:
    found = unexplained_occasions(register([]), YEAR)
    pair = found.filter((pl.col("one") == "clinic") & (pl.col("other") == "library"))
    assert pair.select("way", "fact_key").rows() == [("act", "fair"), ("act", "tour")]


def test_what_members_of_one_table_do_is_accounted_for() -> None:
    found = unexplained_occasions(register([(1, 1), (1, 2)]), YEAR)
    assert found.select("one", "other").unique().sort("one", "other").rows() == [
        ("clinic", "parish"),
        ("library", "parish"),
    ]


def test_no_occasion_makes_no_group() -> None:
    assert find_groups(occasions()) == []


def test_three_who_act_twice_together_are_a_group() -> None:
    (group,) = find_groups(occasions(*twice("abc")))
    assert (group.members, group.tied_pairs, group.pairs, group.occasions) == (("a", "b", "c"), 3, 3, {"act": 2})


def test_two_are_no_group() -> None:
    assert find_groups(occasions(*twice("ab"))) == []


def test_a_single_meeting_makes_nobody_partners() -> None:
    assert find_groups(occasions(*[(one, other, "meet", "gathering") for one, other in combinations("abc", 2)])) == []


def test_who_is_tied_to_one_member_alone_leaves_the_group() -> None:
    (group,) = find_groups(occasions(*twice("abc"), *twice("cd")))
    assert group.members == ("a", "b", "c")


def test_who_knows_many_that_never_meet_makes_no_group() -> None:
    assert find_groups(occasions(*twice("ab"), *twice("ac"), *twice("ad"), *twice("ae"))) == []


def test_four_without_one_pair_are_a_group() -> None:
    """By hand: a and b are tied to three others, c and d to two of three."""
    (group,) = find_groups(occasions(*twice("abc"), *twice("ad"), *twice("bd")))
    assert (group.members, round(group.density, 3)) == (("a", "b", "c", "d"), 0.833)


def test_two_groups_joined_by_one_tie_stay_two() -> None:
    found = find_groups(occasions(*twice("abcd"), *twice("wxyz"), *twice("dw")))
    assert [group.members for group in found] == [("a", "b", "c", "d"), ("w", "x", "y", "z")]


@given(
    st.sets(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda pair: pair[0] < pair[1]))
)
def test_groups_share_nobody_and_each_member_is_tied_to_more_than_half_of_the_others(
    pairs: set[tuple[str, str]],
) -> None:
    seen: set[str] = set()
    for group in find_groups(occasions(*[told for pair in pairs for told in twice(pair)])):
        assert not seen & set(group.members)
        seen |= set(group.members)
        for one in group.members:
            tied = sum(1 for pair in pairs if one in pair and set(pair) <= set(group.members))
            assert 2 * tied > len(group.members) - 1


def test_points_by_hand() -> None:
    """All pairs tied (40), one way of five (6), two occasions a pair of six (10)."""
    assert find_groups(occasions(*twice("abc")))[0].points == 56.0


def test_groups_with_more_points_come_first() -> None:
    more = [(one, other, "agree", "charter") for one, other in combinations("xyz", 2)]
    first, second = find_groups(occasions(*twice("abc"), *twice("xyz"), *more))
    assert (first.members, second.members) == (("x", "y", "z"), ("a", "b", "c"))
