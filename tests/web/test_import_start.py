"""Where an import begins: what can be brought, and what becomes of files that cannot be read."""

from __future__ import annotations

import io
from html import escape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from openpyxl import load_workbook
from tests.exchange.hostile import HOSTILE, Hostile
from tests.web.importing_files import person, send, staged, workbook

from concertation.exchange import table_file
from concertation.exchange.unreadable_file import FileTooLarge, UnreadableFile
from concertation.store.models import Change, Organisation, WorkbookImport
from concertation.web.importing import uploads

pytestmark = pytest.mark.django_db


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


def _beginning(template: str) -> str:
    """What the sentence says after the name of the file, up to its first number."""
    return escape(template.partition("{filename}")[2][1:].lstrip("\u00a0»” ").partition("{")[0].strip())


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_a_file_that_cannot_be_read_leaves_a_sentence(hostile: Hostile) -> None:
    """At the top of the same page, in its language, under a code of the 400s; the register is as it was."""
    client = person()
    sent = hostile.make()
    for address, template in (("/en/import/", hostile.answer.english), ("/fr/importation/", hostile.answer.french)):
        answer = send(client, sent, hostile.filename, address)
        page = answer.content.decode()
        assert answer.status_code == (413 if hostile.answer is FileTooLarge else 422)
        assert hostile.filename in page
        assert hostile.answer is UnreadableFile or _beginning(template) in page
        assert page.index('role="alert"') < page.index("<h1>")
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
