"""The words of the field, for people and for programs."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rdflib import RDF, SKOS, Graph
from tests.conftest import LAST_DAY

from concertation.core.vocabulary import all_schemes, load_scheme
from concertation.journeys.usage import count_uses
from concertation.store.models import Organisation

pytestmark = pytest.mark.django_db

_EN, _FR = "/en/vocabularies/", "/fr/vocabulaires/"


@pytest.mark.parametrize(("language", "address"), [("en", _EN), ("fr", _FR)])
def test_the_index_names_every_vocabulary_once(language: str, address: str) -> None:
    """Grouped by what it is about, with the number of its terms."""
    page = Client().get(address).content.decode()
    for scheme in all_schemes():
        assert page.count(f'href="{address}{scheme.id}/"') == 1
    assert f"{len(all_schemes())} vocab" in page


@pytest.mark.parametrize("scheme", all_schemes(), ids=lambda scheme: scheme.id)
def test_a_page_shows_both_languages_of_every_term(scheme: object) -> None:
    """Name, definition, code as an address within the page, and where it comes from."""
    own = load_scheme(scheme.id)  # type: ignore[attr-defined]
    answer = Client().get(f"{_EN}{own.id}/")
    shown = {(side.language, side.label, side.definition) for term in answer.context["terms"] for side in term.sides}
    assert shown == {
        (lang, t.label.in_language(lang), t.definition.in_language(lang)) for t in own for lang in ("en", "fr")
    }
    page = answer.content.decode()
    assert all(f'id="{term.code}"' in page for term in own)


def test_the_readers_language_comes_first() -> None:
    """In English the English side is on the left, in French the French one."""
    for address, first, second in ((_EN, "Consultative", "Consultatif"), (_FR, "Consultatif", "Consultative")):
        page = Client().get(f"{address}articulation/").content.decode()
        assert page.index(f"<h2>{first}</h2>") < page.index(f"<h2>{second}</h2>")


def test_a_term_says_whether_the_article_states_it() -> None:
    """The third form of Kernaghan is in the article; the ladder of Arnstein is our borrowing."""
    article = Client().get(f"{_FR}articulation/").content.decode()
    assert article.count("selon l’article") == 4
    assert "Les types de partenariats, § 2, point 3" in article
    assert "per the article" not in Client().get(f"{_EN}arnstein_rung/").content.decode()


def test_broader_and_narrower_terms_lead_to_each_other() -> None:
    """A federal government is a government."""
    page = Client().get(f"{_EN}organisation_kind/").content.decode()
    federal = page[page.index('id="federal"') :].partition("</section>")[0]
    assert 'narrower than <a href="#government">Government</a>' in federal
    assert 'href="#federal">Federal</a>' in page[page.index('id="government"') :].partition("</section>")[0]


def test_each_term_tells_how_many_facts_use_it(demonstration: None) -> None:
    """The count is that of the table itself, and the list of these facts is one link away."""
    libraries = Organisation.objects.filter(kind="library").count()
    page = Client().get(f"{_EN}organisation_kind/?as_of={LAST_DAY}").content.decode()
    library = page[page.index('id="library"') :].partition("</section>")[0]
    assert libraries > 1
    assert f"<strong>{libraries}</strong> organisations" in library
    assert f'href="/en/organisations/?kind=library&amp;as_of={LAST_DAY}"' in library


def test_restricted_facts_are_not_counted_for_those_who_may_not_read_them(demonstration: None) -> None:
    """Not even their number leaks."""
    visitor = Client().get(f"{_EN}concern_kind/?as_of={LAST_DAY}")
    assert visitor.context["is_used"] is False


def test_a_declared_type_counts_under_its_value(demonstration: None) -> None:
    """A source that says “local” uses the term of the reach, not that of another typology."""
    uses = count_uses("geographic_reach", as_of=LAST_DAY, user=Client().get(_EN).wsgi_request.user)
    assert {use.kind.id for use in uses["local"]} == {"declared_type"}


@pytest.mark.parametrize(
    ("words", "code"),
    [("etabliss", "settlement"), ("ÉTABLISSEMENT", "settlement"), ("language train", "language_training")],
)
def test_a_search_forgives_accents_case_and_language(words: str, code: str) -> None:
    """The beginnings of words in either language find the term, whatever the language of the page."""
    assert f'href="{_EN}policy_sector/#{code}"' in Client().get(_EN, {"q": words}).content.decode()


def test_names_come_before_definitions_that_mention_them() -> None:
    """« bailleur » names a funder before it explains anything else."""
    found = Client().get(_FR, {"q": "bailleur"}).context["found"]
    ranks = [term.rank for _, terms in found for term in terms]
    assert ranks[0] == 0
    assert [terms[0].rank for _, terms in found] == sorted(terms[0].rank for _, terms in found)


def test_a_search_that_finds_nothing_says_what_to_try() -> None:
    """And leads back to all of them."""
    page = Client().get(_EN, {"q": "zzz"}).content.decode()
    assert "No term holds these words" in page


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
    ],
)
def test_the_same_address_answers_people_and_programs(asked: str, answered: str) -> None:
    """Content negotiation on Accept; caches are told."""
    for address in (f"{_EN}articulation/", _EN):
        answer = Client().get(address, headers={"accept": asked})
        assert answer["Content-Type"] == answered
        assert "Accept" in answer["Vary"]


def test_the_files_hold_the_vocabulary_asked_for() -> None:
    """Turtle of one, JSON-LD of one, and all of them in one file."""
    one = Graph().parse(data=Client().get(f"{_EN}articulation.ttl").content, format="turtle")
    assert len(list(one.subjects(RDF.type, SKOS.Concept))) == 4
    assert len(json.loads(Client().get(f"{_FR}articulation.jsonld").content)["@graph"]) == 5
    everything = Graph().parse(data=Client().get(f"{_FR}tous.ttl").content, format="turtle")
    assert len(list(everything.subjects(RDF.type, SKOS.ConceptScheme))) == len(all_schemes())


@pytest.mark.parametrize("address", [f"{_EN}nothing/", f"{_EN}nothing.ttl", f"{_EN}articulation.exe"])
def test_what_does_not_exist_is_not_found(address: str) -> None:
    """A vocabulary, its file, a format."""
    assert Client().get(address).status_code == 404


def test_a_page_seen_again_asks_the_database_nothing_about_facts(
    demonstration: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The counts come from the snapshot of the day, built once for each state of the register."""
    Client().get(f"{_EN}organisation_kind/")
    with django_assert_max_num_queries(4):
        Client().get(f"{_EN}organisation_kind/")
