"""``concertation exchange`` and ``concertation register``: open formats, census areas, the whole register."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from django.db.models import QuerySet
from tests.cli.conftest import Run

from concertation.store.models import Area, Change

pytestmark = pytest.mark.django_db

_AREAS = "CSDUID,CSDNAME,population_2021\n4611040,Winnipeg,749607\n"


def _written() -> QuerySet[Area]:
    return Area.objects.filter(vintage=2021, code="4611040")


def test_the_formats_are_listed_in_either_language(run: Run) -> None:
    """With the end of their files, for people and for programs."""
    assert "Réseau des membres" in run("exchange", "formats", "--language", "fr").output
    rows = json.loads(run("exchange", "formats", "--format", "json").output)
    assert {n: v for n, v in rows[0].items() if n != "what"} == {"format": "hsds", "ending": ".zip", "read": True}


def test_an_unknown_format_is_refused_with_the_known_ones(run: Run, tmp_path: Path) -> None:
    """In the language asked for."""
    result = run("exchange", "write", "docx", tmp_path / "x", "--language", "fr")
    assert result.exit_code == 2
    assert "n’est pas un format" in result.output
    assert "graphml" in result.output


def test_a_register_is_written_and_read_again(run: Run, documented: None, tmp_path: Path) -> None:
    """Nothing changes: the file says what the register says."""
    target = tmp_path / "x.zip"
    assert run("exchange", "write", "hsds", target).exit_code == 0
    assert "organizations.csv" in zipfile.ZipFile(target).namelist()
    result = run("exchange", "read", target, "--reason", "again", "--yes")
    assert result.exit_code == 0
    assert "Nothing to write" in result.output


def test_areas_are_told_before_they_are_written(run: Run, tmp_path: Path) -> None:
    """A dry run writes nothing; --yes writes once; a second time there is nothing to write."""
    file = tmp_path / "csd.csv"
    file.write_text(_AREAS, encoding="utf-8")
    dry = run("exchange", "areas", file, "--dry-run")
    assert (dry.exit_code, "749607" in dry.output, _written().count()) == (0, True, 0)
    assert run("exchange", "areas", file).exit_code == 2  # nobody is there to confirm
    assert run("exchange", "areas", file, "--yes").exit_code == 0
    changes = Change.objects.count()
    assert _written().get().name_fr == "Winnipeg"
    again = run("exchange", "areas", file, "--yes", "--language", "fr")
    assert "Rien à écrire" in again.output
    assert Change.objects.count() == changes


def test_faults_in_areas_stop_with_code_3(run: Run, tmp_path: Path) -> None:
    """Unless the faulty rows are left out."""
    file = tmp_path / "csd.csv"
    file.write_text(_AREAS + "1,Nowhere,1\n", encoding="utf-8")
    assert run("exchange", "areas", file, "--yes").exit_code == 3
    assert not _written().exists()
    assert run("exchange", "areas", file, "--yes", "--leave-faulty-rows").exit_code == 0


def test_the_whole_register_is_never_restored_over_another(run: Run, documented: None, tmp_path: Path) -> None:
    """One sentence, exit code 2, nothing changed."""
    target = tmp_path / "register.zip"
    assert run("register", "export", target).exit_code == 0
    result = run("register", "restore", target, "--language", "fr")
    assert result.exit_code == 2
    assert "n’est pas vide" in result.output
    assert run("register", "export", target).exit_code == 2  # what stands there is never lost
