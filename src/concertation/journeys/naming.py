"""What any record is called, for pages and programs alike."""

from __future__ import annotations

from functools import cache

from concertation.core.errors import UnknownScheme, UnknownTerm
from concertation.core.facts import fact_kind
from concertation.core.text import Language
from concertation.core.vocabulary import load_scheme
from concertation.journeys.records import Record, Said

_NAME_FIELDS = ("name", "title", "description")
# What records without a name of their own are called by.
_CALLED_BY = {
    "statement": ("value",),
    "site": ("address", "city", "postal_code"),
    "organisation_identifier": ("value",),
}


def name_words(record: Record | None) -> Said:
    """What a record is called, in both languages."""
    if record is None:
        return Said(en="", fr="")
    for field in record.fact.fields:
        if field.name in _NAME_FIELDS:
            value = record[field.name]
            return value if isinstance(value, Said) else Said(en=value or "", fr=value or "")
    return Said(en=record.key, fr=record.key)


def term_in(scheme: str | None, code: str | None, language: Language) -> str:
    """The label of a term; a code that the vocabulary does not hold is shown as it was recorded."""
    if not code:
        return ""
    try:
        return load_scheme(scheme or "")[code].label.in_language(language)
    except (UnknownScheme, UnknownTerm):
        return code.replace("_", " ")


@cache
def _has_name(kind_id: str) -> bool:
    return any(field.name in _NAME_FIELDS for field in fact_kind(kind_id).fields)


def label_in(record: Record, language: Language) -> str:
    """What to call any record: its name, or the organisation it concerns, or its term."""
    if _has_name(record.fact.id) and (name := name_words(record).in_language(language)):
        return name
    for field_name in _CALLED_BY.get(record.fact.id, ()):
        value = record[field_name]
        if value:
            return value.in_language(language) if isinstance(value, Said) else str(value)
    parent = record.fact.parent
    for field in record.fact.fields:
        is_whom = field.type == "reference" and field is not parent and field.to != "source"
        if is_whom and record[field.name] is not None:
            return label_in(record[field.name], language)
        if field.type == "term" and field.name != "date_precision" and record[field.name]:
            return term_in(field.scheme, record[field.name], language)
    return record.key
