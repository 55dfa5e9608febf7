"""Counting by place agrees with counting by key, whatever the ids."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.core.typology.tallies import Owners, are_among, distinct, halves, paired

# Close together, as a database gives them, and far apart, as other programs may.
ids = st.one_of(st.integers(0, 50), st.integers(0, 2**40), st.integers(2**62, 2**62 + 9))


def series(numbers: list[int] | list[int | None]) -> pl.Series:
    return pl.Series(numbers, dtype=pl.Int64)


@given(st.lists(ids, max_size=30), st.lists(st.none() | ids, max_size=60))
def test_each_row_is_counted_for_its_owner_and_strangers_for_nobody(owners: list[int], rows: list[int | None]) -> None:
    """Against a counter of the standard library; rows without an owner, or of another, count for nobody."""
    register = Owners.of(series(owners))
    counted = register.count(register.places(series(rows)))
    expected = Counter(rows)
    assert register.ids.tolist() == sorted(set(owners))
    assert counted.tolist() == [expected[owner] for owner in sorted(set(owners))]


@given(st.lists(ids))
def test_different_numbers_come_once_and_in_order(numbers: list[int]) -> None:
    """Close together or far apart."""
    assert distinct(series(numbers).to_numpy()).tolist() == sorted(set(numbers))


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))),
)
def test_pairs_are_found_among_others(asked: list[tuple[int, int]], known: list[tuple[int, int]]) -> None:
    """As sets of the standard library do."""

    def packed(pairs: list[tuple[int, int]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        one, other = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        return paired(one, other)

    assert are_among(packed(asked), distinct(packed(known))).tolist() == [pair in set(known) for pair in asked]
    assert [column.tolist() for column in halves(packed(asked))] == [[a for a, _ in asked], [b for _, b in asked]]


def test_a_tally_adds_what_is_known() -> None:
    """Two rows of owner 5, one of owner 9, one of a stranger; an unknown adds nothing to a count or a sum."""
    owners, rows = Owners.of(series([9, 5])), pl.DataFrame({"id": [5, 5, 9, 7], "x": [1.5, None, 2.0, 8.0]})
    tally = owners.tally(owners.places(rows["id"]), rows, rows=pl.lit(True), large=pl.col("x") > 1.8, sum=pl.col("x"))
    assert tally.to_dict(as_series=False) == {"rows": [2, 1], "large": [0, 1], "sum": [1.5, 2.0]}


def test_rows_are_put_at_the_place_of_their_owner() -> None:
    """Owners without a row get nulls."""
    owners, rows = Owners.of(series([5, 7, 9])), pl.DataFrame({"word": ["nine", "five"]})
    assert owners.put(owners.places(series([9, 5])), rows)["word"].to_list() == ["five", None, "nine"]


def test_the_earliest_known_date_of_each_owner() -> None:
    """Unknown dates are passed over; an owner without a known date has none."""
    owners, days = Owners.of(series([1, 2])), pl.Series([date(2014, 6, 30), date(1969, 7, 20), None], dtype=pl.Date)
    assert owners.earliest(owners.places(series([1, 1, 2])), days).to_list() == [date(1969, 7, 20), None]


@pytest.mark.parametrize("spread", [1, 10**9])
def test_codes_are_crossed_with_owners(spread: int) -> None:
    """Owner 1 has codes 0 and 1 once each, owner 2 code 1 twice."""
    owners = Owners.of(series([spread, 2 * spread]))
    places = owners.places(series([spread, spread, 2 * spread, 2 * spread, 3 * spread]))
    assert owners.crossed(places, np.array([0, 1, 1, 1, 0]), 2).tolist() == [[1, 1], [0, 2]]
