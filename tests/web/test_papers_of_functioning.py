"""The results of a survey on paper: what the page says, to whom the page says it, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from tests.paper_reading import inside, text_of

from concertation.journeys.demonstration_surveys import publish_survey_rounds
from concertation.store.models.surveys import Wave

pytestmark = pytest.mark.django_db

PAGE = "/en/partnerships/merrow-lip/functioning/"
PAPER = "/en/partnerships/merrow-lip/functioning.pdf"
PAPER_FR = "/fr/partenariats/merrow-lip/fonctionnement.pdf"


@pytest.fixture(scope="module")
def published(demonstration: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        publish_survey_rounds()


def _of(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def _pdf(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    return answer.content


def _figures(words: str) -> set[str]:
    return set(re.findall(r"\b\d+[.,]\d\b", words))


def _page_words(client: Client, address: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()))


def _waves() -> Iterator[str]:
    yield from Wave.objects.filter(partnership_key="merrow-lip").order_by("opened_at").values_list("key", flat=True)


def test_it_tells_what_the_page_tells(published: None) -> None:
    """Who answered, the factors, what to work on, what changed, where traces part, and how it was made."""
    said = text_of(_pdf(Client(), PAPER))
    for words in (
        "Port Merrow Local Immigration Partnership",
        "36 of 43 people answered, from 18 of 19 organisations.",
        "That is 84% of those who were asked.",
        "What to work on first",
        "“I can find the partnership’s documents when I need them.”",
        "What changed since",
        "On “Documents”, opinion and the register disagree.",
        "a convention of Concertation, not of the article",
    ):
        assert words in said, words


def test_the_other_language_is_whole(published: None) -> None:
    said = text_of(_pdf(Client(), PAPER_FR))
    for words in ("36 personnes sur 43 ont répondu", "Par où commencer", "La même chose en tableau", "2,3 (2,2–2,4)"):
        assert words in said, words
    for words in ("What", "Where", "How", "Factor", "People", "not shown"):
        assert words not in said, words
    assert b"/Lang(fr-CA)" in inside(_pdf(Client(), PAPER_FR))


@pytest.mark.parametrize("reader", [None, "ana"])
def test_no_figure_is_on_paper_that_is_not_on_the_page(published: None, reader: str | None) -> None:
    """Of each wave: every number of the paper is one of the page."""
    client = _of(reader) if reader else Client()
    for wave in _waves():
        page = client.get(f"{PAGE}?wave={wave}")
        if b"factors-figure" in page.content:
            paper = text_of(_pdf(client, f"{PAPER}?wave={wave}"))
            assert _figures(paper) <= _figures(_page_words(client, f"{PAGE}?wave={wave}"))


def test_names_of_the_silent_are_on_the_paper_of_the_table_alone_which_says_so(published: None) -> None:
    for_all, for_the_table = text_of(_pdf(Client(), PAPER)), text_of(_pdf(_of("ana"), PAPER))
    assert "Port Merrow Care Homes" not in for_all and "for the table only" not in for_all
    assert "Port Merrow Care Homes" in for_the_table and "for the table only" in for_the_table


def test_a_hole_is_told_as_a_hole(published: None) -> None:
    first = next(_waves())
    assert "too few" in text_of(_pdf(Client(), f"{PAPER}?wave={first}"))


def test_what_is_not_published_has_no_paper_but_for_the_table(demonstration: None) -> None:
    address = "/en/partnerships/wexcombe-lip/functioning.pdf"
    assert Client().get(address).status_code == 404
    assert "nothing is known of who sees what" in text_of(_pdf(_of("ana"), address))


def test_no_organisation_is_counted_under_a_factor_of_an_anonymous_wave(demonstration: None) -> None:
    """Nobody knows of whom an answer is: people alone are counted, as on the page."""
    said = text_of(_pdf(_of("ana"), "/en/partnerships/wexcombe-lip/functioning.pdf"))
    table = said[said.index("In the register") : said.index("Where opinion and the register disagree")]
    assert table.count("unknown") >= 10


def test_an_open_wave_has_no_paper_for_anybody(demonstration: None) -> None:
    assert _of("ana").get("/en/partnerships/cinder-workplace/functioning.pdf").status_code == 404


def test_both_papers_are_on_the_page(published: None) -> None:
    page = Client().get(PAGE).content.decode()
    assert 'functioning.pdf"' in page and 'functioning.a4.pdf"' in page
    assert b"/MediaBox[0 0 595" in inside(_pdf(Client(), PAPER.replace(".pdf", ".a4.pdf")))
