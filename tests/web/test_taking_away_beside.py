"""The file of a large register is written beside the pages, and waits for whoever asked for it, alone."""

from __future__ import annotations

import io
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from tests.journeys.waves.tables import set_table
from tests.web.importing_files import person

from concertation.journeys import taken_away
from concertation.journeys.background import do_work
from concertation.store.models import Work

pytestmark = pytest.mark.django_db

WORKBOOK = "/en/export/register-en.xlsx"


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """Of this register everything is too large to be written at once."""
    monkeypatch.setattr(taken_away, "MOST_AT_ONCE", 0)
    settings.DATA = tmp_path
    set_table()


def asked(client: Client, address: str = WORKBOOK) -> Work:
    where = client.get(address)["Location"]
    return Work.objects.get(pk=int(where.rstrip("/").rpartition("/")[2]))


def made(client: Client, work: Work) -> Any:
    return client.get(f"/en/export/made/{work.pk}/")


def test_it_leads_to_the_work_then_to_the_file() -> None:
    nora = person("nora")
    work = asked(nora)
    assert made(nora, work).status_code == 404
    do_work(work.pk)
    page = nora.get(f"/en/work/{work.pk}/").content.decode()
    assert "Download the file" in page and f"/en/export/made/{work.pk}/" in page
    answer = made(nora, work)
    assert answer["Content-Disposition"].endswith('-en.xlsx"')
    assert "Partnerships" in load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True).sheetnames


@pytest.mark.parametrize("address", ["/en/export/snapshot.zip", "/en/export/formats/json-ld/file"])
def test_other_files_wait_likewise(address: str) -> None:
    nora = person("nora")
    work = asked(nora, address)
    do_work(work.pk)
    assert made(nora, work).status_code == 200


def test_nobody_else_reaches_it() -> None:
    """What it holds follows the role of the one who asked."""
    work = asked(person("nora"))
    do_work(work.pk)
    assert made(person("otto"), work).status_code == 404


def test_the_same_file_asked_for_by_two_is_two_works() -> None:
    assert asked(person("nora")).pk != asked(person("otto")).pk


def test_after_two_days_it_is_let_go() -> None:
    nora = person("nora")
    work = asked(nora)
    do_work(work.pk)
    (file,) = Path(taken_away._place(work.pk)).parent.iterdir()
    old = (timezone.now() - timedelta(days=3)).timestamp()
    os.utime(file, (old, old))
    assert made(nora, work).status_code == 404
    assert not file.exists()


def test_stopped_it_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(step: str, done: int = 0, total: int = 0) -> None:
        raise RuntimeError(step)

    nora = person("nora")
    work = asked(nora, "/en/export/snapshot.zip")
    monkeypatch.setattr(taken_away, "tell_progress", stopped)
    do_work(work.pk)
    assert list(Path(taken_away._place(work.pk)).parent.iterdir()) == []
    assert made(nora, work).status_code == 404
