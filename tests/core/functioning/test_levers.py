"""What to work on first."""

from __future__ import annotations

import polars as pl
import pytest

from concertation.core.errors import InvalidData
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.levers import rank_levers, score_items
from concertation.core.functioning.scoring import ANSWERS, ITEMS

CONVENTIONS = FunctioningConventions()
FACTORS = pl.DataFrame(
    {
        "partnership": "p",
        "factor": ["a", "b", "c", "d", "e"],
        "score": [2.0, 3.0, 3.5, 4.2, None],
        "agreement": [0.4, 0.9, 0.8, 0.9, 0.9],
    }
)
ITEM = pl.DataFrame([("i", "f", False), ("j", "f", True)], schema=ITEMS, orient="row")


def test_distance_times_importance_times_agreement() -> None:
    """Five equal shares: a 2·.2·.4 = .16, b 1·.2·.9 = .18, c .5·.2·.8 = .08; d has reached the aim, e is unknown."""
    found = rank_levers(FACTORS, conventions=CONVENTIONS)
    assert found.select("factor", "rank").rows() == [("b", 1), ("a", 2), ("c", 3)]
    assert found["pull"].to_list() == pytest.approx([0.18, 0.16, 0.08])


def test_importance_is_a_share_that_the_caller_gives() -> None:
    """c matters nine times as much as a; the rest not at all."""
    found = rank_levers(FACTORS, conventions=CONVENTIONS, importance={"a": 1, "c": 9})
    assert found.select("factor", "importance").rows() == [("c", 0.9), ("a", 0.1)]


def test_three_levers_at_most_and_ties_in_order() -> None:
    alike = pl.DataFrame({"partnership": "p", "factor": list("dcba"), "score": 3.0, "agreement": 0.8})
    assert rank_levers(alike, conventions=CONVENTIONS)["factor"].to_list() == ["a", "b", "c"]


@pytest.mark.parametrize("importance", [{"a": -1.0, "b": 2.0}, {"a": 0.0}])
def test_shares_that_are_none_are_refused(importance: dict[str, float]) -> None:
    with pytest.raises(InvalidData, match="importance"):
        rank_levers(FACTORS, conventions=CONVENTIONS, importance=importance)


def items_of(organisations: str | None, count: int = 6) -> pl.DataFrame:
    """Each says 2 to a plain item and 2 to a reversed one, the first of them 5 to the plain one."""
    lines = [
        ("p", organisations and organisations[place], f"r{place}", item, 5 if (place, item) == (0, "i") else 2)
        for place in range(len(organisations or " " * count))
        for item in ("i", "j")
    ]
    heard = pl.DataFrame({"partnership": ["p"], "organisations": [3]})
    answers = pl.DataFrame(lines, schema=ANSWERS, orient="row")
    return score_items(answers, ITEM, heard=heard, conventions=CONVENTIONS)


def test_items_are_told_to_a_decimal_by_organisations() -> None:
    """Organisation a says 5 and 2, b and c say 2: (3.5 + 2 + 2)/3 = 2.5; the reversed 2 counts as 4."""
    assert items_of("aabbcc").select("item", "score").rows() == [("i", 2.5), ("j", 4.0)]


def test_items_of_few_are_not_told() -> None:
    assert items_of("aabb")["score"].to_list() == [None, None]


def test_items_of_anonymous_waves_are_means_of_people() -> None:
    """5 and five times 2, by people: 2.5; the organisations heard come from participation."""
    assert items_of(None).select("item", "score", "organisations").rows() == [("i", 2.5, 3), ("j", 4.0, 3)]
