"""Asking what kind partnerships are: of the register, or of a folder written from one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from concertation.core.snapshot import Snapshot
from concertation.core.text import Language, Text
from concertation.core.typology import TypologyAnswer, classify, explain

# What a list of partnerships shows of each.
SUMMARY = (
    "key",
    "reach",
    "sectors",
    "number",
    "kinds",
    "articulation",
    "is_hybrid",
    "articulation_is_tied",
    "arrangement",
    "objective_orientation",
    "form",
    "form_low",
    "form_high",
)


def classify_all(snapshot: Snapshot) -> list[dict[str, Any]]:
    """One plain row a partnership."""
    return classify(snapshot).select(SUMMARY).to_dicts()


def answer_for(snapshot: Snapshot, partnership_key: str, language: Language) -> dict[str, Any]:
    """The whole reasoned answer as plain data, its sentences in one language."""
    answer: dict[str, Any] = _plain(explain(snapshot, partnership_key), language)
    return answer


def _plain(value: object, language: Language) -> Any:
    if isinstance(value, Text):
        return value.in_language(language)
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name: _plain(getattr(value, field.name), language) for field in fields(value)}
        return plain if isinstance(value, TypologyAnswer) else {"is": type(value).__name__} | plain
    if isinstance(value, Mapping):
        return {key: _plain(item, language) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item, language) for item in value]
    return value.isoformat() if isinstance(value, date) else value
