"""The vocabularies say what the article says, mark what is ours, and read as well in either language."""

from __future__ import annotations

import re

import pytest

from concertation.core.facts import all_kinds
from concertation.core.text import Text
from concertation.core.vocabulary import Scheme, Term, all_schemes, load_scheme

STRAIGHT_OR_SPACED_WRONGLY = re.compile(r"'|\"|\.\.\.|« |[^\u00a0]»|[^\u00a0] :|[^\u00a0]%| ;| \?| !")


def _holders(scheme: Scheme) -> list[Scheme | Term]:
    return [scheme, *scheme.terms]


def _texts(scheme: Scheme) -> list[Text]:
    return [
        text
        for holder in _holders(scheme)
        for text in (holder.label, holder.definition, holder.note)
        if text is not None
    ]


@pytest.mark.parametrize(
    ("scheme_id", "codes"),
    [
        ("geographic_reach", "local regional provincial national"),
        ("sector_breadth", "one two several"),
        ("partner_number", "bipartite tripartite multipartite"),
        ("partner_kinds", "governmental non_governmental mixed"),
        ("articulation", "consultative contributory operational collaborative"),
        ("organisational_arrangement", "single_body two_bodies several_bodies"),
        ("objective_kind", "concrete symbolic"),
        ("reform_target", "constitution governance management operations"),
        ("outcome_family", "settlement integration inclusion"),
        (
            "risk_kind",
            "resource_loss resource_misuse resource_underuse legal reputational political existential",
        ),
    ],
)
def test_the_lists_of_the_article_are_whole_and_in_its_order(scheme_id: str, codes: str) -> None:
    """Table 1 (typologies 1 to 5); types of partnerships § 1 and § 4; risks; conclusions § 2; abstract."""
    scheme = load_scheme(scheme_id)
    assert " ".join(scheme.codes) == codes
    assert {term.origin for term in scheme} == {"article"}


def test_the_article_has_five_typologies_and_names_a_sixth_aspect() -> None:
    """Table 1 prints five columns; the text names an organisational aspect instead of the kinds."""
    facets = load_scheme("typology_facet")
    assert facets.codes == ("reach", "sectors", "number", "kinds", "articulation", "arrangement")
    assert [term.locator for term in facets][:5] == [f"Tableau 1, typologie {n}" for n in range(1, 6)]


def test_the_slip_in_the_heading_of_table_1_is_told() -> None:
    """The second heading repeats “régions géographiques” over values that are sectors."""
    note = load_scheme("sector_breadth").note
    assert note is not None
    assert "slip" in note.en
    assert "coquille" in note.fr


def test_creation_has_eight_factors_under_six_headings() -> None:
    """Six headings in the article, the leaders' calculation having three parts: goals, capacities, risks."""
    factors = load_scheme("creation_factor")
    assert len(factors.top_terms) == 6
    assert len(factors.leaves) == 8
    assert [term.code for term in factors.narrower("leaders_calculation")] == ["goals", "capacities", "risks"]


def test_functioning_has_ten_factors_each_at_its_point_of_the_list() -> None:
    """The article lists ten, in this order."""
    factors = load_scheme("functioning_factor")
    assert [str(term.locator).rsplit(" ", 1)[1] for term in factors] == [str(n) for n in range(1, 11)]


def test_the_intensity_of_ties_runs_from_0_to_5() -> None:
    """Frey, Lohmeier, Lee & Tollefson (2006): no interaction, then five levels."""
    assert [(term.code, term.value) for term in load_scheme("tie_intensity")] == [
        ("none", 0),
        ("networking", 1),
        ("cooperation", 2),
        ("coordination", 3),
        ("coalition", 4),
        ("collaboration", 5),
    ]


def test_the_ladder_of_participation_has_eight_rungs() -> None:
    """Arnstein (1969), figure 2, from the bottom up."""
    ladder = load_scheme("arnstein_rung")
    assert [term.value for term in ladder] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (ladder["manipulation"].value, ladder["partnership"].value) == (1, 6)


def test_kinds_of_organisations_stand_under_four_parents() -> None:
    """A reader who does not know the exact kind can still choose the family."""
    kinds = load_scheme("organisation_kind")
    assert [term.code for term in kinds.top_terms] == [
        "government",
        "public_body",
        "civil_society",
        "private",
    ]
    assert [len(kinds.narrower(term.code)) for term in kinds.top_terms] == [5, 6, 10, 4]


def test_each_public_body_says_that_it_is_coded_both_ways() -> None:
    """Whether a school board or a library is governmental depends on who counts."""
    kinds = load_scheme("organisation_kind")
    assert all(term.note is not None for term in (kinds["public_body"], *kinds.narrower("public_body")))


def test_a_symbolic_objective_is_never_a_warning() -> None:
    """The article names symbolic partnerships without blame (types of partnerships, § 4)."""
    note = load_scheme("objective_kind")["symbolic"].note
    assert note is not None
    assert "legitimate" in note.en


@pytest.mark.parametrize("scheme", all_schemes(), ids=lambda scheme: scheme.id)
def test_a_mixed_scheme_holds_both_origins(scheme: Scheme) -> None:
    """What is stated by the article and what is our convention are told apart term by term."""
    origins = {term.origin for term in scheme}
    assert origins == ({"article", "convention"} if scheme.origin == "mixed" else {scheme.origin})


@pytest.mark.parametrize("scheme", all_schemes(), ids=lambda scheme: scheme.id)
def test_codes_and_labels_tell_terms_apart(scheme: Scheme) -> None:
    """Codes are words in lower case, or those of an official classification; labels differ in each language."""
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*|[1-9][0-9]", code) for code in scheme.codes)
    for language in ("en", "fr"):
        labels = [getattr(term.label, language) for term in scheme]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("scheme", all_schemes(), ids=lambda scheme: scheme.id)
def test_definitions_are_sentences_of_their_own(scheme: Scheme) -> None:
    """A definition ends with a full stop, says more than the label, and is no copy of the other language."""
    for holder in _holders(scheme):
        for label, definition in (
            (holder.label.en, holder.definition.en),
            (holder.label.fr, holder.definition.fr),
        ):
            assert definition.endswith(".")
            assert definition.rstrip(".").casefold() != label.casefold()
        assert holder.definition.en != holder.definition.fr


@pytest.mark.parametrize("scheme", all_schemes(), ids=lambda scheme: scheme.id)
def test_french_follows_the_typography_of_canada(scheme: Scheme) -> None:
    """Curly apostrophes; non-breaking spaces inside « », before : and %; no space before ; ? or !."""
    for text in _texts(scheme):
        assert not STRAIGHT_OR_SPACED_WRONGLY.search(text.fr), text.fr
        assert "'" not in text.en, text.en


def test_every_term_that_the_register_stores_has_its_scheme() -> None:
    """The dictionary of facts refers to no vocabulary that does not exist."""
    for kind in all_kinds():
        for field in kind.fields:
            if field.type == "term":
                assert field.scheme is not None
                load_scheme(field.scheme)
