"""Nothing stands on a page that programs cannot reach: what is added to pages must be added here."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from openapi_spec_validator import OpenAPIV31SpecValidator
from tests.api.conftest import ROOT

from concertation.api.document import document, operations
from concertation.api.errors import STATUSES
from concertation.api.partnerships import SECTIONS
from concertation.api.words import words
from concertation.core.errors import ConcertationError
from concertation.core.faceting.facet import facets_of
from concertation.core.facts import all_kinds
from concertation.core.measure import all_measures
from concertation.core.vocabulary import scheme_ids
from concertation.journeys.finding.asking import sorts_of
from concertation.journeys.finding.columns import columns_of
from concertation.journeys.formats import OPEN_FORMATS
from concertation.web.partnerships import sections as pages

pytestmark = pytest.mark.django_db

# Each page of the site, by the name of its address, and the operation that gives programs the same. Where programs have
# nothing to do with a page, the reason stands instead, in brackets.
SAME = {
    "home": "read_overview",
    "search": "look_for",
    "partnerships": "list_partnerships",
    "partnerships-file": "list_partnerships",
    "partnership": "read_partnership",
    "partnership-section": "read_partnership_profile",
    "partnership-report": "read_partnership_typology",
    "partnership-paper": "read_partnership_profile",
    "partnership-history": "read_partnership_history",
    "functioning": "read_functioning",
    "functioning-factor": "read_functioning",
    "functioning-file": "read_functioning",
    "functioning-guide": "[questions for a meeting of people]",
    "functioning-publish": "[a table publishes with its eyes on what everyone will read]",
    "organisations": "list_organisations",
    "organisations-file": "list_organisations",
    "organisation": "read_organisation",
    "organisation-history": "read_organisation_history",
    "cross-tabulation": "cross_partnerships",
    "cross-tabulation-file": "cross_partnerships",
    "change": "read_change",
    "fact-history": "read_versions",
    "fact-add": "create_fact",
    "fact-edit": "change_fact",
    "fact-remove": "delete_fact",
    "fact-grid": "change_fact",
    "fact-lookup": "look_for",
    "change-undo": "take_back",
    "vocabularies": "list_vocabularies",
    "vocabulary": "read_vocabulary",
    "vocabularies-skos": "list_exports",
    "vocabulary-skos": "list_exports",
    "export": "list_exports",
    "export-workbook": "list_exports",
    "export-snapshot": "list_exports",
    "sign-in": "[people sign in; programs show a key]",
    "sign-out": "[as above]",
    "appearance": "[a choice of the eye]",
    "tokens": "[keys are made by people]",
    "token-revoke": "[as above]",
    "api-reference": "[describes the API itself]",
    "map": "list_territories",
    "map-card": "read_territory",
    "network": "read_network",
    "network-columns": "send_network_graph",
    "network-file": "send_network_graph",
    "network-compared": "read_network_sentences",
    "network-sure": "read_network_certainty",
    "organisation-network": "read_network_around",
    "map-shapes": "read_geometry",
    "map-file": "list_territories",
    "map-organisations": "list_organisations",
    "map-organisations-card": "list_organisations",
    "map-organisations-shapes": "list_facts",
    "map-organisations-file": "list_organisations",
    "areas": "list_territories",
    "areas-compose": "create_fact",
    "areas-preview": "[a file is brought in by its pages, in steps]",
    "areas-faults": "[as above]",
    "export-format": "list_exports",
    "export-format-file": "send_export",
    "export-made": "send_export",
    "matches": "list_doubles",
    "match": "create_fact",
    "api-elsewhere": "[describes the API itself]",
    "works": "[long work is asked for by pages]",
    "work": "[as above]",
    "work-stop": "[as above]",
    "waves": "list_waves",
    "wave": "read_wave",
    "wave-new": "create_wave",
    "wave-edit": "[a draft is changed by people, on its pages]",
    "wave-remove": "[as above]",
    "wave-questions": "[as above]",
    "wave-people": "[names and addresses of those asked are for the eyes of who asks]",
    "wave-people-add": "add_people_to_wave",
    "wave-person": "[as above]",
    "wave-answers": "[one person’s answers are read by people, each time with a reason]",
    "wave-open": "open_wave",
    "wave-write": "invite_to_wave",
    "wave-remind": "remind_wave",
    "wave-closing": "close_wave",
    "survey-link": "[a partner answers in person, by a personal link]",
    "survey-decline": "[as above]",
    "answering": "[as above]",
    "answering-begin": "[as above]",
    "answering-later": "[as above]",
    "answering-check": "[as above]",
    "answering-sent": "[as above]",
    "answering-delete": "[as above]",
    "answering-organisations": "[as above]",
    "answering-tie": "[as above]",
    "answering-topic": "[as above]",
    "match-merge": "merge_records",
    "emerging": "list_emerging_groups",
    "emerging-group": "list_emerging_groups",
    "emerging-pairs": "list_likely_ties",
    "emerging-answers": "list_candidate_answers",
    "emerging-record": "create_fact",
}

# Doors, passwords, second factors and rights are between people: a key opens none of these pages.
OF_PEOPLE = ("account", "import", "invit", "my-account", "password", "second-factor", "session", "api-doc")


def _names(resolver: URLResolver) -> set[str]:
    found: set[str] = set()
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver) and one.namespace != "api-1":
            found |= _names(one)
        elif isinstance(one, URLPattern) and one.name:
            found.add(one.name)
    return found


def test_every_page_has_its_operation() -> None:
    """A page added without one fails here, with its name."""
    operation_ids = {operation["operationId"] for _, _, operation in operations(document("en"))}
    pages_there = {name for name in _names(get_resolver()) if not name.startswith(OF_PEOPLE)}
    assert {name for name in pages_there if name not in SAME} == set()
    assert {name for name in SAME.values() if not name.startswith("[")} <= operation_ids


def test_every_section_of_a_partnership_is_reachable() -> None:
    """The sections of the page, in its order."""
    assert list(SECTIONS) == [section.slug for section in pages.SECTIONS]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_document_is_valid(language: Any) -> None:
    """OpenAPI 3.1, by another implementation (openapi-spec-validator)."""
    assert list(OpenAPIV31SpecValidator(document(language)).iter_errors()) == []


def test_the_document_names_every_kind_facet_column_order_and_format() -> None:
    """Whoever reads the document alone knows all that can be asked."""
    paths = document("en")["paths"]
    for listing in ("partnership", "organisation"):
        asked = {one["name"]: one for one in paths[f"{ROOT}{listing}s"]["get"]["parameters"]}
        facets = set(facets_of(listing))
        assert facets | {f"not-{name}" for name in facets} <= set(asked)
        assert asked["columns"]["schema"]["items"]["enum"] == list(columns_of(listing))
        assert set(sorts_of(listing)) <= set(asked["sort"]["schema"]["enum"])
    kinds = paths[f"{ROOT}facts/{{kind}}"]["get"]["parameters"][0]["schema"]["enum"]
    assert sorted(kinds) == sorted(kind.id for kind in all_kinds())
    assert len(kinds) >= 43
    assert paths[f"{ROOT}exports/{{format}}"]["get"]["parameters"][0]["schema"]["enum"] == list(OPEN_FORMATS)
    assert paths[f"{ROOT}vocabularies/{{scheme}}"]["get"]["parameters"][0]["schema"]["enum"] == list(scheme_ids())


def test_everything_in_the_document_has_words_in_both_languages() -> None:
    """Operations, parameters and answers; French is French, and neither language lacks what the other has."""
    for (_, _, english), (_, _, french) in zip(operations(document("en")), operations(document("fr")), strict=True):
        assert english["summary"] != french["summary"]
        for one, other in zip(english["parameters"], french["parameters"], strict=True):
            assert one["description"] != other["description"], one["name"]


def test_no_word_is_written_for_nothing() -> None:
    """Words of operations that went must go too."""
    operation_ids = {operation["operationId"] for _, _, operation in operations(document("en"))}
    assert set(words()["operation"]) == operation_ids


def test_every_code_of_a_problem_is_that_of_an_error() -> None:
    """The table of statuses names no code that nothing raises."""

    def every(error: type[ConcertationError]) -> set[str]:
        return {one.code for one in error.__subclasses__()}.union(
            *(every(one) for one in error.__subclasses__()), set()
        )

    assert set(STATUSES) <= every(ConcertationError)


def test_measures_and_exports_are_whole(demonstration: None) -> None:
    """Every measure and every open format is told."""
    client = Client()
    told = json.loads(client.get(f"{ROOT}measures").content)["measures"]
    assert [one["id"] for one in told] == [one.id for one in all_measures()]
    offered = {one["id"] for one in json.loads(client.get(f"{ROOT}exports").content)["formats"]}
    assert set(OPEN_FORMATS) <= offered


def test_every_resource_of_the_entrance_is_there(demonstration: None) -> None:
    """What the entrance names is answered, or is for accounts."""
    client = Client()
    for one in json.loads(client.get(ROOT).content)["resources"]:
        asked = {"q": "brandon"} if "lookup" in one["href"] else {}
        assert client.get(one["href"], asked).status_code in (200, 401), one["name"]


@pytest.mark.parametrize("address", ["/en/api/v1/", "/fr/api/v1/"])
def test_the_page_for_people_shows_every_operation(address: str) -> None:
    """Server-rendered from the document, without scripts."""
    page = Client().get(address).content.decode()
    for _, _, operation in operations(document("en")):
        assert f'id="{operation["operationId"]}"' in page
    assert "style=" not in page
    for kind in all_kinds():
        assert f'id="kind-{kind.id}"' in page
