"""A network with its measures as GraphML and GEXF: other programs read what we write."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import polars as pl
import pytest

from concertation.core.network import Network, network_of
from concertation.exchange.graphs import write_network
from concertation.exchange.graphs.network_file import GraphFormat

ABOUT = {"caption": "Who works with whom <& why>", "method": "Ties told", "date": "2026-06-30"}


def network(*, is_directed: bool = True) -> Network:
    nodes = pl.DataFrame(
        {
            "key": ["a", "b", "c<\x01"],
            "label_en": ["Accueil", None, 'Quote " & more'],
            "sectors": [["health", "housing"], None, []],
            "is_governmental": [True, None, False],
            "table_count": [2, 0, 1],
        }
    )
    ties = pl.DataFrame({"source": ["a", "b"], "target": ["b", "c<\x01"], "weight": [2.5, None]})
    return network_of(nodes, ties, is_directed=is_directed)


def written(format: GraphFormat, **settings: Any) -> str:
    measures = pl.DataFrame({"key": ["a", "b", "c"], "degree": [1.0, 2.0, float("nan")]})
    status = pl.DataFrame({"status": ["confirmed", "claimed"], "layers": [["partner"], ["a", "b"]]})
    return "".join(write_network(network(**settings), format, about=ABOUT, node_columns=measures, tie_columns=status))


def test_networkx_reads_the_graphml() -> None:
    graph = nx.parse_graphml(written("graphml"))
    assert graph.is_directed()
    assert graph.nodes["a"] == {
        "label_en": "Accueil",
        "sectors": "health; housing",
        "is_governmental": True,
        "table_count": 2,
        "degree": 1.0,
    }
    assert graph.edges["a", "b"] == {"weight": 2.5, "status": "confirmed", "layers": "partner"}
    assert "weight" not in graph.edges["b", "c< "]
    assert graph.graph["caption"] == ABOUT["caption"]


def test_igraph_reads_the_graphml(tmp_path: Path) -> None:
    path = tmp_path / "network.graphml"
    path.write_text(written("graphml", is_directed=False), encoding="utf-8")
    graph = igraph.Graph.Read_GraphML(str(path))
    assert (graph.vcount(), graph.ecount(), graph.is_directed()) == (3, 2, False)
    assert graph["method"] == "Ties told"


def test_networkx_reads_the_gexf() -> None:
    text = written("gexf").replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('"1.3"', '"1.2"')
    graph = nx.read_gexf(io.BytesIO(text.encode()))
    assert graph.nodes["a"]["label"] == "Accueil"
    assert graph.nodes["b"]["label"] == "b"
    assert graph.edges["a", "b"]["weight"] == 2.5
    assert graph.edges["a", "b"]["status"] == "confirmed"
    assert "Ties told" in text


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_an_empty_network_is_a_file_too(format: GraphFormat) -> None:
    empty = network_of(pl.DataFrame({"key": []}, schema={"key": pl.String}), network_ties(), is_directed=False)
    text = "".join(write_network(empty, format, about={}))
    assert text.startswith("<?xml")
    if format == "graphml":
        assert nx.parse_graphml(text).number_of_nodes() == 0


def network_ties() -> pl.DataFrame:
    return pl.DataFrame(schema={"source": pl.String, "target": pl.String})
