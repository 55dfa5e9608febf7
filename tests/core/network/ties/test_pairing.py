"""Every pair of every group, once; and what is said where they are too many."""

from __future__ import annotations

from itertools import combinations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from concertation.core.network.ties.pairing import pairs_within

ROWS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 8)), max_size=40, unique=True)


def frame(rows: list[tuple[int, int]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"group": pl.Int64, "member": pl.Int64}, orient="row")


@given(ROWS)
def test_all_the_pairs_that_loops_would_find(rows: list[tuple[int, int]]) -> None:
    wanted = {
        (group, *pair)
        for group in range(5)
        for pair in combinations(sorted(member for of, member in rows if of == group), 2)
    }
    found = pairs_within(frame(rows), "group", "member").rows.select("group", "member", "member_other").rows()
    assert len(found) == len(wanted)
    assert set(found) == wanted


def test_the_largest_groups_are_left_out_first_and_told() -> None:
    """Groups of 4, 3 and 2: 6 + 3 + 1 pairs; at most 4 leaves the first out."""
    rows = [(1, member) for member in range(4)] + [(2, 0), (2, 1), (2, 2), (3, 0), (3, 1)]
    paired = pairs_within(frame(rows), "group", "member", most=4)
    assert paired.rows.height == 4
    assert paired.left_out == 1
    assert "of 4 members or more" in paired.remarks[0].en


def test_a_table_of_two_thousand_members_is_exact() -> None:
    paired = pairs_within(frame([(1, member) for member in range(2_000)]), "group", "member")
    assert (paired.rows.height, paired.remarks) == (1_999_000, ())
