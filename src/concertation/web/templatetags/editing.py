"""Words and links of the fact editor on pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from concertation.core.text import Text
from concertation.journeys.permission import place_of_record
from concertation.journeys.records import Record, Said
from concertation.web import wording
from concertation.web.editing import removal
from concertation.web.editing.questions import Question
from concertation.web.templatetags import portrait

register = template.Library()


@register.filter
def in_words(text: Text | None) -> str:
    """A text of the dictionary in the language of the page."""
    return text.in_language(wording.reader_language()) if text is not None else ""


@register.filter
def said_in(words: Said) -> str:
    """A name in the language of the page, or in the other."""
    return words.in_language(wording.reader_language())


@register.filter
def lookup(values: Mapping[str, str], name: str) -> str:
    """The words kept under a name, empty when there are none."""
    return values.get(name, "")


@register.filter
def fault_of(problems: Iterable[tuple[str, str]], slot: str) -> str:
    """What is wrong with one part, empty when nothing is."""
    return next((message for own, message in problems if own == slot), "")


@register.simple_tag
def described_by(question: Question) -> SafeString:
    """The attributes that tie a box to its hint and to what is wrong with it."""
    fault = f"f-{question.first.slot}-fault" if question.faults else ""
    described = " ".join(filter(None, (f"f-{question.name}-help" if question.hint else "", fault)))
    tie = format_html(' aria-describedby="{}"', described) if described else SafeString("")
    return tie + SafeString(' aria-invalid="true"') if fault and not question.is_set else tie


@register.filter
def told_apart(record: Record) -> str:
    """A fact by its name and by what it belongs to."""
    return removal.told_apart(record)


@register.inclusion_tag("partnerships/_add.html", takes_context=True)
def add_link_to(context: dict[str, Any], kind_id: str, parent: str, owner: Record) -> dict[str, Any]:
    """A link to record one more fact of a kind that belongs to a record."""
    answer: dict[str, Any] = portrait.add_link(context, kind_id, **{parent: owner.key})
    return answer


@register.inclusion_tag("editing/_together.html", takes_context=True)
def grid_link(context: dict[str, Any], kind_id: str, record: Record, words: str) -> dict[str, Any]:
    """A link to fill in many facts of one owner together, for those who may."""
    rights = context.get("rights")
    if not (rights and rights.may_edit and rights.may_add(kind_id, place_of_record(record))):
        return {"address": ""}
    query = urlencode({"next": context["request"].get_full_path()})
    address = f"{reverse('fact-grid', args=[kind_id, record.key])}?{query}"
    return {"address": address, "words": words, "label": wording.label_of(record)}
