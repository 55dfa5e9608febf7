"""Anybody's list of edges: what is taken for what, and every row that is left out, told."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from concertation.core.errors import UnknownColumn
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


def remarks(text: str, nodes: str | None = None) -> str:
    return " ".join(one.en for one in read(text, nodes).remarks)


def test_organisations_of_an_edge_that_is_left_out_are_there_without_it() -> None:
    network = read("source,target,weight\na,b,0\nc,c,1\nd,,1\n").network
    assert (network.nodes["key"].to_list(), network.tie_count) == (["a", "c", "d", "b"], 0)


def test_a_name_typed_in_two_ways_of_unicode_is_one() -> None:
    assert arcs(read("source,target\n\u00c9cole,b\nE\u0301cole,b\n").network) == [("\u00c9cole", "b", 1.0)]


def test_names_that_differ_by_capitals_alone_are_apart_and_told() -> None:
    text = "source,target\nClinic,b\nclinic,c\n"
    assert read(text).network.size == 4
    assert "Clinic / clinic" in remarks(text)


def test_lines_that_end_as_on_an_old_macintosh_are_read() -> None:
    assert arcs(read("source,target\ra,b\rb,c\r").network) == [("a", "b", 1.0), ("b", "c", 1.0)]


@pytest.mark.parametrize("above", ["Ties of 2024\n", "Ties of 2024,,\n", "# mine\n\n"])
def test_a_title_above_the_headings_is_no_edge(above: str) -> None:
    text = f"{above}source,target,weight\na,b,2\n"
    assert arcs(read(text).network) == [("a", "b", 2.0)]
    assert "Rows above the headings" in remarks(text)


def test_headings_that_name_no_ends_are_known_from_the_numbers_below() -> None:
    text = "foo,bar,baz\na,b,2\nb,c,1\n"
    assert arcs(read(text).network) == [("a", "b", 2.0), ("b", "c", 1.0)]
    assert "“foo” and “bar”" in remarks(text)


def test_columns_and_cells_that_are_not_read_are_told() -> None:
    assert "“relation”" in remarks("source,target,relation\na,b,meets\n")
    assert "column 3" in remarks("source,target\na,b\nb,c,7,more\n")


def test_weights_that_are_blank_are_told() -> None:
    assert "unknown: 1" in remarks("source,target,weight\na,b,\nb,c,1\n")


@pytest.mark.parametrize(
    ("written", "number"),
    [('"1,234.5"', 1234.5), ('"12,345,678"', 12345678), ('"1,5"', 1.5), ("1 234", 1234), ("1\u202f234", 1234)],
)
def test_numbers_are_read_as_either_language_writes_them(written: str, number: float) -> None:
    assert arcs(read(f"source,target,weight\na,b,{written}\n").network) == [("a", "b", number)]


def test_one_comma_of_thousands_settles_it_for_all() -> None:
    found = read('source,target,weight\na,b,"1,234"\nb,c,"1,234.5"\nc,d,"1,5"\n')
    assert [weight for _, _, weight in arcs(found.network)][:2] == [1234, 1234.5]
    assert [fault.code for fault in found.faults] == ["weight-not-a-number"]


def test_a_comma_that_may_be_either_is_told() -> None:
    assert "“1,234” was read as a decimal mark" in remarks('source,target,weight\na,b,"1,234"\n')


def test_ends_that_the_list_of_nodes_has_not_are_told() -> None:
    assert "1 (b)" in remarks("source,target\na,b\n", "id,sector\na,x\n")
    assert "No end of an edge (1, 2)" in remarks("source,target\n1,2\n", "id,sector\n1.0,x\n2.0,y\n")


def test_headings_of_nodes_that_name_no_key_are_no_node() -> None:
    found = read("source,target\na,b\n", "body,city\na,Brandon\nb,\n")
    assert found.network.nodes.to_dicts() == [{"key": "a", "city": "Brandon"}, {"key": "b", "city": None}]
    assert "“body”" in found.remarks[0].en


def test_nodes_without_headings_are_their_first_column() -> None:
    found = read("source,target\na,b\n", "a,x\nb,y\n")
    assert found.network.nodes.columns == ["key"]
    assert "first column alone" in found.remarks[0].en


def test_a_column_tells_kinds_of_ties_apart() -> None:
    """a meets and funds b, b meets c: 3 ties of two kinds over two pairs."""
    text = "source,target,relation\na,b,meets\na,b,funds\nb,c,meets\n"
    found = read_edge_list(text.encode(), is_directed=True, filename="edges.csv", layer="Relation")
    assert {kind: len(arcs(one)) for kind, one in found.layers.items()} == {"funds": 1, "meets": 2}
    assert not found.remarks[0].en.startswith("Columns")
    with pytest.raises(UnknownColumn, match="relation"):
        read_edge_list(text.encode(), is_directed=True, filename="edges.csv", layer="kind")


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
