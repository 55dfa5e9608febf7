"""Words and links of records on pages."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from html import escape
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from concertation.core.facts import fact_kind
from concertation.core.text import Text
from concertation.core.typology.explanation import SCHEMES
from concertation.journeys.naming import name_words
from concertation.journeys.permission import Place, may_add, place_of_record, slots_that_tell
from concertation.journeys.records import Record, Said
from concertation.web import wording
from concertation.web.editing.words import place_of
from concertation.web.origin import write_origin

register = template.Library()


@register.filter
def named(record: Record | None) -> SafeString:
    """What a record is called, in the reader's language or visibly in the other."""
    return wording.said(name_words(record))


@register.filter
def said(record: Record, field: str) -> SafeString:
    """A bilingual field in the reader's language or visibly in the other."""
    return wording.said(record[field])


@register.filter
def term(record: Record, field: str) -> str:
    """The label of the term in a field."""
    return wording.term_of(record, field)


@register.filter
def field_label(kind_id: str, field: str) -> str:
    """The heading of a field, from the dictionary of facts."""
    return fact_kind(kind_id)[field].label.in_language(wording.reader_language())


@register.filter
def kind_label(record: Record) -> str:
    """What kind of fact it is."""
    return record.fact.label.in_language(wording.reader_language())


@register.filter
def called(record: Record) -> str:
    """What to call any record, whatever its kind."""
    return wording.label_of(record)


@register.filter
def fact(record: Record, field: str) -> Any:
    """The value of a field whose name is known only on the page."""
    return record[field]


@register.filter
def articulation(code: str) -> str:
    """One of the four articulations in words."""
    return wording.term_words("articulation", code)


@register.filter
def declared_value(record: Record) -> str:
    """What a source declares, in the words of its typology."""
    return wording.term_words(SCHEMES.get(record["facet"]), record["value"])


@register.filter
def period(record: Record) -> str:
    """From when to when it holds."""
    return wording.period(record)


@register.filter
def when(record: Record, field: str = "on") -> str:
    """The day of an event."""
    return wording.when(record, field)


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """A day in words; not knowing is a word too."""
    return wording.day_words(value)


@register.filter
def moment(value: datetime) -> str:
    """A day and its hour in words."""
    return wording.moment_words(value)


@register.filter
def quoted(words: str) -> str:
    """Somebody’s own words, between the marks of the page’s language."""
    return wording.quoted(words)


@register.filter
def yes_no(value: bool | None) -> str:
    """Yes, no, unknown."""
    return wording.yes_no(value)


@register.filter
def quantity(value: float | None, unit: str = "") -> str:
    """A number as the reader's language writes it."""
    return wording.number_words(value, unit)


@register.simple_tag(takes_context=True)
def address(context: dict[str, Any], name: str, *arguments: str) -> str:
    """The address of a page, keeping the day and the instant looked at."""
    day_looked_at = context.get("as_of") or timezone.localdate()
    return wording.address_on(day_looked_at, name, *arguments, known_at=context.get("known_at"))


@register.simple_tag
def address_as_of(name: str, day_looked_at: date, *arguments: str) -> str:
    """The address of a page on another day."""
    return wording.address_on(day_looked_at, name, *arguments)


@register.simple_tag
def address_known_at(name: str, instant: datetime, *arguments: str) -> str:
    """The address of a page as the register stood at an instant."""
    return wording.address_on(timezone.localdate(), name, *arguments, known_at=instant)


@register.simple_tag(takes_context=True)
def origin(context: dict[str, Any], *records: Record) -> SafeString:
    """“How do we know?”: the sources of these records, what other sources say, and where to correct them."""
    there = [record for record in records if record is not None]
    told = {"rights": context.get("rights"), "request": context["request"], "records": there}
    return write_origin(there, place=partial(place_of, context["request"]), links=partial(_links, told))


@register.simple_tag(takes_context=True)
def origins(context: dict[str, Any], records: tuple[Record, ...]) -> SafeString:
    """The same for several records at once."""
    answer: SafeString = origin(context, *records)
    return answer


