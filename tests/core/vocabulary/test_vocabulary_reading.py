"""A vocabulary file that is not whole is refused, with all its faults at once."""

from __future__ import annotations

import pytest

from concertation.core.errors import InvalidData, UnknownScheme, UnknownTerm
from concertation.core.vocabulary import load_scheme, read_scheme

HEAD = """
origin = "convention"
label = { en = "Colour", fr = "Couleur" }
definition = { en = "A colour.", fr = "Une couleur." }
"""
RED = """
[[term]]
code = "red"
label = { en = "Red", fr = "Rouge" }
definition = { en = "The colour of blood.", fr = "La couleur du sang." }
"""


def test_a_term_takes_origin_and_locator_from_a_scheme_of_one_origin() -> None:
    """What holds for the whole scheme is written once."""
    scheme = read_scheme("colour", HEAD.replace('"convention"', '"article"\nlocator = "Tableau 1"') + RED)
    assert (scheme["red"].origin, scheme["red"].locator) == ("article", "Tableau 1")


def test_in_a_mixed_scheme_each_term_says_where_it_comes_from() -> None:
    """Nothing is attributed to the article by default."""
    with pytest.raises(InvalidData, match=r"colour\.red: origin"):
        read_scheme("colour", HEAD.replace("convention", "mixed") + RED)


def test_a_term_of_the_article_says_where_in_the_article() -> None:
    """An attribution that cannot be checked is refused."""
    with pytest.raises(InvalidData, match=r"colour\.red: locator"):
        read_scheme("colour", HEAD.replace("convention", "article") + RED)


def test_all_faults_are_listed_together_with_their_place() -> None:
    """Whoever edits a vocabulary sees everything to mend in one go."""
    broken = (
        HEAD.replace(', fr = "Couleur"', "")
        + RED
        + RED
        + '[[term]]\ncode = "scarlet"\nparent = "crimson"\nlabel = { en = "Scarlet", fr = " " }\n'
    )
    with pytest.raises(InvalidData) as refused:
        read_scheme("colour", broken)
    listing = str(refused.value.facts["listing"])
    for fault in (
        "colour: label.fr",
        "colour.red: duplicated code",
        "colour.scarlet: label.fr",
        "colour.scarlet: definition.en",
        "colour.scarlet: definition.fr",
        "colour.scarlet: parent “crimson”",
    ):
        assert fault in listing
    assert refused.value.facts["count"] == 6


def test_a_parent_stands_above_its_children() -> None:
    """Read from top to bottom, a file never refers forward, so no term can descend from itself."""
    child = RED.replace('"red"', '"scarlet"\nparent = "red"')
    assert read_scheme("colour", HEAD + RED + child)["scarlet"].parent == "red"
    with pytest.raises(InvalidData, match="not a term above it"):
        read_scheme("colour", HEAD + child + RED)


def test_a_scheme_without_terms_is_refused() -> None:
    """An empty list of choices is a mistake."""
    with pytest.raises(InvalidData, match="no term"):
        read_scheme("colour", HEAD)


def test_a_file_that_is_not_toml_names_the_scheme() -> None:
    """The reader of the message knows which file to open."""
    with pytest.raises(InvalidData, match="colour"):
        read_scheme("colour", "label = ")


def test_an_unknown_code_names_the_scheme_and_the_nearest_codes() -> None:
    """The message says what was probably meant, in both languages."""
    with pytest.raises(UnknownTerm) as refused:
        load_scheme("articulation")["colaborative"]
    for sentence in (refused.value.in_language("en"), refused.value.in_language("fr")):
        assert "articulation" in sentence
        assert "collaborative" in sentence


def test_an_unknown_scheme_names_the_nearest_ids() -> None:
    """A slip in an id is answered with the id."""
    with pytest.raises(UnknownScheme, match="policy_sector"):
        load_scheme("policy_sectors")


def test_a_scheme_is_read_once() -> None:
    """The second reader gets the same value."""
    assert load_scheme("articulation") is load_scheme("articulation")
