"""Differences between two groups of partners, and who stands apart."""

from __future__ import annotations

import polars as pl
import pytest

from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.disagreement import distance_from_others, each_alone
from concertation.core.functioning.groups import GROUPS, compare_groups, score_groups
from concertation.core.functioning.intervals import PARTICIPATION

CONVENTIONS = FunctioningConventions()
PUBLIC, COMMUNITY = [4, 3.5, 3, 4.5, 2.5], [2, 3, 2.5, 4]


def table(scores: list[float]) -> pl.DataFrame:
    names = [f"o{place}" for place in range(len(scores))]
    return pl.DataFrame(
        {
            "partnership": "p",
            "organisation": names,
            "factor": "f",
            "score": pl.Series(scores, dtype=pl.Float64),
            "respondents": 2,
            "owed": 0.0,
        }
    ).cast({"respondents": pl.Int64})


def sides(first: int, second: int) -> pl.DataFrame:
    names = [(f"o{place}", "community" if place >= first else "a public") for place in range(first + second)]
    return pl.DataFrame([("p", name, "kind", group) for name, group in names], schema=GROUPS, orient="row")


def members(count: int) -> pl.DataFrame:
    return pl.DataFrame([("p", f"o{place}", 2, 2) for place in range(count)], schema=PARTICIPATION, orient="row")


def compared(first: list[float], second: list[float], asked: pl.DataFrame) -> dict[str, object]:
    scores = score_groups(table(first + second), sides(len(first), len(second)), asked)
    return compare_groups(scores, conventions=CONVENTIONS).row(0, named=True)


def test_the_interval_of_welch() -> None:
    """R: t.test(c(4, 3.5, 3, 4.5, 2.5), c(2, 3, 2.5, 4)) — −0.71579954482728 to 1.96579954482728."""
    found = compared(PUBLIC, COMMUNITY, members(0))
    assert found["difference"] == pytest.approx(0.625)
    assert (found["low"], found["high"]) == pytest.approx((-0.71579954482728, 1.96579954482728))


def test_groups_heard_whole_differ_for_certain() -> None:
    """All nine members heard by all their people: nothing is left to chance."""
    found = compared(PUBLIC, COMMUNITY, members(9))
    assert (found["low"], found["high"]) == pytest.approx((0.625, 0.625))


@pytest.mark.parametrize(("first", "second"), [(2, 7), (3, 4)])
def test_few_organisations_give_a_difference_without_interval(first: int, second: int) -> None:
    found = compared([3.0, 4.0, 5.0][:first], [2.0, 3.0, 4.0, 2.0, 3.0, 4.0, 2.0][:second], members(0))
    assert found["difference"] is not None and found["low"] is None


def test_one_group_is_compared_with_nothing() -> None:
    scores = score_groups(table(PUBLIC), sides(5, 0), members(5))
    assert not len(compare_groups(scores, conventions=CONVENTIONS))


def test_distance_from_the_others_in_units_of_the_spread() -> None:
    """Scores 1, 2, 3, 6: spread √(14/3); the last stands 6 − 2 from the others."""
    units = table([1, 2, 3, 6])
    found = distance_from_others(units, each_alone(units)).filter(pl.col("group") == "o3")
    assert found.select("distance", "others").row(0) == pytest.approx((4 / (14 / 3) ** 0.5, 2.0))


def test_a_group_against_all_the_others() -> None:
    """The first two (mean 1.5) against the last two (mean 4.5)."""
    found = distance_from_others(table([1, 2, 3, 6]), sides(2, 2)).filter(pl.col("group") == "a public")
    assert found["distance"].item() == pytest.approx(-3 / (14 / 3) ** 0.5)


def test_where_all_agree_nobody_stands_apart() -> None:
    units = table([3, 3, 3])
    assert distance_from_others(units, each_alone(units))["distance"].to_list() == [None] * 3


def test_whoever_answers_alone_has_no_others() -> None:
    units = table([3])
    assert distance_from_others(units, each_alone(units)).select("distance", "others").row(0) == (None, None)
