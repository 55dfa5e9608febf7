"""JSON-LD that other tools read without fetching anything, and that comes back."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from tests.exchange.rows_as_facts import as_facts
from tests.exchange.some_facts import Facts, some_facts

from concertation.core.vocabulary import all_schemes
from concertation.exchange.linked_data import ORG, SCHEMA, TIME, RemoteContext, read_linked_data, write_linked_data
from concertation.exchange.skos import write_skos
from concertation.exchange.unreadable_file import UnreadableFile

_FACTS: Facts = {
    "organisation": {"church": {"name_en": "Church", "name_fr": "Église", "kind": "faith", "website": "https://e.org"}},
    "partnership": {"table": {"name_en": "Table", "purpose_fr": "Se concerter"}},
    "membership": {
        "m": {"organisation": "church", "partnership": "table", "since": date(2010, 1, 1), "until": date(2012, 6, 30)}
    },
    "membership_role": {"r": {"membership": "m", "role": "funder"}},
    "site": {"s": {"organisation": "church", "address_en": "1 Main St", "city_en": "Brandon", "latitude": 49.85}},
}
_KINDS = ("organisation", "partnership", "organisation_name", "organisation_identifier", "membership")


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The document as rdflib understands it."""
    return Graph().parse(data=write_linked_data(_FACTS), format="json-ld")


def test_a_membership_is_that_of_the_organization_ontology(graph: Graph) -> None:
    """W3C ORG, n-ary membership: member, organization, role, and the interval during which it holds."""
    (membership,) = graph.subjects(RDF.type, ORG.Membership)
    member = graph.value(membership, ORG.member)
    whole = graph.value(membership, ORG.organization)
    assert (member, RDF.type, ORG.Organization) in graph
    assert (whole, RDF.type, ORG.OrganizationalCollaboration) in graph
    interval = graph.value(membership, ORG.memberDuring)
    beginning = graph.value(interval, TIME.hasBeginning)
    assert graph.value(beginning, TIME.inXSDDate) == Literal(date(2010, 1, 1))


def test_names_are_in_both_languages_and_the_site_is_an_address(graph: Graph) -> None:
    """skos:prefLabel with a language each; schema:url is a resource, not words."""
    church = URIRef("urn:concertation:organisation:church")
    assert set(graph.objects(church, SKOS.prefLabel)) == {Literal("Church", lang="en"), Literal("Église", lang="fr")}
    assert graph.value(church, SCHEMA.url) == URIRef("https://e.org")


def test_terms_are_concepts_of_the_published_vocabularies(graph: Graph) -> None:
    """The kind and the role point at concepts that the SKOS export describes."""
    concepts = Graph().parse(data=write_skos(all_schemes()), format="turtle")
    used = {*graph.objects(None, ORG.classification), *graph.objects(None, ORG.role)}
    assert len(used) == 2
    assert all((concept, RDF.type, SKOS.Concept) in concepts for concept in used)


def test_the_context_stands_in_the_document() -> None:
    """No address to fetch."""
    assert isinstance(json.loads(write_linked_data(_FACTS))["@context"], dict)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some_facts(kinds=_KINDS, most=2))
def test_what_we_write_we_read_back(facts: Facts) -> None:
    """All that is said of these kinds but where it comes from."""
    if not facts:
        return
    found = as_facts(read_linked_data(write_linked_data(facts).encode(), filename="x.jsonld"))
    left_out = {"note", "locator", "source", "accountable_to"}
    assert found == {
        kind: {key: {n: v for n, v in row.items() if n not in left_out} for key, row in rows.items()}
        for kind, rows in facts.items()
    }


def test_an_organization_described_elsewhere_with_schema_org_is_read() -> None:
    """Name and address as schema.org writes them; the telephone is told."""
    document = {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "Organization",
        "@id": "https://example.org/#us",
        "name": {"@value": "Maison du Havre", "@language": "fr"},
        "telephone": "204",
    }
    reading = read_linked_data(json.dumps(document).encode(), filename="x.json")
    assert [dict(row.values) for row in reading.rows] == [{"name_fr": "Maison du Havre"}]
    assert [fault.place.column for fault in reading.faults] == ["https://example.org/#us https://schema.org/telephone"]


@pytest.mark.parametrize(
    "document",
    [
        {"@context": "https://schema.org/", "@type": "Organization"},
        {"@context": [{"a": "https://a.org/"}, "http://169.254.169.254/latest"]},
        {"@graph": [{"x": {"@context": {"@import": "https://a.org/c.jsonld"}}}]},
    ],
)
def test_nothing_is_ever_fetched(document: object) -> None:
    """A context at another address is refused before the parser would go there."""
    with pytest.raises(RemoteContext):
        read_linked_data(json.dumps(document).encode(), filename="x.json")


def test_what_is_nested_beyond_reason_is_refused() -> None:
    """A document of a hundred thousand brackets."""
    with pytest.raises(UnreadableFile):
        read_linked_data(b'{"@id":' + b"[" * 100_000, filename="x.json")
