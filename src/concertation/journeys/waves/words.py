"""The words that are written to partners, read from ``words.toml``: both languages or a refusal to start."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from concertation.core.text import Language, Text

Occasion = Literal["invitation", "reminder"]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it is read: a subject, paragraphs, and the words of its two links."""

    subject: str
    paragraphs: tuple[str, ...]
    button: str
    personal: str
    decline: str


def default_consent(mode: str, months: int) -> Text:
    """What the first page says of the answers, unless the table writes its own."""
    said = _words()["consent"][mode]
    return Text(en=said["en"].format(months=months), fr=said["fr"].format(months=months))


def template_of_name(name: str) -> Mapping[str, Any]:
    """The words of one of the names that surveys have, by language."""
    found: Mapping[str, Any] = _words()["names"][name]
    return found


def write_letter(occasion: Occasion, mode: str, language: Language, *, name: str, **facts: str) -> Letter:
    """The message in one language; ``facts`` fill the templates."""
    words = _words()["messages"]
    own, shared = words[occasion], words["all"]
    hello = shared["hello"][language].format(name=name) if name else shared["hello_nobody"][language]
    said = [paragraph.format(**facts) for paragraph in own["paragraphs"][language]]
    return Letter(
        subject=own["subject"][language].format(**facts),
        paragraphs=(hello, *said, shared[mode][language]),
        button=own["button"][language],
        personal=shared["personal"][language],
        decline=shared["decline"][language],
    )


@cache
def _words() -> Mapping[str, Any]:
    document = resources.files("concertation.journeys.waves").joinpath("words.toml")
    return tomllib.loads(document.read_text(encoding="utf-8"))
