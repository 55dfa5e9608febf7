"""Whom names meet in the lists of their words, against plain loops over the same lists."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from concertation.core.discovery.nearest_names import lay_out, nearest_met

# Rows of six readings, the keys under which each is listed, those that each looks up.
ROWS = (0, 0, 1, 2, 2, 3)
KEYS = st.lists(st.sets(st.integers(0, 4)), min_size=len(ROWS), max_size=len(ROWS))


def _met(
    listed: list[set[int]], looked: list[set[int]], most: int, groups: np.ndarray | None = None
) -> set[tuple[int, int]]:
    readings = pl.DataFrame(
        {"reading": range(len(ROWS)), "row": ROWS, "information": [2.0] * len(ROWS)},
        schema={"reading": pl.UInt32, "row": pl.UInt32, "information": pl.Float64},
    )
    posted = pl.DataFrame(
        [(key, reading) for reading, keys in enumerate(listed) for key in keys],
        schema={"key": pl.UInt64, "reading": pl.UInt32},
        orient="row",
    )
    keyed = pl.DataFrame(
        [(reading, key, float(key + 1)) for reading, keys in enumerate(looked) for key in keys],
        schema={"reading": pl.UInt32, "key": pl.UInt64, "weight": pl.Float64},
        orient="row",
    )
    lists = lay_out(readings, posted, keyed, readings["reading"], groups)
    return {pair for frame in nearest_met(lists, most) for pair in frame.rows()}


def _met_by_loops(listed: list[set[int]], looked: list[set[int]], most: int) -> set[tuple[int, int]]:
    nearness: dict[int, dict[int, float]] = defaultdict(dict)
    for one, own in enumerate(ROWS):
        for other, row in enumerate(ROWS):
            shared = looked[one] & listed[other]
            if own != row and shared:
                near = sum(key + 1.0 for key in shared) / 4.0
                nearness[own][row] = max(near, nearness[own].get(row, 0.0))
    return {
        (own, row)
        for own, met in nearness.items()
        for row in sorted(met, key=lambda row, met=met: (-met[row], row))[:most]  # type: ignore[misc]  # a default
    }


@given(KEYS, KEYS, st.integers(1, 3))
def test_the_nearest_are_those_of_a_plain_loop(listed: list[set[int]], looked: list[set[int]], most: int) -> None:
    assert _met(listed, looked, most) == _met_by_loops(listed, looked, most)


def test_of_two_as_near_the_first_comes_first() -> None:
    everywhere: list[set[int]] = [{1}] * len(ROWS)
    assert _met(everywhere, [set(), set(), set(), set(), set(), {1}], 2) == {(3, 0), (3, 1)}


def test_records_of_one_list_do_not_meet_where_two_are_compared() -> None:
    everywhere: list[set[int]] = [{1}] * len(ROWS)
    met = _met(everywhere, everywhere, 3, np.array([0, 0, 1, 1]))
    assert met == {(0, 2), (0, 3), (1, 2), (1, 3), (2, 0), (2, 1), (3, 0), (3, 1)}
