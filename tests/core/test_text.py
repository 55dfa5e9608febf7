"""Texts exist in both languages, agree with numbers as each does, and sort and search without marks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.core.errors import MissingLanguageSide
from concertation.core.text import PLAIN_LETTERS, Counted, Language, Text, fold, search_key, sort_key

PARTNERS = Counted(
    one=Text(en="partner", fr="partenaire"),
    other=Text(en="partners", fr="partenaires"),
)


def test_a_text_is_said_in_the_language_asked_for() -> None:
    """Each language gets its own side."""
    text = Text(en="Settlement", fr="Établissement")
    assert (text.in_language("en"), text.in_language("fr")) == ("Settlement", "Établissement")


@pytest.mark.parametrize(("en", "fr"), [("", "Accueil"), ("Welcome", " \n"), ("\u00a0", "Accueil")])
def test_a_text_with_a_blank_side_is_refused(en: str, fr: str) -> None:
    """A blank side is a missing translation, never an empty label."""
    with pytest.raises(MissingLanguageSide):
        Text(en=en, fr=fr)


@pytest.mark.parametrize(
    ("count", "language", "expected"),
    [
        (0, "en", "partners"),
        (1, "en", "partner"),
        (1.5, "en", "partners"),
        (2, "en", "partners"),
        (0, "fr", "partenaire"),
        (1, "fr", "partenaire"),
        (1.5, "fr", "partenaire"),
        (2, "fr", "partenaires"),
    ],
)
def test_a_noun_agrees_with_its_number_as_each_language_does(count: float, language: Language, expected: str) -> None:
    """CLDR plural rules: English is singular for exactly 1; French from 0 up to, not including, 2."""
    assert PARTNERS.for_count(count, language) == expected


def test_names_sort_as_dictionaries_of_both_languages_do() -> None:
    """É sorts beside E and œ beside oe; a leading article is part of the name."""
    names = ["Œuvre", "Zonta", "École", "La Passerelle", "Odéon", "East", "ouvrage"]
    assert sorted(names, key=sort_key) == [
        "East",
        "École",
        "La Passerelle",
        "Odéon",
        "Œuvre",
        "ouvrage",
        "Zonta",
    ]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("l’établissement", "l etablissement"),
        ("L'Établissement", "l etablissement"),
        ("Sœurs-de-la-Charité (Saint-Boniface)", "soeurs de la charite saint boniface"),
        ("  YMCA / YWCA\u00a0: Winnipeg ", "ymca ywca winnipeg"),
        ("Tłı̨chǫ Government", "tlicho government"),
        ("Kwakwa̱ka̱ʼwakw", "kwakwaka wakw"),
        ("snake_case", "snake case"),
    ],
)
def test_what_people_type_finds_what_was_written(written: str, key: str) -> None:
    """Marks, capitals and punctuation do not matter; straight and curly apostrophes part words alike."""
    assert search_key(written) == key


@given(st.text())
def test_a_search_key_searches_itself(text: str) -> None:
    """Folding twice changes nothing: keys may be stored and compared."""
    assert search_key(search_key(text)) == search_key(text)
    assert sort_key(sort_key(text)) == sort_key(text)


@given(st.text())
def test_a_search_key_is_words_one_space_apart(text: str) -> None:
    """No punctuation, no doubled space, none at the ends."""
    key = search_key(text)
    assert key == " ".join(key.split())
    assert all(word.replace(" ", "").isalnum() for word in key.split())


@given(st.text(alphabet="aàâäbcçdeéèêëfghiîïjklmnoôöœpqrstuùûüvwxyÿzæ’ -"))
def test_capitals_never_change_a_key(text: str) -> None:
    """A name typed in capitals, as many are on forms, is the same name."""
    assert search_key(text.upper()) == search_key(text)
    assert fold(text.upper()) == fold(text)


@given(st.text())
def test_a_letter_is_folded_alike_wherever_it_stands(text: str) -> None:
    # Unicode's own functions over the whole text (UAX #15, compatibility decomposition; marks have a combining class).
    def bare(letters: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))

    plain = bare(text.translate(PLAIN_LETTERS)).translate(PLAIN_LETTERS)
    assert fold(text) == bare(plain.casefold())
