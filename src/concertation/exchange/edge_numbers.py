"""Numbers as people write them: a comma is a decimal mark in one language, and parts thousands in the other."""

from __future__ import annotations

import polars as pl

# 1,234.5 and 1,234,567 are written in English; 1,234 may be either.
_ENGLISH = r"^[+-]?\d{1,3}(,\d{3})+\.\d+$|^[+-]?\d{1,3}(,\d{3}){2,}$"
_THOUSANDS = r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$"


def numbers_of(written: pl.Series) -> pl.Series:
    """The numbers of a column, unknown where there is none; infinity is none.

    Spaces part thousands. A comma is a decimal mark, unless one number of the column has several, or a point after
    it: then it parts thousands in all of them.
    """
    plain = written.str.replace_all(r"[\s\u00a0\u202f]", "")
    if _parts_thousands(plain):
        apart = plain.str.replace_all(",", "", literal=True)
        plain = pl.select(pl.when(plain.str.contains(_THOUSANDS)).then(apart).otherwise(plain)).to_series()
    else:
        plain = plain.str.replace(",", ".", literal=True)
    number = plain.cast(pl.Float64, strict=False)
    return pl.select(pl.when(number.is_finite()).then(number)).to_series()


def are_numbers(column: pl.Series) -> bool:
    """Whether each cell that holds something holds a number, and one does."""
    known = column.drop_nulls()
    return len(known) > 0 and numbers_of(known).null_count() == 0


def of_doubtful_comma(written: pl.Series) -> str | None:
    """A number such as 1,234 in a column where nothing says what the comma is: it is read as a decimal mark."""
    commas = written.drop_nulls().filter(written.drop_nulls().str.contains(",", literal=True))
    is_doubtful = len(commas) and commas.str.contains(_THOUSANDS).all() and not _parts_thousands(commas)
    return str(commas[0]) if is_doubtful else None


def _parts_thousands(plain: pl.Series) -> bool:
    return bool(plain.str.contains(_ENGLISH).any())
