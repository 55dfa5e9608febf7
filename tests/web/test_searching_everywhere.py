"""The search of the header, in both languages: what is found, in which order, and what each page says of it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.conftest import LAST_DAY

from concertation.store.history import recording
from concertation.store.loading import insert_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(demonstration: None) -> Client:
    """Someone without an account, before the demonstration."""
    return Client()


def _page(visitor: Client, words: str, *, language: str = "en", **asked: str) -> str:
    address = {"en": "/en/search/", "fr": "/fr/recherche/"}[language]
    answer = visitor.get(address, {"q": words, "as_of": LAST_DAY.isoformat(), **asked})
    assert answer.status_code == 200
    return answer.content.decode()


def _found(page: str) -> list[str]:
    return [unescape(re.sub("<[^>]+>", "", name)) for name in re.findall(r'class="record-link"[^>]*>(.*?)</a>', page)]


@pytest.mark.parametrize("words", ["calgary réseau immigration", "IMMIGRATION calgary", "partenariats calgary"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_words_of_either_language_find_a_partnership_on_pages_of_both(
    visitor: Client, words: str, language: str
) -> None:
    """The name of the page’s language is shown, whichever name answered."""
    names = {
        "en": "Calgary Local Immigration Partnership",
        "fr": "Partenariat local en matière d’immigration de Calgary",
    }
    if "réseau" in words:
        with recording(kind="test", reason=""):
            insert_facts({"partnership": {"r": {"name_en": names["en"], "name_fr": "Réseau d’immigration de Calgary"}}})
        assert any("Réseau" in name or "Calgary" in name for name in _found(_page(visitor, words, language=language)))
        return
    assert names[language] in _found(_page(visitor, words, language=language))


def test_an_acronym_comes_before_the_names_that_begin_so(visitor: Client) -> None:
    """RDI is an institute; the others only begin with these letters."""
    with recording(kind="test", reason=""):
        insert_facts({"organisation": {"x": {"name_en": "Rdi Brothers"}, "y": {"name_en": "The Rdi"}}})
    assert _found(_page(visitor, "rdi"))[:3] == [
        "Rural Development Institute, Brandon University",
        "Rdi Brothers",
        "The Rdi",
    ]


def test_what_else_answered_is_said(visitor: Client) -> None:
    """A former name is not what the page shows; it says by which name it was found."""
    with recording(kind="test", reason=""):
        insert_facts(
            {
                "organisation": {"library": {"name_en": "Public Library"}},
                "organisation_name": {"old": {"organisation": "library", "kind": "former", "name": "Institut Émile"}},
            }
        )
    assert "also “Institut Émile”" in _page(visitor, "emile institut")
    assert "aussi «\u00a0Institut Émile\u00a0»" in _page(visitor, "emile institut", language="fr")


def test_what_does_not_hold_on_the_day_is_found_and_marked(visitor: Client) -> None:
    """Lantern Bay’s network ended in 2025; the link leads to a day on which it held."""
    page = _page(visitor, "lantern network")
    assert "ended on" in page
    address = unescape(re.search(r'href="([^"]+)" data-row', page)[1])  # type: ignore[index]
    assert visitor.get(address).status_code == 200


def test_facts_of_a_partnership_lead_to_it(visitor: Client) -> None:
    """An agreement, a body: the partnership that has it, and the section that tells of it."""
    with recording(kind="test", reason=""):
        insert_facts(
            {
                "partnership": {"p": {"name_en": "Zephyr Table"}},
                "agreement": {"a": {"partnership": "p", "kind": "terms_of_reference", "title_en": "Quixotic Terms"}},
                "body": {"b": {"partnership": "p", "kind": "council", "name_en": "Quixotic Council"}},
            }
        )
    page = _page(visitor, "quixotic")
    for section in ("agreements", "bodies"):
        assert f'href="/en/partnerships/p/{section}/' in page
    assert page.count("Zephyr Table") == 2


def test_counting_stops_at_a_thousand_and_the_list_has_them_all(visitor: Client) -> None:
    """“More than 1,000” is honest; eight are shown, and a link leads to the rest."""
    with recording(kind="test", reason=""):
        insert_facts({"organisation": {f"o{number}": {"name_en": f"Murmuration {number}"} for number in range(1_001)}})
    page = _page(visitor, "murmurations")
    assert "more than 1,000" in page
    assert len(_found(page)) == 8
    address = unescape(re.search(r'class="hits-all" href="([^"]+)"', page)[1])  # type: ignore[index]
    assert "1,001" in visitor.get(address).content.decode()
    assert re.search(r"plus de 1\s000", _page(visitor, "murmurations", language="fr"))


@pytest.mark.parametrize("words", ["", "’ - !", '""', "\0"])
def test_nothing_asked_for_finds_nothing(visitor: Client, words: str) -> None:
    """Marks alone are not words."""
    assert _found(_page(visitor, words)) == []


@pytest.mark.parametrize(
    "words", ['"', "a OR b", "NEAR(a b)", "names : x", "x*", "'; --", "a & !b", "a:*", "(", "-x", "%"]
)
def test_no_mark_is_an_order_to_the_index(visitor: Client, words: str) -> None:
    """What the databases’ own languages of search use is text like any other."""
    _page(visitor, words)
    assert visitor.get("/en/organisations/", {"q": words}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_what_is_found(
    visitor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Eight of a kind are read, however many answer: eleven questions of the index a kind at most, and their rows."""
    _page(visitor, "a")
    with django_assert_max_num_queries(90):
        _page(visitor, "a")
