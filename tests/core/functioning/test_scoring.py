"""From answers to scores, with tables small enough to work by hand."""

from __future__ import annotations

import polars as pl
import pytest

from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.scoring import (
    ANSWERS,
    ITEMS,
    score_organisations,
    score_partnerships,
    score_respondents,
)

CONVENTIONS = FunctioningConventions()
FACTOR = pl.DataFrame(
    [("a1", "a", False), ("a2", "a", False), ("a3", "a", False), ("a4", "a", True)], schema=ITEMS, orient="row"
)


Row = tuple[str, str, list[int | None]]


def answers(*rows: Row) -> pl.DataFrame:
    lines = [
        ("p", organisation, respondent, f"a{place}", value)
        for organisation, respondent, values in rows
        for place, value in enumerate(values, start=1)
    ]
    return pl.DataFrame(lines, schema=ANSWERS, orient="row")


def scores(*rows: Row) -> pl.DataFrame:
    return score_respondents(answers(*rows), FACTOR, conventions=CONVENTIONS)


def test_a_reversed_item_counts_from_the_other_end() -> None:
    """4, 4, 4 and a reversed 1 are four fives short of one: (4 + 4 + 4 + 5)/4 = 4.25."""
    assert scores(("o", "r", [4, 4, 4, 1]))["score"].to_list() == [4.25]


def test_half_of_the_items_is_enough() -> None:
    assert scores(("o", "r", [2, 4, None, None]))["score"].to_list() == [3.0]


def test_less_than_half_is_unknown_and_not_a_middle() -> None:
    assert scores(("o", "r", [2, None, None, None]))["score"].to_list() == [None]


def test_who_answered_nothing_stays_in_the_count() -> None:
    found = scores(("o", "r", [None, None, None, None]))
    assert found.select("score", "answered", "asked").row(0) == (None, 0, 4)


def test_a_large_agency_does_not_outvote_a_small_one() -> None:
    """Four people of one organisation say 5, two others of one each say 2: 3 by organisations, 4 by people."""
    people: list[Row] = [("large", f"r{number}", [5, 5, 5, 1]) for number in range(4)]
    found = score_partnerships(
        scores(*people, ("small", "s", [2, 2, 2, 4]), ("third", "t", [2, 2, 2, 4])), conventions=CONVENTIONS
    )
    assert found.select("score", "score_by_respondents").row(0) == (3.0, 4.0)


@pytest.mark.parametrize(
    ("organisations", "is_shown"), [("aabbc", True), ("aabb", False), ("aabbb", False), ("abcd", False)]
)
def test_a_figure_needs_five_people_of_three_organisations(organisations: str, is_shown: bool) -> None:
    rows: list[Row] = [(letter, f"r{place}", [3, 3, 3, 3]) for place, letter in enumerate(organisations)]
    found = score_partnerships(scores(*rows), conventions=CONVENTIONS)
    assert found["is_suppressed"].to_list() == [not is_shown]
    assert found["score"].is_not_null().to_list() == [is_shown]


def test_silence_is_unknown_rather_than_suppressed() -> None:
    found = score_partnerships(scores(("o", "r", [None] * 4)), conventions=CONVENTIONS)
    assert found.select("score", "is_suppressed").row(0) == (None, False)


def test_an_organisation_whose_people_do_not_know_has_no_score() -> None:
    found = score_organisations(scores(("o", "r", [None] * 4), ("q", "s", [4, 4, 4, 2])))
    assert found["score"].to_list() == [None, 4.0]


def test_in_anonymous_waves_only_people_have_a_mean() -> None:
    """Nobody has an organisation: five people of the three organisations that participation counts."""
    people: list[Row] = [("o", f"r{place}", [4, 4, 4, 2]) for place in range(5)]
    nameless = scores(*people).with_columns(organisation=pl.lit(None, pl.String))
    heard = pl.DataFrame({"partnership": ["p"], "organisations": [3]})
    found = score_partnerships(nameless, conventions=CONVENTIONS, heard=heard)
    assert found.select("score", "score_by_respondents", "organisations").row(0) == (None, 4.0, 3)


def test_organisations_that_nobody_counted_show_nothing() -> None:
    people: list[Row] = [("o", f"r{place}", [4, 4, 4, 2]) for place in range(5)]
    nameless = scores(*people).with_columns(organisation=pl.lit(None, pl.String))
    found = score_partnerships(nameless, conventions=CONVENTIONS)
    assert found.select("score_by_respondents", "is_suppressed").row(0) == (None, True)
