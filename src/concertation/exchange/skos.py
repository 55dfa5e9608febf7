"""The vocabularies as SKOS, so that other registers can cite, map and reuse the terms.

The addresses are Concertation's own names for its terms: they identify, whether or not a page answers there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from rdflib import DCTERMS, RDF, SKOS, Graph, Namespace, URIRef
from rdflib import Literal as Value

from concertation.core.text import Text
from concertation.core.vocabulary import Scheme, Term

SkosFormat = Literal["turtle", "json-ld"]

VOCABULARY = Namespace("https://w3id.org/concertation/vocabulary/")

# J. Garcea and W. Ashton, the article that the terms of origin "article" come from.
ARTICLE = "Garcea & Ashton, Partenariats locaux et régionaux pour l’établissement des nouveaux arrivants"
CONVENTION = Text(en="Concertation convention", fr="Convention de Concertation")

_CONTEXT = {
    "skos": str(SKOS),
    "dcterms": str(DCTERMS),
    "rdf": str(RDF),
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "scopeNote": {"@id": "skos:scopeNote", "@container": "@language"},
}

Triple = tuple[URIRef, URIRef, URIRef | Value]


def write_skos(schemes: Iterable[Scheme], format: SkosFormat = "turtle") -> str:
    """The schemes as one SKOS document, the same text for the same schemes whatever their order."""
    graph = _graph(schemes)
    if format == "turtle":
        return graph.serialize(format="turtle")
    return _in_stable_order(graph.serialize(format="json-ld", context=_CONTEXT))


def _graph(schemes: Iterable[Scheme]) -> Graph:
    graph = Graph(bind_namespaces="none")
    graph.bind("skos", SKOS)
    graph.bind("dcterms", DCTERMS)
    graph.bind("rdf", RDF)
    for scheme in schemes:
        for triple in _scheme_triples(scheme):
            graph.add(triple)
        for term in scheme:
            for triple in _term_triples(scheme, term):
                graph.add(triple)
    return graph


def _scheme_triples(scheme: Scheme) -> Iterator[Triple]:
    subject = VOCABULARY[scheme.id]
    yield subject, RDF.type, SKOS.ConceptScheme
    yield subject, SKOS.notation, Value(scheme.id)
    yield from _words(subject, scheme.label, scheme.definition, scheme.note)
    yield from _sources(subject, scheme.origin, scheme.locator)


def _term_triples(scheme: Scheme, term: Term) -> Iterator[Triple]:
    subject, scheme_subject = _concept(scheme, term.code), VOCABULARY[scheme.id]
    yield subject, RDF.type, SKOS.Concept
    yield subject, SKOS.inScheme, scheme_subject
    yield subject, SKOS.notation, Value(term.code)
    yield from _words(subject, term.label, term.definition, term.note)
    yield from _sources(subject, term.origin, term.locator)
    if term.value is not None:
        yield subject, RDF.value, Value(term.value)
    if term.parent is None:
        yield subject, SKOS.topConceptOf, scheme_subject
        yield scheme_subject, SKOS.hasTopConcept, subject
    else:
        yield subject, SKOS.broader, _concept(scheme, term.parent)
        yield _concept(scheme, term.parent), SKOS.narrower, subject


def _concept(scheme: Scheme, code: str) -> URIRef:
    return VOCABULARY[f"{scheme.id}/{code}"]


def _words(subject: URIRef, label: Text, definition: Text, note: Text | None) -> Iterator[Triple]:
    for predicate, text in ((SKOS.prefLabel, label), (SKOS.definition, definition), (SKOS.scopeNote, note)):
        if text is not None:
            yield from _in_both_languages(subject, predicate, text)


def _sources(subject: URIRef, origin: str, locator: str | None) -> Iterator[Triple]:
    """The article where it states the idea; otherwise the convention, and the reference it borrows from."""
    if origin in ("article", "mixed"):
        yield subject, DCTERMS.source, Value(f"{ARTICLE}, {locator}" if locator else ARTICLE)
    if origin in ("convention", "mixed"):
        yield from _in_both_languages(subject, DCTERMS.source, CONVENTION)
    if origin == "convention" and locator:
        yield subject, DCTERMS.source, Value(locator)


def _in_both_languages(subject: URIRef, predicate: URIRef, text: Text) -> Iterator[Triple]:
    yield subject, predicate, Value(text.en, lang="en")
    yield subject, predicate, Value(text.fr, lang="fr")


def _in_stable_order(document: str) -> str:
    """The library lists nodes and values in the order of its hash tables."""
    content: dict[str, Any] = json.loads(document)
    nodes = [
        {name: _sorted_values(value) for name, value in node.items()} for node in content.get("@graph", [])
    ]
    content["@graph"] = sorted(nodes, key=lambda node: str(node["@id"]))
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _sorted_values(value: object) -> object:
    return (
        sorted(value, key=lambda item: json.dumps(item, sort_keys=True)) if isinstance(value, list) else value
    )
