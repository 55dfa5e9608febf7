"""Cells written so plainly that a column of them is read at once: each means what it would mean by itself."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from concertation.exchange.tables import Cell
from concertation.exchange.workbook.layout import SheetColumn

# Letters, digits and marks of both languages that print: no blank but the space, no control character.
_PRINTED = "!-~\u00c0-\u024f‘’“”«»–—…"
_WORDS = rf"^[{_PRINTED}](?:[ {_PRINTED}]*[{_PRINTED}])?$"
# Words of this many letters, and words with a digit, never say that an answer is unknown.
_LONGER_THAN_UNKNOWN = 17
_CODE = r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,79}$"
_DAY = r"^(?:1[6-9]|2[01])\d{2}-\d{2}-\d{2}$"
_ADDRESS = r"^(?i:https?)://[!\"$-.0->@-~][!-~]*$"


def plain_values(column: SheetColumn, written: Sequence[Cell], dtype: pl.DataType) -> pl.Series:
    """What the cells written plainly say, null where one has to be looked at: all of them where some are not words."""
    value = _value(column, pl.col("words"))
    if value is None or any(cell is not None and cell.__class__ is not str for cell in written):
        return pl.Series([None] * len(written), dtype=dtype)
    frame = pl.DataFrame({"words": pl.Series(written, dtype=pl.String)})
    return frame.select(value.alias("words")).to_series()


def _value(column: SheetColumn, words: pl.Expr) -> pl.Expr | None:
    field = column.field
    if field is None:
        return pl.when(words.str.contains(_CODE)).then(words)
    if field.type == "date":
        return pl.when(words.str.contains(_DAY)).then(words).str.to_date("%Y-%m-%d", strict=False)
    if field.type == "url":
        return pl.when(words.str.contains(_ADDRESS)).then(words)
    is_sure = words.str.contains(r"[0-9]") | (words.str.len_chars() >= _LONGER_THAN_UNKNOWN)
    if field.type in ("text", "long_text", "reference"):
        return pl.when(words.str.contains(_WORDS) & is_sure).then(words)
    return None
