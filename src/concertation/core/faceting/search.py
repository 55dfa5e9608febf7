"""The same search over a column, where no database is at hand: what the index of the store is held to."""

from __future__ import annotations

import polars as pl

from concertation.core.search import Sought, sought
from concertation.core.text import PLAIN_LETTERS

# After each name, so that no phrase runs from one into the next.
_BETWEEN = " | "


def folded(text: pl.Expr) -> pl.Expr:
    """The column without accents, ligatures or capitals, as ``core.text.fold`` does for one text."""
    plain = {**{chr(code): letters for code, letters in PLAIN_LETTERS.items()}, "ß": "ss", "ẞ": "ss"}
    once = text.str.replace_many(list(plain), list(plain.values())).str.normalize("NFKD")
    return once.str.replace_all(r"\p{M}+", "").str.replace_many(list(plain), list(plain.values())).str.to_lowercase()


def searchable(*names: pl.Expr) -> pl.Expr:
    """All the names of a record as folded words, each between spaces: what ``holds_words`` searches."""
    each = [folded(name).str.replace_all(r"[^\pL\pN]+", " ") for name in names]
    return pl.concat_str([pl.lit(" "), *each, pl.lit(" ")], separator=_BETWEEN, ignore_nulls=True)


def holds_words(column: str, words: str) -> pl.Expr:
    """Whether each word asked for begins a word of the record, in any order; all records when none is asked."""
    return holds(column, sought(words))


def holds(column: str, asked: Sought) -> pl.Expr:
    """The same of what a search asks for."""
    text = pl.col(column)
    words = [pl.any_horizontal(text.str.contains(f" {form}", literal=True) for form in word) for word in asked.words]
    phrases = [text.str.contains(f" {' '.join(phrase)} ", literal=True) for phrase in asked.phrases]
    return pl.all_horizontal(pl.lit(True), *words, *phrases)
