"""What the silent could change, by hand."""

from __future__ import annotations

import polars as pl
import pytest

from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.intervals import PARTICIPATION
from concertation.core.functioning.silence import response, silence_bounds, silent_organisations

CONVENTIONS = FunctioningConventions()
MEMBERS = pl.DataFrame([("p", "a", 2, 1), ("p", "b", 1, 1), ("p", "c", 3, 0)], schema=PARTICIPATION, orient="row")


def bounds(scores: list[float], whole: int | None, people: int = 2) -> dict[str, float | None]:
    units = pl.DataFrame({"partnership": "p", "factor": "f", "score": scores, "respondents": people})
    wholes = pl.DataFrame(
        {"partnership": ["p"], "whole": [whole]}, schema={"partnership": pl.String, "whole": pl.Int64}
    )
    return silence_bounds(units, wholes, conventions=CONVENTIONS).row(0, named=True)


def test_who_is_silent() -> None:
    assert silent_organisations(MEMBERS).select("organisation", "invited").rows() == [("c", 3)]


def test_rates_of_organisations_and_people() -> None:
    """Two organisations of three; two people of six."""
    found = response(MEMBERS).row(0, named=True)
    assert (found["organisations"], found["members"], found["organisation_rate"]) == (2, 3, pytest.approx(2 / 3))
    assert (found["heard"], found["invited"], found["response_rate"]) == (2, 6, pytest.approx(1 / 3))


def test_people_asked_are_unknown_when_one_count_is() -> None:
    untold = MEMBERS.with_columns(pl.when(pl.col("organisation") != "a").then("invited").alias("invited"))
    assert response(untold).select("invited", "response_rate").row(0) == (None, None)


def test_bounds_that_no_answer_can_cross() -> None:
    """Three at a mean of 4 out of five: (12 + 2·1)/5 and (12 + 2·5)/5."""
    found = bounds([3, 4, 5], 5)
    assert [found[name] for name in ("silent", "worst", "best")] == pytest.approx([2, 2.8, 4.4])


def test_the_silent_answer_like_the_lowest_or_highest_third() -> None:
    """Nine heard, thirds of mean 2, 3 and 4, out of twelve: (27 + 3·2)/12 and (27 + 3·4)/12."""
    found = bounds([2, 2, 2, 3, 3, 3, 4, 4, 4], 12)
    assert (found["plausible_low"], found["plausible_high"]) == pytest.approx((2.75, 3.25))


@pytest.mark.parametrize(("count", "people"), [(8, 2), (9, 1)])
def test_a_third_of_too_few_tells_what_they_said(count: int, people: int) -> None:
    """Thirds of two organisations, or of three people, stay out; bounds that rest on the mean alone do not."""
    found = bounds([float(1 + place % 5) for place in range(count)], 12, people)
    assert (found["plausible_low"], found["plausible_high"]) == (None, None)
    assert found["worst"] is not None


def test_nobody_silent_moves_nothing() -> None:
    found = bounds([3, 4, 5], 3)
    assert {found[name] for name in ("worst", "best", "plausible_low", "plausible_high")} == {4.0}


def test_without_knowing_how_many_there_is_no_bound() -> None:
    found = bounds([3, 4, 5], None)
    assert {found[name] for name in ("silent", "worst", "best", "plausible_low")} == {None}
