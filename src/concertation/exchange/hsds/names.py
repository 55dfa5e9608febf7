"""The names of HSDS tables and columns in all versions, from ``names.toml``."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

# Tables in which we write what HSDS has no table for; other readers pass them by.
EXTENSION = "concertation_"
# Names for records of ours whose code is no UUID, as HSDS 3 asks; any fixed UUID would do.
_NAMESPACE = uuid.UUID("5f0c2f8e-6a0b-5d3c-9f53-6d1b7c1d9a10")


@cache
def standard_table(written: str) -> str | None:
    """The 3.x name of a table, whatever version and number it is written in; ``None`` for strangers."""
    return _tables().get(written.lower())


def standard_column(table: str, written: str) -> str:
    """The 3.x name of a column."""
    renamed: str = _names()["columns"].get(table, {}).get(written, written)
    return renamed


def address_type(written_table: str) -> str | None:
    """The type of the addresses of a table that says it by its name."""
    found: str | None = _names()["address_types"].get(written_table)
    return found


def taken_columns(table: str) -> frozenset[str] | None:
    """The columns that become facts; ``None`` for a table that the register has no place for."""
    taken = _names()["taken"].get(table)
    return None if taken is None else frozenset(taken)


def required_columns(table: str) -> tuple[str, ...]:
    """The columns without which a record is no HSDS."""
    return tuple(_names()["required"].get(table, ()))


def is_link(column: str) -> bool:
    """Whether a column identifies a record or another one."""
    return column == "id" or (column.endswith("_id") and column != "tax_id")


def record_id(kind_id: str, key: str) -> str:
    """The UUID of a record: its own code where that is one, otherwise always the same one for the code."""
    try:
        return str(uuid.UUID(key)) if len(key) == 36 else str(uuid.uuid5(_NAMESPACE, f"{kind_id}/{key}"))
    except ValueError:
        return str(uuid.uuid5(_NAMESPACE, f"{kind_id}/{key}"))


def is_uuid(text: str) -> bool:
    """Whether an identifier tells a record apart from those of every other file."""
    try:
        return len(text) == 36 and bool(uuid.UUID(text))
    except ValueError:
        return False


@cache
def _names() -> Mapping[str, Any]:
    document = resources.files("concertation.exchange.hsds").joinpath("names.toml")
    return MappingProxyType(tomllib.loads(document.read_text(encoding="utf-8")))


@cache
def _tables() -> Mapping[str, str]:
    spellings: dict[str, list[str]] = _names()["spellings"]
    return MappingProxyType({word: table for table, words in spellings.items() for word in (table, *words)})
