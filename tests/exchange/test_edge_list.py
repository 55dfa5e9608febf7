"""Anybody's list of edges: what is taken for what, and every row that is left out, told."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from concertation.core.network import Network
from concertation.exchange.edge_list import MOST_TOLD, EdgeList, read_edge_list
from concertation.exchange.unreadable_file import NoTable, UnreadableFile


def read(text: str, nodes: str | None = None, *, is_directed: bool = True) -> EdgeList:
    beside = nodes.encode() if nodes is not None else None
    return read_edge_list(
        text.encode(), beside, is_directed=is_directed, filename="edges.csv", node_filename="nodes.csv"
    )


def arcs(network: Network) -> list[tuple[str, str, float]]:
    keys = network.nodes["key"].to_list()
    ends = zip(network.source, network.target, network.weight, strict=True)
    return [(keys[one], keys[two], float(weight)) for one, two, weight in ends]


@pytest.mark.parametrize(
    "text",
    [
        "source,target,weight\na,b,2\nb,c,1\n",
        "target,source,weight\nb,a,2\nc,b,1\n",
        "from;to;strength\na;b;2\nb;c;1\n",
        "De\tVers\tPoids\na\tb\t2\nb\tc\t1\n",
        "a,b,2\nb,c,1\n",
        "source,target,note,weight\na,b,x,2\nb,c,,1\n",
        "source,target,times\na,b,2\nb,c,1\n",
        "\ufeffsource,target,weight\r\n\r\na,b,2\r\n b , c ,1\r\n",
    ],
)
def test_columns_are_found_by_their_names_or_by_their_order(text: str) -> None:
    assert arcs(read(text).network) == [("a", "b", 2.0), ("b", "c", 1.0)]


def test_a_list_without_headings_says_how_it_was_read() -> None:
    assert "premières colonnes" in read("a,b\n").remarks[0].fr


def test_a_weight_that_was_guessed_is_told() -> None:
    assert "times" in read("source,target,times\na,b,2\n").remarks[0].en


def test_a_decimal_comma_is_read() -> None:
    assert arcs(read("de;vers;poids\na;b;0,5\n").network) == [("a", "b", 0.5)]


def test_every_faulty_row_is_told_with_its_number() -> None:
    """Line 2 has one end, 3 loops, 4 has words for a weight, 5 is negative; the last one stands."""
    found = read("source,target,weight\na,,1\nb,b,1\na,b,much\na,c,-2\nb,c,3\n")
    assert [(fault.place.row, fault.code) for fault in found.faults] == [
        (2, "edge-without-end"),
        (3, "edge-with-itself"),
        (4, "weight-not-a-number"),
        (5, "weight-not-positive"),
    ]
    assert found.fault_count == 4
    assert [arc[:2] for arc in arcs(found.network)] == [("a", "b"), ("b", "c")]


def test_more_faults_than_can_be_read_are_counted() -> None:
    found = read("source,target\n" + "a,a\n" * (MOST_TOLD + 5))
    assert (len(found.faults), found.fault_count) == (MOST_TOLD, MOST_TOLD + 5)


def test_an_edge_told_twice_is_one() -> None:
    assert arcs(read("source,target\na,b\na,b\n").network) == [("a", "b", 1.0)]
    assert arcs(read("source,target,weight\na,b,2\na,b,3\n").network) == [("a", "b", 5.0)]


def test_nodes_beside_bring_isolates_and_attributes() -> None:
    network = read("source,target\na,b\n", "id,name,size\na,Accueil,3\nb,Banque,\nc,Centre,5\n").network
    assert network.nodes.to_dicts() == [
        {"key": "a", "name": "Accueil", "size": 3.0},
        {"key": "b", "name": "Banque", "size": None},
        {"key": "c", "name": "Centre", "size": 5.0},
    ]


def test_a_node_named_twice_is_told() -> None:
    found = read("source,target\na,b\n", "id,name\na,One\na,Two\n,Three\n")
    assert [(fault.place.row, fault.code) for fault in found.faults] == [(3, "node-repeated"), (4, "node-without-name")]
    assert found.network.nodes["name"].to_list() == ["One", None]


def test_one_node_and_no_edge() -> None:
    network = read("source,target\n", "id\na\n").network
    assert (network.size, network.tie_count) == (1, 0)


@pytest.mark.parametrize("text", ["", " \n \n", ",,\n"])
def test_an_empty_file_is_told(text: str) -> None:
    with pytest.raises(NoTable):
        read(text)


def test_one_column_is_not_an_edge() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read("source\na\n")
    assert "deux extrémités" in refused.value.in_language("fr")


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"<html>", b"\x00\x01\x02"])
def test_what_is_no_table_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_edge_list(content, is_directed=False, filename="edges")


def _workbook(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_is_read_alike() -> None:
    content = _workbook([["source", "target", "weight"], [1, 2, 0.5], ["", 3, 1], [2, 3, 4]])
    found = read_edge_list(content, is_directed=True, filename="edges.xlsx")
    assert arcs(found.network) == [("1", "2", 0.5), ("2", "3", 4.0)]
    assert [fault.place.row for fault in found.faults] == [3]
