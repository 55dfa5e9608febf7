"""Where an import begins: what can be brought, and what becomes of files that cannot be read."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from openpyxl import load_workbook
from tests.web.importing_files import OLE, person, repacked, send, staged, workbook

from concertation.exchange import table_file
from concertation.store.models import Change, Organisation, WorkbookImport
from concertation.web.importing import uploads

pytestmark = pytest.mark.django_db

_ENTITIES = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'


@pytest.mark.parametrize(
    ("address", "words"),
    [("/en/import/", "nothing is written before"), ("/fr/importation/", "rien n’est écrit avant")],
)
def test_the_first_page_says_what_can_be_brought(address: str, words: str) -> None:
    """A plain file input, both templates, the export, and the list of earlier files."""
    page = person().get(address).content.decode()
    assert words in page
    assert '<input id="file" type="file" name="file"' in page
    assert page.count(".xlsx") >= 2
    assert 'enctype="multipart/form-data"' in page


def test_a_visitor_is_asked_to_sign_in() -> None:
    """And comes back to the page."""
    answer = Client().get("/en/import/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/sign-in/?next=/en/import/")


@pytest.mark.parametrize("role", ["viewer", None])
def test_importing_takes_a_role(role: str | None) -> None:
    """A person who may only read is told so, and their file is not kept."""
    client = person("lise", role)  # type: ignore[arg-type]  # one of the roles
    assert client.get("/en/import/").status_code == 403
    assert send(client, workbook(("a", "A", "A", "", ""))).status_code == 403
    assert not WorkbookImport.objects.exists()


def test_a_form_from_elsewhere_is_refused() -> None:
    """The guard of the size stands before the check of the form, which stays."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("root"))
    assert send(client, workbook()).status_code == 403


def _bomb() -> bytes:
    """400 MB of blanks in a few hundred kilobytes."""
    return repacked(workbook(), {"xl/worksheets/s.xml": b" " * (400 * 1024 * 1024)})


_HOSTILE: list[tuple[str, bytes | Callable[[], bytes], str, str]] = [
    ("cut.xlsx", workbook(("a", "A", "A", "", ""))[:900], "is damaged or incomplete", "est endommagé ou incomplet"),
    ("locked.xlsx", OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "password", "mot de passe"),
    ("old.xls", OLE + bytes(512), "old Excel format", "ancien format d’Excel"),
    ("macro.xlsm", repacked(workbook(), {"xl/vbaProject.bin": b"x"}), "contains macros", "contient des macros"),
    ("bomb.xlsx", _bomb, "too large when opened", "une fois ouvert"),
    ("laughs.xlsx", repacked(workbook(), {"xl/workbook.xml": _ENTITIES}), "is damaged", "est endommagé"),
    ("paper.pdf", b"%PDF-1.7\n\x00\x01\x02", "is not a workbook", "n’est pas un classeur"),
    ("blank.csv", b"", "holds no row", "ne contient aucune ligne"),
]


@pytest.mark.parametrize(("name", "content", "english", "french"), _HOSTILE, ids=[case[0] for case in _HOSTILE])
def test_a_file_that_cannot_be_read_leaves_a_sentence(
    name: str, content: bytes | Callable[[], bytes], english: str, french: str
) -> None:
    """At the top of the same page, in its language, under a code of the 400s; the register is as it was."""
    client = person()
    sent = content if isinstance(content, bytes) else content()
    for address, words in (("/en/import/", english), ("/fr/importation/", french)):
        answer = send(client, sent, name, address)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert words in page
        assert page.index('role="alert"') < page.index("<h1>")
        assert name in page
        assert '<input id="file"' in page
    assert not WorkbookImport.objects.exists()
    assert not Change.objects.exists()


@pytest.mark.parametrize(("address", "words"), [("/en/import/", "is too large"), ("/fr/importation/", "volumineux")])
def test_a_file_over_the_limit_is_let_pass_without_being_kept(
    monkeypatch: pytest.MonkeyPatch, address: str, words: str
) -> None:
    """The guard stops it while it arrives; here the limit is lowered, so that the test sends little."""
    monkeypatch.setattr(uploads, "MAXIMUM_FILE_SIZE", 100_000)
    answer = send(person(), b"PK" + bytes(300_000), "huge.xlsx", address)
    assert answer.status_code == 413
    assert words in answer.content.decode()
    assert "huge.xlsx" in answer.content.decode()
    assert not WorkbookImport.objects.exists()


def test_a_file_just_under_the_limit_is_judged_by_what_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second bound is that of the reader itself."""
    monkeypatch.setattr(table_file, "MAXIMUM_FILE_SIZE", 1_000)
    assert send(person(), workbook(("a", "A", "A", "", ""))).status_code == 413


def test_sending_nothing_is_told() -> None:
    """The browser asks for a file; a form sent without one is answered in words."""
    answer = person().post("/en/import/", {})
    assert answer.status_code == 422
    assert "No file arrived" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "heading"),
    [("/en/import/template-en.xlsx", "Acronym (English)"), ("/fr/importation/modele-fr.xlsx", "Sigle (français)")],
)
def test_the_template_is_open_to_anybody(address: str, heading: str) -> None:
    """A workbook to fill, in the language asked for."""
    answer = Client().get(address)
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)  # type: ignore[attr-defined]
    words = {cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row}
    assert heading in words


def test_earlier_files_are_listed_with_what_became_of_them() -> None:
    """Waiting, abandoned, written with its reason, or nothing to write."""
    client = person()
    waiting = staged(client, workbook(("a", "Oak House", "Maison", "", "")), "first.xlsx")
    page = client.get("/en/import/").content.decode()
    assert "waiting for a decision" in page
    client.post(f"{waiting}confirm/", {"reason": "Spring update"})
    client.post(f"{staged(client, workbook(('b', 'B', 'B', '', '')), 'second.xlsx')}abandon/")
    page = client.get("/en/import/").content.decode()
    assert "Spring update" in page
    assert ">abandoned<" in page
    assert Organisation.objects.count() == 1
