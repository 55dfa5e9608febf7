"""The preview: what a file would change, every fault at once, and nothing computed twice."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from tests.web.importing_files import ALIKE, known_houses, person, register, staged, workbook

from concertation.core.faults import FaultKind
from concertation.exchange.workbook import faults as faults_of_files
from concertation.journeys.workbook import faults as faults_with_the_register
from concertation.journeys.workbook import previewing, staging
from concertation.store.models import Change, Organisation
from concertation.web.importing.faults import LISTED, fault_titles

pytestmark = pytest.mark.django_db

_MIXED = (
    ("oak", "Oak House", "Maison du chêne", "https://new.example", ""),
    ("elm", "Elm House Society", "", "", ""),
    ("ash", "Ash Table", "Table du frêne", "", "2014-06-30"),
    ("bad", "Bad Row", "Mauvaise ligne", "", "someday"),
)


def _french(address: str) -> str:
    return address.replace("/en/import/", "/fr/importation/")


def test_the_counts_stand_in_a_table_and_in_a_sentence() -> None:
    """Each number leads to the rows it counts; nothing is written, and the page says so."""
    known_houses()
    client = person()
    address = staged(client, workbook(*_MIXED))
    page = client.get(address).content.decode()
    assert "1 row is new, 1 row changes what is known, 1 row says what is known already and 1 row has a fault." in page
    assert "Nothing is written to the register yet." in page
    assert f"{address}rows/?outcome=new&amp;part=organisation%3AOrganisations" in page
    french = client.get(_french(address)).content.decode()
    assert "1 ligne est nouvelle" in french
    assert "Rien n’est encore écrit dans le registre." in french
    assert not Organisation.objects.filter(key="ash").exists()
    assert Change.objects.count() == 1


def test_what_changes_is_shown_before_and_after() -> None:
    """Cell by cell."""
    known_houses()
    client = person()
    page = client.get(staged(client, workbook(*_MIXED))).content.decode()
    assert "<del>https://oak.example</del>" in page
    assert "<ins>https://new.example</ins>" in page


def test_every_fault_is_told_with_its_place_and_what_to_do() -> None:
    """Sheet, row, column, the value found and a plain sentence, in the language of the page."""
    client = person()
    address = staged(client, workbook(*_MIXED))
    page = client.get(address).content.decode()
    for words in (
        "Not a date",
        ">Organisations<",
        ">5<",
        ">Since<",
        "<code>someday</code>",
        "Write it like 2014-06-30",
    ):
        assert words in page
    french = client.get(_french(address)).content.decode()
    assert "N’est pas une date" in french
    assert "Écrivez-la comme 2014-06-30" in french


def _faulty(count: int) -> bytes:
    rows = [(f"f{n}", f"Place {n}", f"Lieu {n}", "", "someday") for n in range(count)]
    return workbook(*rows, ("w", "W", "W", "not an address", ""))


def test_faults_are_grouped_filtered_and_paged() -> None:
    """A kind that fills pages is listed by its first faults, and leads to them all."""
    client = person()
    address = staged(client, _faulty(LISTED + 5))
    page = client.get(address).content.decode()
    assert page.count("<code>someday</code>") == LISTED
    assert f"{address}faults/?kind=not-a-date" in page
    assert client.get(f"{address}faults/?kind=not-a-date").content.decode().count("<code>someday</code>") == LISTED + 5
    of_another_kind = client.get(f"{address}faults/?kind=not-an-address").content.decode()
    assert "someday" not in of_another_kind
    assert "<code>not an address</code>" in of_another_kind


def test_the_faults_leave_as_a_file_without_a_limit() -> None:
    """CSV and XLSX hold each of them, in the language of the page."""
    client = person()
    address = staged(client, workbook(*[(f"f{n}", f"P {n}", f"L {n}", "", "someday") for n in range(300)]))
    lines = b"".join(client.get(f"{address}faults.csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(lines)))
    assert rows[0] == ["Sheet", "Row", "Column", "Value found", "What is wrong, and what to do", "Weight"]
    assert len(rows) == 301
    assert rows[1][:3] == ["Organisations", "2", "Since"]
    content = b"".join(client.get(f"{_french(address)}anomalies.xlsx").streaming_content)  # type: ignore[attr-defined]
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet[1]][:2] == ["Feuille", "Ligne"]
    assert sheet.max_row == 301


def test_every_kind_of_fault_has_a_title() -> None:
    """In both languages; faults are grouped under it."""
    kinds = [
        value
        for module in (faults_of_files, faults_with_the_register)
        for value in vars(module).values()
        if isinstance(value, FaultKind)
    ]
    assert {kind.code for kind in kinds} == set(fault_titles())


def test_new_rows_can_be_read_a_page_at_a_time() -> None:
    """With what each would write, references by their names."""
    client = person()
    sites = [("Oak House", f"{n} Main Street") for n in range(60)]
    register(organisation={"oak": {"name_en": "Oak House", "name_fr": "Maison du chêne"}})
    content = workbook(*sites, sheet="Sites", headings=("Organisation", "Address (English)"))
    address = staged(client, content)
    first = client.get(f"{address}rows/?outcome=new").content.decode()
    assert first.count('class="row-card') == 50
    assert "<dt>Organisation</dt><dd>Oak House</dd>" in first
    assert "0 Main Street" in first
    second = client.get(f"{address}rows/?outcome=new&page=2").content.decode()
    assert second.count('class="row-card') == 10
    assert "59 Main Street" in second


@pytest.fixture
def comparisons(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Each time rows are compared with the register."""
    seen: list[Any] = []
    compare = previewing.preview_reading

    def compared(*arguments: Any, **named: Any) -> Any:
        seen.append(arguments)
        return compare(*arguments, **named)

    monkeypatch.setattr(staging, "preview_reading", compared)
    return seen


