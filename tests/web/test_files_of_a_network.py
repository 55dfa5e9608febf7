"""Ties that leave the pages: which way they run, who says them, what they weigh, in tables and for network programs."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

_DAY = "as_of=2026-06-30"
_GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
_GEXF = "{http://gexf.net/1.3}"


def _file(address: str) -> str:
    answer: Any = Client().get(f"{address}{'&' if '?' in address else '?'}{_DAY}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode().removeprefix("\ufeff")


def _ties(kind: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_file(f"/en/network/file/ties.csv?tie={kind}"))))


def test_a_table_of_ties_says_which_way_each_runs(demonstration: None) -> None:
    """What organisations say runs mostly both ways, money one way, and who shares a table has no direction."""
    told = Counter(row["Direction"] for row in _ties("collaboration"))
    assert told["both ways"] > told["from the first to the second"] + told["from the second to the first"] > 0
    assert "both ways" not in {row["Direction"] for row in _ties("funding")}
    assert {row["Direction"] for row in _ties("co_membership")} == {"no direction"}
    assert {row["The first"] for row in _ties("co_membership")} == {"was not asked"}


@pytest.mark.parametrize(("kind", "way"), [("collaboration", "directed"), ("co_membership", "undirected")])
def test_network_programs_read_whether_ties_have_a_direction(demonstration: None, kind: str, way: str) -> None:
    """``edgedefault`` of GraphML and ``defaultedgetype`` of GEXF; a tie that runs both ways is two arcs."""
    graph = fromstring(_file(f"/en/network/file/network.graphml?tie={kind}")).find(f"{_GRAPHML}graph")
    gexf = fromstring(_file(f"/en/network/file/network.gexf?tie={kind}")).find(f"{_GEXF}graph")
    assert graph is not None and gexf is not None
    assert (graph.get("edgedefault"), gexf.get("defaultedgetype")) == (way, way)
    runs = Counter(row["Direction"] for row in _ties(kind))
    edges = graph.findall(f"{_GRAPHML}edge")
    assert len(edges) == len(gexf.findall(f".//{_GEXF}edge")) == runs.total() + runs["both ways"]


def test_each_arc_has_the_weight_and_the_words_of_its_own_end(demonstration: None) -> None:
    """An arc is there because its source tells it."""
    graph = fromstring(_file("/en/network/file/network.graphml?tie=collaboration"))
    arcs = [
        {str(data.get("key")): data.text for data in edge.findall(f"{_GRAPHML}data")}
        for edge in graph.iter(f"{_GRAPHML}edge")
    ]
    assert {arc["edge_source_word"] for arc in arcs} == {"tells"}
    assert {arc["edge_target_word"] for arc in arcs} >= {"tells", "silent"}


@pytest.mark.parametrize(
    ("address", "sentences"),
    [
        ("/en/network/file/", ["Collaboration, as of June 30, 2026.", "Who says the tie: Both sides say it (",
                               "Ties have a direction, from who says the tie to the other;", "Weight of a tie: how"]),
        ("/fr/reseau/fichier/", ["Collaboration, en date du 30\u00a0juin 2026.", "Qui dit le lien\u00a0: Dit des deux",
                                 "Les liens vont de qui dit le lien à l’autre;", "Poids d’un lien\u00a0: à quel"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("file", ["about.txt", "network.graphml", "network.gexf"])
def test_what_a_tie_is_stands_in_words(demonstration: None, address: str, sentences: list[str], file: str) -> None:
    """Whoever opens the file without the page learns the day, who says ties, their direction and their weight."""
    said = _file(f"{address}{file}?tie=collaboration")
    for sentence in sentences:
        assert sentence in said, sentence


def test_every_attribute_and_measure_colours_and_sizes(demonstration: None) -> None:
    """Those that some organisations have no value of too: the constraint of one without a tie."""
    address = f"/en/network/?tie=agreements&{_DAY}"
    select = Client().get(address).content.decode().split('id="network-colour"')[1].split("</select>")[0]
    offered = re.findall(r'<option value="([^"]+)"', select)
    assert "constraint" in offered and len(offered) > 10
    for one in offered:
        answer = Client().get(f"{address}&colour={one}&size={one}", headers={"x-part": "words"})
        assert answer.status_code == 200, one
        assert f'<option value="{one}" selected' in answer.content.decode()


def test_codes_of_a_graph_are_explained_in_it(demonstration: None) -> None:
    """Attributes keep short names for programs; their words stand in the description."""
    said = _file("/fr/reseau/fichier/network.graphml?tie=collaboration")
    assert "confirmed = Dit des deux côtés" in said and "degree = Organismes liés" in said
    assert "silent = n’en parle pas" in said and "partner = Dit être partenaire" in said
