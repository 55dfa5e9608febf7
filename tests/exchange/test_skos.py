"""The vocabularies leave as SKOS that other tools read, whole and in both languages."""

from __future__ import annotations

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from concertation.core.vocabulary import all_schemes, load_scheme
from concertation.exchange.skos import CONVENTION, VOCABULARY, write_skos


@pytest.fixture(scope="module")
def graph() -> Graph:
    """All schemes, written and read back by rdflib."""
    return Graph().parse(data=write_skos(all_schemes(), "turtle"), format="turtle")


def _labels(graph: Graph, subject: URIRef) -> dict[str | None, str]:
    return {
        value.language: str(value)
        for value in graph.objects(subject, SKOS.prefLabel)
        if isinstance(value, Literal)
    }


def test_every_scheme_and_every_term_is_there(graph: Graph) -> None:
    """One concept scheme a scheme, one concept a term."""
    assert len(set(graph.subjects(RDF.type, SKOS.ConceptScheme))) == len(all_schemes())
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == sum(len(scheme) for scheme in all_schemes())


def test_every_concept_has_one_label_and_one_definition_a_language(graph: Graph) -> None:
    """SKOS allows one preferred label a language (SKOS Reference, S14); English and French are both there."""
    for subject in graph.subjects(RDF.type, SKOS.Concept):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            languages = [value.language for value in graph.objects(subject, predicate)]  # type: ignore[attr-defined]
            assert sorted(languages) == ["en", "fr"]


def test_labels_come_back_as_they_were(graph: Graph) -> None:
    """Nothing is lost or altered between the files and the export."""
    for scheme in all_schemes():
        for term in scheme:
            labels = _labels(graph, VOCABULARY[f"{scheme.id}/{term.code}"])
            assert labels == {"en": term.label.en, "fr": term.label.fr}


def test_every_concept_is_in_its_scheme_at_the_top_or_under_a_broader_one(graph: Graph) -> None:
    """A concept is a top concept or has a broader one, never both and never neither."""
    for scheme in all_schemes():
        for term in scheme:
            subject = VOCABULARY[f"{scheme.id}/{term.code}"]
            assert graph.value(subject, SKOS.inScheme) == VOCABULARY[scheme.id]
            assert ((subject, SKOS.topConceptOf, None) in graph) != ((subject, SKOS.broader, None) in graph)


def test_broader_and_narrower_answer_each_other(graph: Graph) -> None:
    """The two relations are inverse (SKOS Reference, S25)."""
    broader = {(child, parent) for child, parent in graph.subject_objects(SKOS.broader)}
    assert broader == {(child, parent) for parent, child in graph.subject_objects(SKOS.narrower)}
    goals = VOCABULARY["creation_factor/goals"]
    assert (goals, VOCABULARY["creation_factor/leaders_calculation"]) in broader


def test_what_the_article_says_and_what_is_ours_are_told_apart(graph: Graph) -> None:
    """The source of a term is the place in the article, or our convention named in both languages."""
    sources = {str(value) for value in graph.objects(VOCABULARY["sector_breadth/two"], DCTERMS.source)}
    assert len(sources) == 1
    assert "Tableau 1, typologie 2" in sources.pop()
    ours = set(graph.objects(VOCABULARY["lifecycle_stage/paused"], DCTERMS.source))
    assert ours == {Literal(CONVENTION.en, lang="en"), Literal(CONVENTION.fr, lang="fr")}


def test_the_number_that_a_term_stands_for_is_kept(graph: Graph) -> None:
    """Arnstein (1969): partnership is the sixth rung."""
    value = graph.value(VOCABULARY["arnstein_rung/partnership"], RDF.value)
    assert isinstance(value, Literal)
    assert value.toPython() == 6


def test_both_formats_say_the_same(graph: Graph) -> None:
    """Turtle and JSON-LD are two writings of one graph."""
    assert isomorphic(graph, Graph().parse(data=write_skos(all_schemes(), "json-ld"), format="json-ld"))


@pytest.mark.parametrize("format", ["turtle", "json-ld"])
def test_the_same_schemes_give_the_same_text(format: str) -> None:
    """A reader can compare two versions line by line: the order of the schemes does not matter."""
    schemes = [load_scheme("articulation"), load_scheme("creation_factor"), load_scheme("organisation_kind")]
    assert write_skos(schemes, format) == write_skos(reversed(schemes), format)  # type: ignore[arg-type]


def test_no_scheme_gives_an_empty_graph() -> None:
    """Nothing chosen is written as nothing, and still parses."""
    assert len(Graph().parse(data=write_skos([], "json-ld"), format="json-ld")) == 0
