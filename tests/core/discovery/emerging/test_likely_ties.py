"""Which links form next: the signs of a pair, what past years teach, and what is proposed."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest

from concertation.core.discovery.emerging import Lesson, find_likely_ties, learn, new_ties_after, pairs_without_tie
from concertation.core.network import Network, network_of


def made(*ties: str, nodes: str = "abcde", **attributes: list[object]) -> Network:
    frame = pl.DataFrame({"source": [tie[0] for tie in ties], "target": [tie[1] for tie in ties]})
    return network_of(pl.DataFrame({"key": list(nodes), **attributes}, strict=False), frame, is_directed=False)


def signs_of(network: Network, one: str, other: str) -> dict[str, float | None]:
    keys, pairs = network.nodes["key"].to_list(), pairs_without_tie(network)
    for place, ends in enumerate(zip(pairs.one, pairs.other, strict=True)):
        if {keys[ends[0]], keys[ends[1]]} == {one, other}:
            return pairs.signs.row(place, named=True)
    raise AssertionError((one, other))


def test_tied_pairs_are_not_looked_at() -> None:
    assert len(pairs_without_tie(made("ab", "bc")).one) == 10 - 2


def test_a_busy_partner_says_less_than_one_who_works_with_few() -> None:
    """By hand: a and c share b, who has 2 partners (1/2); c and d share e, who has 3 (1/3)."""
    network = made("ab", "bc", "ce", "de", "ae")
    assert signs_of(network, "c", "d")["resource_allocation"] == pytest.approx(1 / 3)
    assert signs_of(network, "c", "a")["resource_allocation"] == pytest.approx(1 / 2 + 1 / 3)


def test_shared_partners_are_counted() -> None:
    assert signs_of(made("ab", "bc", "ad", "dc"), "a", "c")["shared_partners"] == 2


def test_an_unknown_sector_is_not_taken_for_a_different_one() -> None:
    network = made("ab", sectors=[["health"], ["health"], ["health", "housing"], None, ["faith"]])
    assert signs_of(network, "a", "c")["shared_sectors"] == pytest.approx(1 / 2)
    assert signs_of(network, "a", "e")["shared_sectors"] == 0
    assert signs_of(network, "a", "d")["shared_sectors"] is None


def test_a_new_tie_is_one_that_stands_after_between_nodes_of_both() -> None:
    pairs, new, known = new_ties_after(made("ab"), made("ab", "bc", "xa", nodes="abcx"))
    assert (int(new.sum()), int(known.sum()), len(pairs.one)) == (1, 2, 9)


def test_few_new_ties_teach_nothing() -> None:
    assert learn([(made("ab"), made("ab", "bc"))]) is None


def test_nothing_to_learn_from_teaches_nothing() -> None:
    assert learn([]) is None


def chained(size: int) -> tuple[Network, Network]:
    """Chains of three whose ends meet one year later, and as many organisations that nobody meets."""
    keys = [f"n{place:03}" for place in range(6 * size)]
    chains = [(keys[3 * place], keys[3 * place + 1], keys[3 * place + 2]) for place in range(size)]
    before = [(one, middle) for one, middle, _ in chains] + [(middle, last) for _, middle, last in chains]
    after = before + [(one, last) for one, _, last in chains]
    nodes = pl.DataFrame({"key": keys})
    frames = (pl.DataFrame(ties, schema=["source", "target"], orient="row") for ties in (before, after))
    first, second = (network_of(nodes, frame, is_directed=False) for frame in frames)
    return first, second


def test_what_always_came_before_a_tie_is_learned() -> None:
    before, after = chained(12)
    lesson = learn([(before, after)])
    assert lesson is not None
    assert (lesson.new_ties, lesson.weights[0] > 0) == (12, True)
    best = find_likely_ties(before, lesson, most=12).ties
    assert all(tie.signs["shared_partners"] == 1 for tie in best)
    assert all((tie.probability or 0) > 0.5 for tie in best)


def test_the_weights_stand_where_the_penalised_likelihood_is_flat() -> None:
    """The intercept is not penalised: the mean of the probabilities learned is the share of new ties."""
    before, after = chained(12)
    lesson = learn([(before, after)])
    assert lesson is not None
    pairs, new, _ = new_ties_after(before, after)
    assert float(lesson.probabilities(pairs.signs).mean()) == pytest.approx(new.mean(), rel=1e-6)


NO_PRODUCT = (0.0, 0.0, 0.0)


def test_a_product_of_two_signs_is_told_with_the_first() -> None:
    """Half an index of resources, on one territory: 4 × (0.5 × 1 − 0.1)."""
    lesson = Lesson(0.0, (0, 0, 0, 0, 0, 0, 4.0, 0, 0), (0, 0, 0, 0, 0, 0, 0.1, 0, 0), pairs=1, new_ties=1)
    columns = ["shared_partners", "resource_allocation", "activity", "same_family", "shared_sectors", "shared_areas"]
    parts = lesson.contributions(pl.DataFrame([[1.0, 0.5, 0.0, None, None, 1.0]], columns, orient="row"))
    assert parts.tolist() == [pytest.approx([0, 1.6, 0, 0, 0, 0])]


def test_an_unknown_sign_moves_nothing() -> None:
    lesson = Lesson(0.0, (0, 0, 0, 0, 2.0, 0, *NO_PRODUCT), (0, 0, 0, 0, 0.5, 0, *NO_PRODUCT), pairs=1, new_ties=1)
    columns = ["shared_partners", "resource_allocation", "activity", "same_family", "shared_sectors", "shared_areas"]
    signs = pl.DataFrame([[0.0, 0.0, 0.0, None, value, None] for value in (None, 1.0)], columns, orient="row")
    unknown, full = lesson.probabilities(signs)
    assert unknown == 0.5
    assert full == pytest.approx(1 / (1 + math.exp(-1)))


def test_without_a_lesson_pairs_that_share_nobody_are_not_proposed() -> None:
    found = find_likely_ties(made("ab", "bc"), None)
    assert [(tie.one, tie.other, tie.probability, tie.shared) for tie in found.ties] == [("a", "c", None, ("b",))]
    assert found.looked_at == 8


def test_a_dismissed_pair_is_not_proposed_again() -> None:
    assert find_likely_ties(made("ab", "bc"), None, dismissed=frozenset({("a", "c")})).ties == ()


def test_an_empty_network_proposes_nothing() -> None:
    assert find_likely_ties(made(nodes=""), None).ties == ()


def test_beyond_a_thousand_only_those_who_share_a_partner_are_looked_at() -> None:
    keys = [f"n{place:04}" for place in range(1_001)]
    ties = pl.DataFrame({"source": keys[:2], "target": keys[1:3]})
    pairs = pairs_without_tie(network_of(pl.DataFrame({"key": keys}), ties, is_directed=False))
    assert (pairs.one.tolist(), pairs.other.tolist()) == ([0], [2])
    assert "share a partner" in pairs.remarks[0].en
    assert np.all(pairs.one < pairs.other)
