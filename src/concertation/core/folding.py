"""Whole columns of words folded as ``search_key`` folds one."""

from __future__ import annotations

import polars as pl

from concertation.core.text import search_key

# Letters of the Latin alphabets beyond ASCII of which plain letters are made.
FOLDED_LETTERS = {
    letter: plain
    for letter in map(chr, range(0xC0, 0x180))
    if letter.isalpha() and (plain := search_key(letter)).isascii() and plain.isalnum()
}
_MARKS = {"’": " "}
_PLAIN = rf"^[\x00-\x7f{''.join(FOLDED_LETTERS)}{''.join(_MARKS)}]*$"
_WRITTEN = list(FOLDED_LETTERS | _MARKS)
_BECOME = list((FOLDED_LETTERS | _MARKS).values())


def fold_plain(words: pl.Expr) -> pl.Expr:
    """What ``search_key`` makes of words of plain letters."""
    plain = words.str.replace_many(_WRITTEN, _BECOME).str.to_lowercase()
    return plain.str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars(" ")


def fold_words(words: pl.Series) -> pl.Series:
    """What ``search_key`` makes of each; words of plain letters without leaving the columns."""
    distinct = pl.DataFrame({"words": words.drop_nulls().unique().cast(pl.String)})
    is_plain = pl.col("words").str.contains(_PLAIN)
    plain = distinct.filter(is_plain).with_columns(folded=fold_plain(pl.col("words")))
    others = distinct.filter(~is_plain)
    folded = others.with_columns(folded=pl.Series([search_key(word) for word in others["words"]], dtype=pl.String))
    asked = words.rename("words").to_frame()
    return asked.join(pl.concat([plain, folded]), on="words", how="left", maintain_order="left")["folded"].alias(
        words.name
    )
