"""The pages of open formats: what each carries and loses, for whom, of which day, with its hash."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.web.importing_files import person

from concertation.journeys.formats import OPEN_FORMATS
from concertation.journeys.taking_away import EXPORTS
from concertation.web.exporting.open_formats import _words

pytestmark = pytest.mark.django_db


def _content(answer: Any) -> bytes:
    content = b"".join(answer.streaming_content)
    assert len(content) == int(answer["Content-Length"])
    return content


def test_every_format_is_told() -> None:
    """None is offered without saying what it loses, and none is told that is not offered."""
    assert set(_words()) == set(EXPORTS) >= set(OPEN_FORMATS)


@pytest.mark.parametrize(("path", "words"), [("/en/export/", "Loses"), ("/fr/exportation/", "Perd")])
def test_anybody_may_read_what_formats_lose(demonstration: None, path: str, words: str) -> None:
    """Before signing in."""
    page = Client().get(path).content.decode()
    assert words in page and "register restore" in page


def test_who_may_take_what_away(demonstration: None) -> None:
    """Visitors sign in, viewers may not; what holds everything is for stewards, who read everything."""
    assert Client().get("/en/export/formats/hsds/file")["Location"].startswith("/en/sign-in/")
    assert person("vera", "viewer").get("/en/export/formats/hsds/").status_code == 403
    for name in ("register", "parquet-history"):
        assert person(f"otto-{name}", "administrator").get(f"/en/export/formats/{name}/file").status_code == 403
    assert person("nora").get("/en/export/formats/nonsense/").status_code == 404


@pytest.mark.parametrize("name", sorted(OPEN_FORMATS))
def test_a_file_has_the_hash_that_its_page_says(demonstration: None, name: str) -> None:
    """The same facts give the same bytes; RFC 9530 names the header."""
    someone = person("nora")
    page = someone.get(f"/en/export/formats/{name}/?weigh=yes").content.decode()
    answer = someone.get(f"/en/export/formats/{name}/file")
    digest = hashlib.sha256(_content(answer))
    assert digest.hexdigest() in page
    assert answer["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"


def test_a_day_leaves_out_what_does_not_hold(demonstration: None) -> None:
    """All facts otherwise, past ones included."""
    someone = person("nora")
    whole = _content(someone.get("/en/export/formats/json-ld/file"))
    then = _content(someone.get("/en/export/formats/json-ld/file?only=day&as_of=2016-01-01"))
    assert len(json.loads(then)["@graph"]) < len(json.loads(whole)["@graph"])


def test_contacts_are_for_those_to_whom_they_are_open(demonstration: None) -> None:
    """The page says what is left out, and it is."""
    page = person("nora").get("/en/export/formats/hsds/").content.decode()
    assert "Restricted facts: your role does not open them. Contacts are in." in page


def test_the_whole_register_and_its_columns_leave_with_a_steward(demonstration: None, tmp_path: Path) -> None:
    """A file that the command restores; a folder with its description and its history."""
    steward = person("ada", "steward")
    with zipfile.ZipFile(io.BytesIO(_content(steward.get("/en/export/formats/register/file")))) as archive:
        assert "register.json" in archive.namelist()
    columns = _content(steward.get("/en/export/formats/parquet-history/file"))
    with zipfile.ZipFile(io.BytesIO(columns)) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
    assert {"datapackage.json", "history/change.parquet", "partnership.parquet"} <= names
