"""A search forgives accents, capitals, ligatures, elisions and the order of words, both ways."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.core.faceting.search import folded, holds_words, searchable
from concertation.core.search import sought
from concertation.core.text import fold

NAMES = (
    "Partenariat local en établissement de Brandon",
    "L’Œuvre d’accueil des nouveaux arrivants",
    "Calgary Local Immigration Partnership CLIP",
)


def _found(words: str) -> list[int]:
    frame = pl.DataFrame({"name": NAMES}).with_columns(searched=searchable(pl.col("name")))
    return frame.with_row_index().filter(holds_words("searched", words))["index"].to_list()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("établissement", [0]),
        ("ETABLISSEMENT", [0]),
        ("brandon partenariat", [0]),
        ("brand etab", [0]),
        ("d'établissement", [0]),
        ("d’etablissement", [0]),
        ("oeuvre", [1]),
        ("œuvre", [1]),
        ("Oeuvre accueil", [1]),
        ("clip", [2]),
        ("local", [0, 2]),
        ("ranch", []),
        ("", [0, 1, 2]),
        ("’ - !", [0, 1, 2]),
    ],
)
def test_each_word_begins_a_word_of_the_name(words: str, expected: list[int]) -> None:
    """Typed with or without accents, in any order, whole or begun."""
    assert _found(words) == expected


def test_an_accent_typed_where_the_name_has_none_is_forgiven_too() -> None:
    """« Calgàry » finds Calgary: folding is done on both sides."""
    assert _found("Calgàry") == [2]


def test_a_name_made_of_an_elision_alone_can_still_be_searched() -> None:
    """Dropping what French elides never leaves nothing to search."""
    assert sought("l’").words == (("l",),)


LETTERS = st.text(st.characters(max_codepoint=0x24F, categories=["L", "N", "P", "Z"]), max_size=20)


@given(LETTERS)
def test_a_column_folds_as_one_text_does(text: str) -> None:
    """Latin letters of names fold the same in a column of a million as one at a time."""
    assert pl.DataFrame({"text": [text]}).select(folded(pl.col("text"))).item() == fold(text)
