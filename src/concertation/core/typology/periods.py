"""Spans of time counted back from a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import polars as pl


def months_before(day: date, months: int) -> date:
    """The same day of the month, that many months earlier; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months_since(column: pl.Expr, day: date) -> pl.Expr:
    """Whole months from the dates of a column to the day; null where the date is unknown."""
    months = (day.year - column.dt.year()) * 12 + day.month - column.dt.month().cast(pl.Int32)
    return months - (column.dt.day() > day.day).cast(pl.Int32)
