"""Whose word is taken: three readings of the same answers, side by side."""

from __future__ import annotations

import numpy as np
import polars as pl

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network import Network, network_of
from concertation.core.network.certainty.sensitivity import compare_columns, compare_readings, readings_of

# d did not answer; a and b confirm one another, b names c who does not return it, a names d.
TOLD = [("a", "b"), ("b", "a"), ("b", "c"), ("a", "d")]
ANSWERED = np.array([True, True, True, False])


def told(extra: list[tuple[str, str]] | None = None) -> Network:
    ties = pl.DataFrame([*TOLD, *(extra or [])], schema=["source", "target"], orient="row")
    return network_of(pl.DataFrame({"key": list("abcd")}), ties, is_directed=True)


def pairs(network: Network) -> list[str]:
    keys = network.nodes["key"].to_list()
    return [keys[one] + keys[other] for one, other in zip(network.source, network.target, strict=True)]


def test_either_end_counts_every_pair_that_one_tells() -> None:
    assert pairs(readings_of(told(), ANSWERED)["either_end"]) == ["ab", "ad", "bc"]


def test_both_ends_count_what_is_confirmed() -> None:
    assert pairs(readings_of(told(), ANSWERED)["both_ends"]) == ["ab"]


def test_reconstruction_takes_the_only_word_heard_about_the_silent() -> None:
    assert pairs(readings_of(told(), ANSWERED)["reconstruction"]) == ["ab", "ad"]


def test_the_word_of_one_that_did_not_answer_is_not_read() -> None:
    assert pairs(readings_of(told([("d", "c")]), ANSWERED)["either_end"]) == ["ab", "ad", "bc"]


def test_the_furthest_two_readings_are_named() -> None:
    found = compare_readings(told(), ANSWERED, {"ties": lambda network: float(network.tie_count)})["ties"]
    assert [one.value for one in found.values.values() if isinstance(one, Estimate)] == [3.0, 1.0, 2.0]
    assert (found.shift, found.furthest) == (2.0, ("both_ends", "either_end"))


def test_a_measure_that_does_not_move_has_no_furthest() -> None:
    found = compare_readings(told(), ANSWERED, {"size": lambda network: float(network.size)})["size"]
    assert (found.shift, found.furthest) == (0.0, None)


def test_a_reading_without_a_value_is_unknown_and_not_compared() -> None:
    found = compare_readings(told(), ANSWERED, {"": lambda one: 1.0 if one.tie_count > 1 else float("nan")})[""]
    assert isinstance(found.values["both_ends"], Unknown)
    assert found.shift == 0.0


def test_the_organisation_that_shifts_most_comes_first() -> None:
    measures = {"partners": lambda network: network.all_neighbours.degrees.astype(np.float64)}
    found = compare_columns(told(), ANSWERED, measures)
    assert found.select("key", "either_end", "both_ends", "reconstruction", "shift").rows() == [
        ("a", 2.0, 1.0, 2.0, 1.0),
        ("b", 2.0, 1.0, 1.0, 1.0),
        ("c", 1.0, 0.0, 0.0, 1.0),
        ("d", 1.0, 0.0, 1.0, 1.0),
    ]
