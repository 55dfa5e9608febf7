"""Draws that belong to a record: published numbers, triangles known exactly, and nothing owed to neighbours."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest
from polars.testing import assert_frame_equal
from tests.core.typology.facts import AGENCY, CITY, Facts, snapshot_of

from concertation.core.typology import examine
from concertation.core.typology.chance import splitmix64, uniforms


def test_the_numbers_are_those_of_splitmix64() -> None:
    """The first five from the state 1234567, as Rosetta Code lists them for Vigna's program."""
    numbers = splitmix64(np.array([1234567], dtype=np.uint64), numbers=5)[0].tolist()
    assert numbers == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


def test_uniform_numbers_fill_the_unit_interval_evenly() -> None:
    """Mean ½ and variance 1/12, within five standard errors over 100,000 numbers."""
    numbers = uniforms(np.arange(1, 51), seed=3, draws=2000)
    assert (numbers.min() >= 0, numbers.max() < 1) == (True, True)
    assert numbers.mean() == pytest.approx(0.5, abs=5 * sqrt(1 / 12 / numbers.size))
    assert numbers.var() == pytest.approx(1 / 12, abs=0.002)


def test_a_record_keeps_its_line_whatever_the_others_are() -> None:
    """The line of record 7 alone is its line among others."""
    alone, among = uniforms(np.array([7]), seed=1, draws=10), uniforms(np.array([2, 7, 9]), seed=1, draws=10)
    assert alone[0].tolist() == among[1].tolist()
    assert among[0].tolist() != among[1].tolist()


def rated(partnership: int, *members: tuple[int, float, float]) -> list[dict[str, Any]]:
    """What each member gives and receives, as ratings."""
    return [
        {"partnership_id": partnership, "organisation_id": organisation, "direction": direction, "rating": rating}
        for organisation, given, received in members
        for direction, rating in (("given", given), ("received", received))
    ]


def three_partnerships() -> Facts:
    """Two partnerships of two members and one of three, between them."""
    members = [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 2), (3, 3)]
    return {
        "partnership": [{"key": f"table-{number}"} for number in (1, 2, 3)],
        "organisation": [CITY, AGENCY, AGENCY],
        "membership": [{"partnership_id": one, "organisation_id": other} for one, other in members],
        "contribution": [
            *rated(2, (1, 5, 6), (2, 7, 4), (3, 3, 3)),
            *rated(1, (1, 5, 8), (2, 6, 6)),
            *rated(3, (2, 9, 2), (3, 2, 9)),
        ],
    }


@pytest.mark.parametrize("partnership", [1, 2, 3])
def test_symbiosis_of_a_partnership_owes_nothing_to_the_others(partnership: int) -> None:
    """Partnerships are drawn many at a time; each comes out as if it were alone."""
    snapshot = snapshot_of(three_partnerships())
    together = examine(snapshot, seed=4).filter(partnership_id=partnership)
    assert_frame_equal(together, examine(snapshot.restricted_to([partnership]), seed=4))


def test_labels_of_partnerships_of_several_sizes_stay_in_their_places() -> None:
    """By hand, s = (received − given)/(received + given): 3/13 and 0; 1/11, −3/11 and 0; −7/11 and 7/11."""
    rows = examine(snapshot_of(three_partnerships()), seed=4)
    assert rows["symbiosis"].to_list() == ["symbiotic", "mixed", "parasitic"]
    assert rows["balance_min"].to_list() == pytest.approx([0.0, -3 / 11, -7 / 11])
    assert rows["balance_max"].to_list() == pytest.approx([3 / 13, 1 / 11, 7 / 11])


def test_the_interval_of_a_rating_is_that_of_its_triangle() -> None:
    """5 given for sure and a rating of 5 ± 1 received: the triangle's quantile is 4 + √(2p) at p = 2.5 %."""
    contribution = [
        {"partnership_id": 1, "organisation_id": 1, "direction": "given", "rating": 5.0, "low": 5.0, "high": 5.0},
        {"partnership_id": 1, "organisation_id": 1, "direction": "received", "rating": 5.0},
    ]
    facts: Facts = {
        "partnership": [{"key": "table"}],
        "organisation": [CITY],
        "membership": [{"partnership_id": 1, "organisation_id": 1}],
        "contribution": contribution,
    }
    row = examine(snapshot_of(facts), seed=1).row(0, named=True)
    lowest, highest = 4 + sqrt(0.05), 6 - sqrt(0.05)
    assert row["balance_mean_low"] == pytest.approx((lowest - 5) / (lowest + 5), abs=0.005)
    assert row["balance_mean_high"] == pytest.approx((highest - 5) / (highest + 5), abs=0.005)
