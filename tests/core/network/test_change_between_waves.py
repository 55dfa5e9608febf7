"""Two waves compared: who is compared, what became of ties, and how rare a change is."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network import Network, network_of
from concertation.core.network.certainty.change import Change, Swapping, changes_between
from concertation.core.network.certainty.conventions import CertaintyConventions
from concertation.core.network.certainty.waves import Wave, panel_of, turnover_between

CONVENTIONS = CertaintyConventions(draws=200, swaps=499)
BEFORE, AFTER = date(2024, 5, 1), date(2025, 5, 1)


def network(keys: str, ties: str, *, is_directed: bool = True) -> Network:
    """Ties as pairs of letters: “ab bc”."""
    frame = pl.DataFrame([tuple(tie) for tie in ties.split()], schema=["source", "target"], orient="row")
    return network_of(pl.DataFrame({"key": list(keys)}), frame, is_directed=is_directed)


def wave(name: str, told: Network, answered: NDArray[np.bool_] | None = None) -> Wave:
    return Wave(name, BEFORE if name == "first" else AFTER, told, answered)


def ties(told: Network) -> float:
    return float(told.tie_count)


def change(before: Wave, after: Wave, swapping: Swapping = "pairs") -> Change:
    found = changes_between(before, after, {"ties": ties}, seed=1, conventions=CONVENTIONS, swapping=swapping)
    return found[0]


def test_ties_are_kept_formed_or_dissolved() -> None:
    found = turnover_between(wave("first", network("abc", "ab bc ca")), wave("second", network("abc", "ab bc ac cb")))
    assert (found.kept, found.formed, found.dissolved, found.unknown) == (2, 2, 1, 0)
    assert found.stability == pytest.approx(2 / 5)


def test_a_tie_that_one_wave_cannot_tell_is_unknown() -> None:
    silent_a = np.array([False, True, True])
    found = turnover_between(wave("first", network("abc", "ab bc ca")), wave("second", network("abc", "bc"), silent_a))
    assert (found.kept, found.formed, found.dissolved, found.unknown) == (1, 0, 1, 1)


def test_in_a_network_without_direction_one_end_is_enough_to_tell() -> None:
    first = wave("first", network("abc", "ab bc", is_directed=False))
    second = wave("second", network("abc", "bc", is_directed=False), np.array([False, True, True]))
    assert turnover_between(first, second).unknown == 0


def test_organisations_of_one_wave_alone_are_not_compared() -> None:
    found = turnover_between(wave("first", network("abx", "ab xa")), wave("second", network("yba", "ba yb ab")))
    assert (found.organisations, found.kept, found.formed, found.dissolved) == (2, 1, 1, 0)


def test_organisations_are_matched_by_key_whatever_their_order() -> None:
    panel = panel_of(wave("first", network("cab", "ab cb")), wave("second", network("bac", "ab")))
    told = panel.network(panel.weight[1])
    keys = told.nodes["key"].to_list()
    assert [(keys[one], keys[other]) for one, other in zip(told.source, told.target, strict=True)] == [("a", "b")]


def test_without_a_tie_there_is_no_stability() -> None:
    assert turnover_between(wave("first", network("ab", "")), wave("second", network("ab", ""))).stability is None


def test_a_change_names_its_waves_and_cannot_be_written_over() -> None:
    found = change(wave("first", network("abcdef", "ab")), wave("second", network("abcdef", "ab bc")))
    assert (found.before, found.after) == (("first", BEFORE), ("second", AFTER))
    assert (found.value_before, found.value_after) == (1.0, 2.0)
    with pytest.raises(FrozenInstanceError):
        found.value_after = 3.0  # type: ignore[misc]


def test_p_of_new_ties_alone_is_that_of_a_sign_test() -> None:
    # Six pairs gained a tie, none lost one: P(all six on one side) = 2/2⁶ under the swap of pairs.
    found = change(wave("first", network("abcdefgh", "")), wave("second", network("abcdefgh", "ab ac ad ae af ag")))
    assert found.test.p_greater == pytest.approx(1 / 64, abs=0.015)
    assert found.test.p_two_sided == pytest.approx(2 / 64, abs=0.02)


def test_ties_that_one_organisation_alone_gained_are_no_sign_when_its_answers_are_swapped_together() -> None:
    first, second = network("abcdefgh", ""), network("abcdefgh", "ab ac ad ae af ag")
    found = change(wave("first", first), wave("second", second), "organisations")
    assert found.test.p_greater == pytest.approx(0.5, abs=0.08)


def test_both_directions_of_a_pair_are_swapped_together() -> None:
    first, second = network("abcdef", ""), network("abcdef", "ab ba")
    assert change(wave("first", first), wave("second", second)).test.p_greater == pytest.approx(0.5, abs=0.08)


def test_a_network_without_direction_is_swapped_by_pairs() -> None:
    first, second = (network("abcdef", told, is_directed=False) for told in ("", "ab ac"))
    assert change(wave("first", first), wave("second", second), "organisations").swapping == "pairs"


def test_waves_that_are_the_same_have_not_changed() -> None:
    told = network("abcdefgh", "ab ba cd ef gh ha")
    found = change(wave("first", told), wave("second", told))
    assert isinstance(found.test.result, Estimate)
    assert (found.test.result.low, found.test.result.value, found.test.result.high) == (0.0, 0.0, 0.0)
    assert found.test.p_two_sided == 1.0


def test_organisations_left_out_are_told() -> None:
    answered = np.array([True] * 5 + [False])
    found = change(wave("first", network("abcdex", "ab")), wave("second", network("abcdey", "ab"), answered))
    assert found.organisations == 5
    assert found.remarks[0].en.endswith("left out: 2.")


def test_fewer_than_five_organisations_are_refused_in_words() -> None:
    found = change(wave("first", network("abcd", "ab")), wave("second", network("abcd", "ab bc")))
    assert isinstance(found.test.result, Unknown)
    assert (found.value_before, found.value_after) == (1.0, 2.0)


def test_the_interval_of_a_change_in_density_is_about_as_wide_as_its_spread() -> None:
    # Two Bernoulli networks apart: the change of density has variance 2·p(1 − p)/(n(n − 1)).
    random = np.random.default_rng(5)
    keys = [str(place) for place in range(40)]
    drawn = []
    for _ in range(2):
        source, target = np.nonzero((random.random((40, 40)) < 0.15) & ~np.eye(40, dtype=np.bool_))
        frame = pl.DataFrame({"source": [keys[one] for one in source], "target": [keys[one] for one in target]})
        drawn.append(network_of(pl.DataFrame({"key": keys}), frame, is_directed=True))
    found = changes_between(
        wave("first", drawn[0]),
        wave("second", drawn[1]),
        {"": lambda one: one.tie_count / 1560},
        seed=1,
        conventions=CONVENTIONS,
    )[0].test.result
    assert isinstance(found, Estimate)
    assert found.low is not None
    assert found.high is not None
    expected = 2 * 1.96 * np.sqrt(2 * 0.15 * 0.85 / 1560)
    assert 0.8 * expected < found.high - found.low < 2.2 * expected


def test_a_directed_wave_and_one_without_direction_are_not_compared() -> None:
    with pytest.raises(ValueError, match="directed"):
        panel_of(wave("first", network("ab", "ab")), wave("second", network("ab", "ab", is_directed=False)))
