"""Values of the register in the words of one language, for tables on a terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from concertation.core.errors import UnknownScheme, UnknownTerm
from concertation.core.text import Language, Text
from concertation.core.vocabulary import load_scheme

if TYPE_CHECKING:
    from concertation.core.facts import Field
    from concertation.journeys.records import Record

_YES, _NO = Text(en="yes", fr="oui"), Text(en="no", fr="non")
UNKNOWN = Text(en="unknown", fr="inconnu")
_NAMES = ("name", "title", "description")


def term_words(scheme: str, code: str | None, language: Language) -> str | None:
    """The label of a term; a code that the vocabulary does not hold stays as it was recorded."""
    if not code:
        return None
    try:
        return load_scheme(scheme)[code].label.in_language(language)
    except (UnknownScheme, UnknownTerm):
        return code


def yes_or_no(value: bool | None, language: Language) -> str | None:
    """A plain fact in one word."""
    return None if value is None else (_YES if value else _NO).in_language(language)


def name_of(record: Record, language: Language) -> str:
    """What a record is called: its name, or whom it concerns, or its term, or its code."""
    for field in record.fact.fields:
        if field.name in _NAMES and record[field.name]:
            name = record[field.name]
            return name if isinstance(name, str) else str(name.in_language(language))
    for field in record.fact.fields:
        if field.type == "reference" and field.to != "source" and not field.is_parent and record[field.name]:
            return name_of(record[field.name], language)
        if field.type == "term" and field.name != "date_precision" and record[field.name]:
            return str(term_words(field.scheme or "", record[field.name], language))
    return record.key


def value_in_words(record: Record, field: Field, value: Any, language: Language) -> str | None:
    """A value of one field as people read it; ``None`` where it is unknown."""
    if value is None or value == "":
        return None
    if field.type == "reference":
        found = record.referred(str(field.to), value)
        return str(value) if found is None else name_of(found, language)
    if field.type == "term":
        return term_words(field.scheme or "", value, language)
    if isinstance(value, bool):
        return yes_or_no(value, language)
    return value.isoformat() if isinstance(value, date) else str(value)