def test_turning_pages_compares_nothing_again(comparisons: list[Any]) -> None:
    """Once when the file arrives, and no more while neither the register nor the answers change."""
    known_houses()
    client = person()
    address = staged(client, workbook(*ALIKE))
    for page in ("", "rows/", "rows/?outcome=new", "faults/", "faults.csv", "doubts/", "doubts/1/", "confirm/"):
        assert client.get(f"{address}{page}").status_code == 200
    assert len(comparisons) == 1


def test_an_answer_compares_again_only_when_the_preview_is_asked_for(comparisons: list[Any]) -> None:
    """From one card to the next nothing is; the preview with the answers is computed once."""
    known_houses()
    client = person()
    address = staged(client, workbook(*ALIKE))
    client.post(f"{address}doubts/1/", {"answer": "different"})
    client.post(f"{address}doubts/2/", {"answer": "different"})
    assert len(comparisons) == 1
    assert "3 rows are new." in client.get(address).content.decode()
    client.get(address)
    assert len(comparisons) == 2


def test_a_change_of_the_register_compares_again(comparisons: list[Any]) -> None:
    """The preview is of the register as it is now."""
    client = person()
    address = staged(client, workbook(*_MIXED))
    known_houses()
    assert "1 row changes what is known" in client.get(address).content.decode()
    assert len(comparisons) == 2


def test_confirming_writes_the_preview_that_was_seen(comparisons: list[Any]) -> None:
    """Without comparing again what has just been compared."""
    client = person()
    address = staged(client, workbook(("a", "Oak House", "Maison du chêne", "", "")))
    client.post(f"{address}confirm/", {"reason": "first"})
    assert Organisation.objects.count() == 1
    assert len(comparisons) == 1


@pytest.mark.parametrize("page", ["", "rows/?outcome=new", "faults/", "doubts/", "confirm/"])
def test_the_queries_of_a_page_do_not_grow_with_the_rows(
    page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The same number for 5 rows and for 200."""
    client = person()
    for count in (5, 200):
        rows = [(f"o{n}", f"Organisation {n}", f"Organisme {n}", "", "" if n % 3 else "someday") for n in range(count)]
        address = staged(client, workbook(*rows))
        client.get(f"{address}{page}")
        with django_assert_max_num_queries(8):
            client.get(f"{address}{page}")
