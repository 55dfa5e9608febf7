"""Any two facets crossed, with totals, shares, links to what each number counts, and a sentence."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from django.test import Client
from tests.conftest import LAST_DAY

pytestmark = pytest.mark.django_db
Asked = str | int | list[str]
DAY: dict[str, str | int | list[str]] = {"as_of": LAST_DAY.isoformat()}
X = "/en/cross-tabulation/"


@pytest.fixture
def visitor(demonstration: None) -> Client:
    """Someone without an account, before the demonstration."""
    return Client()


def _read(visitor: Client, address: str = X, /, **asked: Asked) -> str:
    answer = visitor.get(address, {**DAY, **asked})
    assert answer.status_code == 200
    return answer.content.decode()


def _links(page: str) -> list[tuple[str, int]]:
    table = re.search(r'<table class="crossing-table.*?</table>', page, re.DOTALL)
    assert table
    return [
        (unescape(address), int(count)) for address, count in re.findall(r'<a href="([^"]+)"[^>]*>(\d+)</a>', table[0])
    ]


def test_the_first_two_columns_of_table_1_are_crossed_unless_asked_otherwise(visitor: Client) -> None:
    """Garcea and Ashton, Table 1: geographic reach, then breadth of sectors."""
    assert "<title>Geographic reach × Breadth of sectors" in _read(visitor)
    assert "<title>Étape de vie × Types de partenaires" in _read(
        visitor, "/fr/tableau-croise/", down="stage", across="kinds"
    )


def test_a_facet_is_never_crossed_with_itself(visitor: Client) -> None:
    """Asked for the same twice, another stands across."""
    assert "<title>Geographic reach × Breadth of sectors" in _read(visitor, down="reach", across="reach")


@pytest.mark.parametrize("asked", [{}, {"down": "articulation", "across": "form"}, {"not-kinds": "mixed"}])
def test_each_number_leads_to_as_many_partnerships(visitor: Client, asked: dict[str, Asked]) -> None:
    """Cells, totals of rows and columns, and the whole."""
    links = _links(_read(visitor, X, **asked))
    assert len(links) > 8
    for address, count in links:
        found = re.search(r"<title>[^(]*\((\d+) of", visitor.get(address).content.decode())
        assert found and int(found[1]) == count, address


def test_a_facet_narrows_the_table(visitor: Client) -> None:
    """The whole is then what the list says too."""
    page = _read(visitor, articulation="collaborative")
    assert max(count for _, count in _links(page)) < max(count for _, count in _links(_read(visitor)))


@pytest.mark.parametrize(("of", "words"), [("all", "shares of all"), ("row", "each row"), ("column", "each column")])
def test_shares_are_shown_on_request_and_say_of_what(visitor: Client, of: str, words: str) -> None:
    """The caption says the denominator, and that unknown is in it."""
    page = _read(visitor, share=of)
    assert words in page
    assert 'class="cell-share">' in page
    assert 'class="cell-share">' not in _read(visitor)


def test_the_file_holds_the_table_as_shown(visitor: Client) -> None:
    """Rows, columns and totals; unknown is named, and every partnership is counted once."""
    answer = visitor.get("/en/cross-tabulation.csv", {**DAY, "down": "number", "across": "kinds"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    heading, *rows = list(csv.reader(io.StringIO(text)))
    assert heading[1:4] == ["Governmental", "Non-governmental", "Mixed"]
    assert sum(int(cell) for row in rows[:-1] for cell in row[1:-1]) == int(rows[-1][-1])
    assert answer["Content-Disposition"] == f'attachment; filename="number-kinds-{LAST_DAY}.csv"'


def test_a_sentence_says_what_the_table_says(visitor: Client) -> None:
    """The most frequent pair by its words and its number, in each language."""
    largest = max(count for address, count in _links(_read(visitor)) if "reach=" in address and "sectors=" in address)
    assert re.search(rf"Of \d+ partnerships, {largest} \(\d+%\) are both “local” and “several sectors”", _read(visitor))
    assert "c’est la paire la plus fréquente" in _read(visitor, "/fr/tableau-croise/")


def test_where_records_hold_several_values_the_page_says_that_cells_overlap(visitor: Client) -> None:
    """Sectors at the table are many; totals count each partnership once."""
    assert "totals count it once" in _read(visitor, down="sector", across="reach")


def test_a_table_of_nothing_says_so(visitor: Client) -> None:
    """No national partnership of two collaborates in the demonstration."""
    page = _read(visitor, articulation="collaborative", number="bipartite", reach="national")
    assert "No partnership answers these filters on that day." in page
