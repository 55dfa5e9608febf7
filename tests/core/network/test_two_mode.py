"""Two modes and their projections: the register’s own, and the Southern Women (Davis, Gardner & Gardner 1941)."""

from __future__ import annotations

import polars as pl
import pytest
from tests.core.typology.facts import DAY, Facts, snapshot_of
from tests.exchange.shared_data import SHARED

from concertation.core.network import Network, Span, relations_from
from concertation.core.network.two_mode import (
    TwoMode,
    degree_distribution,
    memberships_as_two_mode,
    two_mode_of,
)

WOMEN = SHARED / "networks" / "southern_women"

FACTS: Facts = {
    "organisation": [{"key": key} for key in "abcd"],
    "partnership": [{"key": "t1"}, {"key": "t2"}],
    "membership": [
        {"partnership_id": table, "organisation_id": number}
        for table, number in ((1, 1), (1, 2), (1, 3), (2, 2), (2, 3))
    ],
}


def ties(network: Network) -> list[tuple[str, str, float]]:
    keys = network.nodes["key"].to_list()
    ends = zip(network.source, network.target, network.weight, strict=True)
    return [(keys[one], keys[two], float(weight)) for one, two, weight in ends]


def of_register() -> TwoMode:
    return memberships_as_two_mode(snapshot_of(FACTS), Span.on(DAY))


def test_who_belongs_to_what() -> None:
    network = of_register().network()
    assert network.size == 6
    assert network.tie_count == 5
    assert network.nodes["mode"].to_list() == ["organisation"] * 4 + ["partnership"] * 2


def test_organisations_are_tied_by_the_tables_they_share() -> None:
    assert ties(of_register().shared_seconds()) == [("a", "b", 1.0), ("a", "c", 1.0), ("b", "c", 2.0)]


def test_partnerships_are_tied_by_the_members_they_share() -> None:
    assert ties(of_register().shared_firsts()) == [("t1", "t2", 2.0)]


def test_as_of_a_day_the_projection_is_the_network_of_shared_tables() -> None:
    snapshot = snapshot_of(FACTS)
    assert ties(relations_from(snapshot, "co_membership").network) == ties(of_register().shared_seconds())


def test_degrees_stand_in_the_order_of_the_nodes_isolates_included() -> None:
    assert of_register().first_degrees.to_list() == [1, 2, 2, 0]
    assert of_register().second_degrees.to_list() == [3, 2]


def test_the_distribution_of_degrees() -> None:
    """Degrees 1, 2, 2 and 0 of four."""
    distribution = degree_distribution(of_register().first_degrees)
    assert distribution.rows() == [(0, 1, 0.25, 1.0), (1, 1, 0.25, 0.75), (2, 2, 0.5, 0.5)]


@pytest.mark.skipif(not WOMEN.is_dir(), reason="the shared data are not beside the project")
def test_the_southern_women() -> None:
    """18 women, 14 events, 89 attendances; event 8 had 14 women, and events 8 and 9 shared 9 of them.

    Projections: 139 pairs of women and 66 pairs of events (Borgatti & Everett 1997, Social Networks 19).
    """
    nodes, edges = pl.read_csv(WOMEN / "nodes.csv"), pl.read_csv(WOMEN / "edges.csv")
    nodes = nodes.select(key=pl.col("id").cast(pl.String), name="name", type=pl.col("type").cast(pl.String))
    sorts = {
        sort: nodes.filter(pl.col("key").is_in(edges[end].cast(pl.String).implode()))
        for sort, end in (("women", "target"), ("events", "source"))
    }
    both = two_mode_of(sorts["women"], sorts["events"], edges.rename({"target": "first", "source": "second"}))
    assert (both.first_nodes.height, both.second_nodes.height, both.belongs.height) == (18, 14, 89)
    assert sorted(both.second_degrees) == [3, 3, 3, 3, 4, 4, 5, 6, 6, 8, 8, 10, 12, 14]
    assert both.shared_seconds().tie_count == 139
    assert both.shared_firsts().tie_count == 66
    assert both.shared_firsts().weight.max() == 9
