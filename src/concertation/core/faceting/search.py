"""Words found in names, whatever their accents, capitals, order and language."""

from __future__ import annotations

import re

import polars as pl

from concertation.core.text import PLAIN_LETTERS, fold, search_key

# What French drops before a vowel; readers type it or not: « d’établissement », "etablissement".
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)['’]")


def folded(text: pl.Expr) -> pl.Expr:
    """The column without accents, ligatures or capitals, as ``core.text.fold`` does for one text."""
    plain = {**{chr(code): letters for code, letters in PLAIN_LETTERS.items()}, "ß": "ss", "ẞ": "ss"}
    once = text.str.replace_many(list(plain), list(plain.values())).str.normalize("NFKD")
    return once.str.replace_all(r"\p{M}+", "").str.replace_many(list(plain), list(plain.values())).str.to_lowercase()


def searchable(*names: pl.Expr) -> pl.Expr:
    """All the names of a record as folded words, each after a space: what ``holds_words`` searches."""
    whole = pl.concat_str([pl.lit(" "), *names], separator=" ", ignore_nulls=True)
    return folded(whole).str.replace_all(r"[^\pL\pN]+", " ")


def wanted_words(words: str) -> list[str]:
    """The folded words of a search, without what French elides."""
    return search_key(_ELISION.sub(" ", fold(words))).split() or search_key(words).split()


def holds_words(column: str, words: str) -> pl.Expr:
    """Whether each word asked for begins a word of the record, in any order; all records when none is asked."""
    tests = [pl.col(column).str.contains(f" {word}", literal=True) for word in wanted_words(words)]
    return pl.all_horizontal(pl.lit(True), *tests)
