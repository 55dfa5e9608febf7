"""Intervals by organisations, worked by hand."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.intervals import (
    PARTICIPATION,
    count_members,
    organisation_units,
    range_outwards,
    student_margin,
    summarise_units,
    variance_of_mean,
    with_spread,
)

CONVENTIONS = FunctioningConventions()
T7 = 2.364624252  # Student’s .975 quantile with 7 degrees of freedom: A&S (1964), table 26.10, and R.


def people(scores: dict[str, list[float | None]], *, factor: str = "f") -> pl.DataFrame:
    lines = [
        ("p", organisation, f"{organisation}{place}", factor, score)
        for organisation, values in scores.items()
        for place, score in enumerate(values)
    ]
    return pl.DataFrame(
        lines,
        schema={
            **dict.fromkeys(["partnership", "organisation", "respondent", "factor"], pl.String),
            "score": pl.Float64,
        },
        orient="row",
    )


def participation(invited: dict[str, int | None]) -> pl.DataFrame:
    return pl.DataFrame([("p", name, count, 0) for name, count in invited.items()], schema=PARTICIPATION, orient="row")


def spread(scores: dict[str, list[float | None]], invited: dict[str, int | None]) -> dict[str, object]:
    asked = participation(invited)
    means = summarise_units(organisation_units(people(scores), asked), ("partnership", "factor"), count_members(asked))
    return with_spread(means, scale=(1.0, 5.0), conventions=CONVENTIONS).row(0, named=True)


EIGHT: dict[str, list[float | None]] = {f"o{place}": [2.0 + place % 2] for place in range(8)}


def test_half_of_the_members_heard_halve_the_variance() -> None:
    """Scores 2 and 3, four times each: s² = 8·.25/7; v = (1 − 8/16)·s²/8; 2.5 ± t₇√v."""
    found = spread(EIGHT, {f"o{place}": 1 for place in range(16)})
    margin = T7 * np.sqrt(0.5 * (2 / 7) / 8)
    assert (found["low"], found["high"]) == pytest.approx((2.5 - margin, 2.5 + margin))


def test_all_members_heard_by_all_their_people_leave_nothing_to_chance() -> None:
    found = spread(EIGHT, dict.fromkeys(EIGHT, 1))
    assert (found["low"], found["high"]) == (2.5, 2.5)


def test_unknown_membership_is_not_corrected() -> None:
    found = spread(EIGHT, {})
    margin = T7 * np.sqrt((2 / 7) / 8)
    assert (found["low"], found["high"]) == pytest.approx((2.5 - margin, 2.5 + margin))


def test_people_who_stayed_silent_in_organisations_that_answered_count() -> None:
    """Two of three people heard in each of eight: s_w² = .5 pooled, owed (1 − ⅔)·.5/2 = 1/12, over all members."""
    scores: dict[str, list[float | None]] = {f"o{place}": [2.0, 3.0] for place in range(8)}
    found = spread(scores, dict.fromkeys(scores, 3))
    assert found["of_mean"] == pytest.approx((1 / 12) / 8)


def test_what_one_person_of_several_stands_for_cannot_be_known() -> None:
    """One of two people heard everywhere: nobody to compare with, so nothing is corrected."""
    found = spread(EIGHT, dict.fromkeys(EIGHT, 2))
    assert found["of_mean"] == pytest.approx((2 / 7) / 8)


def test_below_eight_a_range_to_the_half_point() -> None:
    """Seven organisations from 2.2 to 4.1: 2.0 to 4.5, never the exact ends."""
    found = spread({f"o{place}": [value] for place, value in enumerate([2.2, 3, 3, 3, 3, 3, 4.1])}, {})
    assert (found["low"], found["high"], found["is_interval"]) == (2.0, 4.5, False)


def test_one_organisation_has_no_spread() -> None:
    found = spread({"o": [3.0, 4.0]}, {"o": 2})
    assert (found["low"], found["high"]) == (None, None)


def test_an_interval_stays_on_the_scale() -> None:
    found = spread({f"o{place}": [5.0 - 3 * (place == 0)] for place in range(8)}, {})
    assert found["high"] == 5.0


def test_unknown_scores_and_nameless_people_are_left_out() -> None:
    table = people({"o": [None, 3.0]}).vstack(people({"q": [4.0]}).with_columns(organisation=pl.lit(None, pl.String)))
    units = organisation_units(table, participation({"o": 1}))
    assert units.select("organisation", "score", "respondents", "owed").rows() == [("o", 3.0, 1, 0.0)]


def test_several_organisations_weigh_one_each() -> None:
    found = spread({"large": [5.0, 5.0, 5.0], "small": [1.0]}, {})
    assert found["score"] == 3.0


def test_ends_on_a_half_point_stay() -> None:
    low, high = range_outwards(pl.lit(2.5), pl.lit(0.1 + 0.2 + 3.2), step=0.5)
    assert pl.select(low.alias("low"), high.alias("high")).row(0) == (2.5, 3.5)


def test_more_organisations_than_members_are_all_of_them() -> None:
    """A membership that lags behind cannot make a variance negative."""
    assert variance_of_mean(np.array([1.0]), np.array([9.0]), members=np.array([8.0]), within=np.array([0.0])) == 0


def test_a_margin_needs_a_degree_of_freedom() -> None:
    assert np.isnan(student_margin(np.array([1.0]), np.array([0.0]), confidence=0.95)).all()
