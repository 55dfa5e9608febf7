"""The two documented cases, read from files in which each fact says where the article states it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from concertation.core.demonstration.rows import RowBook, Value
from concertation.core.errors import InvalidData

CASES = ("brandon", "calgary")


def documented_cases() -> RowBook:
    """Brandon and Calgary as rows, from facts alone.

    Every fact carries its ``source`` and its ``locator``: the section of the file's origin and the paragraph
    of the fact, or a locator of its own. Raises ``InvalidData`` listing the facts without a place.
    Source: Garcea & Ashton, « Exemples de partenariats locaux et régionaux ».
    """
    book = RowBook()
    faults: list[str] = []
    for name in ("evidence", *CASES):
        _read_document(name, book, faults)
    if faults:
        raise InvalidData(count=len(faults), listing="; ".join(faults))
    return book


def _read_document(name: str, book: RowBook, faults: list[str]) -> None:
    path = resources.files("concertation.core.demonstration").joinpath("cases", f"{name}.toml")
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    origin = document.pop("origin", {})
    for kind_id, facts in document.items():
        for key, fact in facts.items():
            values = _with_sides(fact)
            if kind_id != "source":
                values |= _origin(f"{kind_id}.{key}", fact, origin, faults)
            book.write(kind_id, key, **values)


def _with_sides(fact: Mapping[str, Any]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, value in fact.items():
        if isinstance(value, dict):
            values |= {f"{name}_{language}": side for language, side in value.items()}
        elif name != "paragraph":
            values[name] = value
    return values


def _origin(
    place: str, fact: Mapping[str, Any], origin: Mapping[str, str], faults: list[str]
) -> dict[str, Value]:
    if "locator" not in fact and "paragraph" not in fact:
        faults.append(f"{place}: paragraph")
    located = fact.get("locator") or f"{origin['section']}, § {fact.get('paragraph', '?')}"
    return {"source": fact.get("source", origin["source"]), "locator": located}
