"""What the database refuses, in plain words, and beside which fields to say it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from concertation.core.facts import FactKind
from concertation.core.text import Text


@dataclass(frozen=True, slots=True)
class Refusal:
    """A constraint or a trigger that spoke: its sentence for a row of a file, and for a page."""

    in_file: Text
    on_page: Text
    slots: tuple[str, ...] = ()


def explain_refusal(message: str, kind: FactKind | None = None) -> Refusal:
    """What a refusal of the database means; of a kind of fact, also which of its parts are concerned."""
    name = "once" if message.startswith("UNIQUE") or "duplicate key" in message else message
    entry = next(refusal for refusal in _refusals() if refusal["pattern"] in name)
    constraint = re.sub(r"^CHECK constraint failed: ", "", message.splitlines()[0])
    in_file = Text(en=entry["en"].format(constraint=constraint), fr=entry["fr"].format(constraint=constraint))
    page = entry.get("page")
    on_page = Text(**page) if page else Text(en=_capital(in_file.en), fr=_capital(in_file.fr))
    return Refusal(in_file, on_page, _concerned(entry, message, kind) if kind else ())


def _concerned(entry: Mapping[str, Any], message: str, kind: FactKind) -> tuple[str, ...]:
    """Fields that the data names, else columns whose names stand in the message."""
    known = {column.field.name: column.slot for column in reversed(kind.columns)}
    named = [known[name] for name in entry.get("fields", ()) if name in known]
    if named:
        return tuple(named)
    words = set(re.findall(r"[a-z_]+", message))
    found = [c.slot for c in kind.columns if c.name in words or f"{kind.id}_{c.name}" in _prefixes(words)]
    return tuple(slot for slot in found if kind.parent is None or slot != kind.parent.name)


def _prefixes(words: set[str]) -> set[str]:
    return {re.sub(r"_(minimum|maximum)$", "", word) for word in words}


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


@cache
def _refusals() -> Sequence[Mapping[str, Any]]:
    document = resources.files("concertation.journeys").joinpath("refusals.toml")
    found: list[Mapping[str, Any]] = tomllib.loads(document.read_text(encoding="utf-8"))["refusal"]
    return found
