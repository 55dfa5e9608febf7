"""How the values of facts are written in formats of plain text, and read back without loss."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from concertation.core.facts import Field, fact_kind


@cache
def fact_columns(kind_id: str) -> Mapping[str, Field]:
    """The columns of a kind by name, references by their field (``organisation``), without geometry."""
    columns: dict[str, Field] = {}
    for field in fact_kind(kind_id).fields:
        if field.type == "geojson":
            continue
        names = [field.name] if field.type == "reference" else [column.name for column in field.columns]
        columns |= dict.fromkeys(names, field)
    return MappingProxyType(columns)


def write_value(value: object) -> str:
    """Dates in ISO form, ``true`` and ``false``, numbers with all their digits, nothing for what is unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return f"{Decimal(repr(value)):f}" if isinstance(value, float) else str(value)


def plain(value: object) -> str | float | bool | None:
    """The value as JSON has it: dates in ISO form, the rest as it is."""
    if isinstance(value, str | bool | int | float) or value is None:
        return value
    return write_value(value)
