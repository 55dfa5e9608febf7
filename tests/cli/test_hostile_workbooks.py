"""A hostile workbook gets a clear answer in both languages and leaves the register as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.exchange.hostile import HOSTILE, Hostile

from concertation.core.facts import all_kinds
from concertation.core.text import Language
from concertation.journeys.workbook import UnreadableFile, stage_import
from concertation.store.history import recording
from concertation.store.loading import fact_model, insert_facts
from concertation.store.models import Change, WorkbookImport

pytestmark = pytest.mark.django_db

_EACH = pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)


@pytest.fixture(autouse=True)
def _register() -> None:
    """A register with something to lose."""
    with recording(kind="test", reason="before"):
        insert_facts({"organisation": {"library": {"name_en": "Library", "name_fr": "Bibliothèque"}}})


def _kept() -> tuple[int, ...]:
    facts = (fact_model(kind).objects.count() for kind in all_kinds())
    return (*facts, Change.objects.count(), WorkbookImport.objects.count())


@_EACH
def test_no_command_writes_anything(run: Run, tmp_path: Path, hostile: Hostile) -> None:
    """Neither the preview nor the import, whatever is asked: exit code 2 and one sentence that names the file."""
    file = tmp_path / hostile.filename
    file.write_bytes(hostile.make())
    before = _kept()
    for command in (("preview",), ("import", "--reason", "x", "--yes", "--leave-faulty-rows")):
        language: Language = "fr" if command == ("preview",) else "en"
        refused = run("workbook", *command, file, "--language", language)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert hostile.filename in refused.stderr
        assert "Traceback" not in refused.stderr
    assert _kept() == before


def test_no_hostile_file_is_kept_for_later() -> None:
    """What cannot be read is not staged."""
    before = _kept()
    for hostile in HOSTILE:
        if hostile.name not in ("100 MB", "400 MB in one sheet"):
            with pytest.raises(UnreadableFile):
                stage_import(content=hostile.make(), filename=hostile.filename)
    assert _kept() == before
