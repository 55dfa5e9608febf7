"""Doubts that people settle one card at a time, and the decision to write or to abandon."""

from __future__ import annotations

import pytest
from tests.web.importing_files import ALIKE, known_houses, person, register, staged, workbook

from concertation.store.models import Change, Organisation, OrganisationName, WorkbookImport

pytestmark = pytest.mark.django_db


def test_a_card_shows_both_sides_and_the_reasons() -> None:
    """Left what we have, right what came, line by line; between them why they may be the same."""
    known_houses()
    client = person()
    page = client.get(f"{staged(client, workbook(*ALIKE))}doubts/1/").content.decode()
    held, reasons, came = (
        page.index(">Oak House<"),
        page.index("same Web site (oak.example)"),
        page.rindex("Oak House Inc."),
    )
    assert held < reasons < came
    assert "What we have" in page
    assert "in the register" in page
    assert "Organisations, row 2" in page


@pytest.mark.parametrize(("language", "keys"), [("en", "sdu"), ("fr", "mdi")])
def test_the_three_answers_are_buttons_of_a_form_with_keys(language: str, keys: str) -> None:
    """Without a script the buttons do; with one, a letter of the language does, while the card has the focus."""
    known_houses()
    client = person()
    address = staged(client, workbook(*ALIKE))
    address = (
        f"{address}doubts/1/" if language == "en" else f"{address.replace('/en/import/', '/fr/importation/')}doutes/1/"
    )
    page = client.get(address).content.decode()
    for answer, key in zip(("record:oak", "different", "unsure"), keys, strict=True):
        button = page[page.index(f'value="{answer}"') :].partition("</button>")[0]
        assert f'data-key="{key}"' in button
    assert '<form class="review" method="post"' in page


def test_an_answer_is_kept_and_leads_to_the_next_doubt() -> None:
    """And what was put off comes back at the end."""
    known_houses()
    client = person()
    address = staged(client, workbook(*ALIKE))
    assert client.post(f"{address}doubts/1/", {"answer": "unsure"})["Location"] == f"{address}doubts/2/"
    assert client.post(f"{address}doubts/2/", {"answer": "different"})["Location"] == f"{address}doubts/"
    listing = client.get(f"{address}doubts/").content.decode()
    assert "Settled: 1 of 2" in listing
    assert f'href="{address}doubts/1/">Go on with the next card' in listing
    kept = WorkbookImport.objects.get().answers
    assert kept == {"organisation:Organisations:2": "unsure", "organisation:Organisations:3": "different"}


def test_an_answer_that_is_none_of_the_buttons_is_refused() -> None:
    """The same card is shown again with what to do."""
    known_houses()
    client = person()
    answer = client.post(f"{staged(client, workbook(*ALIKE))}doubts/1/", {"answer": "record:elsewhere"})
    assert answer.status_code == 422
    assert "Choose one of the answers" in answer.content.decode()
    assert WorkbookImport.objects.get().answers == {}


def test_the_proposals_can_be_followed_at_once_but_not_over_an_unsure_answer() -> None:
    """Names and site agree for the oak, names alone for the elm; what a person put off stays theirs."""
    known_houses()
    client = person()
    address = staged(client, workbook(*ALIKE))
    listing = client.get(f"{address}doubts/").content.decode()
    assert "The same: 1; different: 1." in listing
    client.post(f"{address}doubts/2/", {"answer": "unsure"})
    client.post(f"{address}doubts/proposals/")
    kept = WorkbookImport.objects.get().answers
    assert kept == {"organisation:Organisations:2": "record:oak", "organisation:Organisations:3": "unsure"}


def test_doubts_must_be_settled_before_anything_is_written() -> None:
    """The page of confirmation says how many remain; a form sent all the same writes nothing."""
    known_houses()
    client = person()
    address = staged(client, workbook(*ALIKE))
    assert "2 rows still look like something known" in client.get(f"{address}confirm/").content.decode()
    answer = client.post(f"{address}confirm/", {"reason": "all the same"})
    assert answer.status_code == 422
    assert Change.objects.count() == 1


def test_what_a_person_says_is_the_same_becomes_another_name() -> None:
    """One organisation, its own name kept, the other beside it."""
    known_houses()
    client = person()
    address = staged(client, workbook(*ALIKE))
    client.post(f"{address}doubts/proposals/")
    client.post(f"{address}confirm/", {"reason": "Directory of 2012"})
    assert Organisation.objects.get(key="oak").name_en == "Oak House"
    assert set(OrganisationName.objects.values_list("name", flat=True)) == {"Oak House Inc.", "Maison du chêne inc."}
    assert Organisation.objects.count() == 4


def test_confirming_takes_a_reason_and_leads_to_the_change() -> None:
    """Who, when and why stand in the history, with what was written."""
    client = person()
    address = staged(client, workbook(("a", "Oak House", "Maison du chêne", "", "")))
    without = client.post(f"{address}confirm/", {"reason": "  "})
    assert without.status_code == 422
    assert "Say why in a few words" in without.content.decode()
    assert not Change.objects.exists()
    answer = client.post(f"{address}confirm/", {"reason": "Spring update"})
    assert answer["Location"] == f"{address}result/"
    change = Change.objects.get()
    assert f"/en/changes/{change.pk}/" in client.get(answer["Location"]).content.decode()
    page = client.get(f"/en/changes/{change.pk}/").content.decode()
    assert "Spring update" in page
    assert "Oak House" in page
    assert (change.kind, change.made_by_name) == ("imported", "Ana")


