"""``concertation typology``: the whole reasoned answer, from the register or from a folder."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

from concertation.core.demonstration import documented_cases, rows_as_snapshot
from concertation.exchange.parquet import write_snapshot

DAY = "2014-06-30"
_CALGARY = ("typology", "--partnership", "calgary", "--as-of", DAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The two documented cases on 30 June 2014, as a folder of Parquet."""
    target = tmp_path / "cases"
    write_snapshot(rows_as_snapshot(documented_cases(), as_of=date(2014, 6, 30)), target)
    return target


def _findings(text: str) -> dict[str, dict[str, Any]]:
    return {finding["measure"]: finding for finding in json.loads(text)["findings"]}


@pytest.mark.usefixtures("documented")
def test_calgary_comes_out_as_the_article_describes_it(run: Run) -> None:
    """Local, several sectors, multipartite, mixed; its articulation is inferred, since the article never states it."""
    findings = _findings(run(*_CALGARY, "--format", "json").stdout)
    codes = {name: findings[name]["result"]["code"] for name in ("reach", "sectors", "number", "kinds")}
    assert codes == {"reach": "local", "sectors": "several", "number": "multipartite", "kinds": "mixed"}
    assert findings["articulation"]["basis"] == "inferred"


@pytest.mark.usefixtures("documented")
def test_the_tie_of_calgary_names_no_form(run: Run) -> None:
    """Its four bodies suggest a form each: no code, in JSON or in CSV, and words that say so."""
    answer = _findings(run(*_CALGARY, "--format", "json").stdout)["articulation"]
    assert (answer["result"]["code"], answer["details"]["articulation_is_tied"]) == (None, True)
    assert "No form prevails" in run(*_CALGARY).stdout
    assert "Aucune forme ne domine" in run(*_CALGARY, "--language", "fr").stdout


@pytest.mark.usefixtures("documented")
def test_each_finding_carries_its_reasons_its_evidence_and_what_is_missing(run: Run) -> None:
    """A score never travels without its reasons."""
    reach = _findings(run(*_CALGARY, "--format", "json").stdout)["reach"]
    assert (reach["basis"], reach["missing"], reach["result"]["coverage"]) == ("derived", [], 1.0)
    assert "Calgary" in reach["reasons"][0]
    assert {one["source_key"] for one in reach["evidence"]} == {"garcea-ashton"}


@pytest.mark.usefixtures("documented")
def test_the_reasons_speak_the_language_asked_for(run: Run) -> None:
    """Codes stay the same, sentences are French."""
    reach = _findings(run(*_CALGARY, "--format", "json", "--language", "fr").stdout)["reach"]
    assert reach["result"]["code"] == "local"
    assert reach["reasons"][0].startswith("Tous les territoires desservis")


@pytest.mark.usefixtures("documented")
def test_what_few_may_see_is_not_printed(run: Run) -> None:
    """Signals and balances are suppressed, and say so."""
    signals = _findings(run(*_CALGARY, "--format", "json").stdout)["signals"]
    assert signals["result"]["is"] == "Suppressed"


@pytest.mark.usefixtures("documented")
def test_a_table_says_answer_basis_and_why(run: Run) -> None:
    """One line a finding, in words."""
    table = run(*_CALGARY, "--language", "fr").stdout
    assert table.splitlines()[0].split() == ["mesure", "réponse", "fondement", "pourquoi"]
    assert any("Locale" in line and "Déduit" in line for line in table.splitlines())


@pytest.mark.usefixtures("documented")
def test_an_unknown_partnership_is_one_plain_sentence(run: Run) -> None:
    """On the error stream, with exit code 2."""
    refused = run("typology", "--partnership", "nowhere")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "nowhere" in refused.stderr


def test_a_folder_answers_for_all_without_a_database(run: Run, folder: Path) -> None:
    """One line each; this test may not touch any database."""
    rows = list(csv.DictReader(io.StringIO(run("typology", "--snapshot", folder, "--format", "csv").stdout)))
    assert {row["key"]: row["reach"] for row in rows}.items() >= {"brandon": "local", "calgary": "local"}.items()


def test_a_folder_is_read_without_the_framework(folder: Path) -> None:
    """A machine that only analyses needs no register."""
    program = (
        "import sys; from concertation.cli.main import concertation;"
        "\ntry: concertation.main(sys.argv[1:], 'concertation')"
        "\nexcept SystemExit: pass"
        "\nprint('django' in sys.modules, file=sys.stderr)"
    )
    words = ["typology", "--snapshot", str(folder), "--format", "json"]
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    assert {"brandon", "calgary"} <= {row["key"] for row in json.loads(done.stdout)}
    assert done.stderr.strip() == "False"


def test_a_folder_can_be_asked_about_an_earlier_day(run: Run, folder: Path) -> None:
    """Calgary was created in 2013, Brandon about ten years before 2014."""
    rows = json.loads(run("typology", "--snapshot", folder, "--as-of", "2012-06-30", "--format", "json").stdout)
    assert {"brandon", "calgary"} & {row["key"] for row in rows} == {"brandon"}


def test_a_folder_says_nothing_of_a_later_day(run: Run, folder: Path) -> None:
    """What began in between is not in it."""
    refused = run("typology", "--snapshot", folder, "--as-of", "2020-01-01", "--language", "fr")
    assert refused.exit_code == 2
    assert "s’arrête au 2014-06-30" in refused.stderr


def test_a_folder_that_is_no_snapshot_is_refused(run: Run, tmp_path: Path) -> None:
    """In one sentence."""
    refused = run("typology", "--snapshot", tmp_path)
    assert refused.exit_code == 2
    assert "snapshot cannot be read" in refused.stderr


@pytest.mark.usefixtures("documented")
def test_the_register_is_written_as_such_a_folder(run: Run, tmp_path: Path) -> None:
    """``snapshot`` then ``typology --snapshot`` says what ``typology`` says."""
    assert run("snapshot", tmp_path / "now", "--as-of", DAY).exit_code == 0
    words = ("typology", "--as-of", DAY, "--format", "json")
    assert run(*words, "--snapshot", tmp_path / "now").stdout == run(*words).stdout
