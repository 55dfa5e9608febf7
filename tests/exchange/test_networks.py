"""Networks of members and partnerships: what we write, others read; what we write, we read back."""

from __future__ import annotations

import io
from datetime import date

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from tests.exchange.rows_as_facts import as_facts
from tests.exchange.some_facts import Facts, some_facts

from concertation.exchange.graphs import read_graph, write_gexf, write_graphml
from concertation.exchange.network import build_network
from concertation.exchange.unreadable_file import UnreadableFile

# Two partnerships; the school left the first before the church joined it.
_FACTS: Facts = {
    "organisation": {
        "church": {"name_en": "Church", "name_fr": "Église", "kind": "faith"},
        "school": {"name_en": "School", "name_fr": "École", "is_governmental": True},
        "union": {"name_fr": "Syndicat"},
    },
    "organisation_sector": {
        "s1": {"organisation": "school", "sector": "education"},
        "s2": {"organisation": "school", "sector": "faith"},
    },
    "partnership": {
        "table": {"name_en": "Table", "name_fr": "Table", "since": date(2010, 1, 1)},
        "network": {"name_en": "Network", "name_fr": "Réseau"},
    },
    "membership": {
        "m1": {"organisation": "school", "partnership": "table", "until": date(2012, 6, 30)},
        "m2": {"organisation": "church", "partnership": "table", "since": date(2013, 1, 1)},
        "m3": {"organisation": "church", "partnership": "network", "since": date(2014, 1, 1)},
        "m4": {"organisation": "union", "partnership": "network", "since": date(2015, 1, 1), "until": date(2016, 1, 1)},
        "m5": {"organisation": "union", "partnership": "table", "is_observer": True},
    },
    "membership_role": {"r1": {"membership": "m1", "role": "funder"}, "r2": {"membership": "m1", "role": "member"}},
    "tie": {"t1": {"from_organisation": "church", "to_organisation": "union", "kind": "works_with", "intensity": 3}},
}
_GRAPH_KINDS = ("organisation", "partnership", "membership")


def test_networkx_reads_our_graphml() -> None:
    """Three organisations, two partnerships, five memberships, with labels in both languages."""
    graph = nx.parse_graphml(write_graphml(build_network(_FACTS, mode="two-mode", language="fr")))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (5, 5)
    church = graph.nodes["organisation:church"]
    assert (church["label"], church["name_en"], church["kind"]) == ("Église", "Church", "faith")
    assert church["kind_label_fr"]
    assert graph.nodes["organisation:school"]["is_governmental"] is True
    assert nx.is_bipartite(graph)


def test_networkx_reads_our_gexf() -> None:
    """Spells are there: a membership exists from its first to its last day, both included (GEXF 1.3)."""
    text = write_gexf(build_network(_FACTS, mode="two-mode"), title="Test", day=date(2020, 1, 1))
    graph = nx.read_gexf(io.BytesIO(text.encode()), version="1.3") if _knows_13() else _as_12(text)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (5, 5)
    assert graph.nodes["partnership:network"]["name_fr"] == "Réseau"
    spells = graph.edges["organisation:union", "partnership:network"]["spells"]
    assert spells == [("2015-01-01", "2016-01-01")]


def _knows_13() -> bool:
    from networkx.readwrite.gexf import GEXF  # noqa: PLC0415 asks the library itself

    return "1.3" in GEXF.versions


def _as_12(text: str) -> nx.Graph:
    """The two versions write what we use of them alike."""
    older = text.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace(
        'version="1.3"', 'version="1.2"'
    )
    return nx.read_gexf(io.BytesIO(older.encode()))


def test_organisations_that_share_a_partnership_at_the_same_time_are_linked() -> None:
    """The school left the table before the church came: church–union share two, school–union one, by hand."""
    edges = {
        (edge.source, edge.target): (edge.weight, edge.since, edge.until)
        for edge in build_network(_FACTS, mode="co-membership").edges
    }
    assert edges == {
        ("organisation:church", "organisation:union"): (2.0, None, None),
        ("organisation:school", "organisation:union"): (1.0, None, date(2012, 6, 30)),
    }


def test_ties_have_a_direction() -> None:
    """What one says of another is not said by the other."""
    graph = nx.parse_graphml(write_graphml(build_network(_FACTS, mode="ties")))
    assert graph.is_directed()
    assert list(graph.edges) == [("organisation:church", "organisation:union")]
    assert graph.edges["organisation:church", "organisation:union"]["intensity"] == 3


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some_facts(kinds=_GRAPH_KINDS))
@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_what_we_write_we_read_back(form: str, facts: Facts) -> None:
    """Organisations, partnerships and memberships with all that is said of them but where it comes from."""
    if not {"organisation", "partnership"} & set(facts):
        return
    network = build_network(facts, mode="two-mode")
    text = write_graphml(network) if form == "graphml" else write_gexf(network, title="Test")
    found = as_facts(read_graph(text.encode(), filename=f"x.{form}"))
    assert found == _without_origin(facts)


def _without_origin(facts: Facts) -> Facts:
    left_out = {"note", "locator", "source"}
    return {
        kind: {key: {n: v for n, v in row.items() if n not in left_out} for key, row in rows.items()}
        for kind, rows in facts.items()
    }


def test_roles_and_sectors_come_back() -> None:
    """They travel as lists of codes on the edge and on the node."""
    text = write_gexf(build_network(_FACTS, mode="two-mode"), title="Test")
    found = as_facts(read_graph(text.encode(), filename="x.gexf"))
    roles = sorted((row["membership"], row["role"]) for row in found["membership_role"].values())
    assert roles == [("m1", "funder"), ("m1", "member")]
    assert sorted(str(row["sector"]) for row in found["organisation_sector"].values()) == ["education", "faith"]


def test_the_nodes_of_others_are_organisations_and_their_edges_are_told() -> None:
    """A graph drawn elsewhere has labels; what its edges mean, nobody said."""
    graph = nx.Graph()
    graph.add_node("a", label="Harbour House", colour="red")
    graph.add_edge("a", "b")
    text = "\n".join(nx.generate_graphml(graph))
    reading = read_graph(text.encode(), filename="x.graphml")
    assert [row.values["name_en"] for row in reading.rows] == ["Harbour House", "b"]
    assert {fault.code for fault in reading.faults} == {"column-left-aside", "other-record"}


@pytest.mark.parametrize(
    "content",
    [
        b"<svg/>",
        b"<graphml",
        b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><graphml>&b;</graphml>',
        b"<graphml>" + b"<a>" * 200_000,
    ],
)
def test_what_is_no_graph_is_refused(content: bytes) -> None:
    """Entities that multiply, and what is not XML at all."""
    with pytest.raises(UnreadableFile):
        read_graph(content, filename="x.graphml")
