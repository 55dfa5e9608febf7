"""The status of a tie, from what its two ends say: docs/network.md, line 3."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from concertation.core.network.ties.both_ends import word_of_both_ends
from concertation.core.network.ties.told import TOLD

PAPER = ("a", "b", "register", None)
SAYS = ("a", "b", "from", 3.0)


def told(*rows: tuple[str, str, str, float | None]) -> pl.DataFrame:
    whole = [
        {"from_key": one, "to_key": two, "teller": teller, "intensity": said, "layer": "partner", "fact_kind": "tie"}
        for one, two, teller, said in rows
    ]
    return pl.DataFrame(whole, schema=TOLD)


def asked(*pairs: tuple[str, str]) -> pl.DataFrame:
    return pl.DataFrame(list(pairs), schema=["teller_key", "about_key"], orient="row")


def of_a_and_b(*rows: Any, by_name: pl.DataFrame | None = None, is_mutual: bool = True) -> dict[str, Any] | None:
    pairs = word_of_both_ends(told(*rows), by_name, is_mutual=is_mutual)
    found = pairs.filter((pl.col("one") == "a") & (pl.col("other") == "b")).to_dicts()
    return found[0] if found else None


@pytest.mark.parametrize(
    ("rows", "status", "other_word"),
    [
        ([SAYS, ("b", "a", "from", 3.0)], "confirmed", "tells"),
        ([SAYS, ("b", "a", "from", 4.0)], "confirmed", "tells"),
        ([SAYS, ("b", "a", "from", 5.0)], "disputed", "tells"),
        ([SAYS, ("b", "a", "from", None)], "confirmed", "tells"),
        ([SAYS, ("b", "a", "from", 0.0)], "disputed", "denies"),
        ([SAYS], "claimed", "unknown"),
        ([SAYS, ("b", "c", "from", 2.0)], "claimed", "silent"),
        ([SAYS, ("a", "b", "to", 3.0)], "confirmed", "tells"),
        ([PAPER], "recorded", "unknown"),
        ([PAPER, SAYS], "recorded", "unknown"),
        ([PAPER, SAYS, ("b", "a", "from", 3.0)], "confirmed", "tells"),
        ([PAPER, ("b", "a", "from", 0.0)], "disputed", "denies"),
    ],
)
def test_the_status_follows_from_both_words(rows: list[Any], status: str, other_word: str) -> None:
    pair = of_a_and_b(*rows)
    assert pair is not None
    assert (pair["status"], pair["other_word"]) == (status, other_word)


def test_who_was_asked_by_name_and_did_not_tick_denies() -> None:
    pair = of_a_and_b(SAYS, by_name=asked(("b", "a")))
    assert pair is not None
    assert (pair["status"], pair["one_word"], pair["other_word"]) == ("disputed", "tells", "denies")


def test_being_asked_about_another_says_nothing_of_this_one() -> None:
    pair = of_a_and_b(SAYS, by_name=asked(("b", "c")))
    assert pair is not None
    assert pair["status"] == "claimed"


def test_a_tie_that_nobody_says_is_no_tie() -> None:
    assert of_a_and_b(("a", "b", "from", 0.0), ("b", "a", "from", 0.0)) is None
    assert of_a_and_b(("a", "b", "from", 0.0)) is None


def test_people_of_one_organisation_are_averaged() -> None:
    """2 and 4 make 3, less than two rungs from 4."""
    pair = of_a_and_b(("a", "b", "from", 2.0), ("a", "b", "from", 4.0), ("b", "a", "from", 4.0))
    assert pair is not None
    assert (pair["one_intensity"], pair["status"], pair["tellings"]) == (3.0, "confirmed", 3)


def test_of_a_tie_with_a_direction_the_second_may_say_another_thing() -> None:
    """Who sends people to whom: each direction is a tie of its own."""
    rows = [SAYS, ("b", "a", "from", 0.0)]
    assert of_a_and_b(*rows, is_mutual=False) is not None
    pairs = word_of_both_ends(told(*rows), is_mutual=False)
    assert pairs.select("one", "other", "status").rows() == [("a", "b", "claimed")]


def test_both_words_are_kept() -> None:
    pair = of_a_and_b(("b", "a", "from", 5.0), ("a", "b", "from", 1.0))
    assert pair is not None
    assert (pair["one_intensity"], pair["other_intensity"]) == (1.0, 5.0)


def test_nothing_told_gives_no_pair() -> None:
    assert word_of_both_ends(told(), is_mutual=True).is_empty()