def _links(context: dict[str, Any], record: Record) -> str:
    """What the reader may do about a record: see its history, correct it, say what another source says."""
    rights = context["rights"]
    if not rights or not (rights.may_see_history or rights.may_edit):
        return ""
    history = ""
    if rights.may_see_history:
        address = escape(reverse("fact-history", args=[record.fact.id, record.key]))
        history = f'<a href="{address}">{gettext("history")}</a>'
    edit = render_to_string("partnerships/_edit.html", edit_link(context, record))
    add = ""
    if record.fact.id != "statement":
        subject = {"subject_kind": record.fact.id, "subject_key": record.key}
        add = render_to_string("partnerships/_add.html", add_link(context, "statement", **subject))
    return f'<span class="origin-links">{history} {edit} {add}</span>'


@register.inclusion_tag("partnerships/_add.html", takes_context=True)
def add_link(context: dict[str, Any], kind_id: str, **defaults: str) -> dict[str, Any]:
    """A link to record one more fact of a kind, for those who may."""
    rights = context.get("rights")
    if not (rights and rights.may_edit and rights.may_add(kind_id, _place_on_page(context, kind_id, defaults))):
        return {"address": ""}
    request: HttpRequest = context["request"]
    query = urlencode({**defaults, "next": request.get_full_path()})
    kind = fact_kind(kind_id)
    return {
        "address": _editor("fact-add", query, kind_id),
        "kind": kind.label.in_language(wording.reader_language()),
    }


@register.inclusion_tag("partnerships/_edit.html", takes_context=True)
def edit_link(context: dict[str, Any], record: Record) -> dict[str, Any]:
    """A link to correct a fact, for those who may."""
    rights = context.get("rights")
    if not (rights and rights.may_correct(record)):
        return {"address": ""}
    request: HttpRequest = context["request"]
    query = urlencode({"next": request.get_full_path()})
    return {
        "address": _editor("fact-edit", query, record.fact.id, record.key),
        "label": wording.label_of(record),
    }


def _place_on_page(context: dict[str, Any], kind_id: str, defaults: dict[str, str]) -> Place:
    """Where a fact with these references would stand, told from what the page has at hand."""
    if kind_id == "statement":
        subject = _at_hand(context, defaults["subject_kind"], defaults["subject_key"])
        return place_of_record(subject) if subject is not None else Place()
    place, (_, whose) = Place(), slots_that_tell(kind_id)
    for slot, key in defaults.items():
        target = str(fact_kind(kind_id)[slot].to)
        found = _at_hand(context, target, key)
        own = place_of_record(found) if found is not None else Place()
        owner = own.organisation if slot in whose else place.organisation
        place = Place(place.partnerships | own.partnerships, owner)
    return place


def _at_hand(context: dict[str, Any], kind_id: str, key: str) -> Record | None:
    """The record of that key among those of the page."""
    told = [context.get("record"), *context.get("records", ())]
    for record in told:
        if isinstance(record, Record) and (record.fact.id, record.key) == (kind_id, key):
            return record
    portrait = context.get("portrait")
    found: Record | None = portrait.records.keyed(kind_id, key) if portrait is not None else None
    return found


def _editor(name: str, query: str, *arguments: str) -> str:
    """The address of a page of the fact editor."""
    return f"{reverse(name, args=arguments)}?{query}"


@register.filter
def in_words(words: Said | None) -> SafeString:
    """Words kept in both languages, in the reader's language or visibly in the other."""
    return wording.said(words or Said(en="", fr=""))


@register.filter
def said_text(text: Text) -> str:
    """A bilingual label in the reader's language."""
    return text.in_language(wording.reader_language())


@register.filter
def term_label(code: str | None, scheme: str) -> str:
    """The label of a code of a vocabulary."""
    return wording.term_words(scheme, code)


@register.simple_tag(takes_context=True)
def partnerships_address(context: dict[str, Any], facet: str, value: str | None) -> str:
    """The list of the partnerships that take this value of this facet, on the day looked at."""
    listed = wording.address_on(context.get("as_of") or timezone.localdate(), "partnerships")
    joint = "&" if "?" in listed else "?"
    return f"{listed}{joint}{urlencode({facet: value or 'unknown'})}"


@register.inclusion_tag("partnerships/_add.html", takes_context=True)
def record_link(context: dict[str, Any], kind_id: str) -> dict[str, Any]:
    """For those who may, a link to record a first fact that belongs to no other: a partnership, an organisation."""
    if not may_add(context["user"], kind_id, {}):
        return {"address": ""}
    label = fact_kind(kind_id).label.in_language(wording.reader_language())
    return {"address": _editor("fact-add", "", kind_id), "kind": label}
