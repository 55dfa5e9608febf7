"""The page where the columns of a file are named, with and without a script; uploads in slices over HTTP."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.exchange.mapping.tables import workbook
from tests.web.importing_files import person, register, send

from concertation.journeys.mapping import SLICE_SIZE
from concertation.journeys.workbook import confirm_staged
from concertation.store.models import FileToMap, Organisation, SourceMapping, Upload, WorkbookImport

pytestmark = pytest.mark.django_db

LIST = workbook(
    ["Organisme", "Courriel", "Statut juridique"],
    ["Maison du chêne", "a@chene.example", "OBNL"],
    ["Maison de l’orme", "nulle part", "OBNL"],
    sheet="Liste",
)


def _columns(client: Client) -> str:
    answer = send(client, LIST, "liste.xlsx")
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_strange_layout_leads_to_its_columns() -> None:
    """Guessed, with why and how sure, and the first rows as read, with their faults; nothing compared yet."""
    client = person()
    page = client.get(_columns(client)).content.decode()
    assert "Its heading says “organisme”." in page
    assert "Maison du chêne" in page
    assert "nulle part" in page
    assert not WorkbookImport.objects.exists()


def test_the_page_speaks_french() -> None:
    """The same page, the same file, in French."""
    client = person()
    address = _columns(client)
    number = address.rstrip("/").rpartition("/")[2]
    page = client.get(f"/fr/importation/colonnes/{number}/").content.decode()
    assert "Que sont ses colonnes?" in page
    assert "Son intitulé dit «\u00a0organisme\u00a0»." in page


def test_a_choice_is_kept_at_once_and_shown() -> None:
    """Without a script: choose, “show again”, and the page comes back with it."""
    client = person()
    address = _columns(client)
    said = {"recipe": "organisations", "t-0": "organisation.name_fr", "t-1": "", "t-2": "organisation.note"}
    answer = client.post(address, said | {"action": "show"}, follow=True)
    assert answer.status_code == 200
    layout = FileToMap.objects.get().layout["sheets"][0]
    assert [column["target"] for column in layout["columns"]] == ["organisation.name_fr", "", "organisation.note"]


def test_from_the_columns_to_the_preview_and_back() -> None:
    """The preview is that of any import, with one step more; from it one comes back to the columns."""
    client = person()
    address = _columns(client)
    preview = client.post(address, {"action": "go"}, follow=True)
    page = preview.content.decode()
    assert preview.request["PATH_INFO"] == f"/en/import/{WorkbookImport.objects.get().pk}/"
    assert "nulle part" in page
    assert address in page
    assert not Organisation.objects.exists()


def test_a_file_read_as_a_known_layout_can_be_read_otherwise() -> None:
    """A person has the last word on what a file is."""
    client = person()
    answer = send(client, workbook(["Name (English)", "Name (French)"], ["a", "b"], sheet="Organisations"))
    number = str(answer["Location"]).rstrip("/").rpartition("/")[2]
    assert client.post(f"/en/import/{number}/columns/")["Location"].startswith("/en/import/columns/")


def test_sources_are_kept_renamed_exchanged_and_forgotten() -> None:
    """Kept under a name, taken away as a small file, brought in elsewhere, renamed, forgotten."""
    client = person()
    address = _columns(client)
    client.post(f"{address}source/", {"name": "The Council"})
    source = SourceMapping.objects.get()
    small = client.get(f"/en/import/sources/{source.pk}.json")
    assert json.loads(small.content)["name"] == "The Council"
    client.post(f"/en/import/sources/{source.pk}/", {"action": "rename", "name": "Le conseil"})
    client.post("/en/import/sources/", {"file": SimpleUploadedFile("s.json", small.content)})
    assert sorted(SourceMapping.objects.values_list("name", flat=True)) == ["Le conseil", "The Council"]
    client.post(f"/en/import/sources/{source.pk}/", {"action": "forget"})
    assert client.get("/en/import/sources/").content.decode().count("known-source-tools") == 1
    refused = client.post("/en/import/sources/", {"file": SimpleUploadedFile("s.json", b"[1]")})
    assert refused.status_code == 422


def test_columns_of_others_do_not_exist() -> None:
    """Nor may a viewer, or a visitor, see any."""
    address = _columns(person())
    assert person("jean").get(address).status_code == 404
    assert person("lise", "viewer").get(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize(
    "said",
    [
        {"recipe": "nothing"},
        {"recipe": "organisations", "t-0": "meeting.on", "t-1": "x" * 5_000, "heading_row": "-1", "last_row": "abc"},
        {"recipe": "organisations", "heading_row": "99999999999", "c-organisation.kind": "nothing", "d-0": "x"},
        {"recipe": "attendance_grid", "year": "0", "t-0": "meeting.on"},
        {"recipe": "kind:meeting", "w-1-1": "x", "wk-1-1": "y" * 9_000},
    ],
)
@pytest.mark.parametrize("action", ["show", "go"])
def test_whatever_a_form_says_is_answered(said: dict[str, str], action: str) -> None:
    """Targets that do not exist, rows that are none: a page or a preview, never a crash, nothing written."""
    client = person()
    address = _columns(client)
    assert client.post(address, said | {"action": action}, follow=True).status_code in (200, 422)
    assert client.get(address).status_code == 200
    assert not Organisation.objects.exists()


def test_questions_do_not_grow_with_the_columns(django_assert_max_num_queries: object) -> None:
    """As many for thirty columns as for three."""
    client = person()
    register(partnership={str(n): {"name_en": f"Table {n}"} for n in range(20)})
    for width in (3, 30):
        content = workbook(["Organisation", *(f"C{n}" for n in range(width))], ["Oak House", *range(width)])
        address = str(send(client, content, "a.xlsx")["Location"])
        with django_assert_max_num_queries(18):  # type: ignore[operator]  # a fixture of pytest-django
            client.get(address)


def _begun(client: Client, content: bytes) -> Any:
    return client.post(
        "/en/import/uploads/",
        headers={
            "Upload-Length": str(len(content)),
            "Upload-Name": base64.b64encode(b"liste.xlsx").decode(),
            "Upload-Fingerprint": base64.b64encode(b"1").decode(),
        },
    )


def _begin(client: Client, content: bytes) -> str:
    answer = _begun(client, content)
    assert answer.status_code in (200, 201), answer.content
    assert int(answer["Upload-Slice"]) == SLICE_SIZE
    return str(answer["Location"])


def _patch(client: Client, address: str, content: bytes, offset: int) -> object:
    return client.patch(
        address, content, content_type="application/offset+octet-stream", headers={"Upload-Offset": str(offset)}
    )


def test_an_upload_over_http() -> None:
    """HEAD tells where it stands, PATCH adds, a wrong offset is told the right one, POST ends and leads on."""
    client = person()
    address = _begin(client, LIST)
    middle = len(LIST) // 2
    assert _patch(client, address, LIST[:middle], 0)["Upload-Offset"] == str(middle)  # type: ignore[index]
    refused = _patch(client, address, LIST[:middle], 0)
    assert (refused.status_code, refused["Upload-Offset"]) == (409, str(middle))  # type: ignore[attr-defined,index]
    assert client.head(address)["Upload-Offset"] == str(middle)
    assert _patch(client, address, LIST[middle:], middle).status_code == 204  # type: ignore[attr-defined]
    ended = client.post(address, headers={"Upload-Digest": hashlib.sha256(LIST).hexdigest()})
    assert (ended.status_code, ended.json()["next"]) == (201, f"/en/import/columns/{FileToMap.objects.get().pk}/")
    assert client.head(address).status_code == 404


def test_an_upload_cut_half_way_goes_on_after_a_reload() -> None:
    """As the script asks: an answer lost on the way, the page opened again, the same file chosen, then the register."""
    client = person()
    third = len(LIST) // 3
    address = _begin(client, LIST)
    _patch(client, address, LIST[:third], 0)
    # The second slice arrives and its answer is lost: HEAD tells that it did.
    _patch(client, address, LIST[third : 2 * third], third)
    assert client.head(address)["Upload-Offset"] == str(2 * third)
    # The page is loaded again, and the same file chosen: the same upload, from where it stands.
    again = _begun(client, LIST)
    assert (again.status_code, again["Location"], again["Upload-Offset"]) == (200, address, str(2 * third))
    _patch(client, address, LIST[2 * third :], 2 * third)
    ended = client.post(address, headers={"Upload-Digest": hashlib.sha256(LIST).hexdigest()})
    page = client.post(ended.json()["next"], {"action": "go"}, follow=True)
    assert "nulle part" in page.content.decode()
    staged = WorkbookImport.objects.get()
    assert confirm_staged(staged, unanswered="different", leave_faulty_rows=True).written
    assert Organisation.objects.filter(name_fr="Maison du chêne").exists()
    assert not Upload.objects.exists()


def test_refusals_of_an_upload_are_sentences() -> None:
    """Another person's, too large, of another type, unreadable at its end, or of a visitor."""
    client = person()
    address = _begin(client, b"<html>")
    assert person("jean").head(address).status_code == 404
    assert person("lise", "viewer").post("/en/import/uploads/").status_code == 403
    assert Client().post("/en/import/uploads/").status_code == 401
    assert client.patch(address, b"x", content_type="text/plain").status_code == 415
    assert client.post("/en/import/uploads/", headers={"Upload-Length": str(10**9)}).status_code == 413
    _patch(client, address, b"<html>", 0)
    ended = client.post(address, headers={"Upload-Digest": hashlib.sha256(b"<html>").hexdigest()})
    assert ended.status_code == 422
    assert "not a workbook" in ended.json()["error"]
    assert not Upload.objects.exists()


def test_an_upload_can_be_abandoned() -> None:
    """DELETE forgets it."""
    client = person()
    address = _begin(client, LIST)
    assert client.delete(address).status_code == 204
    assert not Upload.objects.exists()
