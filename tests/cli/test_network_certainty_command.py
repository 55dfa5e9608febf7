"""``concertation network --sure``: how sure a network of the register, or anybody's list of edges, is."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.conftest import LAST_DAY


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    """A triangle with a tail: a–b, b–c, c–a, c–d."""
    path = tmp_path / "edges.csv"
    path.write_text("from,to,weight\na,b,1\nb,c,2\nc,a,3\nc,d,1\n", encoding="utf-8")
    return path


def test_a_list_of_edges_says_how_sure_it_is(run: Run, edges: Path, tmp_path: Path) -> None:
    """Of the four pairs none is told by both ends; without a list of nodes nobody knows who was silent."""
    told = json.loads(run("network", "--edges", edges, "--directed", "--sure", "--format", "json").stdout)
    assert (told["words"]["pairs"], told["words"]["told_by_both"]) == (4, 0)
    assert "answered" in told["silence"]["missing"][0]
    nodes = tmp_path / "nodes.csv"
    nodes.write_text("id,answered\na,yes\nb,yes\nc,yes\nd,no\n", encoding="utf-8")
    asked = ("--edges", edges, "--nodes", nodes, "--directed", "--sure", "--format", "json")
    told = json.loads(run("network", *asked).stdout)
    assert (told["silence"]["silent"], told["words"]["unanswered"]) == (["d"], 1)


def test_two_lists_are_compared(run: Run, edges: Path, tmp_path: Path) -> None:
    """Of six pairs four are tied in one, three of these in the other: r = (3·6 − 4·3) / √(4·2·3·3) = 1/√2."""
    other = tmp_path / "other" / "edges.csv"
    other.parent.mkdir()
    other.write_text("from,to\na,b\nb,c\nc,a\n", encoding="utf-8")
    result = run("network", "--edges", edges, "--beside", other, "--sure", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout.lstrip("\ufeff"))))
    pair = next(row for row in rows if row["part"] == "together")
    assert float(pair["value"]) == pytest.approx(2**-0.5)


def test_how_sure_is_no_drawing_and_needs_its_lists(run: Run, edges: Path) -> None:
    assert "has no drawing" in run("network", "--edges", edges, "--sure", "--format", "gexf").stderr
    assert "give the first with --edges" in run("network", "--kind", "funding", "--beside", edges, "--sure").stderr


@pytest.mark.django_db
def test_a_network_of_the_register_says_how_sure_it_is(run: Run) -> None:
    """Of an empty register, what is missing is told in the language asked for."""
    told = run(
        "network", "--kind", "collaboration", "--sure", "--language", "fr", "--as-of", LAST_DAY.isoformat()
    ).stdout
    assert "Personne n’a dit de lien de ce genre" in told and "pour qui peut voir" in told
