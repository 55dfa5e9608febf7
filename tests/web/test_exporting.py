"""The register leaves as files that come back, or that other programs read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.web.importing_files import person

from concertation.exchange.parquet import read_snapshot
from concertation.journeys.workbook import preview_workbook

pytestmark = pytest.mark.django_db


def _content(answer: Any) -> bytes:
    content = b"".join(answer.streaming_content)
    assert len(content) == int(answer["Content-Length"])
    return content


@pytest.mark.parametrize(
    ("address", "words"), [("/en/export/", "Take the register away"), ("/fr/exportation/", "Emporter le registre")]
)
def test_anybody_may_see_what_can_be_taken_away(demonstration: None, address: str, words: str) -> None:
    """The vocabularies are open; the rest says whom it is for."""
    page = Client().get(address).content.decode()
    assert words in page
    assert ".ttl" in page
    assert ".xlsx" not in page


@pytest.mark.parametrize("name", ["register-en.xlsx", "register-fr.xlsx", "snapshot.zip"])
def test_taking_the_register_away_takes_a_role(demonstration: None, name: str) -> None:
    """A visitor is asked to sign in; a viewer is told that the role does not open it."""
    assert Client().get(f"/en/export/{name}")["Location"].startswith("/en/sign-in/")
    assert person("nora", "viewer").get(f"/en/export/{name}").status_code == 403


@pytest.mark.parametrize(("language", "sheet"), [("en", "Partnerships"), ("fr", "Partenariats")])
def test_the_workbook_speaks_the_language_asked_for(demonstration: None, language: str, sheet: str) -> None:
    """Whatever that of the page; as of the day of the address."""
    answer = person("nora").get(f"/en/export/register-{language}.xlsx?as_of=2009-12-31")
    assert answer["Content-Disposition"].endswith(f'2009-12-31-{language}.xlsx"')
    assert sheet in load_workbook(io.BytesIO(_content(answer)), read_only=True).sheetnames


def test_the_workbook_comes_back_without_a_change(demonstration: None) -> None:
    """The whole register: what is read is what was written."""
    preview = preview_workbook(_content(person("nora").get("/en/export/register-fr.xlsx")), filename="back.xlsx")
    assert (preview.changes_nothing, preview.faults) == (True, ())
    assert preview.counts["same"] > 10_000


def _snapshot(client: Client, folder: Path) -> Any:
    answer = client.get("/en/export/snapshot.zip?as_of=2024-06-30")
    with zipfile.ZipFile(io.BytesIO(_content(answer))) as archive:
        archive.extractall(folder)
    (only,) = folder.iterdir()
    return read_snapshot(only)


def test_the_columns_hold_what_the_role_opens(demonstration: None, tmp_path: Path) -> None:
    """As of the day of the address; what a coordinator may not read stays out of their copy, not of a steward's."""
    coordinators = _snapshot(person("nora"), tmp_path / "one")
    stewards = _snapshot(person("otto", "steward"), tmp_path / "two")
    assert coordinators.as_of.isoformat() == "2024-06-30"
    assert coordinators["partnership"].height == stewards["partnership"].height > 0
    assert coordinators["dependence"].height == coordinators["concern"].height == 0
    assert stewards["dependence"].height + stewards["concern"].height > 0
