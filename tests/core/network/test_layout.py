"""Where nodes stand: the same each time, apart from one another, in place when others come."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.core.network import Network, network_of
from concertation.core.network.layout import place_nodes, pushed_apart


def _network(nodes: int, ties: list[tuple[int, int]]) -> Network:
    frame = pl.DataFrame(
        {"source": [f"{one}" for one, _ in ties], "target": [f"{other}" for _, other in ties]},
        schema={"source": pl.String, "target": pl.String},
    )
    return network_of(pl.DataFrame({"key": [f"{node}" for node in range(nodes)]}), frame, is_directed=False)


_TWO_TABLES = [*combinations(range(6), 2), *combinations(range(6, 12), 2), (0, 6)]


def _nearest(positions: np.ndarray) -> float:
    return min(float(np.hypot(*(one - other))) for one, other in combinations(positions, 2))


def test_the_same_network_is_drawn_the_same() -> None:
    """Nothing is left to chance: a person who comes back finds everybody where they were."""
    network = _network(12, _TWO_TABLES)
    assert np.array_equal(place_nodes(network), place_nodes(network))


def test_those_who_are_tied_stand_nearer_than_the_others() -> None:
    """Two tables of six with one tie between them: mates are nearer, on average, than strangers."""
    positions = place_nodes(_network(12, _TWO_TABLES))
    within = [np.hypot(*(positions[a] - positions[b])) for a, b in combinations(range(6), 2)]
    between = [np.hypot(*(positions[a] - positions[b])) for a in range(1, 6) for b in range(7, 12)]
    assert np.mean(within) < np.mean(between) / 2


def test_those_without_ties_stand_in_a_row_beneath_all() -> None:
    """Four nodes of a path, three alone: the three share one height, below the path, in the order of their indices."""
    positions = place_nodes(_network(7, list(pairwise(range(4)))))
    assert len(set(positions[4:, 1].tolist())) == 1
    assert positions[4, 1] > positions[:4, 1].max()
    assert positions[4, 0] < positions[5, 0] < positions[6, 0]


def test_parts_do_not_lie_over_one_another() -> None:
    """The boxes of three parts have no point in common."""
    positions = place_nodes(
        _network(15, [*combinations(range(6), 2), *pairwise(range(6, 11)), *pairwise(range(11, 15))])
    )
    boxes = [
        (positions[part].min(axis=0), positions[part].max(axis=0)) for part in (range(6), range(6, 11), range(11, 15))
    ]
    for (low, high), (other_low, other_high) in combinations(boxes, 2):
        assert (high < other_low).any() or (other_high < low).any()


def test_those_who_were_there_stay_when_another_comes() -> None:
    """The new one stands within one unit of the only one it is tied to."""
    before = place_nodes(_network(12, _TWO_TABLES))
    grown = _network(13, [*_TWO_TABLES, (3, 12)])
    after = place_nodes(grown, before=np.vstack((before, [np.nan, np.nan])))
    assert np.array_equal(after[:12], before)
    assert np.hypot(*(after[12] - before[3])) <= 1


def test_a_new_part_stands_beneath_those_who_were_there() -> None:
    """Two who know nobody of the others: no place beside them is theirs."""
    before = place_nodes(_network(12, _TWO_TABLES))
    grown = _network(14, [*_TWO_TABLES, (12, 13)])
    after = place_nodes(grown, before=np.vstack((before, np.full((2, 2), np.nan))))
    assert after[12:, 1].min() > before[:, 1].max()


@pytest.mark.parametrize(("nodes", "ties"), [(0, []), (1, []), (2, [(0, 1)]), (3, [])])
def test_the_smallest_networks_have_places(nodes: int, ties: list[tuple[int, int]]) -> None:
    """Nobody, one, a pair, three alone."""
    positions = place_nodes(_network(nodes, ties))
    assert positions.shape == (nodes, 2) and np.isfinite(positions).all()


def test_marks_in_one_point_come_apart() -> None:
    """Ten organisations of one address: no two marks of half a unit cover each other wholly."""
    assert _nearest(pushed_apart(np.zeros((10, 2)))) > 0.4


@given(
    st.integers(2, 40).flatmap(
        lambda nodes: st.tuples(
            st.just(nodes),
            st.lists(st.tuples(st.integers(0, nodes - 1), st.integers(0, nodes - 1)), max_size=80),
        )
    )
)
def test_every_node_has_a_place_of_its_own(drawn: tuple[int, list[tuple[int, int]]]) -> None:
    """Whatever the ties: finite, and no two in the same point."""
    nodes, ties = drawn
    positions = place_nodes(_network(nodes, ties))
    assert np.isfinite(positions).all()
    assert len({(round(x, 6), round(y, 6)) for x, y in positions.tolist()}) == nodes
