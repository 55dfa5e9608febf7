"""``concertation network``: a network of the register, or of anybody's list of edges, with its measures."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from tests.cli.conftest import Run
from tests.conftest import LAST_DAY

from concertation.cli.network import TABLES
from concertation.cli.network_kinds import KINDS
from concertation.core.measure import measures_of
from concertation.core.network import NETWORK_KINDS

ON_DAY = ("--as-of", LAST_DAY.isoformat())


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    """A triangle with a tail: a–b, b–c, c–a, c–d, and a row without an end."""
    path = tmp_path / "edges.csv"
    path.write_text("from,to,weight\na,b,1\nb,c,2\nc,a,3\nc,d,1\n,d,1\n", encoding="utf-8")
    return path


def test_the_names_of_kinds_are_those_of_the_register() -> None:
    assert tuple(NETWORK_KINDS) == KINDS


def test_without_options_it_tells_the_networks_there_are(run: Run) -> None:
    told = run("network", "--language", "fr").stdout
    assert "co_membership" in told
    assert "Tables communes" in told


def test_a_list_of_edges_is_measured(run: Run, edges: Path) -> None:
    """Density of 4 ties among 4 organisations: 4 / 6."""
    result = run("network", "--edges", edges, "--measures", "size,density", "--format", "json")
    told = json.loads(result.stdout)
    figures = {one["measure"]: one["result"]["value"] for one in told["measures"]}
    assert figures["size"] == 4
    assert figures["density"] == pytest.approx(4 / 6)
    assert "row 6" in result.stderr


def test_faults_are_told_in_the_language_asked_for(run: Run, edges: Path) -> None:
    assert "ligne 6" in run("network", "--edges", edges, "--language", "fr", "--measures", "none").stderr


def test_direction_is_kept_where_it_is_asked_for(run: Run, edges: Path) -> None:
    told = json.loads(run("network", "--edges", edges, "--directed", "--measures", "none", "--format", "json").stdout)
    assert told["is_directed"] is True
    assert [(one["source"], one["target"]) for one in told["ties"]] == [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]


def test_csv_has_a_row_a_node_with_its_measures(run: Run, edges: Path) -> None:
    result = run("network", "--edges", edges, "--measures", "degree,betweenness", "--format", "csv")
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(result.stdout.lstrip("\ufeff")))}
    assert {key: float(row["degree"]) for key, row in rows.items()} == {"a": 2, "b": 2, "c": 3, "d": 1}


def test_csv_of_ties_and_of_the_network(run: Run, edges: Path) -> None:
    ties = run("network", "--edges", edges, "--measures", "none", "--format", "csv", "--rows", "ties").stdout
    assert len(ties.splitlines()) == 5
    whole = run("network", "--edges", edges, "--measures", "size", "--format", "csv", "--rows", "network").stdout
    assert "size" in whole


def test_measures_that_are_tables_have_rows_of_their_own(run: Run, edges: Path) -> None:
    """In a triangle with a tail the tail’s end is with its holder least often; two of four leave one pair or none."""
    assert set(TABLES) == {one.id for one in measures_of("network") if one.unit == "table" or one.level == "pair"}
    written = run("network", "--edges", edges, "--rows", "co_assignment", "--format", "csv").stdout.lstrip("\ufeff")
    shares = {(row["key"], row["other"]): row["co_assignment"] for row in csv.DictReader(io.StringIO(written))}
    assert 0 < float(shares["c", "d"]) <= 1
    told = run("network", "--edges", edges, "--measures", "key_players_apart", "--format", "json").stdout
    assert json.loads(told)["tables"]["key_players_apart"][0]["together"] == 2


def test_graphml_carries_what_it_shows_and_the_measures(run: Run, edges: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.graphml"
    run("network", "--edges", edges, "--measures", "degree", "--format", "graphml", "--output", target)
    graph = nx.read_graphml(target)
    assert graph.nodes["c"]["degree"] == 3
    assert graph.graph["caption"] == "edges.csv"


def test_groups_come_from_the_list_of_nodes(run: Run, edges: Path, tmp_path: Path) -> None:
    """a and b of one group, c and d of another: b–c and c–a cross, a–b and c–d do not: (2 − 2) / 4 = 0."""
    nodes = tmp_path / "nodes.csv"
    nodes.write_text("id,sector\na,x\nb,x\nc,y\nd,y\ne,y\n", encoding="utf-8")
    asked = ("--measures", "ei_index,size", "--group", "sector", "--format", "json")
    told = json.loads(run("network", "--edges", edges, "--nodes", nodes, *asked).stdout)
    figures = {one["measure"]: one["result"].get("value") for one in told["measures"]}
    assert figures == {"ei_index": 0, "size": 5}


def test_what_measures_need_is_named_beside_the_list(run: Run, tmp_path: Path) -> None:
    """a–b rated 1 and 4 counts for 2.5, b–c 2, c–a 3: (2.5 − 1)/3; four tellings over three pairs, one by two kinds."""
    edges, nodes = tmp_path / "edges.csv", tmp_path / "nodes.csv"
    edges.write_text("source,target,weight,relation\na,b,1,meets\na,b,4,funds\nb,c,2,meets\nc,a,3,meets\n")
    nodes.write_text("id,budget,side\na,10,o\nb,20,t\nc,5,o\n")
    known = ("--number", "budget", "--mode", "side", "--layer", "relation", "--scale", 1, 4, "--lengths", "inverse")
    measures = "rating_index,multiplexity,multiplex_share,number_assortativity,two_mode_density,diameter"
    asked = ("--directed", *known, "--measures", measures, "--format", "json")
    told = json.loads(run("network", "--edges", edges, "--nodes", nodes, *asked).stdout)
    figures = {one["measure"]: one["result"].get("value") for one in told["measures"]}
    assert figures["rating_index"] == pytest.approx(0.5)
    assert (figures["multiplexity"], figures["multiplex_share"]) == (pytest.approx(4 / 3), pytest.approx(1 / 3))
    assert figures["number_assortativity"] == pytest.approx(-0.5)
    assert figures["two_mode_density"] is None
    assert figures["diameter"] == pytest.approx(1 / 2.5 + 1 / 2)
    assert "1/weight" in told["about"]["remarks"]


def test_ratings_off_their_scale_are_unknown(run: Run, edges: Path) -> None:
    asked = ("--scale", 1, 2, "--measures", "rating_index", "--format", "json")
    told = json.loads(run("network", "--edges", edges, *asked).stdout)
    assert "within the scale" in told["measures"][0]["result"]["missing"][0]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--nodes", "EDGES"), "--nodes goes with --edges"),
        (("--kind", "funding", "--directed"), "--directed goes with --edges"),
        (("--edges", "EDGES", "--window", "2020-01-01"), "--window goes with --kind"),
        (("--edges", "EDGES", "--beside", "EDGES"), "--beside goes with --sure"),
        (("--edges", "EDGES", "--kind", "funding"), "give one of them"),
        (("--edges", "EDGES", "--scale", "4", "1"), "--scale 1 4"),
    ],
)
def test_what_would_be_passed_over_is_refused(run: Run, edges: Path, asked: tuple[str, ...], said: str) -> None:
    result = run("network", *(edges if word == "EDGES" else word for word in asked))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_measures_of_nodes_say_what_they_are_and_how_exact(run: Run, edges: Path) -> None:
    told = json.loads(run("network", "--edges", edges, "--measures", "degree,is_core", "--format", "json").stdout)
    columns = {one["measure"]: one for one in told["columns"]}
    assert columns["degree"]["in"] == "nodes" and "caution" in columns["degree"]
    assert (columns["degree"]["is_exact"], columns["is_core"]["is_exact"]) == (True, False)
    said = run("network", "--edges", edges, "--measures", "degree,is_core", "--format", "csv").stderr
    assert "Not exact: In the core" in said


def test_an_unknown_measure_is_refused_in_words(run: Run, edges: Path) -> None:
    result = run("network", "--edges", edges, "--measures", "beauty", "--language", "fr")
    assert result.exit_code == 2
    assert "beauty" in result.stderr


def test_an_empty_list_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("", encoding="utf-8")
    result = run("network", "--edges", path, "--language", "fr")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "ne contient aucune ligne" in result.stderr


def test_one_node_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    edges, nodes = tmp_path / "edges.csv", tmp_path / "nodes.csv"
    edges.write_text("source,target\n", encoding="utf-8")
    nodes.write_text("id\na\n", encoding="utf-8")
    told = json.loads(
        run("network", "--edges", edges, "--nodes", nodes, "--measures", "density", "--format", "json").stdout
    )
    assert told["measures"][0]["result"]["is"] == "unknown"


def test_a_list_of_edges_needs_no_register(edges: Path) -> None:
    """Neither the framework nor its settings are loaded."""
    script = (
        "import sys; from concertation.cli.main import run\n"
        f"sys.argv = ['concertation', 'network', '--edges', {str(edges)!r}, '--measures', 'size']\n"
        "try:\n    run()\nexcept SystemExit as end:\n    assert not end.code\n"
        "assert 'django' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_every_network_of_the_register_is_laid_out(demonstration: None, run: Run, kind: str) -> None:
    result = run("network", "--kind", kind, *ON_DAY, "--measures", "size,tie_count,density", "--format", "json")
    told = json.loads(result.stdout)
    figures = {one["measure"]: one["result"].get("value") for one in told["measures"]}
    assert figures["size"] == len(told["nodes"])
    assert figures["tie_count"] == len(told["ties"])
    assert LAST_DAY.isoformat() in told["about"]["caption"]


@pytest.mark.django_db
def test_a_window_holds_no_less_than_its_last_day(demonstration: None, run: Run) -> None:
    def count(*options: object) -> int:
        asked = ("--kind", "co_membership", "--measures", "none", "--format", "csv", "--rows", "ties", *ON_DAY)
        return len(run("network", *asked, *options).stdout.splitlines())

    assert count("--window", "2022-01-01") > count()


def test_it_says_what_holds_a_network_together(demonstration: None, run: Run) -> None:
    """The same sentences as on its page, in the language asked for."""
    told = run("network", "--kind", "co_membership", "--say", "--language", "fr", *ON_DAY).stdout
    assert "Qui fait tenir le réseau" in told and "peuvent se rejoindre" in told


def test_sentences_are_not_made_of_lists_of_edges(run: Run, edges: Path) -> None:
    result = run("network", "--edges", edges, "--say")
    assert result.exit_code == 2
    assert "give --kind" in result.stderr


def test_a_measure_that_is_not_there_brings_those_like_it(run: Run, edges: Path) -> None:
    refused = run("network", "--edges", edges, "--measures", "reciprocity").stderr
    assert "reciprocity_of_ties" in refused