def test_a_change_shows_what_it_did_and_nothing_else() -> None:
    """A fact corrected by it stands with before and after, though other changes touched it too."""
    register(organisation={"oak": {"name_en": "Oak House", "name_fr": "Maison", "website": "https://oak.example"}})
    client = person()
    address = staged(client, workbook(("oak", "Oak House", "Maison", "https://new.example", "")))
    client.post(f"{address}confirm/", {"reason": "Site moved"})
    page = client.get(f"/en/changes/{Change.objects.latest('pk').pk}/").content.decode()
    assert "<del>https://oak.example</del>" in page
    assert "<ins>https://new.example</ins>" in page
    assert f"/en/changes/{Change.objects.latest('pk').pk}/undo/" in page
    assert client.get("/en/changes/99999/").status_code == 404


def test_faulty_rows_are_left_out_only_when_a_person_says_so() -> None:
    """And the result says how many were."""
    client = person()
    address = staged(client, workbook(("a", "A", "A", "", "someday"), ("b", "B", "B", "", "")))
    assert client.post(f"{address}confirm/", {"reason": "first"}).status_code == 422
    assert not Organisation.objects.exists()
    answer = client.post(f"{address}confirm/", {"reason": "first", "leave_faulty_rows": "yes"})
    assert "1 row with a fault was left out" in client.get(answer["Location"]).content.decode()
    assert list(Organisation.objects.values_list("key", flat=True)) == ["b"]


def test_a_register_that_moved_is_told_and_nothing_is_written() -> None:
    """Which row comes out otherwise, and the preview again; confirming then writes what was seen."""
    client = person()
    address = staged(client, workbook(("oak", "Oak House", "Maison du chêne", "https://new.example", "")))
    client.get(f"{address}confirm/")
    known_houses()
    answer = client.post(f"{address}confirm/", {"reason": "Update"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The register changed since you looked" in page
    row = page[page.index('<table class="moved">') :].partition("</table>")[0]
    assert "<td>new</td><td>changed</td>" in row
    assert "<ins>https://new.example</ins>" in page
    assert Organisation.objects.get(key="oak").website == "https://oak.example"
    client.post(f"{address}confirm/", {"reason": "Update"})
    assert Organisation.objects.get(key="oak").website == "https://new.example"


def test_an_abandoned_file_is_forgotten() -> None:
    """Its contents are gone; who sent it stays, and its pages lead to what became of it."""
    client = person()
    address = staged(client, workbook(("a", "A", "A", "", "")))
    assert client.get(f"{address}abandon/").status_code == 405
    client.post(f"{address}abandon/")
    assert bytes(WorkbookImport.objects.get().content) == b""
    for page in ("", "rows/", "faults/", "faults.csv", "doubts/", "doubts/1/", "confirm/"):
        assert client.get(f"{address}{page}")["Location"] == f"{address}result/"
    assert "This file was abandoned" in client.get(f"{address}result/").content.decode()
    assert not Organisation.objects.exists()


def test_a_file_is_written_once() -> None:
    """A second confirmation leads to the result of the first."""
    client = person()
    address = staged(client, workbook(("a", "A", "A", "", "")))
    for _ in range(2):
        assert client.post(f"{address}confirm/", {"reason": "once"})["Location"] == f"{address}result/"
    assert Change.objects.count() == 1


def test_the_files_of_others_do_not_exist_but_for_a_steward() -> None:
    """Every page and every deed about them."""
    address = staged(person("ana"), workbook(("a", "A", "A", "", "")))
    other, steward = person("ida"), person("marc", "steward")
    for page in ("", "rows/", "faults/", "faults.csv", "faults.xlsx", "doubts/", "doubts/1/", "confirm/", "result/"):
        assert other.get(f"{address}{page}").status_code == 404
    for deed in ("confirm/", "abandon/", "doubts/1/", "doubts/proposals/"):
        assert other.post(f"{address}{deed}", {"reason": "mine", "answer": "different"}).status_code == 404
    assert "partners.xlsx" not in other.get("/en/import/").content.decode()
    assert "partners.xlsx" in steward.get("/en/import/").content.decode()
    assert steward.get(address).status_code == 200
    assert WorkbookImport.objects.get().state == "previewed"


def test_many_doubts_are_listed_a_page_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second page goes on with the number of its first card; the way in and the count are of all."""
    monkeypatch.setattr("concertation.web.importing.doubts._A_PAGE", 1)
    known_houses()
    client = person()
    address = staged(client, workbook(*ALIKE))
    first, second = (client.get(f"{address}doubts/", {"page": page}).content.decode() for page in (1, 2))
    assert f'<a href="{address}doubts/1/">' in first and f'<a href="{address}doubts/2/">' not in first
    assert f'<th scope="row"><a href="{address}doubts/2/">' in second
    assert "Page 2 of 2" in second
