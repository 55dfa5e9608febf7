"""``concertation vocabulary``: the words of the field, without a register."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from rdflib import SKOS, Graph
from tests.cli.conftest import Run

from concertation.core.vocabulary import all_schemes, scheme_ids


def test_every_vocabulary_is_listed(run: Run) -> None:
    """With the number of its terms and where it comes from."""
    rows = json.loads(run("vocabulary", "list", "--format", "json").stdout)
    assert {row["code"] for row in rows} == set(scheme_ids())
    assert next(row for row in rows if row["code"] == "articulation") == {
        "code": "articulation",
        "label": "Articulation of functions, roles and responsibilities",
        "terms": 4,
        "origin": "article",
    }


def test_lists_follow_the_alphabet_of_the_language(run: Run) -> None:
    """« Étape de vie » comes with the E, not after the Z."""
    labels = [
        row["label"] for row in json.loads(run("vocabulary", "list", "--format", "json", "--language", "fr").stdout)
    ]
    assert labels.index("Étape de vie") < labels.index("Facteur de création")


def test_a_vocabulary_shows_both_names_of_each_term(run: Run) -> None:
    """Kernaghan's four, as the article takes them up."""
    rows = list(csv.DictReader(io.StringIO(run("vocabulary", "show", "articulation", "--format", "csv").stdout)))
    assert [(row["code"], row["terme"]) for row in rows] == [
        ("consultative", "Consultatif"),
        ("contributory", "Contributif"),
        ("operational", "Opérationnel"),
        ("collaborative", "Collaboratif"),
    ]


def test_an_unknown_vocabulary_names_the_nearest(run: Run) -> None:
    """With exit code 2."""
    refused = run("vocabulary", "show", "articulaton")
    assert refused.exit_code == 2
    assert "articulation" in refused.stderr


def test_skos_is_written_to_a_file_or_to_the_output(run: Run, tmp_path: Path) -> None:
    """Every scheme and every term, in both notations."""
    terms = sum(len(scheme) for scheme in all_schemes())
    for notation in ("turtle", "json-ld"):
        target = tmp_path / notation
        assert run("vocabulary", "export", target, "--to", notation).stdout == f"{target}\n"
        graph = Graph().parse(target, format=notation)
        assert len(list(graph.subjects(predicate=SKOS.inScheme))) == terms
        assert run("vocabulary", "export", "-", "--to", notation).stdout == target.read_text(encoding="utf-8")
